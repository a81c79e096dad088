"""Which cells may be shown: decided from group sizes alone, never from answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that somebody would like to see."""

    id: str
    breakdown: str | None
    """The segment it is a category of; None for everybody."""
    n: int


def decide(candidates: Sequence[Candidate], min_group: int) -> frozenset[str]:
    """Return the ids of the cells that may be shown.

    Groups below the minimum are withheld; in each breakdown the next smallest follow until those
    withheld are at least a minimum group together, so that no total gives them away.
    """
    everybody = [c for c in candidates if c.breakdown is None]
    if any(c.n < min_group for c in everybody):
        return frozenset()
    shown = {c.id for c in everybody}
    total = sum(c.n for c in everybody)
    for cells in _by_breakdown(candidates).values():
        shown |= _shown_of(cells, total, min_group)
    return frozenset(shown)


def _by_breakdown(candidates: Sequence[Candidate]) -> Mapping[str, list[Candidate]]:
    out: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.breakdown is not None:
            out.setdefault(candidate.breakdown, []).append(candidate)
    return out


def _shown_of(cells: Sequence[Candidate], total: int, min_group: int) -> set[str]:
    unstated = total - sum(c.n for c in cells)
    kept = sorted((c for c in cells if c.n >= min_group), key=lambda c: (-c.n, c.id))
    hidden = total - sum(c.n for c in kept)
    exposed = hidden > 0 or unstated > 0
    while kept and exposed and hidden < min_group:
        hidden += kept.pop().n
    return {c.id for c in kept}
