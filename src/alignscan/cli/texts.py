"""The texts of files that findings point into, for excerpts that quote nobody's answers."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from alignscan.source.finding import Finding, SourceError
from alignscan.source.text import Text, read_text

ANSWERS = re.compile(r"""(?:^|[{,])\s*["']?answers["']?\s*:""")
TOP_KEY = re.compile(r"""^["']?(\w+)["']?\s*:(?:\s|$)""")


def texts_of(findings: Iterable[Finding]) -> dict[str, Text]:
    """Return the text of each file that some finding has a position in, where it can be read.

    Only survey, questionnaire and library files are quoted; a responses file never is.
    """
    paths = {f.path for f in findings if f.span is not None and not f.code.startswith("AS8")}
    out = {}
    for path in paths:
        try:
            out[path] = read_text(Path(path), path)
        except SourceError:
            continue
    return out


def quotable(finding: Finding, texts: Mapping[str, Text]) -> bool:
    """Return whether the line of a finding can be shown: it holds nobody's answers.

    Goes by the lines alone, since answers must stay unseen in a file that is no YAML as well: all
    from ``answers:`` to the next key of a survey at the margin, in braces to the end of the file.
    """
    text = texts.get(finding.path)
    if text is None or finding.span is None:
        return False
    in_braces = text.content.lstrip().startswith("{")
    hidden = False
    for line in text.lines[: finding.span.line]:
        if ANSWERS.search(line):
            hidden = True
        elif not in_braces and _begins_another_part(line):
            hidden = False
    return not hidden


def _begins_another_part(line: str) -> bool:
    from alignscan.model.survey import Survey

    key = TOP_KEY.match(line)
    return key is not None and key[1] in Survey.model_fields
