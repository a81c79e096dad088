"""What was checked and what was found, in numbers."""

from collections import Counter
from collections.abc import Iterable

from alignscan.rendering.findings.run import Run
from alignscan.source.finding import Finding, Severity


def summary(run: Run) -> str:
    """Return what was checked and found in one line: ``checked 14 files, 3 findings, 1 ignored``.

    Files that were passed over in folders, since they are not ours, are counted as skipped.
    """
    found = _plural(len(run.findings), "finding") if run.findings else "no findings"
    ignored = f", {run.ignored} ignored" if run.ignored else ""
    skipped = f", {run.skipped} skipped" if run.skipped else ""
    return f"checked {_plural(len(run.files), 'file')}, {found}{ignored}{skipped}\n"


def counted(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity: ``2 errors, 1 warning``."""
    counts = Counter(finding.severity for finding in findings)
    parts = [_plural(counts[s], s.value) for s in Severity if counts[s]]
    return ", ".join(parts) if parts else "no problems"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
