"""Findings for people: place, code, message, the line with a caret, and what to write instead."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from alignscan.source.excerpt import excerpt
from alignscan.source.finding import Finding, Severity
from alignscan.source.text import Text

ANSWERS = "answers"
"""The part of a survey file whose lines are never quoted."""
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
        lines.append(excerpt(text, finding.span))
    if finding.hint:
        lines.append(f"  help: {finding.hint}")
    return "\n".join(lines) + "\n"


def _may_quote_answers(finding: Finding, text: Text) -> bool:
    """Return whether the line of a finding may hold somebody's answer.

    A file that could not be parsed has no data path; then the nearest key in the first column,
    at or above the line, tells.
    """
    if finding.data_path:
        return re.split(r"[.\[]", finding.data_path, maxsplit=1)[0] == ANSWERS
    line = finding.span.line if finding.span else 0
    for written in reversed(text.lines[:line]):
        key = _TOP_LEVEL.match(written)
        if key or written.lstrip().startswith(f"{{{ANSWERS}"):
            return key is None or key[1] == ANSWERS
    return ANSWERS in text.content


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
