"""Whole numbers in arrays: distinct ones, sums and products, exact, and sorted only if need be."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
AnyInts = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
EXACT: Final = 2**53
"""Whole numbers below this are exact as floating-point numbers."""
NARROW: Final = 2**31
"""Whole numbers below this are sorted as 32 bits, in less than half the time."""


def compressed(values: AnyInts) -> tuple[IntArray, IntArray]:
    """Return the distinct values, ascending, and for each value its index among them.

    Values are 0 or more. Where they are dense a table of the whole range spares the sorting.
    """
    span = span_of(values)
    if not is_dense(span, values.size):
        distinct, _ = runs(values, span)
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


def runs(values: AnyInts, span: int) -> tuple[IntArray, IntArray]:
    """Return the distinct values, ascending, and how often each occurs."""
    ordered = np.sort(values.astype(np.int32) if span <= NARROW else values)
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered.dtype.type(-1)))
    return ordered[starts].astype(np.int64), np.diff(starts, append=ordered.size)


def span_of(values: AnyInts) -> int:
    """Return one more than the largest value; 0 of none."""
    return int(values.max(initial=-1)) + 1


def is_dense(span: int, size: int) -> bool:
    """Return whether a table of a whole range is worth its memory for so many values."""
    return span <= 8 * size + 4_096


def narrowest(most: int) -> type[np.signedinteger[Any]]:
    """Return the type of few bytes for whole numbers from 0 to ``most``."""
    return np.int16 if most < 2**15 else np.int32 if most < NARROW else np.int64


def union(keys: Sequence[IntArray]) -> IntArray:
    """Return all keys, ascending."""
    first, *others = keys
    if all(np.array_equal(first, other) for other in others):
        return first
    return np.unique(np.concatenate(keys))
