"""Measuring: a tabulation to measures, exact."""

from collections.abc import Iterable, Mapping

import numpy as np

from alignscan.measurement.counts import Mask
from alignscan.measurement.items import measure_item
from alignscan.measurement.measures import CellMeasure, ItemMeasure, Measures, ScoreMeasure
from alignscan.measurement.scores import measure_score
from alignscan.measurement.tabulation import Cell, Tabulation
from alignscan.measurement.units import FIRST_CODE, ScoreKey, score_key
from alignscan.model.codebook import CodedItem, CodedScale

Keys = Mapping[str, ScoreKey]


def measure(tabulation: Tabulation, cells: Iterable[Cell] | None = None) -> Measures:
    """Return the measures of some populations, by default of ``tabulation.cells()``.

    Raises ValueError for a cell with a segment or category that the survey does not have.
    """
    book = tabulation.book
    keys = {scale.id: score_key(book, scale) for scale in book.scales}
    chosen = tabulation.cells() if cells is None else cells
    return Measures(
        cells=tuple(_measure_cell(tabulation, keys, cell) for cell in chosen),
        scorable={scale.id: scale.scorable for scale in book.scales},
        book=book,
    )


def _measure_cell(tabulation: Tabulation, keys: Keys, cell: Cell) -> CellMeasure:
    book, atoms = tabulation.book, tabulation.select(dict(cell.filters))
    items = {item.id: _item(tabulation, item, atoms) for item in book.items}
    return CellMeasure(
        id=cell.id,
        filters=cell.filters,
        respondents=int(tabulation.people[atoms].sum()),
        items=items,
        scales={
            scale.id: _score(tabulation, scale, keys[scale.id], atoms, items)
            for scale in book.scales
        },
    )


def _item(tabulation: Tabulation, item: CodedItem, atoms: Mask) -> ItemMeasure:
    keys, respondents = tabulation.answers[item.id].within(atoms)
    counts = np.zeros(len(item.points) - FIRST_CODE, dtype=np.int64)
    counts[keys] = respondents
    return measure_item(item, counts.tolist())


def _score(
    tabulation: Tabulation,
    scale: CodedScale,
    key: ScoreKey,
    atoms: Mask,
    items: Mapping[str, ItemMeasure],
) -> ScoreMeasure:
    deviations = (items[name].average_deviation for name in scale.items)
    rows = key.rows(*tabulation.scores[scale.id].within(atoms))
    return measure_score(rows, key.unit, deviations)
