"""Findings as SARIF 2.1.0, for code scanning.

Sizes stay below what GitHub takes: https://docs.github.com/en/code-security, "SARIF support".
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from alignscan.rendering.findings.fingerprints import with_fingerprints
from alignscan.rendering.findings.run import RANK, UNREADABLE, Run
from alignscan.rendering.findings.said import message_of, visible, whole
from alignscan.rules.rule import Rule
from alignscan.rules.table import find
from alignscan.source.finding import Finding, Severity
from alignscan.source.span import Span

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT: Final = "%SRCROOT%"
MOST: Final = 25_000
"""A run with more results is refused as a whole."""
LONGEST: Final = 1_000
"""Longer descriptions are cut."""
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
Json = dict[str, Any]


def document(run: Run) -> str:
    """Return the findings as a SARIF log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _run(run: Run) -> Json:
    named = list(with_fingerprints(run))
    if len(named) > MOST:
        named = sorted(named, key=lambda one: -RANK[one[0].severity])[:MOST]
    rules = _rules(finding for finding, _ in named)
    places = {rule.code: index for index, rule in enumerate(rules)}
    driver = {
        "name": "alignscan",
        "semanticVersion": run.version,
        "rules": [_rule(rule) for rule in rules],
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "alignscan/check/"},
        "invocations": [_invocation(run, len(named))],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the run."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(run, finding, print_, places) for finding, print_ in named],
    }


def _rules(findings: Iterable[Finding]) -> list[Rule]:
    found = {finding.code: find(finding.code) for finding in findings}
    return [rule for _, rule in sorted(found.items()) if rule is not None]


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary[:LONGEST]},
        "fullDescription": {"text": rule.why[:LONGEST]},
        "help": {"text": _help(rule), "markdown": _markdown_help(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.area.value]},
    }


def _help(rule: Rule) -> str:
    return f"{rule.summary} {rule.why}\n\nInstead of\n\n{rule.bad}\nwrite\n\n{rule.good}"


def _markdown_help(rule: Rule) -> str:
    bad, good = (f"```yaml\n{example}```" for example in (rule.bad, rule.good))
    return f"{rule.summary} {rule.why}\n\nInstead of\n\n{bad}\n\nwrite\n\n{good}\n"


def _invocation(run: Run, kept: int) -> Json:
    """Return whether every file was looked at: a failed run must not look like a clean one."""
    unread = [finding for finding in run.findings if finding.code in UNREADABLE]
    said = [_notification(run, finding) for finding in unread[:MOST]]
    left = len(run.findings) - kept
    if left > 0:
        said.append({"level": "warning", "message": {"text": f"{left} findings are left out."}})
    return {"executionSuccessful": not unread, "toolExecutionNotifications": said}


def _notification(run: Run, finding: Finding) -> Json:
    return {
        "level": "error",
        "message": {"text": _inert(message_of(finding))},
        "locations": [_location(run, finding)],
    }


def _result(run: Run, finding: Finding, fingerprint: str, places: dict[str, int]) -> Json:
    index = {"ruleIndex": places[finding.code]} if finding.code in places else {}
    return {
        "ruleId": finding.code,
        **index,
        "level": LEVELS[finding.severity],
        "message": {"text": _inert(whole(finding))},
        "locations": [_location(run, finding)],
        "partialFingerprints": {  # GitHub reads the first name only
            "primaryLocationLineHash": fingerprint,
            "dataPath/v1": fingerprint,
        },
    }


def _location(run: Run, finding: Finding) -> Json:
    place: Json = {"artifactLocation": _artifact(run.path(finding.path))}
    if finding.span is not None:
        place["region"] = _region(finding.span)
    if not finding.data_path:
        return {"physicalLocation": place}
    logical = {"fullyQualifiedName": visible(finding.data_path)}
    return {"physicalLocation": place, "logicalLocations": [logical]}


def _artifact(path: str) -> Json:
    """Return a path as a URI; one outside the folder of the run is absolute."""
    encoded = quote(_bytes(path), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{encoded}"}
    if re.match(r"[A-Za-z]:/", path):
        return {"uri": f"file:///{path[0]}:{encoded[4:]}"}
    return {"uri": encoded, "uriBaseId": ROOT}


def _bytes(path: str) -> bytes:
    """Return the bytes of a path: names that are not UTF-8 come as surrogates."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def _region(span: Span) -> Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _inert(text: str) -> str:
    """Return a message in which nothing is a link or a placeholder (SARIF 2.1.0, 3.11.5-6)."""
    return re.sub(r"\{(\d+)\}", r"{{\1}}", text.replace("](", "] ("))
