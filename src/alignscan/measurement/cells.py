"""Measuring populations: all of them at once, table by table."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

import numpy as np

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.arrays import Mask
from alignscan.measurement.items import measure_items
from alignscan.measurement.keys import Keys
from alignscan.measurement.measures import CellMeasure, ItemMeasure, ScoreMeasure
from alignscan.measurement.reading import complete_sums
from alignscan.measurement.reliability import Reliability
from alignscan.measurement.scales import measure_scores
from alignscan.measurement.tabulation import Cell, Tabulation
from alignscan.measurement.units import FIRST_CODE
from alignscan.model.codebook import CodedItem, CodedScale

Population = TypeVar("Population", Cell, CellMeasure)
AT_ONCE: Final = 2**22
"""Populations times atoms that are looked at together, to keep memory small."""


def measure_cells(
    tabulation: Tabulation, keys: Keys, cells: Sequence[Cell]
) -> tuple[CellMeasure, ...]:
    """Return the measures of populations; ValueError for a segment or category unknown."""
    return tuple(
        found for part in blocks(tabulation, cells) for found in _block(tabulation, keys, *part)
    )


def blocks(
    tabulation: Tabulation, cells: Sequence[Population]
) -> Iterator[tuple[Sequence[Population], Mask]]:
    """Yield some populations at a time and populations x atoms, which atoms they consist of."""
    size = max(AT_ONCE // max(len(tabulation.atoms), 1), 1)
    for start in range(0, len(cells), size):
        some = cells[start : start + size]
        yield some, np.array([tabulation.select(dict(c.filters), c.unflagged) for c in some])


def _block(
    tabulation: Tabulation, keys: Keys, cells: Sequence[Cell], groups: Mask
) -> Iterator[CellMeasure]:
    book = tabulation.book
    by_item = {item.id: _items(tabulation, item, groups) for item in book.items}
    items = [{name: f[place] for name, f in by_item.items()} for place in range(len(cells))]
    scales = {scale.id: _scores(tabulation, keys, scale, groups, items) for scale in book.scales}
    points = [{name: item.distribution for name, item in found.items()} for found in items]
    complete = {name: complete_sums(tabulation, keys, name, groups, points) for name in keys.steps}
    for place, (one, atoms) in enumerate(zip(cells, groups, strict=True)):
        rows = {name: found[place] for name, found in complete.items()}
        yield CellMeasure(
            id=one.id,
            filters=one.filters,
            respondents=int(tabulation.people[atoms].sum()),
            items=items[place],
            scales={name: found[place] for name, found in scales.items()},
            agreement={name: Agreement(sums) for name, sums in rows.items()},
            reliability={name: Reliability(sums) for name, sums in rows.items() if sums.products},
            unflagged=one.unflagged,
        )


def _items(tabulation: Tabulation, item: CodedItem, groups: Mask) -> list[ItemMeasure]:
    keys, people = tabulation.answers[item.id].by_group(groups)
    counts = np.zeros((len(groups), len(item.points) - FIRST_CODE), dtype=np.int64)
    counts[:, keys] = people
    return measure_items(item, counts.tolist())


def _scores(
    tabulation: Tabulation,
    keys: Keys,
    scale: CodedScale,
    groups: Mask,
    items: Sequence[dict[str, ItemMeasure]],
) -> list[ScoreMeasure]:
    own = [[found[name] for name in scale.items] for found in items]
    found = tabulation.scores[scale.id].by_group(groups)
    return measure_scores(keys.scores[scale.id], *found, own)
