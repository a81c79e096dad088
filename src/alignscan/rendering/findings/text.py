"""Findings for people: place, code, message, the line with a caret, and what to write instead."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from alignscan.rendering.findings.counts import summary
from alignscan.rendering.findings.quoting import quotable, without_rest
from alignscan.rendering.findings.run import Run
from alignscan.rendering.findings.said import hint_of, message_of, visible
from alignscan.source.excerpt import excerpt
from alignscan.source.finding import Finding
from alignscan.source.text import Text


def document(run: Run) -> str:
    """Return the findings and what was checked."""
    return findings_of(run) + summary(run)


def findings_of(run: Run) -> str:
    """Return the findings of a run, in its order."""
    return render(run.findings, run.texts)


def render(findings: Sequence[Finding], texts: Mapping[str, Text]) -> str:
    """Return findings in the order given, each with its excerpt where that quotes no answer."""
    shown: list[str] = []
    for path, same in groupby(findings, key=lambda finding: finding.path):
        text = replace(texts[path]) if path in texts else None  # its table of lines goes with it
        shown += [_one(finding, text) for finding in same]
    return "".join(shown)


def _one(finding: Finding, text: Text | None) -> str:
    place = visible(finding.path)
    if finding.span is not None:
        place += f":{finding.span.line}:{finding.span.column}"
    lines = [f"{place}: {finding.severity.value}[{finding.code}] {message_of(finding)}"]
    if finding.span is not None and text is not None and quotable(finding, text):
        lines.append(excerpt(without_rest(finding, finding.span, text), finding.span))
    if hint := hint_of(finding):
        lines.append(f"  help: {hint}")
    return "\n".join(lines) + "\n"
