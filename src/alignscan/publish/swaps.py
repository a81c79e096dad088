"""Four people who could have answered otherwise together, with every published sum as it is.

Somebody of a small group moves from one option to another, a second person moves back, a third and
a fourth do the same elsewhere. Where the four are chosen so that each shown cell gains what it
loses, nothing that is published changes, but the total of the small group does. Surveys have many
such fours: in two groups, one person each in two other groups. What is found is checked against
every figure and is certain; what is not found may still be open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.slack import Array, Bounded, sums_of

Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]
MOST: Final = 1_500
"""Most atoms among which fours are looked for."""
TRIES: Final = 12
"""How many second pairs are tried for each pair."""
TINY: Final = 1e-9
_KEY: Final = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Swaps:
    """Pairs of atoms, together with those pairs that differ in the same cells.

    All arrays are parallel; pairs of one kind stand side by side.
    """

    first: Indexes
    second: Indexes
    start: Indexes
    """Where the pairs of this kind begin."""
    count: Indexes
    """How many pairs of this kind there are, at least two."""

    @property
    def most(self) -> int:
        """The last atom of all pairs, -1 where there are none."""
        return int(self.first.max(initial=-1))

    @staticmethod
    def among(cells: NDArray[Any], wanted: Sequence[int]) -> "Swaps":
        """Return the pairs in cells x atoms; ``wanted`` are atoms that must be among them."""
        atoms = _chosen(cells, wanted)
        keys = _keys(cells[:, atoms])
        apart = (keys[:, None] - keys[None]).ravel()
        order = np.argsort(apart, kind="stable")
        apart = apart[order]
        begins = np.flatnonzero(np.concatenate([[True], apart[1:] != apart[:-1]]))
        counts = np.diff(np.concatenate([begins, [len(apart)]]))
        kind = np.repeat(np.arange(len(begins)), counts)
        kept = (counts[kind] > 1) & (apart != 0)
        kind = kind[kept]
        sizes = np.bincount(kind, minlength=len(begins))
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        first, second = np.divmod(order[kept], len(atoms))
        return Swaps(atoms[first], atoms[second], starts[kind], sizes[kind])

    def fours(self, chosen: Indexes, step: int) -> tuple[Indexes, ...]:
        """Return for some pairs another pair with each, the ``step``-th after it."""
        start, count = self.start[chosen], self.count[chosen]
        place = chosen[count > step]
        start, count = self.start[place], self.count[place]
        other = start + (place - start + step) % count
        return self.first[place], self.second[place], self.second[other], self.first[other]


def _chosen(cells: NDArray[Any], wanted: Sequence[int]) -> Indexes:
    """Return atoms to look at: the wanted ones first, then those in few cells, then by place."""
    every = np.arange(cells.shape[1])
    if len(every) <= MOST:
        return every
    rest = np.setdiff1d(every, wanted)
    spread = rest[:: max(1, len(rest) // MOST)]
    return np.sort(np.concatenate([np.asarray(wanted, dtype=np.int64), spread])[:MOST])


def _keys(cells: NDArray[Any]) -> NDArray[np.uint64]:
    """Return a number for each atom; differences of two atoms tell in which cells they differ."""
    with np.errstate(over="ignore"):
        factors = np.cumprod(np.full(len(cells), _KEY, dtype=np.uint64), dtype=np.uint64)
        parts = (cells != 0).T * factors
        keys: NDArray[np.uint64] = parts.sum(axis=1, dtype=np.uint64)
    return keys


def swapped(
    room: Bounded,
    column: Indexes,
    swaps: Swaps,
    held: Array,
    groups: Sequence[frozenset[int]],
    need: float,
) -> Mask:
    """Return which groups have totals that are open by ``need``, as fours of people show.

    ``held`` is atoms x options, what each atom answered; ``column`` is where the room has each of
    them, -1 where it has not.
    """
    search = _Search(room, column, held, _base(room, column, held), need)
    return np.array([*search.alone(swaps, groups)], dtype=np.bool_)


def _base(room: Bounded, column: Indexes, held: Array) -> Array:
    present = column >= 0
    answers = np.zeros((room.cells.shape[1], held.shape[1]))
    answers[column[present]] = held[present]
    return sums_of(room, answers)


@dataclass(frozen=True, slots=True)
class _Search:
    room: Bounded
    column: Indexes
    held: Array
    sums: Array
    """What the figures add up to now."""
    need: float

    def alone(self, swaps: Swaps, groups: Sequence[frozenset[int]]) -> Iterator[bool]:
        """Yield for each group whether it is open."""
        single = {next(iter(group)) for group in groups if len(group) == 1}
        reach = self._reach(swaps, np.array(sorted(single), dtype=np.int64))
        for group in groups:
            if len(group) == 1:
                yield bool(reach[next(iter(group))] >= self.need)
            else:
                yield self._group(swaps, group)

    def _group(self, swaps: Swaps, group: frozenset[int]) -> bool:
        members = np.array(sorted(group), dtype=np.int64)
        reach = self._reach(swaps, members, outside=members)
        return bool(reach[members].max(initial=0) >= self.need)

    def _reach(self, swaps: Swaps, atoms: Indexes, outside: Indexes | None = None) -> Array:
        """Return for each atom how far its total certainly can go up and down together."""
        up, down = np.zeros(len(self.held)), np.zeros(len(self.held))
        chosen = self._pairs(swaps, atoms, outside)
        for step in range(1, TRIES + 1):
            chosen = chosen[(up + down < self.need)[swaps.first[chosen]]]
            if not chosen.size:
                break
            four = swaps.fours(chosen, step)
            good = self._present(four) & (four[3] != four[0])  # who moves back is somebody else
            if outside is not None:
                good &= ~np.isin(four[3], outside)
            self._widen(tuple(part[good] for part in four), up, down)
        return up + down

    def _pairs(self, swaps: Swaps, atoms: Indexes, outside: Indexes | None) -> Indexes:
        wanted = np.zeros(len(self.held), dtype=np.bool_)
        wanted[atoms] = True
        good = wanted[swaps.first] & (self.column[swaps.second] >= 0)
        if outside is not None:
            good &= ~np.isin(swaps.second, outside)
        return np.flatnonzero(good)

    def _present(self, four: tuple[Indexes, ...]) -> Mask:
        present = self.column >= 0
        return np.asarray(present[four[0]] & present[four[1]] & present[four[2]] & present[four[3]])

    def _widen(self, four: tuple[Indexes, ...], up: Array, down: Array) -> None:
        """Note in place how far each first atom can go with some four."""
        first, second, third, fourth = four
        values = self.room.values
        for low in range(len(values)):
            for high in range(len(values)):
                gap = values[high] - values[low]
                if gap <= 0:
                    continue
                for rising, (left, right) in ((True, (low, high)), (False, (high, low))):
                    people: Array = np.minimum(
                        np.minimum(self.held[first, left], self.held[third, left]),
                        np.minimum(self.held[second, right], self.held[fourth, right]),
                    )
                    some = _best(first, people)
                    some = some[self._fits(four, some, people, left, right)]
                    reach = up if rising else down
                    np.maximum.at(reach, first[some], people[some] * gap)

    def _fits(
        self, four: tuple[Indexes, ...], some: Indexes, people: Array, left: int, right: int
    ) -> Mask:
        """Return which moves stay within the bounds of every figure."""
        cells, column = self.room.cells, self.column
        if not some.size:
            return np.ones(0, dtype=np.bool_)
        a, b, c, d = (column[part[some]] for part in four)
        change = cells[:, a] - cells[:, b] + cells[:, c] - cells[:, d]
        moved = np.flatnonzero(np.abs(change).max(axis=1, initial=0) > TINY)
        if not moved.size:
            return np.ones(len(some), dtype=np.bool_)
        figures = np.flatnonzero(np.isin(self.room.owner, moved))
        worth = self.room.weights[figures, right] - self.room.weights[figures, left]
        sums = change[self.room.owner[figures]] * worth[:, None] * people[some]
        sums += self.sums[figures][:, None]
        low, high = self.room.low[figures][:, None], self.room.high[figures][:, None]
        return np.asarray(((sums >= low) & (sums <= high)).all(axis=0))


def _best(first: Indexes, people: Array) -> Indexes:
    """Return one four for each first atom, the one in which most people move."""
    some = np.flatnonzero(people > TINY)
    some = some[np.argsort(-people[some], kind="stable")]
    return some[np.unique(first[some], return_index=True)[1]]
