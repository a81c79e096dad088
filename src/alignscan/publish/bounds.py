"""How finely figures may be shown, so that the total of a small group stays open.

What is withheld cannot be computed, but it can be bounded: scales are short, and when nearly
everybody gave the same answer little is left. For every small group the published figures must
leave its total open by at least half of what one person can move it; else the item is shown more
coarsely everywhere. More groups are never withheld for it, as that would tell who answered what.

Most groups are settled by ``slack``, ``tilted`` or ``swaps``, fast and certain when they
say yes. A linear program decides the others, so that the answer is that of the program alone; but
where there are very many unknowns, half of what is needed is enough for ``tilted``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.integers import are_whole, is_looked_at, wholly_open
from alignscan.publish.members import Groups, all_atoms, matrix
from alignscan.publish.programs import SLACK, all_open
from alignscan.publish.slack import agrees, movable, movable_pairs
from alignscan.publish.swaps import Swaps, swapped
from alignscan.publish.tilted import tilted

PART = 40
"""People of each cell who may answer otherwise where only a part of the problem is looked at."""
CROWD = 20
"""People per atom from which on rounding nearly always leaves room for somebody to move alone."""
MANY_UNKNOWNS = 1_000
"""Unknowns (atoms times options) from which on the most even answers are the fastest way."""
LARGE = 2_000
"""Unknowns (atoms times options) from which on half of what is needed is enough on average.

