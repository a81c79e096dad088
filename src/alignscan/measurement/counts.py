"""The one shape in which everything is counted: how many respondents of an atom have a key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.arrays import (
    AnyInts,
    IntArray,
    Mask,
    compressed,
    divided,
    frozen,
    is_dense,
    narrowest,
    product,
    runs,
    span_of,
    sums,
    tally,
    union,
)

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Crosstab:
    """Respondents of every atom at every key, where most of these are in use."""

    keys: IntArray
    """Ascending; some may be those of nobody."""
    people: AnyInts
    """Atoms x keys, in as few bytes as they need, because tables are added up many times."""

    def rows(self) -> tuple[IntArray, IntArray, IntArray]:
        """Return atom, key and respondents of all that are not empty, ascending."""
        flat = self.people.ravel()
        cells = np.flatnonzero(flat)
        atom, place = divided(cells, self.keys.size or 1)
        return frozen(atom), frozen(self.keys[place]), frozen(flat[cells].astype(np.int64))

    def at(self, keys: IntArray) -> AnyInts:
        """Return atoms x other keys, which are all of these or more."""
        if np.array_equal(keys, self.keys):
            return self.people
        if not self.keys.size:
            return np.zeros((len(self.people), keys.size), dtype=self.people.dtype)
        place = np.searchsorted(self.keys, keys).clip(max=self.keys.size - 1)
        people = self.people.take(place, axis=1)
        people[:, self.keys[place] != keys] = 0
        return people


class Counts:
    """Rows (atom, key) and their respondents, ascending by atom and key, none of them empty.

    Held as a crosstab where most of one is in use; the rows are then made when they are asked for.
    """

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash
    __slots__ = ("_rows", "crosstab")

    def __init__(self, atom: IntArray, key: IntArray, count: IntArray) -> None:
        """Take parallel columns, see the properties."""
        self._rows: tuple[IntArray, IntArray, IntArray] | None = (atom, key, count)
        self.crosstab: Crosstab | None = None

    @classmethod
    def of(cls, keys: IntArray, people: AnyInts) -> Self:
        """Return the counts in a crosstab."""
        people = people.astype(narrowest(int(people.max(initial=0))), copy=False)
        people.flags.writeable = False
        found = cls.__new__(cls)
        found._rows, found.crosstab = None, Crosstab(keys, people)
        return found

    @property
    def rows(self) -> tuple[IntArray, IntArray, IntArray]:
        """Atom, key and count of all rows."""
        if self._rows is None:
            assert self.crosstab is not None
            self._rows = self.crosstab.rows()
        return self._rows

    @property
    def atom(self) -> IntArray:
        """Index of the atom in the tabulation."""
        return self.rows[0]

    @property
    def key(self) -> IntArray:
        """What is counted, as one integer from 0; its meaning belongs to whoever made it."""
        return self.rows[1]

    @property
    def count(self) -> IntArray:
        """Respondents, at least 1."""
        return self.rows[2]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Counts):
            return NotImplemented
        return all(map(np.array_equal, self.rows, other.rows))

    def within(self, atoms: Mask) -> tuple[IntArray, IntArray]:
        """Return the keys found in the masked atoms, ascending, and the respondents of each."""
        if self.crosstab is not None:
            people = self.crosstab.people[atoms].sum(axis=0, dtype=np.int64)
            return self.crosstab.keys[people > 0], people[people > 0]
        chosen = atoms[self.atom]
        keys, index = compressed(self.key[chosen])
        return keys, sums(index, self.count[chosen], keys.size)

    def by_group(self, groups: Mask) -> tuple[IntArray, IntArray]:
        """Return all keys, ascending, and groups x keys: the respondents in each group.

        ``groups`` are groups x atoms; an atom may be in several of them.
        """
        if self.crosstab is not None:
            used = self.crosstab.people.any(axis=0)
            people = product(groups, self.crosstab.people)
            return self.crosstab.keys[used], people[:, used]
        keys, index = compressed(self.key)
        if is_dense(groups.shape[1] * keys.size, self.key.size):
            table = np.zeros((groups.shape[1], keys.size), dtype=np.int64)
            table[self.atom, index] = self.count
            return keys, product(groups, table)
        out = np.empty((len(groups), keys.size), dtype=np.int64)
        for row, atoms in zip(out, groups, strict=True):
            chosen = atoms[self.atom]
            row[:] = sums(index[chosen], self.count[chosen], keys.size)
        return keys, out

    def by_atom(self, size: int, weigh: Callable[[IntArray], NDArray[Any]]) -> NDArray[Any]:
        """Return for each of ``size`` atoms what its respondents weigh, given what a key weighs."""
        if self.crosstab is not None:
            weights = weigh(self.crosstab.keys)
            some = weights != 0
            return np.asarray((self.crosstab.people[:, some] * weights[some]).sum(axis=1))
        weighed = self.count * weigh(self.key)
        out = np.zeros(size, dtype=weighed.dtype)
        np.add.at(out, self.atom, weighed)
        return out

    def table(self, size: int, width: int) -> IntArray:
        """Return ``size`` atoms x ``width`` keys from 0: respondents. The array is the caller's."""
        out = np.zeros((size, width), dtype=np.int64)
        if self.crosstab is None:
            out[self.atom, self.key] = self.count
            return out
        for column, key in enumerate(self.crosstab.keys.tolist()):
            out[:, key] = self.crosstab.people[:, column]
        return out

    def renamed(self, names: IntArray, size: int) -> "Counts":
        """Return the counts of other keys, given the new one of each key from 0."""
        if self.crosstab is None:
            return counted(self.atom, names.take(self.key), size, self.count)
        keys, index = np.unique(names.take(self.crosstab.keys), return_inverse=True)
        people = np.zeros((len(self.crosstab.people), keys.size), dtype=np.int64)
        for column, place in zip(self.crosstab.people.T, index.tolist(), strict=True):
            people[:, place] += column
        return Counts.of(keys, people)


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """One key for each respondent, the distinct ones apart: these are few."""

    distinct: IntArray
    """Ascending, each of them in use."""
    index: AnyInts
    """For each respondent the place of the key."""

    def each(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """Return for each respondent the value of the key; ``values`` are parallel to the keys."""
        return values.take(self.index)


def keyed(key: AnyInts) -> Keyed:
    """Return the keys of respondents with the distinct ones apart."""
    return Keyed(*compressed(key))


def counted(
    atom: IntArray, key: AnyInts | Keyed, size: int, count: IntArray | None = None
) -> Counts:
    """Return the counts of parallel columns; each row stands for ``count`` respondents, else one.

    Atoms are below ``size``. Memory and time grow with the rows, not with the range of the keys.
    """
    if not isinstance(key, Keyed):
        dense = is_dense(size * span_of(key), atom.size)
        key = Keyed(np.arange(span_of(key)), key) if dense else keyed(key)
    width = key.distinct.size
    cells = atom * width
    cells += key.index
    if is_dense(size * width, atom.size):
        every = size * width
        people = tally(cells, every) if count is None else sums(cells, count, every)
        return Counts.of(key.distinct, people.reshape(size, width))
    cells, respondents = _tallied(cells, count)
    atoms, places = divided(cells, width or 1)
    return Counts(frozen(atoms), frozen(key.distinct[places]), frozen(respondents))


def merged(parts: Sequence[tuple[Counts, IntArray]], size: int) -> Counts:
    """Return the sum of counts, each with the new index, below ``size``, of all of its atoms."""
    tables = [(table, index) for counts, index in parts if (table := counts.crosstab) is not None]
    if len(tables) == len(parts):
        keys = union([table.keys for table, _ in tables])
        if size * keys.size <= 2 * sum(table.people.size for table, _ in tables):
            most = sum(int(table.people.max(initial=0)) for table, _ in tables)
            people = np.zeros((size, keys.size), narrowest(most))
            for table, index in tables:
                people[index] += table.at(keys)
            return Counts.of(keys, people)
    rows = [(index.take(counts.atom), counts.key, counts.count) for counts, index in parts]
    atom, key, count = (np.concatenate(columns) for columns in zip(*rows, strict=True))
    return counted(atom, key, size, count)


def _tallied(cells: IntArray, count: IntArray | None) -> tuple[IntArray, IntArray]:
    """Return the distinct cells, ascending, and how many respondents there are in each."""
    if count is None:
        return runs(cells, span_of(cells))
    order = np.argsort(cells, kind="stable")
    cells, count = cells[order], count[order]
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    return cells[starts], np.add.reduceat(count, starts)
