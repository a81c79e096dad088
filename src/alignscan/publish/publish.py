"""The one way from measures to what may be shown."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from alignscan.measurement.measures import CellMeasure, Measures
from alignscan.model.conditions import CONDITIONS, PARTS, PRACTICES
from alignscan.model.survey import Survey
from alignscan.publish.consistency import consistency
from alignscan.publish.figures import Precision, item_figures, score_figures
from alignscan.publish.ladder import Rungs, settle
from alignscan.publish.published import (
    Basis,
    Cell,
    Participation,
    Published,
    ScoreFigures,
    ShownCell,
    Stage,
    WithheldCell,
)
from alignscan.publish.rounding import rounded
from alignscan.publish.visible import agreed_cell, visible

RATE_STEP = Decimal("0.01")


def publish(measures: Measures, survey: Survey) -> Published:
    """Return what may be shown of a survey's measures."""
    overall = measures.cells[0]
    participation = _participation(overall.respondents, survey)
    stage = _stage(overall.respondents, survey)
    cells: tuple[Cell, ...] = ()
    if stage == "results":
        cells = _cells(measures, survey, participation.complete)
    return Published(
        basis=_basis(survey),
        stage=stage,
        participation=participation,
        cells=cells,
        scorable={c: measures.scorable[c] for c in CONDITIONS},
    )


def _stage(respondents: int, survey: Survey) -> Stage:
    if respondents == 0:
        return "empty"
    if survey.effective_mode == "confidential" and survey.wave.closed is None:
        return "participation"
    return "results"


def _basis(survey: Survey) -> Basis:
    mode = survey.effective_mode
    return Basis(
        mode=mode,
        agreed=survey.agreed if mode == "team" else None,
        min_group=survey.confidentiality.min_group if mode == "confidential" else None,
        consented=survey.consented.level if survey.consented else None,
    )


def _participation(respondents: int, survey: Survey) -> Participation:
    mode = survey.effective_mode
    invited = _invited(survey)
    complete = mode == "team" and (invited is None or respondents >= invited)
    if mode == "confidential" and 0 < respondents < survey.confidentiality.min_group:
        return Participation(responded=None, invited=invited, rate=None)
    rate = None
    if invited and respondents <= invited:
        rate = rounded(Fraction(respondents, invited), RATE_STEP, ROUND_HALF_UP)
    return Participation(responded=respondents, invited=invited, rate=rate, complete=complete)


def _invited(survey: Survey) -> int | None:
    population = survey.population
    if population is None:
        return None
    if population.total is not None:
        return population.total
    totals = {
        sum(counts.values())
        for segment, counts in population.counts.items()
        if set(counts) >= set(_categories(survey, segment))
    }
    return totals.pop() if len(totals) == 1 else None


def _categories(survey: Survey, segment: str) -> tuple[str, ...]:
    declared = survey.segments.get(segment)
    return () if declared is None else declared.categories or tuple(declared.map.values())


def _cells(measures: Measures, survey: Survey, complete: bool) -> tuple[Cell, ...]:
    precision = Precision(
        mode=survey.effective_mode,
        min_group=survey.confidentiality.min_group,
        ends=(measures.book.low, measures.book.high),
        agreement_limit=_agreement_limit(measures, survey),
        complete=complete,
    )
    found, agreed = visible(measures, survey), agreed_cell(survey)
    rungs = settle(measures, found, precision, agreed)
    wave = survey.wave.id
    return tuple(
        _shown_cell(cell, measures, replace(precision, consented=cell.id == agreed), wave, rungs)
        if cell.id in found.cells
        else WithheldCell(id=cell.id, filters=dict(cell.filters), wave=wave)
        for cell in measures.cells
    )


def _agreement_limit(measures: Measures, survey: Survey) -> Fraction | None:
    limit, width = survey.thresholds.agreement, measures.book.high - measures.book.low
    return None if limit is None else Fraction(limit) * width / 4


def _shown_cell(
    cell: CellMeasure,
    measures: Measures,
    precision: Precision,
    wave: str | None,
    rungs: Rungs,
) -> ShownCell:
    options = {item.id: len(item.points) for item in measures.book.items}
    scales = {scale.id: scale for scale in measures.book.scales}

    def scores(ids: tuple[str, ...], prefix: str = "") -> dict[str, ScoreFigures]:
        return {
            id: _score(
                cell,
                prefix + id,
                max(options[i] for i in scales[prefix + id].items),
                replace(precision, mean_step=rungs.scales[prefix + id].step),
                allowed=cell.id in rungs.scales[prefix + id].cells,
            )
            for id in ids
            if prefix + id in cell.scales and scales[prefix + id].items
        }

    rated = [item for item in measures.book.items if item.values]
    return ShownCell(
        id=cell.id,
        filters=dict(cell.filters),
        wave=wave,
        n=cell.respondents,
        items={
            item.id: item_figures(
                cell.items[item.id],
                replace(precision, mean_step=rungs.items[item.id].step),
                allowed=cell.id in rungs.items[item.id].cells,
            )
            for item in rated
        },
        practices=scores(PRACTICES),
        conditions=scores(CONDITIONS),
        parts=scores(tuple(PARTS), "commitment."),
        wishes=scores(CONDITIONS, "wish."),
        outcomes=scores(("outcome", "pair")),
    )


def _score(
    cell: CellMeasure, scale: str, options: int, precision: Precision, *, allowed: bool
) -> ScoreFigures:
    figures = score_figures(cell.scales[scale], options, precision, allowed=allowed)
    if not allowed:
        return figures
    found = consistency(cell.agreement[scale], cell.reliability.get(scale), precision)
    return figures.model_copy(update=found._asdict())
