"""Which lines of a file may be quoted: none that could hold somebody's answer."""

import re
from functools import cache
from typing import Final

from alignscan.source.finding import Finding
from alignscan.source.span import Span
from alignscan.source.text import Text

UNKNOWN_KEY: Final = "AS101"
ANSWERS: Final = re.compile(r"""(?:^|[{,])\s*["']?answers["']?\s*:""")
TOP_KEY: Final = re.compile(r"""^["']?(\w+)["']?\s*:(?:\s|$)""")


@cache
def known_parts() -> frozenset[str]:
    """Return the top-level keys that are not ``answers``, and no misspelling of it."""
    from alignscan.model.actions import ActionLibrary
    from alignscan.model.brand import Brand
    from alignscan.model.questionnaire import Questionnaire
    from alignscan.model.survey import Survey

    models = (Survey, Questionnaire, ActionLibrary, Brand)
    return frozenset(name for model in models for name in model.model_fields) - {"answers"}


def quotable(finding: Finding, text: Text) -> bool:
    """Return whether the line of a finding can be shown: it holds nobody's answers."""
    if finding.span is None or text.is_large or _among_answers(finding.span.line, text):
        return False
    part = re.split(r"[.\[]", finding.data_path, maxsplit=1)[0]
    return not part or part in known_parts() or finding.code == UNKNOWN_KEY


def without_rest(finding: Finding, span: Span, text: Text) -> Text:
    """Return the text, without what follows a key that is not known: it may be a misspelt one."""
    if finding.code != UNKNOWN_KEY or not 0 < span.line <= len(text.lines):
        return text
    key = text.lines[span.line - 1][: span.end_column]
    return Text(text.path, "\n" * (span.line - 1) + key)


def _among_answers(line: int, text: Text) -> bool:
    """Return whether a line lies in the answers, going by the lines alone.

    Answers must stay unseen in a file that is no YAML as well: all from ``answers:`` to the next
    known key at the margin, in braces to the end of the file.
    """
    in_braces = text.content.lstrip().startswith("{")
    hidden = False
    for written in text.lines[:line]:
        key = TOP_KEY.match(written)
        if ANSWERS.search(written):
            hidden = True
        elif not in_braces and key is not None and key[1] in known_parts():
            hidden = False
    return hidden
