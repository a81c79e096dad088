"""One run of ``check``: what every format of findings is made from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from alignscan.source.finding import Finding, Severity
from alignscan.source.text import Text

UNREADABLE = ("AS001", "AS002", "AS003", "AS004")
"""Codes of a file that could not be looked at."""
RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Run:
    """What was checked and what was found."""

    findings: tuple[Finding, ...]
    """In the order of files, lines and columns."""
    files: tuple[str, ...]
    """The files that were checked, as they were named or found."""
    version: str
    """The version of the program."""
    least: Severity = Severity.ERROR
    """Findings from this severity on fail the run."""
    skipped: int = 0
    """Files in folders that are not ours."""
    ignored: int = 0
    """Findings that a remark in a file says to ignore."""
    base: str = ""
    """The absolute folder that paths are told from; empty: as they were named."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """The texts of files that may be quoted, by path."""

    def path(self, path: str) -> str:
        """Return a path for machines: from the base, with slashes, without ``..``."""
        full = os.path.normpath(os.path.join(self.base, path))  # noqa: PTH118  Path keeps `..`
        if self.base:
            full = full.removeprefix(os.path.normpath(self.base).rstrip(os.sep) + os.sep)
        return PurePath(full).as_posix()

    def fails(self, finding: Finding) -> bool:
        """Return whether a finding fails the run."""
        return finding.code in UNREADABLE or RANK[finding.severity] >= RANK[self.least]

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def most_severe_first(run: Run) -> list[Finding]:
    """Return the findings with errors first, for readers that show only the first few."""
    return sorted(run.findings, key=lambda finding: -RANK[finding.severity])
