"""Reliability and agreement of a scale, where the group is large enough to hide anybody in it."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from alignscan.measurement.agreement import Agreement, band
from alignscan.measurement.complete import CompleteSums
from alignscan.measurement.measures import CellMeasure
from alignscan.measurement.reliability import Reliability, feldt_interval
from alignscan.publish.margins import deviation
from alignscan.publish.precision import Precision
from alignscan.publish.published import AgreementBand
from alignscan.publish.rounding import rounded

FIELD: Final = "CellMeasure.agreement"
BANDS: Final[dict[str, AgreementBand]] = {
    "lack of": "lack",
    "weak": "weak",
    "moderate": "moderate",
    "strong": "strong",
    "very strong": "very_strong",
}
Indexes = tuple[Decimal | None, AgreementBand | None, bool, Decimal | None, Decimal | None]
"""The last fields of ``Consistency``: ``rwg`` and what follows."""


class Consistency(NamedTuple):
    """The fields of ``ScoreFigures`` that wait for a larger group than the score does."""

    sd: Decimal | None = None
    average_deviation: Decimal | None = None
    alpha: Decimal | None = None
    alpha_low: Decimal | None = None
    alpha_high: Decimal | None = None
    rwg: Decimal | None = None
    band: AgreementBand | None = None
    out_of_range: bool = False
    rstar: Decimal | None = None
    awg: Decimal | None = None


def consistency(cell: CellMeasure, scale: str, precision: Precision) -> Consistency:
    """Return what is published of a scale in a cell whose score is shown as a number.

    The interval is that of the published alpha, so that it says no more than alpha and n.
    """
    sd, deviation = _spread(cell, scale, precision)
    agreement, reliability = cell.agreement[scale], cell.reliability.get(scale)
    if gives_away(agreement.rows, precision):
        return Consistency(sd, deviation)
    alpha = _alpha(reliability, precision)
    low, high = _interval(alpha, reliability, precision)
    return Consistency(sd, deviation, alpha, low, high, *_indexes(agreement, precision))


def gives_away(rows: CompleteSums, precision: Precision) -> bool:
    """Return whether nearly everybody answers an item alike, so that agreement says how."""
    if precision.open:
        return False
    most = rows.n - 2
    return precision.coarse or any(max(item.counts) >= most for item in rows.items)


def _spread(
    cell: CellMeasure, scale: str, precision: Precision
) -> tuple[Decimal | None, Decimal | None]:
    """Return the standard deviation and the average deviation."""
    score, items = cell.scales[scale], [cell.items[i.id] for i in cell.agreement[scale].rows.items]
    alike = any(item.n and max(item.distribution) >= item.n - 2 for item in items)
    if (alike or precision.coarse) and not precision.open:
        return None, None
    sd = deviation(score.variance, score.n, "ScoreMeasure.variance", precision)
    if score.average_deviation is None or not precision.allows(FIELD, score.n):
        return sd, None
    return sd, rounded(score.average_deviation, precision.step(FIELD))


def _alpha(reliability: Reliability | None, precision: Precision) -> Decimal | None:
    if reliability is None or not precision.allows("CellMeasure.reliability", reliability.n):
        return None
    alpha = reliability.alpha
    return None if alpha is None else rounded(alpha, precision.step("CellMeasure.reliability"))


def _interval(
    alpha: Decimal | None, reliability: Reliability | None, precision: Precision
) -> tuple[Decimal | None, Decimal | None]:
    if alpha is None or reliability is None or precision.complete:
        return None, None
    ends = feldt_interval(Fraction(alpha), reliability.n, len(reliability.names))
    step = precision.step("CellMeasure.reliability")
    return (rounded(ends[0], step), rounded(ends[1], step)) if ends else (None, None)


def _indexes(agreement: Agreement, precision: Precision) -> Indexes:
    if not precision.allows(FIELD, agreement.n):
        return None, None, False, None, None
    step, exact = precision.step(FIELD), (agreement.rwg, agreement.lindell, agreement.a_wg)
    rwg, rstar, awg = [None if value is None else rounded(value, step) for value in exact]
    words = None if rwg is None else _in_words(rwg)
    return rwg, words, agreement.out_of_range, rstar, awg


@lru_cache
def _in_words(rwg: Decimal) -> AgreementBand:
    return BANDS[band(Fraction(rwg))]
