"""Findings as Markdown, for the job page of a build or a comment."""

from alignscan.rendering.findings.counts import summary
from alignscan.rendering.findings.run import Run, most_severe_first
from alignscan.rendering.findings.said import hint_of, message_of, name_of, visible
from alignscan.rendering.report.escape import cell
from alignscan.source.finding import Finding

MOST = 500
"""So many findings are listed: a job page takes one megabyte."""


def document(run: Run) -> str:
    """Return a heading, what was checked and a table of findings, errors first."""
    lines = ["## alignscan check", "", cell(summary(run)), ""]
    found = most_severe_first(run)
    if found:
        lines += ["| place | severity | rule | problem | help |", "|---|---|---|---|---|"]
        lines += [_row(run, finding) for finding in found[:MOST]]
        lines.append("")
    if len(found) > MOST:
        lines += [f"{len(found) - MOST} more are not listed.", ""]
    return "\n".join(lines)


def _row(run: Run, finding: Finding) -> str:
    place = visible(run.path(finding.path))
    if finding.span is not None:
        place += f":{finding.span.line}:{finding.span.column}"
    rule = f"{finding.code} {name_of(finding)}"
    cells = (place, finding.severity.value, rule, message_of(finding), hint_of(finding))
    return f"| {' | '.join(map(cell, cells))} |"
