"""Findings for people: place, code, message, the line with a caret, and what to write instead."""

from collections import Counter
from collections.abc import Mapping, Sequence

from alignscan.rendering.findings.quoting import quotable, without_rest
from alignscan.source.excerpt import excerpt
from alignscan.source.finding import Finding, Severity
from alignscan.source.text import Text


def render(findings: Sequence[Finding], texts: Mapping[str, Text]) -> str:
    """Return findings in the order given, each with its excerpt where that quotes no answer."""
    return "".join(_one(finding, texts.get(finding.path)) for finding in findings)


def summary(findings: Sequence[Finding], files: int) -> str:
    """Return what was checked and what was found, in one line."""
    counts = Counter(f.severity for f in findings)
    parts = [_plural(counts[s], s.value) for s in Severity if counts[s]]
    found = ", ".join(parts) if parts else "no problems"
    return f"checked {_plural(files, 'file')}: {found}\n"


def _one(finding: Finding, text: Text | None) -> str:
    place = finding.path
    if finding.span is not None:
        place += f":{finding.span.line}:{finding.span.column}"
    lines = [f"{place}: {finding.severity.value}[{finding.code}] {finding.message}"]
    if finding.span is not None and text is not None and quotable(finding, text):
        lines.append(excerpt(without_rest(finding, finding.span, text), finding.span))
    if finding.hint:
        lines.append(f"  help: {finding.hint}")
    return "\n".join(lines) + "\n"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
