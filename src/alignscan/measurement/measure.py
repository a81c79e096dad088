"""Measuring: a tabulation to measures, exact."""

from collections.abc import Iterable, Mapping

import numpy as np

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.counts import Counts, Mask, sums
from alignscan.measurement.items import measure_item
from alignscan.measurement.keys import Keys, keys_of
from alignscan.measurement.measures import Atoms, CellMeasure, ItemMeasure, Measures, ScoreMeasure
from alignscan.measurement.reading import complete_sums
from alignscan.measurement.reliability import Reliability
from alignscan.measurement.scores import measure_score
from alignscan.measurement.segments import Group, Groups
from alignscan.measurement.tables_pairs import scored
from alignscan.measurement.tabulation import Cell, Tabulation, cell
from alignscan.measurement.units import FIRST_CODE, ScoreKey
from alignscan.model.codebook import Codebook, CodedItem, CodedScale


def measure(tabulation: Tabulation, cells: Iterable[Cell] | None = None) -> Measures:
    """Return the measures of some populations, by default of ``tabulation.cells()``.

    Raises ValueError for a cell with a segment or category that the survey does not have.
    """
    book = tabulation.book
    keys = keys_of(book)
    chosen = tabulation.cells() if cells is None else cells
    measured = tuple(_measure_cell(tabulation, keys, one) for one in chosen)
    return Measures(
        cells=measured,
        scorable={scale.id: scale.scorable for scale in book.scales},
        segments=_segments(book, {found.id: found for found in measured}),
        book=book,
        atoms=_atoms(tabulation, keys),
    )


def _atoms(tabulation: Tabulation, keys: Keys) -> Atoms:
    return Atoms(
        categories=tuple(map(tuple, tabulation.atoms.tolist())),
        people=tuple(tabulation.people.tolist()),
        answered={
            name: _members(tabulation, counts, counts.key >= -FIRST_CODE)
            for name, counts in tabulation.answers.items()
        },
        scored={
            name: _members(tabulation, counts, scored(keys.scores[name], counts.key))
            for name, counts in tabulation.scores.items()
        },
    )


def _members(tabulation: Tabulation, counts: Counts, chosen: Mask) -> tuple[int, ...]:
    people = sums(counts.atom[chosen], counts.count[chosen], len(tabulation.people))
    return tuple(people.tolist())


def _measure_cell(tabulation: Tabulation, keys: Keys, chosen: Cell) -> CellMeasure:
    book, atoms = tabulation.book, tabulation.select(dict(chosen.filters))
    items = {item.id: _item(tabulation, item, atoms) for item in book.items}
    points = {name: item.distribution for name, item in items.items()}
    rows = {scale: complete_sums(tabulation, keys, scale, atoms, points) for scale in keys.steps}
    return CellMeasure(
        id=chosen.id,
        filters=chosen.filters,
        respondents=int(tabulation.people[atoms].sum()),
        items=items,
        scales={
            scale.id: _score(tabulation, scale, keys.scores[scale.id], atoms, items)
            for scale in book.scales
        },
        agreement={name: Agreement(complete) for name, complete in rows.items()},
        reliability={
            name: Reliability(complete) for name, complete in rows.items() if complete.products
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


def _segments(book: Codebook, cells: Mapping[str, CellMeasure]) -> dict[str, dict[str, Groups]]:
    out = {}
    for segment in book.segments:
        names = [cell({segment.id: (category,)}).id for category in segment.categories]
        if all(name in cells for name in names):
            groups = [cells[name].scales for name in names]
            out[segment.id] = {
                scale.id: _groups([scores[scale.id] for scores in groups]) for scale in book.scales
            }
    return out


def _groups(scores: Iterable[ScoreMeasure]) -> Groups:
    return Groups(tuple(Group(s.n, s.mean, s.variance) for s in scores if s.mean is not None))
