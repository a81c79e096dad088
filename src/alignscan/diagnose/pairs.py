"""Patterns of two scores of the same people: one is strong, the other is weak."""

from collections.abc import Iterator
from decimal import Decimal

from alignscan.diagnose.diagnosis import Evidence, Pattern, PatternId
from alignscan.diagnose.reading import Reading, pattern, scored
from alignscan.publish.published import ShownCell

KNOWS = "C2.1"
"""The practice by which people say that they know the priorities."""
PAIRS: tuple[tuple[PatternId, str, str, str], ...] = (
    ("know_not_commit", "commitment", "commitment.understanding", "commitment.commitment"),
    ("commit_not_know", "commitment", "commitment.commitment", "commitment.understanding"),
    ("goals_without_systems", "systems", "goals", "systems"),
)
"""Pattern, what it is about, the strong score and the weak one."""


def pair_patterns(reading: Reading) -> Iterator[Pattern]:
    """Yield the patterns of two scores over everybody."""
    overall = reading.published.overall
    if overall is None:
        return
    for id, subject, strong, weak in PAIRS:
        found = _pair(overall, strong, weak, reading)
        if found:
            yield pattern(id, subject, _least(found), found, reading.shown)
    illusion = felt_not_shown(overall, reading)
    if illusion:
        yield pattern("illusion", KNOWS, _share_missing(illusion[1]), illusion, reading.shown)


def _pair(
    cell: ShownCell, strong: str, weak: str, reading: Reading
) -> tuple[Evidence, Evidence] | None:
    high, low = reading.score(cell, strong), reading.score(cell, weak)
    if high is None or low is None or high < reading.strong or low >= reading.weak:
        return None
    return (
        scored(cell, strong, high, "at_least", reading.strong),
        scored(cell, weak, low, "below", reading.weak),
    )


def felt_not_shown(cell: ShownCell, reading: Reading) -> tuple[Evidence, Evidence] | None:
    """Return the evidence that people say they know the priorities and too few can name them."""
    claimed = reading.score(cell, KNOWS)
    share = None if cell.recall is None else cell.recall.most_enough
    limit = reading.thresholds.recall
    if claimed is None or share is None or claimed < reading.strong or share >= limit:
        return None
    recalled = Evidence(
        cell=cell.id, subject=KNOWS, figure="recall", value=share, must="below", limit=limit
    )
    return scored(cell, KNOWS, claimed, "at_least", reading.strong), recalled


def _least(evidence: tuple[Evidence, ...]) -> Decimal:
    """Return how far the figure nearest to its limit is beyond it."""
    known = ((e.value, e.limit) for e in evidence)
    return min(abs(value - limit) for value, limit in known if value is not None and limit)


def _share_missing(evidence: Evidence) -> Decimal:
    return (evidence.limit or Decimal(0)) - (evidence.value or Decimal(0))
