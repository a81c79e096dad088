"""A small group that agreed to be shown: it may be seen as a whole, and nobody else through it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from alignscan.publish.protect.decide import Candidate, decide
from alignscan.publish.protect.linear import residues, rest_without


def decide_with(
    candidates: Sequence[Candidate], people: Sequence[int], k: int, agreed: str | None
) -> frozenset[str]:
    """Return the ids of the candidates that may be shown, ``agreed`` even below k people.

    Everybody else is as safe as if each answer of that group were known; of the group itself
    nothing but the whole can be derived.
    """
    group = next((c for c in candidates if c.id == agreed), None)
    if group is None or not 0 < sum(people[a] for a in group.members) < k:
        return decide(candidates, people, k)
    others = [0 if a in group.members else n for a, n in enumerate(people)]
    without = [replace(c, members=c.members - group.members) for c in candidates]
    safe = decide(without, others, k)
    if not safe:
        return safe
    wanted = [c for c in candidates if c.id in safe or c.members == group.members]
    return _whole_only(wanted, group, people)


def _whole_only(
    wanted: Sequence[Candidate], group: Candidate, people: Sequence[int]
) -> frozenset[str]:
    """Return the candidates that give away nothing about a part of the group."""
    size = {c.id: sum(people[a] for a in c.members) for c in wanted}
    ordered = sorted(wanted, key=lambda c: (c.id != group.id, c.order, -size[c.id], c.id))
    if not _divides(ordered, group, people):
        return frozenset(size)
    kept: list[Candidate] = []
    for candidate in ordered:
        if not _divides([*kept, candidate], group, people):
            kept.append(candidate)
    return frozenset(c.id for c in kept)


def _divides(shown: Sequence[Candidate], group: Candidate, people: Sequence[int]) -> bool:
    """Return whether the shown groups give away more of the group than its whole."""
    atoms = [a for a, n in enumerate(people) if n]
    rows = np.array([[c.entry(a) for a in atoms] for c in shown], dtype=np.int64)
    outside = np.array([i for i, a in enumerate(atoms) if a not in group.members], dtype=np.intp)
    parts: int = rest_without(residues(rows), outside).shape[1]
    return parts > 1
