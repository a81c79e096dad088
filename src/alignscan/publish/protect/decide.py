"""The decision: thresholds, elimination, audit, and again until the audit finds nothing."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.protect.audit import Unresolved, certainly_none, small_combinations
from alignscan.publish.protect.candidate import Candidate
from alignscan.publish.protect.gauss import allowed
from alignscan.publish.protect.linear import residues
from alignscan.publish.protect.partition import all_safe, is_partition, shown_parts

__all__ = ["Candidate", "decide", "remains_safe", "safe_patterns"]


def decide(candidates: Sequence[Candidate], people: Sequence[int], k: int) -> frozenset[str]:
    """Return the ids of the candidates that may be shown.

    ``people`` holds the size of each atom: the respondents who share membership in everything. The
    decision depends on membership alone, and not on the order of candidates or atoms.
    """
    if is_partition(candidates):
        return shown_parts(candidates, people, k)
    ordered, matrix, sizes = _canonical(candidates, people)
    totals = (matrix != 0) @ sizes
    wanted = [i for i in range(len(ordered)) if totals[i] >= k]
    if not wanted or totals[0] < k:
        return frozenset()
    small_cells = matrix[(totals > 0) & (totals < k)]
    small_atoms = np.eye(len(sizes), dtype=np.int64)[sizes < k]
    protected = residues(np.vstack([small_cells, small_atoms]))
    rows = residues(matrix)
    while True:
        shown = allowed(rows, wanted, protected)
        try:
            found = small_combinations(matrix[list(shown)], sizes, k)
        except Unresolved:
            wanted.remove(shown[-1])
            continue
        if found is None:
            return frozenset(ordered[i].id for i in shown)
        protected = np.concatenate([protected, found], axis=1)


def remains_safe(shown: Sequence[Candidate], people: Sequence[int], k: int) -> bool:
    """Return whether all of some cells may be shown with these sizes of atoms, or smaller cells.

    Sizes may be 0. True is certain also for atoms that are larger; False only says "look closer".
    """
    if not shown:
        return True
    if is_partition(shown):
        return all_safe(shown, people, k)
    _, matrix, sizes = _canonical(shown, people, empty=True)
    totals = (matrix != 0) @ sizes
    if (totals < k).any():
        return False
    try:
        return small_combinations(matrix, sizes, k) is None
    except Unresolved:
        return False


def safe_patterns(
    shown: Sequence[Candidate], patterns: Sequence[Sequence[int]], k: int
) -> list[bool]:
    """Return for each pattern of sizes of atoms whether all cells with people may be shown.

    True is certain; False only says "look closer". Elimination is done once for all patterns, so
    that many of them, which differ by a few people, take little longer than one.
    """
    sizes, entries = np.array(patterns), _entries(shown, range(len(patterns[0])))
    some = entries.any(axis=0) & sizes.any(axis=0)
    matrix, place = np.unique(entries[:, some], axis=1, return_inverse=True)
    together = np.zeros((matrix.shape[1], len(sizes)), dtype=np.int64)
    np.add.at(together, place.ravel(), sizes[:, some].T)
    safe: list[bool] = certainly_none(matrix, together.T, k).tolist()
    return safe


def _canonical(
    candidates: Sequence[Candidate], people: Sequence[int], *, empty: bool = False
) -> tuple[list[Candidate], NDArray[np.int64], NDArray[np.int64]]:
    """Return candidates by preference, and their entries by atom with equal atoms put together.

    Atoms of nobody are left out unless ``empty`` keeps them.
    """
    sizes = dict.fromkeys(range(len(people)), 0) | dict(enumerate(people))
    total = {c.id: sum(sizes[a] for a in c.members) for c in candidates}
    ordered = sorted(candidates, key=lambda c: (c.order, -total[c.id], c.id))
    signature: dict[tuple[int, ...], int] = {}
    entries = _entries(ordered, sizes)
    filled = np.array([size > 0 or empty for size in sizes.values()], dtype=np.bool_)
    taken = entries.any(axis=0) & filled
    for key, size, some in zip(map(tuple, entries.T.tolist()), sizes.values(), taken, strict=True):
        if some:
            signature[key] = signature.get(key, 0) + size
    keys = sorted(signature, reverse=True)
    matrix = np.array(keys, dtype=np.int64).T.reshape(len(ordered), len(keys))
    return ordered, matrix, np.array([signature[key] for key in keys], dtype=np.int64)


def _entries(candidates: Sequence[Candidate], atoms: Iterable[int]) -> NDArray[np.int64]:
    """Return candidates x atoms: how much a person of each atom counts."""
    place = {atom: i for i, atom in enumerate(atoms)}
    out = np.zeros((len(candidates), len(place)), dtype=np.int64)
    for row, candidate in enumerate(candidates):
        members = [atom for atom in candidate.members if atom in place]
        counts = candidate.coefficients
        out[row, [place[a] for a in members]] = (
            1 if counts is None else [counts[a] for a in members]
        )
    return out
