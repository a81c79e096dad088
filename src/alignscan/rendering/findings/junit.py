"""Findings as JUnit XML: one test case for each file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from alignscan.rendering.findings.counts import counted
from alignscan.rendering.findings.run import UNREADABLE, Run
from alignscan.rendering.findings.said import hint_of, message_of, visible
from alignscan.source.finding import Finding


def document(run: Run) -> str:
    """Return the test results; a file with findings that fail the run has failed.

    A file that could not be read is an error; findings below ``--fail-on`` are its output.
    """
    by_file: dict[str, list[Finding]] = defaultdict(list, {path: [] for path in run.files})
    for finding in run.findings:
        by_file[finding.path].append(finding)
    errors = sum(any(map(_unread, found)) for found in by_file.values())
    failed = sum(any(map(run.fails, found)) for found in by_file.values()) - errors
    counts = f'tests="{len(by_file)}" failures="{failed}" errors="{errors}" time="0"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="alignscan check" {counts}>',
            f'  <testsuite name="alignscan check" {counts}>',
            *(_case(run, path, found) for path, found in by_file.items()),
            "  </testsuite>",
            "</testsuites>\n",
        ]
    )


def _unread(finding: Finding) -> bool:
    return finding.code in UNREADABLE


def _case(run: Run, path: str, found: Sequence[Finding]) -> str:
    name = quoteattr(visible(run.path(path)))
    head = f'    <testcase classname="alignscan.check" name={name} time="0"'
    if not found:
        return f"{head}/>"
    said = escape("\n".join(map(_line, found)))
    if not any(map(run.fails, found)):
        body = f"<system-out>{said}</system-out>"
    else:
        kind = "error" if any(map(_unread, found)) else "failure"
        types = quoteattr(", ".join(_codes(found)))
        body = f"<{kind} message={quoteattr(counted(found))} type={types}>{said}</{kind}>"
    return f"{head}>\n      {body}\n    </testcase>"


def _codes(found: Iterable[Finding]) -> list[str]:
    return sorted({finding.code for finding in found})


def _line(finding: Finding) -> str:
    place = f"{finding.span.line}:{finding.span.column}: " if finding.span is not None else ""
    hint = f"\n  help: {hint_of(finding)}" if hint_of(finding) else ""
    return f"{place}{finding.severity.value}[{finding.code}] {message_of(finding)}{hint}"
