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
    if people.size:
        yield from among(people, k)


def among(people: Matrix, k: int) -> Iterator[Leak]:
    """Yield the same for sums x people: how much each person counts in each sum."""
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
    places = range(check.shape[1])
    yield from ((c,) for c in places if sizes[c] < k and not check[:, c].any())
    yield from _parallel(check, places, sizes, k, ())
    for count in range(max(k - 3, 0)):
        for base in combinations(places, count):
            used = int(sizes[list(base)].sum())
            if used + 2 >= k:
                continue
            left = _quotient(check, base)
            for last in _promising(left, np.flatnonzero(sizes < k - 1 - used)):
                fixed, both = (*base, last), used + int(sizes[last])
                rest = [c for c in places if c not in fixed and sizes[c] < k - both]
                further = _quotient(left, (last,))
                yield from ((*fixed, c) for c in rest if not further[:, c].any())
                yield from _parallel(further, rest, sizes, k - both, fixed)


def _promising(left: Matrix, light: NDArray[np.intp]) -> Iterator[int]:
    """Yield columns modulo which others may be zero or parallel: certainly all for which they are.

    Looked at in three random dimensions, for all columns at once.
    """
    if not light.size:
        return
    mix = np.random.default_rng(11).integers(1, PRIME, (3, len(left)))
    a, b, c = (_sum(row[:, None] * left[:, light] % PRIME) for row in mix)
    factor = _inverse(a)
    first = (b - (b * factor % PRIME)[:, None] * a % PRIME) % PRIME
    second = (c - (c * factor % PRIME)[:, None] * a % PRIME) % PRIME
    slopes = first * _inverse(second) % PRIME
    own = (a == 0) | np.eye(len(light), dtype=bool)
    zero = ((first == 0) & (second == 0) & ~own).any(axis=1)
    slopes[own] = -1 - np.nonzero(own)[1]
    ordered = np.sort(slopes, axis=1)
    alike = (ordered[:, 1:] == ordered[:, :-1]).any(axis=1)
    yield from (int(light[at]) for at in np.flatnonzero(zero | alike | (a == 0)))


def _sum(rows: Matrix) -> Matrix:
    total = np.zeros(rows.shape[1], dtype=np.int64)
    for row in rows:
        total = (total + row) % PRIME
    return total


def _inverse(values: Matrix) -> Matrix:
    """Return one over each number, 0 for 0 (Fermat)."""
    out, power, left = np.ones_like(values), values, PRIME - 2
    while left:
        if left & 1:
            out = out * power % PRIME
        power, left = power * power % PRIME, left >> 1
    return out


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
