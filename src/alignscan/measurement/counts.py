"""The one shape in which everything is counted: how many respondents of an atom have a key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
AnyInts = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
Scalar = TypeVar("Scalar", bound=np.generic)
EXACT: Final = 2**53
"""Whole numbers below this are exact as floating-point numbers."""
NARROW: Final = 2**31
"""Whole numbers below this are sorted as 32 bits, in less than half the time."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Rows (atom, key) and their respondents, ascending by atom and key, none of them empty."""

    atom: IntArray
    """Index of the atom in the tabulation."""
    key: IntArray
    """What is counted, as one integer from 0; its meaning belongs to whoever made it."""
    count: IntArray
    """Respondents, at least 1."""

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Counts):
            return NotImplemented
        return (
            np.array_equal(self.atom, other.atom)
            and np.array_equal(self.key, other.key)
            and np.array_equal(self.count, other.count)
        )

    def within(self, atoms: Mask) -> tuple[IntArray, IntArray]:
        """Return the keys found in the masked atoms, ascending, and the respondents of each."""
        chosen = atoms[self.atom]
        keys, index = compressed(self.key[chosen])
        return keys, sums(index, self.count[chosen], keys.size)

    def by_group(self, groups: Mask) -> tuple[IntArray, IntArray]:
        """Return all keys, ascending, and groups x keys: the respondents in each group.

        ``groups`` are groups x atoms; an atom may be in several of them.
        """
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


@dataclass(frozen=True, slots=True, eq=False)
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

    def counts(self, key: AnyInts, width: int) -> Counts:
        """Return the counts of each respondent's key, all below ``width``."""
        if not _is_dense(self.size * width, key.size):
            return counted(self.atom, key)
        cells = self.atom * width
        cells += key
        totals = tally(cells, self.size * width)
        cells = np.flatnonzero(totals > 0)
        atom, found = divided(cells, width)
        return Counts(frozen(atom), frozen(found), frozen(totals[cells]))


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """One key for each respondent, the distinct ones apart: these are few."""

    distinct: IntArray
    """Ascending, each of them in use."""
    index: IntArray
    """For each respondent the place of the key."""

    def each(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """Return for each respondent the value of the key; ``values`` are parallel to the keys."""
        return values.take(self.index)


def keyed(key: IntArray) -> Keyed:
    """Return the keys of respondents with the distinct ones apart."""
    return Keyed(*compressed(key))


def counted(atom: IntArray, key: AnyInts | Keyed, count: IntArray | None = None) -> Counts:
    """Return the counts of parallel columns; each row stands for ``count`` respondents, else one.

    Memory and time grow with the rows, not with the range of the keys.
    """
    index: AnyInts
    if isinstance(key, Keyed):
        keys, index = key.distinct, key.index
    elif _is_dense(_span(atom) * _span(key), atom.size):
        keys, index = np.arange(_span(key)), key
    else:
        keys, index = compressed(key)
    cells, respondents = _tallied(atom * keys.size + index, count)
    atoms, places = divided(cells, keys.size or 1)
    return Counts(frozen(atoms), frozen(keys[places]), frozen(respondents))


def merged(parts: Sequence[tuple[Counts, IntArray]]) -> Counts:
    """Return the sum of counts, each with the new index of every one of its atoms."""
    atom = [index.take(counts.atom) for counts, index in parts]
    key = [counts.key for counts, _ in parts]
    count = [counts.count for counts, _ in parts]
    rows, height = sum(keys.size for keys in key), max(map(_span, atom))
    keys, width = None, max(map(_span, key))
    if not _is_dense(height * width, rows):
        keys, index = compressed(np.concatenate(key))
        key, width = np.split(index, np.cumsum([k.size for k in key])[:-1]), keys.size
        if not _is_dense(height * width, rows):
            return counted(np.concatenate(atom), Keyed(keys, index), np.concatenate(count))
    totals = np.zeros(height * width, dtype=np.int64)
    for atoms, places, people in zip(atom, key, count, strict=True):
        totals[atoms * width + places] += people  # no part has a row twice
    cells = np.flatnonzero(totals > 0)
    atoms, places = divided(cells, width or 1)
    return Counts(
        frozen(atoms), frozen(places if keys is None else keys[places]), frozen(totals[cells])
    )


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
    span = _span(cells)
    if not _is_dense(span, cells.size):
        if count is None:
            return _runs(cells, span)
        order = np.argsort(cells, kind="stable")
        cells, count = cells[order], count[order]
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        return cells[starts], np.add.reduceat(count, starts)
    totals = tally(cells, span) if count is None else sums(cells, count, span)
    distinct = np.flatnonzero(totals > 0)
    return distinct, totals[distinct]


def _runs(values: AnyInts, span: int) -> tuple[IntArray, IntArray]:
    """Return the distinct values, ascending, and how often each occurs."""
    ordered = np.sort(values.astype(np.int32) if span <= NARROW else values)
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered.dtype.type(-1)))
    return ordered[starts].astype(np.int64), np.diff(starts, append=ordered.size)


def _span(values: AnyInts) -> int:
    return int(values.max(initial=-1)) + 1


def _is_dense(span: int, size: int) -> bool:
    return span <= 8 * size + 4_096
