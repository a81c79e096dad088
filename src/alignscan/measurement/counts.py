"""The one shape in which everything is counted: how many respondents of an atom have a key."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Rows (atom, key) and their respondents, ascending by atom and key, none of them empty."""

    atom: IntArray
    """Index of the atom in the tabulation."""
    key: IntArray
    """What is counted, as one integer from 0; its meaning belongs to whoever made it."""
    count: IntArray
    """Respondents, at least 1."""

    __hash__ = None  # type: ignore[assignment]

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


def counted(atom: IntArray, key: IntArray, count: IntArray | None = None) -> Counts:
    """Return the counts of parallel columns; each row stands for ``count`` respondents, else one.

    Memory and time grow with the rows, not with the range of the keys.
    """
    count = np.ones_like(atom) if count is None else count
    if _is_dense(_span(atom) * _span(key), atom.size):
        width = _span(key)
        cells, respondents = _tallied(atom * width + key, count)
        return Counts(frozen(cells // width), frozen(cells % width), frozen(respondents))
    keys, index = compressed(key)
    cells, respondents = _tallied(atom * keys.size + index, count)
    return Counts(frozen(cells // keys.size), frozen(keys[cells % keys.size]), frozen(respondents))


def merged(parts: Sequence[tuple[Counts, IntArray]]) -> Counts:
    """Return the sum of counts, each with the new index of every one of its atoms."""
    return counted(
        np.concatenate([index[counts.atom] for counts, index in parts]),
        np.concatenate([counts.key for counts, _ in parts]),
        np.concatenate([counts.count for counts, _ in parts]),
    )


def compressed(values: IntArray) -> tuple[IntArray, IntArray]:
    """Return the distinct values, ascending, and for each value its index among them.

    Values are 0 or more. Where they are dense a table of the whole range spares the sorting.
    """
    span = _span(values)
    if not _is_dense(span, values.size):
        return np.unique(values, return_inverse=True)
    seen = np.zeros(span, dtype=np.bool_)
    seen[values] = True
    distinct = np.flatnonzero(seen)
    position = np.zeros(span, dtype=np.int64)
    position[distinct] = np.arange(distinct.size)
    return distinct, position[values]


def frozen(values: IntArray) -> IntArray:
    """Return the array, from now on read-only."""
    values.flags.writeable = False
    return values


def sums(index: IntArray, count: IntArray, size: int) -> IntArray:
    """Return the sum of the counts at each index from 0 to ``size - 1``."""
    out = np.zeros(size, dtype=np.int64)
    np.add.at(out, index, count)
    return out


def _tallied(cells: IntArray, count: IntArray) -> tuple[IntArray, IntArray]:
    span = _span(cells)
    if not _is_dense(span, cells.size):
        distinct, index = np.unique(cells, return_inverse=True)
        return distinct, sums(index, count, distinct.size)
    totals = sums(cells, count, span)
    distinct = np.flatnonzero(totals)
    return distinct, totals[distinct]


def _span(values: IntArray) -> int:
    return int(values.max(initial=-1)) + 1


def _is_dense(span: int, size: int) -> bool:
    return span <= 4 * size + 65_536