What is certain there is well below what is open, and programs of this size take seconds.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure of one cell: what it adds up, and between which bounds the sum lies."""

    members: frozenset[int]
    weights: tuple[float, ...]
    """What a person who chose an option adds, for each option."""
    low: float
    high: float
    counting: Mapping[int, float] | None = field(default=None, hash=False)
    """How much a person of each atom counts in it; None where everybody counts 1."""

    @property
    def people(self) -> tuple[frozenset[int], tuple[tuple[int, float], ...]]:
        """Whom it adds up, and how much they count; alike for all figures of a cell."""
        counting = tuple(sorted(self.counting.items())) if self.counting else ()
        return self.members, counting


def stays_open(
    figures: Sequence[Figure],
    small: Iterable[frozenset[int]],
    people: Sequence[int],
    values: Sequence[float],
    *,
    held: Sequence[Sequence[float]] | None = None,
    swaps: Callable[[], Swaps] | None = None,
    pairs_below: int = 0,
    quick: bool = True,
) -> bool:
    """Return whether the total of each small group stays open by half of one person's swing.

    ``people`` is how many of each atom answered, ``values`` what each option scores. Without
    ``quick`` the programs decide on every group; the answer is the same. With ``held``, what each
    atom answered, whole people have to be able to answer otherwise (``integers``), and so have any
    two small groups of one atom with fewer than ``pairs_below`` people; that needs ``swaps``.
    """
    groups = [*dict.fromkeys(small)]
    if not groups or not figures:
        return True
    problem = _Problem.of(figures, people, values)
    need = (max(values) - min(values)) / 2 - SLACK
    answers = problem.answers(held)
    whole = answers is not None and is_looked_at(problem, answers)
    pairs = problem.pairs(groups if whole else [], pairs_below)
    if quick and answers is not None:
        if whole or answers.size <= MANY_UNKNOWNS or problem.is_crowded:
            groups = problem.not_movable(answers, groups, need + 2 * SLACK)
        if not whole:
            groups = problem.not_tilted(answers, groups, need + 2 * SLACK)
        few = answers.size <= LARGE and agrees(problem, answers)
        if groups and few and swaps is not None and held is not None:
            groups = problem.not_swapped(swaps(), held, groups, need + 2 * SLACK)
    every = problem.matrix(groups)
    left = problem.uncertain(every, answers, need + 2 * SLACK) if quick and groups else every
    if len(left) and not all_open(problem, left, need, answers):
        return False
    if answers is None or not whole:
        return True
    pairs = pairs[~movable_pairs(problem, answers, pairs, need + 2 * SLACK)]
    every = np.vstack([every, np.eye(len(answers))[pairs].sum(axis=1)])
    return not len(every) or wholly_open(problem, answers, every, need)


def moves_freely(
    figures: Sequence[Figure],
    small: Iterable[frozenset[int]],
    people: Sequence[int],
    values: Sequence[float],
    held: Sequence[Sequence[float]],
    pairs_below: int = 0,
) -> bool:
    """Return whether all small groups are certainly open, from figures of their own cells alone.

    ``figures`` are all of those in which somebody of a small group counts. Only those people answer
    otherwise here, so no other figure moves. Small groups of one atom with fewer than
    ``pairs_below`` people have to be open two by two as well.
    """
    groups = [*dict.fromkeys(small)]
    if not groups or not figures:
        return True
    problem = _Problem.of(figures, people, values)
    answers = problem.answers(held)
    if answers is None:
        return False
    need = (max(values) - min(values)) / 2 + SLACK
    inside = problem.matrix(groups)
    among, whole = inside.sum(axis=0) > 0, are_whole(answers)
    if not movable(problem, answers, inside, need, among=among, whole=whole).all():
        return False
    pairs = problem.pairs(groups if whole else [], pairs_below)
    return bool(movable_pairs(problem, answers, pairs, need, among).all())


@dataclass(frozen=True, slots=True)
class _Problem:
    """All ways in which people can have answered, given the figures: x people per atom, option."""

    column: NDArray[np.intp]
    """For each atom its place among those with people; -1 where it has none."""
    people: NDArray[np.float64]
    values: NDArray[np.float64]
    cells: NDArray[np.float64]
    """Cells x atoms: how much a person counts, mostly 0 or 1."""
    owner: NDArray[np.intp]
    """The cell of each figure."""
    weights: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @staticmethod
    def of(figures: Sequence[Figure], people: Sequence[int], values: Sequence[float]) -> "_Problem":
        sizes = np.array(people, dtype=np.float64)
        atoms = np.flatnonzero(sizes)
        column = np.full(len(sizes), -1)
        column[atoms] = np.arange(len(atoms))
        order: dict[object, int] = {}
        owner = [order.setdefault(figure.people, len(order)) for figure in figures]
        _, first = np.unique(owner, return_index=True)
        return _Problem(
            column=column,
            people=sizes[atoms],
            values=np.array(values, dtype=np.float64),
            cells=_rows([figures[i] for i in first.tolist()], column),
            owner=np.array(owner, dtype=np.intp),
            weights=_table([f.weights for f in figures]),
            low=np.array([f.low for f in figures]),
            high=np.array([f.high for f in figures]),
        )

    @property
    def atoms(self) -> NDArray[np.intp]:
        """The atoms with people."""
        return np.flatnonzero(self.column >= 0)

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many people that somebody can nearly always move alone."""
        return bool(self.people.sum() >= CROWD * len(self.people))

    def matrix(self, groups: Sequence[frozenset[int]]) -> NDArray[np.float64]:
        """Return groups x atoms of 0 and 1."""
        return matrix(groups, self.column)

    def members(self, groups: Sequence[frozenset[int]]) -> Groups:
        """Return the same as who belongs to which."""
        return Groups.of(groups, self.column)

    def answers(self, held: Sequence[Sequence[float]] | None) -> NDArray[np.float64] | None:
        """Return what each atom answered; None where that is not known of everybody."""
        if held is None or self.atoms.max(initial=-1) >= len(held):
            return None
        out = _table([held[a] for a in self.atoms.tolist()])
        if out.shape != (len(self.people), len(self.values)):
            return None
        known = np.abs(out.sum(axis=1) - self.people) <= SLACK / 10
        return out if known.all() else None

    def pairs(self, groups: Sequence[frozenset[int]], below: int) -> NDArray[np.intp]:
        """Return pairs of groups of one atom with fewer people than ``below``, n x 2 places."""
        atoms = np.array([a for group in groups if len(group) == 1 for a in group], dtype=np.intp)
        single = self.column[atoms]
        single = single[single >= 0]
        first, second = np.triu_indices(len(single), 1)
        few = self.people[single[first]] + self.people[single[second]] < below
        return np.column_stack([single[first[few]], single[second[few]]])

    def not_movable(
        self, answers: NDArray[np.float64], groups: list[frozenset[int]], need: float
    ) -> list[frozenset[int]]:
        """Return the groups that one or two people do not show to be open."""
        settled = movable(self, answers, self.matrix(groups), need, whole=are_whole(answers))
        return _left_of(groups, settled)

    def not_tilted(
        self, answers: NDArray[np.float64], groups: list[frozenset[int]], need: float
    ) -> list[frozenset[int]]:
        """Return the groups that are not shown to be open from the most even answers."""
        if not groups or answers.size <= MANY_UNKNOWNS:
            return groups
        enough = need / 2 if answers.size > LARGE else need
        settled = tilted(self, answers, self.members(groups), enough)
        return _left_of(groups, settled)

    def not_swapped(
        self,
        swaps: Swaps,
        held: Sequence[Sequence[float]],
        groups: Sequence[frozenset[int]],
        need: float,
    ) -> list[frozenset[int]]:
        """Return the groups that fours of people do not show to be open."""
        table = np.array(held, dtype=np.float64)
        column = np.full(len(table), -1)
        column[self.atoms] = np.arange(len(self.people))
        settled = swapped(self, column, swaps, table, groups, need)
        return _left_of(groups, settled)

    def uncertain(
        self, inside: NDArray[np.float64], answers: NDArray[np.float64] | None, need: float
    ) -> NDArray[np.float64]:
        """Return the groups, as rows of 0 and 1, of which it is not certain that they are open."""
        if answers is None:
            return inside
        inside = inside[~movable(self, answers, inside, need)]
        fits = agrees(self, answers)  # so that some can be left as they are
        if fits and len(inside) and answers.size > MANY_UNKNOWNS:
            near = self.near(inside, answers)
            if 2 * len(near.kept) < len(self.people):
                part = inside[:, near.kept]
                return inside[:0] if all_open(near, part, need, answers[near.kept]) else inside
        return inside

    def near(self, groups: NDArray[np.float64], held: NDArray[np.float64]) -> "_Near":
        """Return the part of the problem around some groups, with all others as they answered."""
        members: NDArray[np.bool_] = groups.sum(axis=0) > 0
        inside = members.copy()
        touched = np.flatnonzero(self.cells[:, inside].any(axis=1))
        for cell in self.cells[touched]:
            order = np.flatnonzero((cell != 0) & ~inside)
            order = order[np.argsort(-self.people[order], kind="stable")]
            have = self.people[(cell != 0) & inside & ~members].sum()
            before = np.cumsum(self.people[order]) - self.people[order]
            inside[order[have + before < PART]] = True
        kept = np.flatnonzero(inside)
        rows, row = np.unique(self.cells[:, kept], axis=0, return_inverse=True)
        owner = row.ravel()[self.owner]
        figures = np.flatnonzero((np.abs(rows).sum(axis=1) > 0)[owner])
        others = (self.cells[:, ~inside] @ held[~inside])[self.owner[figures]]
        fixed = np.einsum("fo,fo->f", others, self.weights[figures])
        alike = np.column_stack([owner[figures], self.weights[figures]])
        _, first, place = np.unique(alike, axis=0, return_index=True, return_inverse=True)
        low, high = np.full(len(first), -np.inf), np.full(len(first), np.inf)
        np.maximum.at(low, place.ravel(), self.low[figures] - fixed)
        np.minimum.at(high, place.ravel(), self.high[figures] - fixed)
        return _Near(
            column=self.column,
            people=self.people[kept],
            values=self.values,
            cells=rows,
            owner=owner[figures][first],
            weights=self.weights[figures][first],
            low=low,
            high=high,
            kept=kept,
        )


@dataclass(frozen=True, slots=True)
class _Near(_Problem):
    """A part of a problem; what is open in it is open in the whole."""

    kept: NDArray[np.intp]
    """The atoms it is about, by their place in the whole."""


def _left_of(groups: Sequence[frozenset[int]], settled: NDArray[np.bool_]) -> list[frozenset[int]]:
    """Return the groups that are not settled."""
    return [group for group, is_open in zip(groups, settled, strict=True) if not is_open]


def _table(rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Return rows of equal length as an array, several times as fast as numpy takes them."""
    numbers = np.fromiter(chain.from_iterable(rows), np.float64, sum(map(len, rows)))
    return numbers.reshape(len(rows), len(rows[0]) if rows else 0)


def _rows(figures: Sequence[Figure], column: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return cells x atoms, from a figure of each cell: how much a person of each atom counts."""
    inside = all_atoms(tuple(figure.members for figure in figures), len(column))
    out = inside[:, column >= 0].astype(np.float64)
    for row, figure in enumerate(figures):
        if figure.counting is not None:
            counting = figure.counting
            out[row] = [counting.get(a, 0.0) for a in np.flatnonzero(column >= 0).tolist()]
    return out
