"""The one shape in which everything is counted: how many respondents of an atom have a key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
AnyInts = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
Scalar = TypeVar("Scalar", bound=np.generic)
EXACT: Final = 2**53
"""Whole numbers below this are exact as floating-point numbers."""
SEGMENT: Final = 255
"""Respondents whose small numbers are added up as digits of one number."""
NARROW: Final = 2**31
"""Whole numbers below this are sorted as 32 bits, in less than half the time."""


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

    Held as a crosstab where that is as small; its rows are then made when they are asked for.
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
        people = people.astype(_narrowest(int(people.max(initial=0))), copy=False)
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
        if _is_dense(groups.shape[1] * keys.size, self.key.size):
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


@dataclass(frozen=True, eq=False)
class Grouped:
    """Respondents of a batch, ascending by atom."""

    atom: IntArray
    """For each respondent the index of the atom."""
    starts: IntArray
    """For each atom the place of its first respondent; none is empty."""

    @property
    def size(self) -> int:
        """How many atoms there are."""
        return self.starts.size

    @cached_property
    def _segments(self) -> tuple[IntArray, IntArray]:
        """Where stretches of at most ``SEGMENT`` respondents start, and each atom's first one."""
        people = np.diff(self.starts, append=self.atom.size)
        stretches = -(-people // SEGMENT)
        first = np.cumsum(stretches) - stretches
        later = np.arange(stretches.sum()) - np.repeat(first, stretches)
        return np.repeat(self.starts, stretches) + SEGMENT * later, first

    def digit_sums(self, numbers: IntArray, bits: int, digits: int) -> IntArray:
        """Return atoms x digits: the sums of the digits of each respondent's number.

        The lowest digit comes first; each has ``bits``, in which ``SEGMENT`` of them can be added.
        """
        starts, first = self._segments
        added = np.add.reduceat(numbers, starts)[:, None]
        return np.add.reduceat(added >> bits * np.arange(digits) & (1 << bits) - 1, first)

    def counts(self, key: AnyInts) -> Counts:
        """Return the counts of each respondent's key."""
        low = int(key.min()) if key.size else 0
        width, bits = _span(key) - low, SEGMENT.bit_length()
        if not 0 < width <= 63 // bits or not _is_dense(self.size * width, key.size):
            return counted(self.atom, key, self.size)
        shift = (key - key.dtype.type(low)) * key.dtype.type(bits)
        people = self.digit_sums(np.left_shift(np.int64(1), shift), bits, width)
        return Counts.of(low + np.arange(width), people)


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
        dense = _is_dense(size * _span(key), atom.size)
        key = Keyed(np.arange(_span(key)), key) if dense else keyed(key)
    width = key.distinct.size
    cells = atom * width
    cells += key.index
    if _is_dense(size * width, atom.size):
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
        keys = _union([table.keys for table, _ in tables])
        if size * keys.size <= 2 * sum(table.people.size for table, _ in tables):
            most = sum(int(table.people.max(initial=0)) for table, _ in tables)
            people = np.zeros((size, keys.size), _narrowest(most))
            for table, index in tables:
                people[index] += table.at(keys)
            return Counts.of(keys, people)
    rows = [(index.take(counts.atom), counts.key, counts.count) for counts, index in parts]
    atom, key, count = (np.concatenate(columns) for columns in zip(*rows, strict=True))
    return counted(atom, key, size, count)


def _narrowest(most: int) -> type[np.signedinteger[Any]]:
    """Return the type of few bytes for whole numbers from 0 to ``most``."""
    return np.int16 if most < 2**15 else np.int32 if most < NARROW else np.int64


def _union(keys: Sequence[IntArray]) -> IntArray:
    """Return all keys, ascending."""
    first, *others = keys
    if all(np.array_equal(first, other) for other in others):
        return first
    return np.unique(np.concatenate(keys))


def compressed(values: AnyInts) -> tuple[IntArray, IntArray]:
    """Return the distinct values, ascending, and for each value its index among them.

    Values are 0 or more. Where they are dense a table of the whole range spares the sorting.
    """
    span = _span(values)
    if not _is_dense(span, values.size):
        distinct, _ = _runs(values, span)
        return distinct, np.searchsorted(distinct, values)
    seen = np.zeros(span, dtype=np.bool_)
    seen[values] = True
    distinct = np.flatnonzero(seen)
    position = np.zeros(span, dtype=np.int64)
    position[distinct] = np.arange(distinct.size)
    return distinct, position[values]


def divided(values: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """Return quotients and remainders, as ``divmod`` but in half the time."""
    quotient = values // size
    return quotient, values - quotient * size


def frozen(values: IntArray) -> IntArray:
    """Return the array, from now on read-only."""
    values.flags.writeable = False
    return values


def sums(index: IntArray, count: IntArray, size: int) -> IntArray:
    """Return the sum of the counts at each index from 0 to ``size - 1``."""
    out = np.zeros(size, dtype=np.int64)
    np.add.at(out, index, count)
    return out


def product(left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    """Return the matrix product of whole numbers, exact: Python integers where 64 bits may not do.

    ``left`` holds no negative numbers.
    """
    most = int(left.max(initial=0)) * int(abs(right).max(initial=0)) * left.shape[1]
    if most < EXACT:
        found = left.astype(np.float64) @ right.astype(np.float64)
        return np.asarray(found, dtype=np.int64)
    return np.asarray(left.astype(object) @ right.astype(object))


def tally(index: IntArray, size: int) -> IntArray:
    """Return how often each index from 0 to ``size - 1`` occurs."""
    return np.bincount(index, minlength=size)


def _tallied(cells: IntArray, count: IntArray | None) -> tuple[IntArray, IntArray]:
    """Return the distinct cells, ascending, and how many respondents there are in each."""
    if count is None:
        return _runs(cells, _span(cells))
    order = np.argsort(cells, kind="stable")
    cells, count = cells[order], count[order]
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    return cells[starts], np.add.reduceat(count, starts)


def _runs(values: AnyInts, span: int) -> tuple[IntArray, IntArray]:
    """Return the distinct values, ascending, and how often each occurs."""
    ordered = np.sort(values.astype(np.int32) if span <= NARROW else values)
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered.dtype.type(-1)))
    return ordered[starts].astype(np.int64), np.diff(starts, append=ordered.size)


def _span(values: AnyInts) -> int:
    return int(values.max(initial=-1)) + 1


def _is_dense(span: int, size: int) -> bool:
    return span <= 8 * size + 4_096
