"""Signs of careless answers, person by person, before anything is counted.

They are flags, never a reason to delete: in a short questionnaire of positive statements a straight
line can be honest. Show the share flagged, and the results with and without.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.arrays import IntArray, Mask
from alignscan.measurement.units import FIRST_CODE, LARGEST, in_units, looked_up
from alignscan.model.codebook import Codebook
from alignscan.responses.batch import Batch

FEWEST: Final = 8
"""Answers below which nobody is flagged: a short line says nothing."""
LONG: Final = Fraction(1, 2)
"""Share of the items that a run of the same answer must reach to be flagged."""
LOW: Final = Fraction(1, 16)
"""Share of the scale's width that a person's spread must not exceed to be flagged.

On 1 to 5 a standard deviation of 0.25: one answer in twenty is one point beside the others. There
is no published limit.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Flags:
    """Which respondents of a batch show signs of careless answers."""

    straight: Mask
    """The same answer many times in a row."""
    uniform: Mask
    """Hardly any variation over all answers."""

    @property
    def either(self) -> Mask:
        """At least one of the signs."""
        return self.straight | self.uniform


def flags(book: Codebook, batch: Batch) -> Flags:
    """Return the flags of a batch, from the rated items in questionnaire order without wishes.

    Answers are taken as given, before reversal. Source: Curran (2016), Journal of Experimental
    Social Psychology 66, 4-19.
    """
    items = looked_at(book)
    run = longest_run(book, batch, items)
    answered, scatter, unit = _scatter(book, batch, items)
    limit = (LOW * (book.high - book.low) * unit) ** 2
    most = np.array([n * (n - 1) * limit // 1 for n in range(len(items) + 1)], scatter.dtype)
    enough = answered >= FEWEST
    return Flags(
        straight=enough & (run * LONG.denominator >= len(items) * LONG.numerator),
        uniform=enough & (scatter <= most.take(answered)),
    )


def looked_at(book: Codebook) -> tuple[str, ...]:
    """Return the items in which signs are looked for."""
    return tuple(item.id for item in book.items if item.values and item.kind != "wish")


def longest_run(book: Codebook, batch: Batch, items: Sequence[str]) -> IntArray:
    """Return for each respondent the longest run of the same answer, in items.

    Items count in the order given. A missing answer ends a run, as does a change of the scale's
    points. Source: Johnson (2005), Journal of Research in Personality 39, 103-129.
    """
    longest, run = np.zeros((2, batch.size), dtype=np.min_scalar_type(len(items)))
    last, points = np.full(batch.size, FIRST_CODE, dtype=np.int16), None
    for item in (book.item(name) for name in items):
        codes = batch.answers[item.id]
        run *= (codes == last).astype(run.dtype) if item.points == points else run.dtype.type(0)
        run += 1
        run *= (codes >= 0).astype(run.dtype)
        np.maximum(longest, run, out=longest)
        last, points = codes, item.points
    return np.asarray(longest, dtype=np.int64)


def variability(book: Codebook, batch: Batch, items: Sequence[str]) -> NDArray[np.float64]:
    """Return each respondent's standard deviation over the items, in scores, before reversal.

    Not a number below two answers. Source: Dunn, Heggestad, Shanock & Theilgard (2018), Journal of
    Business and Psychology 33, 105-121.
    """
    answered, scatter, unit = _scatter(book, batch, items)
    out = np.full(batch.size, np.nan)
    some = answered > 1
    n = answered[some].astype(np.float64)
    out[some] = np.sqrt(scatter[some] / (n * (n - 1))) / unit
    return out


def kept(batch: Batch, flagged: Mask) -> Batch:
    """Return the batch without the flagged respondents."""
    keep = ~flagged
    return Batch(
        answers={name: codes[keep] for name, codes in batch.answers.items()},
        segments={name: codes[keep] for name, codes in batch.segments.items()},
        size=int(keep.sum()),
    )


def _scatter(book: Codebook, batch: Batch, items: Sequence[str]) -> tuple[IntArray, Any, int]:
    """Return n, n times the sum of squares less the squared sum, and the denominator of values.

    The three sums of a person are digits of one number, so that each answer is looked up once. Too
    large for 64 bits, they are Python integers.
    """
    coded = [book.item(name) for name in items]
    whole, unit = in_units(
        [value for item in coded for value in _as_given(item.points, book.low, book.high)]
    )
    lowest, highest = min(whole, default=0), max(whole, default=0)
    squares = (len(items) * (highest - lowest) ** 2).bit_length()
    totals = (len(items) * (highest - lowest)).bit_length()
    fits = squares + totals + len(items).bit_length() < LARGEST.bit_length()
    tables = []
    for item in coded:
        above = [value - lowest for value in whole[: len(item.points)]]
        whole = whole[len(item.points) :]
        digits = [((1 << totals) + value << squares) + value**2 for value in above]
        tables.append(np.array([0] * -FIRST_CODE + digits, np.int64 if fits else object))
    places = [batch.answers[item.id] - FIRST_CODE for item in coded]
    packed = looked_up(tables, places, batch.size)
    square, rest = packed & (1 << squares) - 1, packed >> squares
    total, answered = rest & (1 << totals) - 1, rest >> totals
    return answered.astype(np.int64), answered * square - total**2, unit


@cache
def _as_given(points: tuple[Decimal, ...], low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """Return the points on the score scale as they were ticked, before reversal."""
    first, last = Fraction(points[0]), Fraction(points[-1])
    width = (high - low) / (last - first)
    return tuple(low + (Fraction(point) - first) * width for point in points)
