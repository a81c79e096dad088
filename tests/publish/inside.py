"""From well inside everything that is published: how far totals are certainly open.

A linear program for each small group and item takes hours. But two tables of answers that agree
with all figures settle a group, however they were found. So a point far from every bound is looked
for (one linear program, then Newton's method on the logarithms of the distances), and from there
each group goes as far as it can in the direction that the bounds leave it most room in. What is not
found open this way is left to linear programs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

Array = NDArray[np.float64]
VALUES: Final = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
OPTIONS: Final = len(VALUES)
STEPS: Final = 60
"""Most Newton steps; a dozen is usual."""
NEAR: Final = 1 - 1e-9
"""How far towards the nearest bound a group goes."""
AT_ONCE: Final = 256
"""Groups for which directions are computed together."""
LEFT_OUT: Final = 12
"""How often bounds without room are left out."""
ENOUGH: Final = 0.02
"""Of the distance between the two ends of a figure, or of one person."""


@dataclass(frozen=True)
class Region:
    """All tables of answers (atoms times options) that agree with what is published."""

    rows: Any
    """Sparse, bounds x unknowns."""
    ends: Array
    """What each row may add up to at most."""
    sizes: Array
    """People per atom."""

    def middle(self) -> Array | None:
        """Return a table of answers well inside all bounds; None where there is no room at all."""
        point = self._roomy()
        if point is None:
            return None
        for _ in range(STEPS):
            pull = self._pull(point)
            step = self._steps(point, pull[None])[0]
            decrement = float(pull @ step)
            reach = float(self._reach(point, step[None])[0])
            point = point + min(1.0, 1 / decrement**0.5, 0.9 * reach) * step
            if decrement < 0.3:
                break
        return point

    def points(self, totals: Array, left: Callable[[], NDArray[np.intp]]) -> Iterator[Array]:
        """Yield tables of answers in which totals are high or low: first of single atoms.

        ``left`` says for which totals more are wanted.
        """
        middle = self.middle()
        if middle is None:
            return
        yield self._ends_of(middle, np.kron(np.eye(len(self.sizes)), VALUES))
        wanted = left()
        for at in range(0, len(wanted), AT_ONCE):
            yield self._ends_of(middle, totals[wanted[at : at + AT_ONCE]])

    def _ends_of(self, middle: Array, totals: Array) -> Array:
        steps = self._steps(middle, totals)
        both = np.vstack([steps, -steps])
        points = middle + NEAR * self._reach(middle, both)[:, None] * both
        return np.asarray(points[self.holds(points)])

    def holds(self, points: Array) -> NDArray[np.bool_]:
        """Return whether points agree with everything: checked, however they were found."""
        people = points.reshape(len(points), -1, OPTIONS).sum(axis=2)
        return np.asarray(
            (self._left(points).min(axis=1) >= 0)
            & (points.min(axis=1) >= 0)
            & (np.abs(people - self.sizes).max(axis=1) <= 1e-9 * self.sizes.max())
        )

    def _left(self, points: Array) -> Array:
        return np.asarray(self.ends - (self.rows @ points.T).T)

    def _roomy(self) -> Array | None:
        """Return a table with some distance to all bounds, and much where there can be much.

        Bounds that leave each other hardly any room are left out of the search one after another.
        """
        count = len(self.sizes) * OPTIONS
        rows = vstack([self.rows, -eye_array(count)])
        ends = np.hstack([self.ends, np.zeros(count)])
        pairs = np.minimum(self.ends[::2] + self.ends[1::2], 1)
        wide = np.hstack([np.repeat(pairs, 2), np.ones(count)])
        people = kron(eye_array(len(self.sizes)), np.ones((1, OPTIONS)))
        points: list[Array] = []
        for _ in range(LEFT_OUT):
            found = linprog(
                np.hstack([np.zeros(count), -1.0]),
                A_ub=hstack([rows, csr_array(wide[:, None])], format="csr"),
                b_ub=ends,
                A_eq=hstack([people, csr_array((len(self.sizes), 1))], format="csr"),
                b_eq=self.sizes,
                bounds=[(0, None)] * count + [(None, 0.5)],
                method="highs",
            )
            solved: Any = found
            points.append(solved.x[:-1])
            if solved.x[-1] > ENOUGH:
                break
            wide[solved.ineqlin.marginals < 0] = 0
        middle = np.maximum(np.mean(points, axis=0), 1e-9).reshape(-1, OPTIONS)
        middle *= (self.sizes / middle.sum(axis=1))[:, None]
        inside: Array = middle.ravel()
        return inside if self._left(inside[None]).min() > 0 else None

    def _pull(self, point: Array) -> Array:
        """Return where the logarithms of all distances grow."""
        left = self._left(point[None])[0]
        return np.asarray(1 / point - self.rows.T @ (1 / left))

    def _steps(self, point: Array, aims: Array) -> Array:
        """Return for each aim the direction with most room, people of an atom kept together."""
        basis, left = _differences(len(self.sizes)), self._left(point[None])[0]
        moved = self.rows @ basis / left[:, None]
        alone = basis / point[:, None]
        factor = cho_factor(moved.T @ moved + alone.T @ alone)
        return np.asarray((basis @ cho_solve(factor, basis.T @ aims.T)).T)

    def _reach(self, point: Array, steps: Array) -> Array:
        """Return how many times each step may be taken before a bound is met."""
        change, left = np.asarray((self.rows @ steps.T).T), self._left(point[None])[0]
        closing = np.maximum((change / left).max(axis=1), (-steps / point).max(axis=1))
        return np.asarray(1 / np.maximum(closing, 1e-12))


def _differences(atoms: int) -> Array:
    """Return directions in which no atom gains or loses people: one less per atom than options."""
    one = np.linalg.qr(np.column_stack([np.ones(OPTIONS), np.eye(OPTIONS)[:, 1:]]))[0][:, 1:]
    return np.kron(np.eye(atoms), one)
