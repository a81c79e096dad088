"""Findings as a GitLab code quality report."""

import json
from typing import Any

from alignscan.rendering.findings.fingerprints import with_fingerprints
from alignscan.rendering.findings.run import Run
from alignscan.rendering.findings.said import name_of, visible, whole
from alignscan.source.finding import Finding, Severity

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def document(run: Run) -> str:
    """Return the report: a list, empty when nothing was found."""
    found = [_issue(run, *named) for named in with_fingerprints(run)]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _issue(run: Run, finding: Finding, fingerprint: str) -> dict[str, Any]:
    span = finding.span
    lines = {"begin": span.line, "end": span.end_line} if span is not None else {"begin": 1}
    return {
        "description": f"{finding.code}: {whole(finding)}",
        "check_name": name_of(finding),
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": visible(run.path(finding.path)), "lines": lines},
    }
