"""Integer units: how one respondent's answers on a scale become one whole number, losing nothing.

A *score key* holds five whole numbers (see ``ScoreRow``) in mixed radix. Each answer adds its own
part, so the key of a respondent is a plain sum of table look-ups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm, prod
from typing import Final, NamedTuple

import numpy as np

from alignscan.measurement.arrays import AnyInts, IntArray, frozen
from alignscan.model.codebook import (
    NO_SCORE,
    NOT_APPLICABLE,
    NOT_ASKED,
    Codebook,
    CodedItem,
    CodedScale,
)

FIRST_CODE = NOT_ASKED
"""Tables by code begin at this, the lowest code."""

LARGEST = 2**63 - 1

ENTRIES: Final = 2**13
"""Entries at most of a table for several items, so that it stays in the processor's own memory."""


class ScoreRow(NamedTuple):
    """What one respondent's answers on a scale come to, and how many respondents share it."""

    applicable: int
    """Items asked that are not "not applicable"."""
    answered: int
    """Items answered on the scale."""
    weight: int
    """Sum of the whole-number weights of the answered items."""
    total: int
    """Sum of weight times value of the answered items, in ``1 / unit`` of the score scale."""
    favorable: int
    """Favorable answers."""
    respondents: int


@dataclass(frozen=True, slots=True)
class ScoreKey:
    """How the answers on one scale are packed into a score key."""

    unit: int
    """Values are stored in ``1 / unit`` of the score scale: their least common denominator."""
    base: int
    """The lowest value in units; keys hold what is above it, so that they are never negative."""
    radix: tuple[int, ...]
    """For each of the five numbers, one more than it can be."""
    tables: Mapping[str, IntArray]
    """For each item what a code adds to the key; the first entry is that of ``FIRST_CODE``."""

    def total(self, places: Mapping[str, AnyInts], size: int) -> IntArray:
        """Return the keys of ``size`` respondents, given their answers as ``code - FIRST_CODE``."""
        tables = list(self.tables.values())
        return looked_up(tables, [places[item] for item in self.tables], size)

    def rows(self, keys: IntArray, respondents: IntArray) -> list[ScoreRow]:
        """Return what the keys mean, in their order."""
        columns = []
        for radix in reversed(self.radix):
            keys, digit = np.divmod(keys, radix)
            columns.append(digit.tolist())
        favorable, above, weight, answered, applicable = columns
        total = [a + self.base * w for a, w in zip(above, weight, strict=True)]
        columns = [applicable, answered, weight, total, favorable, respondents.tolist()]
        return [ScoreRow._make(row) for row in zip(*columns, strict=True)]


def score_key(book: Codebook, scale: CodedScale) -> ScoreKey:
    """Return how answers on a scale are packed.

    Raises ValueError when weights and values have so many digits that 64 bits cannot hold them.
    """
    items = [book.item(name) for name in scale.items]
    weights = whole_weights([item.weight for item in items])
    unit = lcm(*(value.denominator for item in items for value in item.values))
    base = min((int(value * unit) for item in items for value in item.values), default=0)
    above = [[int(value * unit) - base for value in item.values] for item in items]
    most = sum(w * max(a, default=0) for w, a in zip(weights, above, strict=True))
    radix = tuple(n + 1 for n in (len(items), len(items), sum(weights), most, len(items)))
    if prod(radix) > LARGEST:
        raise ValueError(
            f"scale {scale.id!r}: the weights and points of its items have too many digits "
            "to be added exactly; use rounder numbers"
        )
    tables = {
        item.id: _table(item, w, a, radix) for item, w, a in zip(items, weights, above, strict=True)
    }
    return ScoreKey(unit, base, radix, tables)


def looked_up(tables: Sequence[IntArray], places: Sequence[AnyInts], size: int) -> IntArray:
    """Return for each of ``size`` respondents the sum of what their answers add.

    ``tables`` hold for each item what a code adds, ``places`` the answers as ``code - FIRST_CODE``.
    Those to several items are digits of one number, so that they are looked up at once.
    """
    table: IntArray = np.zeros(1, dtype=np.int64)
    index: AnyInts = np.zeros(size, dtype=np.int16)
    found = []
    for other, digit in zip(tables, places, strict=True):
        if table.size * other.size > ENTRIES:
            found.append(table.take(index))
            table, index = other, digit.astype(np.int16)
        else:
            table = np.add.outer(table, other).ravel()
            index = index * other.size + digit
    return reduce(np.add, [*found, table.take(index)])


def in_units(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """Return the values as whole numbers of ``1 / unit``, and that unit, as small as can be."""
    ratios = [value.as_integer_ratio() for value in values]
    unit = lcm(*[denominator for _, denominator in ratios])
    return [numerator * (unit // denominator) for numerator, denominator in ratios], unit


def whole_weights(weights: Sequence[Fraction]) -> list[int]:
    """Return the smallest whole numbers in the same proportions as the weights."""
    whole, _ = in_units(weights)
    divisor = gcd(*whole) or 1
    return [weight // divisor for weight in whole]


def _table(item: CodedItem, weight: int, above: Sequence[int], radix: Sequence[int]) -> IntArray:
    points = [
        _packed((1, 1, weight, weight * units, int(code in item.favorable)), radix)
        for code, units in enumerate(above)
    ]
    unscored = [
        _packed((int(code not in (NOT_APPLICABLE, NOT_ASKED)), 0, 0, 0, 0), radix)
        for code in sorted(NO_SCORE)
    ]
    return frozen(np.array(unscored + points, dtype=np.int64))


def _packed(digits: Sequence[int], radix: Sequence[int]) -> int:
    key = 0
    for digit, size in zip(digits, radix, strict=True):
        key = key * size + digit
    return key
