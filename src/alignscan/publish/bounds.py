"""How finely figures may be shown, so that the total of a small group stays open.

What is withheld cannot be computed, but it can be bounded: scales are short, and when nearly
everybody gave the same answer little is left. For every small group the published figures must
leave its total open by at least half of what one person can move it; else the item is shown more
coarsely everywhere. More groups are never withheld for it, as that would tell who answered what.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure of one cell: what it adds up, and between which bounds the sum lies."""

    members: frozenset[int]
    weights: tuple[float, ...]
    """What a person who chose an option adds, for each option."""
    low: float
    high: float


def stays_open(
    figures: Sequence[Figure],
    small: Iterable[frozenset[int]],
    people: Sequence[int],
    values: Sequence[float],
) -> bool:
    """Return whether the total of each small group stays open by half of one person's swing.

    ``people`` is how many of each atom answered, ``values`` what each option scores.
    """
    groups = sorted(set(small), key=sorted)
    if not groups or not figures:
        return True
    problem = _Problem.of(figures, people, values)
    totals = np.array([problem.total(group) for group in groups])
    return problem.all_open(totals, (max(values) - min(values)) / 2 - SLACK)


@dataclass(frozen=True, slots=True)
class _Problem:
    """All ways in which people can have answered, given the figures: x people per atom, option."""

    atoms: tuple[int, ...]
    people: NDArray[np.float64]
    values: NDArray[np.float64]
    rows: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @staticmethod
    def of(figures: Sequence[Figure], people: Sequence[int], values: Sequence[float]) -> "_Problem":
        atoms = tuple(a for a, n in enumerate(people) if n)
        rows = [np.outer([a in f.members for a in atoms], f.weights).ravel() for f in figures]
        return _Problem(
            atoms=atoms,
            people=np.array([people[a] for a in atoms], dtype=np.float64),
            values=np.array(values, dtype=np.float64),
            rows=np.array(rows, dtype=np.float64),
            low=np.array([f.low for f in figures]) - SLACK,
            high=np.array([f.high for f in figures]) + SLACK,
        )

    def total(self, group: frozenset[int]) -> NDArray[np.float64]:
        """Return what adds up to the total of a group."""
        return np.outer([a in group for a in self.atoms], self.values).ravel()

    def all_open(self, totals: NDArray[np.float64], need: float) -> bool:
        """Return whether every total can still be so far apart.

        A few ways of answering, each extreme for about half of the groups, settle nearly all of
        them; what is left is looked at one by one.
        """
        constraints = self.constraints()
        least, most = np.full(len(totals), np.inf), np.full(len(totals), -np.inf)
        for signs in _patterns(len(totals)):
            aim = signs * (most - least < need)
            if not aim.any():
                continue
            for direction in (aim, -aim):
                answers = _extreme(direction @ totals, constraints)
                if answers is None:
                    return False
                least = np.minimum(least, totals @ answers)
                most = np.maximum(most, totals @ answers)
            if np.count_nonzero(aim) == 1 and (most - least)[aim != 0] < need:
                return False
        return True

    def constraints(self) -> list[Any]:
        """Return what answers have to meet: the figures, and how many people there are."""
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array, eye_array, kron

        each = kron(eye_array(len(self.atoms)), np.ones((1, len(self.values))), format="csr")
        fit = LinearConstraint(csr_array(self.rows), self.low, self.high)
        return [fit, LinearConstraint(each, self.people, self.people)]


def _extreme(aim: NDArray[np.float64], constraints: list[Any]) -> NDArray[np.float64] | None:
    """Return answers that add up to most, if the solver finds them."""
    from scipy.optimize import milp

    found = milp(-aim, constraints=constraints, options={"presolve": False})
    answers: NDArray[np.float64] | None = found.x
    return answers


def _patterns(count: int) -> Iterator[NDArray[np.float64]]:
    """Yield signs for groups: all alike, by the digits of their place, then one group at a time."""
    yield np.ones(count)
    for digit in range(max(count - 1, 0).bit_length()):
        yield np.where(np.arange(count) >> digit & 1, 1.0, -1.0)
    yield from np.eye(count)
