"""The decision where groups do not overlap: everybody, and the categories of one segment.

The only combination of such groups that is not a sum of them is everybody less some of them. So all
is decided by how many people are left over when the groups shown are taken off. The answer is that
of the elimination and its audit, which would take minutes for a segment of a thousand categories.
"""

from collections.abc import Sequence
from itertools import chain

from alignscan.publish.protect.candidate import Candidate


def is_partition(candidates: Sequence[Candidate]) -> bool:
    """Return whether the groups but the most wanted do not overlap, and that one holds them all."""
    if not candidates or any(c.coefficients is not None for c in candidates):
        return False
    whole, *parts = sorted(candidates, key=lambda c: (c.order, -len(c.members)))
    inside = list(chain.from_iterable(part.members for part in parts))
    together = frozenset(inside)
    return len(inside) == len(together) and together <= whole.members


def shown_parts(candidates: Sequence[Candidate], people: Sequence[int], k: int) -> frozenset[str]:
    """Return the ids of the groups that may be shown.

    Where fewer than k people are left over, the group that is wanted least stays with them.
    """
    size = {c.id: sum(people[atom] for atom in c.members) for c in candidates}
    whole, *parts = sorted(candidates, key=lambda c: (c.order, -size[c.id], c.id))
    if size[whole.id] < k:
        return frozenset()
    shown = [part for part in parts if size[part.id] >= k]
    left = size[whole.id] - sum(size[part.id] for part in shown)
    if 0 < left < k:
        shown.pop()
    return frozenset({whole.id, *(part.id for part in shown)})


def all_safe(shown: Sequence[Candidate], people: Sequence[int], k: int) -> bool:
    """Return whether all groups may be shown, also to those who know that an atom is empty."""
    whole, *parts = sorted(shown, key=lambda c: (c.order, -len(c.members)))
    left = whole.members.difference(*(part.members for part in parts))
    groups = [whole.members, *(part.members for part in parts), *([left] if left else [])]
    return all(sum(people[atom] for atom in group) >= k for group in groups)
