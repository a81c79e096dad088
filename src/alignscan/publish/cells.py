"""From what is shown of groups to the cells of the results, figure by figure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from alignscan.measurement.measures import CellMeasure
from alignscan.model.conditions import CONDITIONS, PARTS, PRACTICES
from alignscan.model.survey import Survey
from alignscan.publish.consistency import consistency
from alignscan.publish.figures import item_figures, score_figures
from alignscan.publish.further import Shown
from alignscan.publish.ladder import Rung
from alignscan.publish.nonresponse import invited_to, is_counted, most_people
from alignscan.publish.policy import TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.published import Cell, RecallFigures, ScoreFigures, ShownCell, WithheldCell
from alignscan.publish.recall import recall_figures, recall_item

SCORES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "practices": ("", PRACTICES),
    "conditions": ("", CONDITIONS),
    "parts": ("commitment.", tuple(PARTS)),
    "wishes": ("wish.", CONDITIONS),
    "outcomes": ("", ("outcome", "pair")),
}
"""By field of a shown cell what its scores are called, and what stands before that in scales."""

At = Callable[[Rung], Precision]


class _Scored(NamedTuple):
    """A score as it is shown in all cells."""

    scale: str
    options: int
    """Points of its longest item."""
    rung: Rung
    with_shares: frozenset[str]
    """Cells that show the shares of all its items: that of the score says no more."""


def cells_of(shown: Shown, survey: Survey, invited: int | None) -> tuple[Cell, ...]:
    """Return all cells, shown or withheld; ``invited`` is how many people were in all."""
    wave, steps = survey.wave.id, _steps(shown)
    scored = {field: _scored(shown, *names) for field, names in SCORES.items()}

    def found(cell: CellMeasure) -> Cell:
        if cell.id not in shown.cells:
            return WithheldCell(id=cell.id, filters=dict(cell.filters), wave=wave)
        own = replace(
            shown.precision,
            consented=cell.id == shown.agreed,
            population=_population(cell, survey, invited),
        )
        at = {step: replace(own, mean_step=step) for step in steps}
        return _shown_cell(shown, cell, wave, scored, lambda rung: at[rung.step])

    return tuple(found(cell) for cell in shown.measures.cells)


def _steps(shown: Shown) -> frozenset[Decimal]:
    rungs = shown.rungs
    return frozenset(rung.step for rung in (*rungs.items.values(), *rungs.scales.values()))


def _scored(shown: Shown, prefix: str, names: tuple[str, ...]) -> dict[str, _Scored]:
    book, rungs = shown.measures.book, shown.rungs
    options = {item.id: len(item.points) for item in book.items}
    items = {scale.id: scale.items for scale in book.scales if scale.items}
    return {
        name: _Scored(
            scale=scale,
            options=max(options[item] for item in items[scale]),
            rung=rungs.scales[scale],
            with_shares=_with_shares(shown, items[scale]),
        )
        for name in names
        if (scale := prefix + name) in items
    }


def _with_shares(shown: Shown, items: tuple[str, ...]) -> frozenset[str]:
    rungs = [shown.rungs.items[item] for item in items]
    if shown.precision.open:
        return shown.cells
    if any(rung.step > TENTH for rung in rungs):
        return frozenset()
    return shown.cells.intersection(*(rung.cells for rung in rungs))


def _population(cell: CellMeasure, survey: Survey, everybody: int | None) -> int | None:
    """Return how many people margins are to take into account, if the survey file asks for it."""
    if not survey.confidence.finite_population or cell.unflagged:
        return None
    invited = invited_to(dict(cell.filters), survey.population, everybody)
    if not invited or cell.respondents > invited:
        return None
    open_rate = survey.effective_mode != "confidential" or is_counted(cell)
    return invited if open_rate else most_people(cell.respondents, invited)


def _shown_cell(
    shown: Shown,
    cell: CellMeasure,
    wave: str | None,
    scored: Mapping[str, Mapping[str, _Scored]],
    at: At,
) -> ShownCell:
    rungs = shown.rungs.items
    rated = [item.id for item in shown.measures.book.items if item.values]

    def scores(field: str) -> dict[str, ScoreFigures]:
        return {id: _score(cell, one, at(one.rung)) for id, one in scored[field].items()}

    return ShownCell(
        id=cell.id,
        filters=dict(cell.filters),
        wave=wave,
        n=cell.respondents,
        items={
            id: item_figures(cell.items[id], at(rungs[id]), allowed=cell.id in rungs[id].cells)
            for id in rated
        },
        practices=scores("practices"),
        conditions=scores("conditions"),
        parts=scores("parts"),
        wishes=scores("wishes"),
        outcomes=scores("outcomes"),
        recall=_recall(shown, cell, at),
    )


def _score(cell: CellMeasure, score: _Scored, precision: Precision) -> ScoreFigures:
    return score_figures(
        cell.scales[score.scale],
        score.options,
        precision,
        allowed=cell.id in score.rung.cells,
        shares=cell.id in score.with_shares,
        consistent=lambda: consistency(cell, score.scale, precision),
    )


def _recall(shown: Shown, cell: CellMeasure, at: At) -> RecallFigures | None:
    item = recall_item(shown.measures.book)
    if item is None:
        return None
    rung = shown.rungs.items[item.id]
    return recall_figures(item, cell.items[item.id], at(rung), allowed=cell.id in rung.cells)
