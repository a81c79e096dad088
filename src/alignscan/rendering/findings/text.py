"""Findings for people: place, code, message, the line with a caret, and what to write instead."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from alignscan.model.actions import ActionLibrary
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.source.excerpt import excerpt
from alignscan.source.finding import Finding, Severity
from alignscan.source.span import Span
from alignscan.source.text import Text

ANSWERS = "answers"
"""The part of a survey file whose lines are never quoted."""
KNOWN_PARTS = {*Survey.model_fields, *Questionnaire.model_fields, *ActionLibrary.model_fields}
"""Anything else at the top level may be a misspelt part, and so it may hold answers."""
UNKNOWN_KEY = "AS101"
_IN_LINE = re.compile(rf"""\b{ANSWERS}["']?\s*:""")
_TOP_LEVEL = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?\s*:""")


def render(findings: Sequence[Finding], texts: Mapping[str, Text]) -> str:
    """Return findings in the order given, each with its excerpt where that quotes no answer."""
    return "".join(_one(finding, texts.get(finding.path)) for finding in findings)


def summary(findings: Sequence[Finding], files: int) -> str:
    """Return what was checked and what was found, in one line."""
    counts = Counter(f.severity for f in findings)
    parts = [_plural(counts[s], s.value) for s in (Severity.ERROR, Severity.WARNING) if counts[s]]
    found = ", ".join(parts) if parts else "no problems"
    return f"checked {_plural(files, 'file')}: {found}\n"


def _one(finding: Finding, text: Text | None) -> str:
    place = finding.path
    if finding.span is not None:
        place += f":{finding.span.line}:{finding.span.column}"
    lines = [f"{place}: {finding.severity.value}[{finding.code}] {finding.message}"]
    if finding.span is not None and text is not None and not _may_quote_answers(finding, text):
        lines.append(excerpt(_quotable(finding, finding.span, text), finding.span))
    if finding.hint:
        lines.append(f"  help: {finding.hint}")
    return "\n".join(lines) + "\n"


def _quotable(finding: Finding, span: Span, text: Text) -> Text:
    """Return the text, without what follows a key that is not known: it may be a misspelt one."""
    if finding.code != UNKNOWN_KEY or not 0 < span.line <= len(text.lines):
        return text
    key = text.lines[span.line - 1][: span.end_column]
    return Text(text.path, "\n" * (span.line - 1) + key)


def _may_quote_answers(finding: Finding, text: Text) -> bool:
    """Return whether the line of a finding may hold somebody's answer.

    A file that could not be parsed has no data path; then the nearest key in the first column,
    at or above the line, tells.
    """
    line = finding.span.line if finding.span else 0
    if 0 < line <= len(text.lines) and _IN_LINE.search(text.lines[line - 1]):
        return True
    if finding.data_path:
        part = re.split(r"[.\[]", finding.data_path, maxsplit=1)[0]
        return part == ANSWERS or (part not in KNOWN_PARTS and finding.code != UNKNOWN_KEY)
    for written in reversed(text.lines[:line]):
        key = _TOP_LEVEL.match(written)
        if key or written.lstrip().startswith(f"{{{ANSWERS}"):
            return key is None or key[1] == ANSWERS
    return ANSWERS in text.content


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
