"""Signs of careless answers, person by person, before anything is counted.

They are flags, never a reason to delete: in a short questionnaire of positive statements a straight
line can be honest. Show the share flagged, and the results with and without.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.counts import IntArray, Mask
from alignscan.measurement.units import FIRST_CODE, in_units
from alignscan.model.codebook import Codebook, CodedItem
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
    items = tuple(item.id for item in book.items if item.values and item.kind != "wish")
    run = longest_run(book, batch, items)
    answered, scatter, unit = _scatter(book, batch, items)
    limit = (LOW * (book.high - book.low) * unit) ** 2
    enough = answered >= FEWEST
    most = answered * (answered - 1) * limit.numerator
    return Flags(
        straight=enough & (run * LONG.denominator >= len(items) * LONG.numerator),
        uniform=enough & (scatter * limit.denominator <= most),
    )


def longest_run(book: Codebook, batch: Batch, items: Sequence[str]) -> IntArray:
    """Return for each respondent the longest run of the same answer, in items.

    Items count in the order given. A missing answer ends a run, as does a change of the scale's
    points. Source: Johnson (2005), Journal of Research in Personality 39, 103-129.
    """
    longest = np.zeros(batch.size, dtype=np.int64)
    run = np.zeros(batch.size, dtype=np.int64)
    last, points = np.full(batch.size, FIRST_CODE, dtype=np.int16), None
    for item in (book.item(name) for name in items):
        codes = batch.answers[item.id]
        same = (codes == last) if item.points == points else np.zeros(batch.size, dtype=np.bool_)
        run = np.where(codes >= 0, np.where(same, run + 1, 1), 0)
        np.maximum(longest, run, out=longest)
        last, points = codes, item.points
    return longest


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


def _scatter(book: Codebook, batch: Batch, items: Sequence[str]) -> tuple[IntArray, IntArray, int]:
    """Return n, n times the sum of squares less the squared sum, and the denominator of values."""
    coded = [book.item(name) for name in items]
    whole, unit = in_units([value for item in coded for value in _as_given(book, item)])
    answered = np.zeros(batch.size, dtype=np.int64)
    total, squares = np.zeros_like(answered), np.zeros_like(answered)
    for item in coded:
        values = np.array([0] * -FIRST_CODE + whole[: len(item.points)], dtype=np.int64)
        whole = whole[len(item.points) :]
        codes = batch.answers[item.id]
        found = values.take(codes.astype(np.int64) - FIRST_CODE)
        answered += codes >= 0
        total += found
        squares += found**2
    return answered, answered * squares - total**2, unit


def _as_given(book: Codebook, item: CodedItem) -> list[Fraction]:
    """Return the points on the score scale as they were ticked, before reversal."""
    low, high = Fraction(item.points[0]), Fraction(item.points[-1])
    width = (book.high - book.low) / (high - low)
    return [book.low + (Fraction(point) - low) * width for point in item.points]
