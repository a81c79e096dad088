"""Respondents put in order by atom, so that what they answered is added up atom by atom."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from alignscan.measurement.arrays import AnyInts, IntArray, is_dense, span_of
from alignscan.measurement.counts import Counts, counted

SEGMENT: Final = 255
"""Respondents whose small numbers are added up as digits of one number."""


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
        width, bits = span_of(key) - low, SEGMENT.bit_length()
        if not 0 < width <= 63 // bits or not is_dense(self.size * width, key.size):
            return counted(self.atom, key, self.size)
        shift = (key - key.dtype.type(low)) * key.dtype.type(bits)
        people = self.digit_sums(np.left_shift(np.int64(1), shift), bits, width)
        return Counts.of(low + np.arange(width), people)
