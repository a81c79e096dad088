"""Findings as GitHub workflow commands, which become annotations of a change.

The runner ends a command at the end of the line, and a property at a comma: whatever came from a
file is escaped as the runner unescapes it, so that no file can write a command of its own.
"""

from alignscan.rendering.findings.run import Run, most_severe_first
from alignscan.rendering.findings.said import name_of, visible, whole
from alignscan.source.finding import Finding, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def document(run: Run) -> str:
    """Return one command for each finding, errors first: only the first ten of a step show."""
    return "".join(_command(run, finding) for finding in most_severe_first(run))


def _command(run: Run, finding: Finding) -> str:
    properties = {
        "file": visible(run.path(finding.path)),
        **_place(finding),
        "title": f"{finding.code} {name_of(finding)}",
    }
    listed = ",".join(f"{key}={value.translate(PROPERTY)}" for key, value in properties.items())
    return f"::{LEVELS[finding.severity]} {listed}::{whole(finding).translate(DATA)}\n"


def _place(finding: Finding) -> dict[str, str]:
    """Return lines and columns from 1, the last included; columns only within one line."""
    span = finding.span
    if span is None:
        return {}
    if span.end_line > span.line:
        return {"line": str(span.line), "endLine": str(span.end_line)}
    last = max(span.end_column - 1, span.column)
    return {"line": str(span.line), "col": str(span.column), "endColumn": str(last)}
