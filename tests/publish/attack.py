"""An attacker: published cells and the true roster in, groups that can be worked out from them out.

Own code and another way than the gate's. A combination of shown cells that rests on the atoms T
alone exists exactly if the columns T of a parity check (a basis of everything orthogonal to the
cells) are linearly dependent. So the attacker looks for small dependent sets of columns, modulo a
prime; and a second time, with an integer program over whole-number combinations of the cells.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

PRIME = 2**31 - 1
DIMENSIONS = 8
Matrix = NDArray[np.int64]
Person = Mapping[str, str]
Filters = Mapping[str, Collection[str]]
Leak = tuple[int, ...]
"""Indices of the people that something can be worked out about, fewer than the minimum."""


def memberships(roster: Sequence[Person], shown: Sequence[Filters]) -> Matrix:
    """Return shown cells x people: who is in which cell."""
    rows = [
        [all(person.get(s) in wanted for s, wanted in filters.items()) for person in roster]
        for filters in shown
    ]
    return np.array(rows, dtype=np.int64).reshape(len(shown), len(roster))


def leaks(
    roster: Sequence[Person],
    shown: Sequence[Filters],
    k: int,
    weights: Sequence[Sequence[int]] = (),
) -> Iterator[Leak]:
    """Yield groups of fewer than k people that some combination of the cells rests on.

    ``weights`` are more rows: how much each person counts in a weighted sum.
    """
    people = memberships(roster, shown)
    if weights:
        people = np.vstack([people, np.array(weights, dtype=np.int64)])
    if not people.size:
        return
    columns, atom = np.unique(people, axis=1, return_inverse=True)
    sizes = np.bincount(atom.ravel())
    small = np.flatnonzero((sizes < k) & columns.any(axis=0))
    check = _parity(columns)[:, small]
    for found in _dependent(check, sizes[small], k):
        yield tuple(np.flatnonzero(np.isin(atom.ravel(), small[list(found)])))


def integer_leak(roster: Sequence[Person], shown: Sequence[Filters], k: int) -> Leak | None:
    """Return the people behind a sum of cells, each taken up to three times, if there is one."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    columns, atom = np.unique(memberships(roster, shown), axis=1, return_inverse=True)
    sizes = np.bincount(atom.ravel())
    cells, atoms = columns.shape
    most = 3 * cells
    for target in np.flatnonzero(sizes < k):
        matrix = columns.T.astype(float)
        result = milp(
            np.hstack([np.zeros(cells), sizes]),
            constraints=[
                LinearConstraint(np.hstack([matrix, -most * np.eye(atoms)]), -np.inf, 0),
                LinearConstraint(np.hstack([matrix, most * np.eye(atoms)]), 0, np.inf),
                LinearConstraint(np.hstack([matrix[target], np.zeros(atoms)]), 1, np.inf),
                LinearConstraint(np.hstack([np.zeros(cells), sizes]), 0, k - 1),
            ],
            integrality=np.ones(cells + atoms, dtype=np.int64),
            bounds=Bounds(
                np.hstack([np.full(cells, -3), np.zeros(atoms)]),
                np.hstack([np.full(cells, 3), np.ones(atoms)]),
            ),
            options={"time_limit": 5},
        )
        if result.x is not None:
            used = np.flatnonzero(columns.T @ np.rint(result.x[:cells]).astype(np.int64))
            return tuple(np.flatnonzero(np.isin(atom.ravel(), used)))
    return None


def is_derivable(roster: Sequence[Person], shown: Sequence[Filters], group: Leak) -> bool:
    """Return whether some combination of the cells rests on the group alone (by ranks)."""
    people = memberships(roster, shown)
    without = np.delete(people, list(group), axis=1)
    return len(_pivots(_reduced(without))) < len(_pivots(_reduced(people)))


def _parity(rows: Matrix) -> Matrix:
    """Return a random projection of all vectors orthogonal to the rows; at most a few of them."""
    reduced = _reduced(rows)
    pivots = _pivots(reduced)
    free = [c for c in range(rows.shape[1]) if c not in pivots]
    basis = np.zeros((len(free), rows.shape[1]), dtype=np.int64)
    for i, column in enumerate(free):
        basis[i, column] = 1
        basis[i, pivots] = -reduced[: len(pivots), column] % PRIME
    if len(free) <= DIMENSIONS:
        return basis
    mix = np.random.default_rng(7).integers(1, PRIME, (DIMENSIONS, len(free)))
    out = np.zeros((DIMENSIONS, rows.shape[1]), dtype=np.int64)
    for i in range(len(free)):
        out = (out + mix[:, i : i + 1] * basis[i] % PRIME) % PRIME
    return out


def _reduced(rows: Matrix) -> Matrix:
    left, top = rows.copy() % PRIME, 0
    for column in range(left.shape[1]):
        below = np.flatnonzero(left[top:, column])
        if not below.size:
            continue
        left[[top, top + below[0]]] = left[[top + below[0], top]]
        left[top] = left[top] * pow(int(left[top, column]), -1, PRIME) % PRIME
        factors = left[:, column].copy()
        factors[top] = 0
        left = (left - factors[:, None] * left[top] % PRIME) % PRIME
        top += 1
        if top == len(left):
            break
    return left


def _pivots(reduced: Matrix) -> list[int]:
    return [int(np.flatnonzero(row)[0]) for row in reduced if row.any()]


def _dependent(check: Matrix, sizes: Matrix, k: int) -> Iterator[tuple[int, ...]]:
    """Yield sets of dependent columns, of fewer than k people together."""
    for count in range(k):
        for fixed in combinations(range(check.shape[1]), count):
            used = int(sizes[list(fixed)].sum())
            if used >= k - bool(count):
                continue
            left = _quotient(check, fixed)
            rest = [c for c in range(check.shape[1]) if c not in fixed]
            yield from ((*fixed, c) for c in rest if used + sizes[c] < k and not left[:, c].any())
            if count <= 2:
                yield from _parallel(left, rest, sizes, k - used, fixed)
        if count == max(k - 3, 0):
            return


def _parallel(
    left: Matrix, rest: Sequence[int], sizes: Matrix, k: int, fixed: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    first: dict[bytes, int] = {}
    light = sorted((c for c in rest if sizes[c] < k), key=lambda c: int(sizes[c]))
    for c in light:
        column = left[:, c]
        if not column.any():
            continue
        lead = int(column[np.flatnonzero(column)[0]])
        key = (column * pow(lead, -1, PRIME) % PRIME).tobytes()
        other = first.setdefault(key, c)
        if other != c and sizes[c] + sizes[other] < k:
            yield (*fixed, other, c)


def _quotient(check: Matrix, columns: Sequence[int]) -> Matrix:
    """Return the columns modulo what some of them span."""
    left = check.copy()
    for c in columns:
        rows = np.flatnonzero(left[:, c])
        if not rows.size:
            continue
        row = left[rows[0]] * pow(int(left[rows[0], c]), -1, PRIME) % PRIME
        left = (left - left[:, c : c + 1] * row % PRIME) % PRIME
    return left
