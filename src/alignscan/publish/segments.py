"""How much the shown groups of a segment differ: intraclass correlations of the conditions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from alignscan.measurement.measures import CellMeasure
from alignscan.measurement.segments import Group, Groups
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.policy import EXACT, PERCENT, PROBABILITY, TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.published import Cell, ScoreFigures, ShownCell
from alignscan.publish.quality import SegmentFigures
from alignscan.publish.rounding import rounded

FIELD: Final = "ScoreMeasure.variance"


def segment_figures(
    measured: Mapping[str, CellMeasure],
    shown: Sequence[Cell],
    segments: Sequence[str],
    precision: Precision,
) -> dict[str, dict[str, SegmentFigures]]:
    """Return by segment and condition how much its groups differ, where at least two count.

    In confidential mode only groups count whose score is published as a number, from thirty people
    on; withheld groups and those that are put together take no part.
    """
    found = {
        segment: _conditions([c for c in shown if _is_category(c, segment)], measured, precision)
        for segment in segments
    }
    return {segment: conditions for segment, conditions in found.items() if conditions}


def _conditions(
    shown: Sequence[Cell], measured: Mapping[str, CellMeasure], precision: Precision
) -> dict[str, SegmentFigures]:
    out: dict[str, SegmentFigures] = {}
    for id in CONDITIONS:
        groups = [
            _group(measured[cell.id], id)
            for cell in shown
            if isinstance(cell, ShownCell) and _counts(cell.conditions.get(id), precision)
        ]
        if len(groups) > 1:
            figures = _figures(Groups(tuple(groups)), precision)
            out |= {id: figures} if figures.icc1 is not None else {}
    return out


def _is_category(cell: Cell, segment: str) -> bool:
    return list(cell.filters) == [segment] and cell.id.startswith(f"{segment}=")


def _counts(figures: ScoreFigures | None, precision: Precision) -> bool:
    if figures is None or figures.score is None or figures.n is None:
        return False
    return precision.open or (figures.step <= TENTH and precision.allows(FIELD, figures.n))


def _group(cell: CellMeasure, id: str) -> Group:
    score = cell.scales[id]
    if score.mean is None:
        raise ValueError(f"{cell.id} has no score")
    return Group(score.n, score.mean, score.variance)


def _figures(groups: Groups, precision: Precision) -> SegmentFigures:
    step = EXACT if precision.open else PERCENT
    sample = not precision.complete
    low, high = _ends(groups.icc1_interval() if sample else None, step)
    low_means, high_means = _ends(groups.icc2_interval if sample else None, step)
    return SegmentFigures(
        groups=len(groups.groups),
        people=groups.n,
        icc1=_at_step(groups.icc1(), step),
        icc1_low=low,
        icc1_high=high,
        icc2=_at_step(groups.icc2, step),
        icc2_low=low_means,
        icc2_high=high_means,
        p=_at_step(groups.p if sample else None, EXACT if precision.open else PROBABILITY),
    )


def _ends(
    interval: tuple[float, float] | None, step: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    return (
        (None, None)
        if interval is None
        else (
            rounded(interval[0], step),
            rounded(interval[1], step),
        )
    )


def _at_step(value: float | None, step: Decimal) -> Decimal | None:
    return None if value is None else rounded(value, step)
