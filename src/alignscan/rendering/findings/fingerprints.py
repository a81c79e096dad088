"""Names for findings that stay when lines move: a server tells old findings from new ones by them.

A finding is named after its code, its file and its place in the data, in which entries of lists
are called by their ids. Several of one name are counted.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from alignscan.rendering.findings.run import Run
from alignscan.source.finding import Finding


def with_fingerprints(run: Run) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with its fingerprint: 64 hexadecimal digits, different for each."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in run.findings:
        key = (finding.code, run.path(finding.path), finding.data_path)
        seen[key] += 1
        named = "\0".join((*key, str(seen[key])))
        yield finding, sha256(named.encode("utf-8", "surrogatepass")).hexdigest()
