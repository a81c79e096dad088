"""The texts of files that findings point into, for excerpts."""

from collections.abc import Iterable
from pathlib import Path

from alignscan.source.finding import Finding, SourceError
from alignscan.source.text import Text, read_text


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
