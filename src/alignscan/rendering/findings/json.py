"""Findings as JSON, in a format with a version and a published schema."""

import json
from typing import Any, Final

from alignscan.rendering.findings.fingerprints import with_fingerprints
from alignscan.rendering.findings.run import Run
from alignscan.rendering.findings.said import hint_of, message_of, name_of, visible
from alignscan.source.finding import Finding, Severity

FORMAT: Final = "alignscan/findings/1"


def document(run: Run) -> str:
    """Return the findings as a JSON object; its schema is ``alignscan schema findings``."""
    return json.dumps(_object(run), indent=2, ensure_ascii=False) + "\n"


def _object(run: Run) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "generator": f"alignscan {run.version}",
        "checked": [visible(run.path(path)) for path in run.files],
        "summary": {
            "files": len(run.files),
            "skipped": run.skipped,
            **{severity.value: run.count(severity) for severity in Severity},
            "ignored": run.ignored,
            "fail_on": run.least.value,
            "failed": any(map(run.fails, run.findings)),
        },
        "findings": [_finding(run, *named) for named in with_fingerprints(run)],
    }


def _finding(run: Run, finding: Finding, fingerprint: str) -> dict[str, Any]:
    span = finding.span
    return {
        "code": finding.code,
        "name": name_of(finding),
        "severity": finding.severity.value,
        "message": message_of(finding),
        "hint": hint_of(finding) or None,
        "path": visible(run.path(finding.path)),
        "span": span
        and {
            "line": span.line,
            "column": span.column,
            "end_line": span.end_line,
            "end_column": span.end_column,
        },
        "data_path": visible(finding.data_path),
        "fingerprint": fingerprint,
    }
