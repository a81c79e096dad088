"""Reliability and agreement of a scale, where the group is large enough to hide anybody in it."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.complete import CompleteSums
from alignscan.measurement.reliability import Reliability, feldt_interval
from alignscan.publish.figures import Precision
from alignscan.publish.rounding import rounded


class Consistency(NamedTuple):
    """The fields of ``ScoreFigures`` that come from complete answers."""

    alpha: Decimal | None = None
    alpha_low: Decimal | None = None
    alpha_high: Decimal | None = None
    rwg: Decimal | None = None


def consistency(
    agreement: Agreement, reliability: Reliability | None, precision: Precision
) -> Consistency:
    """Return what is published of a scale in a cell whose score is shown.

    The interval is that of the published alpha, so that it says no more than alpha and n.
    """
    if _gives_away(agreement.rows, precision):
        return Consistency()
    rwg = agreement.rwg if precision.allows("CellMeasure.agreement", agreement.n) else None
    step = precision.step("CellMeasure.reliability")
    alpha, interval = None, None
    if reliability and precision.allows("CellMeasure.reliability", reliability.n):
        alpha = None if reliability.alpha is None else rounded(reliability.alpha, step)
    if reliability and alpha is not None and not precision.complete:
        interval = feldt_interval(Fraction(alpha), reliability.n, len(reliability.names))
    return Consistency(
        alpha=alpha,
        alpha_low=rounded(interval[0], step) if interval else None,
        alpha_high=rounded(interval[1], step) if interval else None,
        rwg=None if rwg is None else rounded(rwg, precision.step("CellMeasure.agreement")),
    )


def _gives_away(rows: CompleteSums, precision: Precision) -> bool:
    """Return whether nearly everybody answers an item alike, so that agreement says how."""
    if precision.open:
        return False
    return precision.coarse or any(max(item.counts) >= rows.n - 2 for item in rows.items)
