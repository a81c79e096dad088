"""Reliability of the conditions over everybody, item by item, in a large enough group."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from alignscan.measurement.measures import CellMeasure
from alignscan.measurement.reliability import Reliability, band
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.consistency import gives_away
from alignscan.publish.policy import TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.published import ItemFigures, ShownCell
from alignscan.publish.quality import ItemInScale, ReliabilityBand, ScaleFigures
from alignscan.publish.rounding import rounded

FIELD: Final = "CellMeasure.reliability"


def scale_figures(
    overall: CellMeasure, shown: ShownCell, precision: Precision
) -> dict[str, ScaleFigures]:
    """Return the reliability of each condition whose score is published as a number.

    ``shown`` holds the published figures of the same cell: nothing finer is said of a condition or
    item that stands there as a range, in wider steps or not at all.
    """
    return {
        id: _scale(overall, shown, id, precision)
        for id in CONDITIONS
        if (reliability := overall.reliability.get(id)) is not None
        and id in shown.conditions
        and shown.conditions[id].score is not None
        and _is_fine(shown.conditions[id].step, precision)
        and precision.allows(FIELD, reliability.n)
        and reliability.rows.covariances is not None
        and not gives_away(reliability.rows, precision)
    }


def is_safe_count(count: int, precision: Precision) -> bool:
    """Return whether nobody, or at least a minimum group, is told about by a count."""
    return precision.open or count == 0 or count >= precision.k


def _scale(overall: CellMeasure, shown: ShownCell, id: str, precision: Precision) -> ScaleFigures:
    reliability, alpha = overall.reliability[id], shown.conditions[id].alpha
    omega, step = reliability.omega, precision.step(FIELD)
    return ScaleFigures(
        n=_n(overall, id, reliability.n, precision),
        reliability=None if alpha is None else _band(alpha),
        omega=_at_step(omega.value if omega else None, step),
        improper=omega is not None and omega.heywood,
        spearman_brown=_at_step(reliability.spearman_brown, step),
        rwg_skewed=_at_step(overall.agreement[id].rwg_skewed, step),
        items=_items(reliability, shown.items, precision),
    )


def _n(overall: CellMeasure, id: str, n: int, precision: Precision) -> int | None:
    """Return how many answered the whole scale, if nothing about a few people follows from it."""
    others = [overall.respondents, overall.scales[id].n]
    others += [overall.items[item.id].n for item in overall.agreement[id].rows.items]
    return n if all(is_safe_count(abs(m - n), precision) for m in others) else None


def _band(alpha: Decimal) -> ReliabilityBand:
    return band(Fraction(alpha))


def _items(
    reliability: Reliability, shown: Mapping[str, ItemFigures], precision: Precision
) -> dict[str, ItemInScale]:
    step = precision.step(FIELD)
    return {
        id: ItemInScale(
            item_rest=(rest := _at_step(reliability.item_rest[id], step)),
            alpha_if_dropped=_at_step(reliability.alpha_if_dropped[id], step),
            against=rest is not None and rest < 0,
        )
        for id in reliability.names
        if id in shown and shown[id].mean is not None and _is_fine(shown[id].step, precision)
    }


def _at_step(value: Fraction | float | None, step: Decimal) -> Decimal | None:
    return None if value is None else rounded(value, step)


def _is_fine(step: Decimal, precision: Precision) -> bool:
    return precision.open or step <= TENTH
