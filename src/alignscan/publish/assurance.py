"""How sure the figures of a survey are: response, reliability, and how much groups differ."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from alignscan.measurement.measures import Measures
from alignscan.model.survey import Survey
from alignscan.publish.nonresponse import invited_to, is_counted, nonresponse_of, with_rates
from alignscan.publish.precision import Precision
from alignscan.publish.published import Cell, ShownCell
from alignscan.publish.quality import Nonresponse, ScaleFigures, SegmentFigures
from alignscan.publish.scales import scale_figures
from alignscan.publish.segments import segment_figures
from alignscan.publish.skipped import skipped_shares


class Assurance(NamedTuple):
    """The fields of ``Published`` that say how sure its cells are."""

    nonresponse: dict[str, Nonresponse]
    skipped: dict[str, Decimal]
    scales: dict[str, ScaleFigures]
    segments: dict[str, dict[str, SegmentFigures]]


def assurance(
    measures: Measures,
    cells: Sequence[Cell],
    survey: Survey,
    invited: int | None,
    precision: Precision,
) -> Assurance:
    """Return what stands beside published cells.

    Nothing for one rater, and where everybody together is withheld. ``cells`` are in the order of
    the measures, ``invited`` is how many people were in all.
    """
    first = cells[0] if cells else None
    if precision.mode == "self" or not isinstance(first, ShownCell):
        return Assurance({}, {}, {}, {})
    overall = measures.cells[0]
    segments = [segment.id for segment in measures.book.segments]
    measured = {cell.id: cell for cell in measures.cells}
    return Assurance(
        nonresponse=_nonresponse(measures, cells, survey, invited, precision),
        skipped=skipped_shares(overall, first, precision),
        scales=scale_figures(overall, first, precision),
        segments=segment_figures(measured, cells, segments, precision),
    )


def _nonresponse(
    measures: Measures,
    cells: Sequence[Cell],
    survey: Survey,
    invited: int | None,
    precision: Precision,
) -> dict[str, Nonresponse]:
    allowed = _with_rates(measures, cells, survey, precision)
    found = {
        cell.id: nonresponse_of(
            cell,
            invited_to(cell.filters, survey.population, invited),
            precision.ends,
            coarse=not (precision.open or is_counted(cell)),
        )
        for cell in cells
        if cell.id in allowed
    }
    return {id: figures for id, figures in found.items() if figures is not None}


def _with_rates(
    measures: Measures, cells: Sequence[Cell], survey: Survey, precision: Precision
) -> frozenset[str]:
    whole = {cell.id for cell in measures.cells if not cell.unflagged}
    shown = [cell for cell in cells if isinstance(cell, ShownCell) and cell.id in whole]
    if precision.open or survey.population is None:
        return frozenset(cell.id for cell in shown)
    return with_rates(shown, survey.population, precision.min_group)
