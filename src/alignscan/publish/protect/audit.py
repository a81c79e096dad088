"""Looking for any combination of shown cells that rests on fewer than k people."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.protect.linear import Residues, directions, residues, rest_without
from alignscan.solving.program import Matrix, Program

TOLERANCE = 1e-6
NODES = 10_000
"""Most branches of one search, the same on every machine; one that does not end is a finding."""


class Unresolved(Exception):
    """The search did not end; the cells must be treated as unsafe."""


def certainly_none(
    shown: NDArray[np.int64], people: NDArray[np.int64], k: int
) -> NDArray[np.bool_]:
    """Return for each row of ``people`` whether no combination rests on fewer than k of them.

    ``shown`` is cells x atoms; each row of ``people`` holds sizes of the atoms, 0 for those of
    nobody. True is certain; False only says "look closer". What rests on k people in every row is
    left out once for all rows, then for each half of them, down to single rows.
    """
    out = np.ones(len(people), dtype=np.bool_)
    waiting = [(residues(shown), np.arange(len(people)))]
    while waiting:
        rows, places = waiting.pop()
        least = people[places].min(axis=0)
        left, groups = _narrowed(rows * people[places].any(axis=0), least[None], least < k, k)
        if groups and len(places) == 1:
            out[places] = False
        elif groups:
            waiting += [(left, half) for half in np.array_split(places, 2)]
    return out


def small_combinations(
    shown: NDArray[np.int64], people: NDArray[np.int64], k: int
) -> Residues | None:
    """Return combinations of the shown cells that rest on fewer than k people, or None.

    ``shown`` is cells x atoms: 0 and 1, or whole numbers where people count differently. ``people``
    is the size of each atom; or several such rows, one for each set of people in which everybody
    is a person of their own, and then too few are fewer than k in each of them. Raises Unresolved
    when a search does not end.
    """
    rows = residues(shown)
    people = np.atleast_2d(people)
    free = people.max(axis=0) < k
    _, classes = _narrowed(rows, people, free, k)
    if not classes:
        return None
    for atoms in _suspects(shown, people, classes, k):
        outside = np.flatnonzero(~np.isin(np.arange(shown.shape[1]), atoms))
        found = rest_without(rows, outside)
        if found.shape[1]:
            return found
    return None


def _narrowed(
    rows: Residues, people: NDArray[np.int64], free: NDArray[np.bool_], k: int
) -> tuple[Residues, list[list[int]]]:
    """Return the combinations that may rest on fewer than k people, and the atoms they rest on.

    Atoms whose columns are proportional are zero together; a group of k people or more must be
    zero, and then counts as large for the next round.
    """
    free, large = free.copy(), np.flatnonzero(~free)
    while True:
        rows = rest_without(rows, large)
        if not rows.shape[1]:
            return rows, []
        groups = _proportional(rows, np.flatnonzero(free))
        crowded = [g for g in groups if people[:, g].sum(axis=1).max() >= k]
        if not crowded:
            return rows, groups
        large = np.concatenate([np.array(g) for g in crowded])
        free[large] = False


def _proportional(basis: Residues, columns: NDArray[np.intp]) -> list[list[int]]:
    """Return the columns that are not zero, in groups of those that are proportional."""
    some = columns[basis[:, :, columns].any(axis=(0, 1))]
    scaled = np.ascontiguousarray(directions(basis[:, :, some]).transpose(2, 0, 1))
    groups: dict[bytes, list[int]] = {}
    for column, values in zip(some.tolist(), scaled, strict=True):
        groups.setdefault(values.tobytes(), []).append(column)
    return list(groups.values())


def _suspects(
    shown: NDArray[np.int64], people: NDArray[np.int64], classes: list[list[int]], k: int
) -> Iterator[NDArray[np.intp]]:
    """Yield sets of atoms, of fewer than k people, that a combination may rest on."""
    inside = sorted(atom for group in classes for atom in group)
    outside = np.setdiff1d(np.arange(shown.shape[1]), inside)
    weights = np.array([people[:, group].sum(axis=1) for group in classes], dtype=np.float64).T
    first = np.array([group[0] for group in classes])
    for index in range(len(classes)):
        support = _lightest(shown, outside, first, weights, index, k)
        if support is not None:
            yield np.array([a for c in support for a in classes[c]], dtype=np.intp)


def _lightest(
    shown: NDArray[np.int64],
    outside: NDArray[np.intp],
    first: NDArray[np.intp],
    weights: NDArray[np.float64],
    index: int,
    k: int,
) -> list[int] | None:
    """Return the groups of a combination that is 1 at one group and rests on fewer than k people.

    An integer program over the coefficients of the shown cells; a combination scaled so that its
    largest entry is 1 loses nothing, since every group takes its turn at being that entry.
    """
    cells, groups = shown.shape[0], len(first)
    level = shown / np.abs(shown).max(axis=1, keepdims=True, initial=1)
    entries = level[:, first].T
    switch = np.eye(groups)
    zero = np.zeros((len(outside), groups))
    fixed = np.unique(np.hstack([level[:, outside].T, zero]), axis=0)
    upper, lower = np.hstack([entries, -switch]), np.hstack([entries, switch])
    one = np.hstack([entries[index], np.zeros(groups)])[None]
    weight = np.hstack([np.zeros((len(weights), cells)), weights])
    rows = [fixed, upper, lower, one, weight]
    sizes = [len(row) for row in rows]
    program = Program(
        Matrix.of(np.vstack(rows)),
        np.repeat([0, -np.inf, 0, 1, -np.inf], sizes),
        np.repeat([0, 0, np.inf, 1, k - 1], sizes),
        least=np.repeat([-np.inf, 0], [cells, groups]),
        most=np.repeat([np.inf, 1], [cells, groups]),
        whole=np.repeat([False, True], [cells, groups]),
        mip_max_nodes=NODES,
    )
    found = program.minimize(weight.sum(axis=0))
    if not found.complete:
        raise Unresolved
    if found.values is None:
        return None
    values = entries @ found.values[:cells]
    return [i for i, value in enumerate(values) if abs(value) > TOLERANCE]
