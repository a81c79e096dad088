"""Item nonresponse over everybody, where it tells nothing about a few people."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from alignscan.measurement.measures import CellMeasure, ItemMeasure
from alignscan.publish.precision import Precision
from alignscan.publish.published import ShownCell
from alignscan.publish.rounding import rounded

FIELD: Final = "ItemMeasure.missing"


def skipped_shares(
    overall: CellMeasure, shown: ShownCell, precision: Precision
) -> dict[str, Decimal]:
    """Return by item the share of those asked who gave no answer.

    Only for items that are published, and where nobody or at least a minimum group answered,
    skipped it, was not asked, or is left over: with n known, each is a difference of the others.
    """
    return {
        id: rounded(Fraction(item.missing, _asked(item)), precision.step(FIELD))
        for id, item in overall.items.items()
        if id in shown.items and shown.items[id].n is not None and _asked(item)
        if precision.open or all(n == 0 or n >= precision.k for n in _groups(item))
    }


def _asked(item: ItemMeasure) -> int:
    return item.n + item.missing + item.cannot_say


def _groups(item: ItemMeasure) -> tuple[int, ...]:
    away = item.not_applicable + item.not_asked
    return item.n, item.missing, away, away + item.cannot_say
