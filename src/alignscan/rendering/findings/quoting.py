"""Which lines of a file may be quoted: none that could hold somebody's answer or remark.

Of a survey file that is all but ``answers``; of a plan all but ``notes`` and ``own``, where people
write down what they were told. Questionnaires, libraries, brands and labels hold no such thing. Of
a mapping only a misspelt key is shown: its headings and answers are cells of an export, and the
first row of an export without headings is somebody's answers. Whatever looks like none of these,
such as a responses file that was named by mistake, is not shown at all.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import Final

from alignscan.rules import forms
from alignscan.source.finding import Finding
from alignscan.source.span import Span
from alignscan.source.text import Text
from alignscan.source.yaml import peek_format

UNKNOWN_KEY: Final = "AS101"
HIDDEN: Final = "answers"
ANSWERS: Final = re.compile(r"""(?:^|[{,])\s*["']?answers["']?\s*:""")
NOTES: Final = re.compile(r"""(?:^(?P<before> *(?:- +)*)|[{,]\s*)["']?(?:notes|own)["']?\s*:""")
TOP_KEY: Final = re.compile(r"""^["']?(\w+)["']?\s*:(?:\s|$)""")
BEFORE_KEY: Final = re.compile(r" *(?:- +)*")


@cache
def known_parts(kind: str | None) -> frozenset[str]:
    """Return the top-level keys of a kind of file that may be quoted.

    Of an unknown kind those of the files that are mostly written by hand; no misspelling of
    ``answers`` is among them.
    """
    from alignscan.rules import forms_others as others

    if kind == forms.MAPPING:
        return frozenset()
    if kind == forms.PLAN:
        return frozenset(others.PLAN.model.model_fields) - {"notes", "own"}
    if kind == forms.LABELS:
        return frozenset(others.LABELS.model.model_fields)
    written = (forms.SURVEY, forms.QUESTIONNAIRE, others.ACTIONS, others.BRAND)
    return frozenset(name for form in written for name in form.model.model_fields) - {HIDDEN}


def quotable(finding: Finding, text: Text) -> bool:
    """Return whether the line of a finding can be shown: it holds nobody's answers or remarks."""
    if finding.span is None or text.is_large or finding.span.line > len(text.lines):
        return False
    kind, part = peek_format(text), _parts(text)[finding.span.line - 1]
    if part == HIDDEN:
        return False
    if finding.code == UNKNOWN_KEY and _begins_with(finding.span, text):
        return True  # only the key is shown
    meant = re.split(r"[.\[]", finding.data_path, maxsplit=1)[0] or part
    known = known_parts(kind)
    return part in known and (meant in known or finding.code == UNKNOWN_KEY)


def without_rest(finding: Finding, span: Span, text: Text) -> Text:
    """Return the text, without what follows a key that is not known: it may be a misspelt one."""
    if finding.code != UNKNOWN_KEY or not 0 < span.line <= len(text.lines):
        return text
    key = text.lines[span.line - 1][: span.end_column]
    return Text(text.path, "\n" * (span.line - 1) + key)


@lru_cache(maxsize=1)
def _parts(text: Text) -> tuple[str, ...]:
    """Return for each line the top-level key that it lies below, going by the lines alone.

    Answers must stay unseen in a file that is no YAML as well: all from ``answers:`` to the next
    known key at the margin, in braces to the end of the file. Before the first key it is empty.
    """
    kind, in_braces = peek_format(text), text.content.lstrip().startswith("{")
    known = known_parts(kind)
    ours = kind in forms.FORMATS if in_braces else text.content.startswith("format")
    part, parts = "format" if ours else "", []
    for written in text.lines:
        key = TOP_KEY.match(written)
        if ANSWERS.search(written):
            part = HIDDEN
        elif key is not None and not in_braces and (part != HIDDEN or key[1] in known):
            part = key[1]
        parts.append(part)
    return _without_notes(parts, text, known) if kind == forms.PLAN else tuple(parts)


def _without_notes(parts: Sequence[str], text: Text, known: Collection[str]) -> tuple[str, ...]:
    """Return the parts of a plan's lines, with notes hidden.

    They end where a line begins no deeper; in braces, or at the margin, with the next known key.
    """
    left: list[str] = []
    depth: int | None = None
    for part, written in zip(parts, text.lines, strict=True):
        begins = len(written) - len(written.lstrip(" "))
        key = TOP_KEY.match(written)
        ends = written.strip() and depth is not None and begins <= depth
        if ends or (key is not None and key[1] in known):
            depth = None
        if depth is None and (found := NOTES.search(written)) is not None:
            depth = len(found["before"] or "") or -1
        left.append(part if depth is None else HIDDEN)
    return tuple(left)


def _begins_with(span: Span, text: Text) -> bool:
    """Return whether only blanks and dashes precede a span on its line."""
    return BEFORE_KEY.fullmatch(text.lines[span.line - 1], 0, span.column - 1) is not None
