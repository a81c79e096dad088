"""What weighting needs of a tabulation: the people of each cell, and the sums over them (S5).

A cell is one combination of categories of the weighting segments. Every table of a tabulation is
kept by atom, and atoms cross all segments, so the cells of any weighting are sums of atoms.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from alignscan.measurement.counts import Counts, counted
from alignscan.measurement.distribution import Scores, scores_from_counts
from alignscan.measurement.populations import scores_from_rows
from alignscan.measurement.scores import is_scored, people
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import FIRST_CODE, ScoreKey, ScoreRow, score_key
from alignscan.measurement.weighting import CellSums, Key, cell_sums
from alignscan.model.codebook import CodedItem
from alignscan.responses.batch import NOT_STATED

Pairs = list[tuple[Fraction, int]]


class WeightingCells(NamedTuple):
    """The people with a value, by cell; a cell without anybody is absent."""

    cells: Mapping[Key, CellSums]
    """n, sum and sum of squares of the scores."""
    favorable: Mapping[Key, CellSums]
    """The same of the favorable shares of the same people's answers, each 0 to 1."""
    left_out: int
    """People with a value who did not state one of the segments: they belong to no cell."""


def weighting_cells(tabulation: Tabulation, scale: str, segments: Sequence[str]) -> WeightingCells:
    """Return the cells of those who have a score on a scale (half rule).

    Weights made for ``cells`` fit ``favorable`` too. Raises KeyError for an unknown scale or
    segment.
    """
    scales = {coded.id: coded for coded in tabulation.book.scales}
    key = score_key(tabulation.book, scales[scale])
    stated, others = _by_cell(tabulation, tabulation.scores[scale], segments)
    rows = {name: _scored(key, table) for name, table in stated.items()}
    return WeightingCells(
        cells=cell_sums({name: scores_from_rows(some, key.unit) for name, some in rows.items()}),
        favorable=cell_sums({name: favorable_shares(some) for name, some in rows.items()}),
        left_out=sum(people(_scored(key, table)) for table in others),
    )


def weighting_answers(tabulation: Tabulation, item: str, segments: Sequence[str]) -> WeightingCells:
    """Return the cells of those who answered an item on its scale; none for a choice.

    Raises KeyError for an unknown item or segment.
    """
    coded = tabulation.book.item(item)
    stated, others = _by_cell(tabulation, tabulation.answers[item], segments)
    answered = {name: _answered(coded, table) for name, table in stated.items()}
    return WeightingCells(
        cells=cell_sums({name: _distributed(found) for name, found in answered.items()}),
        favorable=cell_sums(
            {name: _distributed(_yes_no(coded, found)) for name, found in answered.items()}
        ),
        left_out=sum(n for table in others for _, n in _answered(coded, table)),
    )


def favorable_shares(rows: Sequence[ScoreRow]) -> Scores:
    """Return how the favorable share of a person's answers is distributed; of scored rows only."""
    return _distributed([(Fraction(row.favorable, row.answered), row.respondents) for row in rows])


def _scored(key: ScoreKey, table: Counts) -> list[ScoreRow]:
    return [row for row in key.rows(table.key, table.count) if is_scored(row)]


def _answered(item: CodedItem, table: Counts) -> Pairs:
    """Return each score that was given, and by how many."""
    codes = zip((table.key + FIRST_CODE).tolist(), table.count.tolist(), strict=True)
    return [(item.values[code], n) for code, n in codes if code >= 0 and item.values]


def _yes_no(item: CodedItem, answered: Pairs) -> Pairs:
    good = {item.values[code] for code in item.favorable}
    return [(Fraction(value in good), n) for value, n in answered]


def _distributed(pairs: Pairs) -> Scores:
    return scores_from_counts([value for value, _ in pairs], [n for _, n in pairs])


def _by_cell(
    tabulation: Tabulation, counts: Counts, segments: Sequence[str]
) -> tuple[dict[Key, Counts], list[Counts]]:
    """Return the rows of a table by cell, and those of people who did not state a segment."""
    columns = {segment.id: column for column, segment in enumerate(tabulation.book.segments)}
    chosen = [columns[segment] for segment in segments]
    found, index = np.unique(tabulation.atoms[:, chosen], axis=0, return_inverse=True)
    table = counted(index.ravel()[counts.atom], counts.key, len(found), counts.count)
    edges = np.searchsorted(table.atom, np.arange(len(found) + 1)).tolist()
    stated: dict[Key, Counts] = {}
    others = []
    for row, (start, end) in zip(found.tolist(), pairwise(edges), strict=True):
        part = slice(start, end)
        cell = Counts(table.atom[part], table.key[part], table.count[part])
        if NOT_STATED in row:
            others.append(cell)
        else:
            stated[_name(tabulation, chosen, row)] = cell
    return stated, others


def _name(tabulation: Tabulation, columns: Sequence[int], row: Sequence[int]) -> Key:
    places = zip(columns, row, strict=True)
    return tuple(tabulation.book.segments[column].categories[index] for column, index in places)
