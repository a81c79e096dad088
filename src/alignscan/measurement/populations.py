"""The scores of a population, read from a tabulation."""

from collections.abc import Iterable, Sequence
from math import lcm

import numpy as np

from alignscan.measurement.arrays import Mask
from alignscan.measurement.counts import Counts
from alignscan.measurement.distribution import Scores, scores_from_pairs
from alignscan.measurement.scores import is_scored
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import ScoreKey, ScoreRow, score_key
from alignscan.responses.batch import NOT_STATED


def scores_of(tabulation: Tabulation, scale: str, atoms: Mask) -> Scores:
    """Return the scores on a scale of the respondents of some atoms who have one (half rule).

    ``atoms`` comes from ``tabulation.select``. Raises KeyError for an unknown scale.
    """
    return _read(tabulation, scale, _key(tabulation, scale), atoms)


def scores_by_category(tabulation: Tabulation, scale: str, segment: str) -> dict[str, Scores]:
    """Return the scores on a scale in each category of a segment, those without scores too.

    Respondents who did not state the segment are in none. Raises KeyError for an unknown scale or
    segment.
    """
    categories = {found.id: found.categories for found in tabulation.book.segments}[segment]
    key = _key(tabulation, scale)
    return {
        category: _read(tabulation, scale, key, tabulation.select({segment: [category]}))
        for category in categories
    }


def scores_by_cell(
    tabulation: Tabulation, scale: str, segments: Sequence[str]
) -> dict[tuple[str, ...], Scores]:
    """Return the scores in each combination of categories of some segments that occurs.

    Respondents who did not state one of the segments are left out: say how many. Raises KeyError
    for an unknown scale or segment.
    """
    known = {found.id: (column, found) for column, found in enumerate(tabulation.book.segments)}
    places = [known[segment] for segment in segments]
    key, columns = _key(tabulation, scale), [column for column, _ in places]
    found = {}
    for row in np.unique(tabulation.atoms[:, columns], axis=0):
        if (row != NOT_STATED).all():
            atoms = (tabulation.atoms[:, columns] == row).all(axis=1)
            name = tuple(s.categories[i] for (_, s), i in zip(places, row.tolist(), strict=True))
            found[name] = _read(tabulation, scale, key, atoms)
    return found


def scores_by_group(counts: Counts, key: ScoreKey, groups: Mask) -> list[Scores]:
    """Return the scores in each group of atoms (groups x atoms), read from score keys at once."""
    keys, people = counts.by_group(groups)
    rows = key.rows(keys, people.sum(axis=0))
    places = [place for place, row in enumerate(rows) if is_scored(row)]
    whole, unit = _whole_scores([rows[place] for place in places], key.unit)
    return [
        scores_from_pairs(zip(whole, group, strict=True), unit)
        for group in people[:, places].tolist()
    ]


def scores_from_rows(rows: Iterable[ScoreRow], unit: int) -> Scores:
    """Return the scores of the respondents in score rows; ``unit`` is the rows' denominator."""
    scored = [row for row in rows if is_scored(row)]
    whole, common = _whole_scores(scored, unit)
    people = [row.respondents for row in scored]
    return scores_from_pairs(zip(whole, people, strict=True), common)


def _whole_scores(scored: Sequence[ScoreRow], unit: int) -> tuple[list[int], int]:
    """Return the scores of rows as whole numbers of one unit, and that unit."""
    common = lcm(*{row.weight for row in scored})
    return [row.total * (common // row.weight) for row in scored], unit * common


def _key(tabulation: Tabulation, scale: str) -> ScoreKey:
    scales = {coded.id: coded for coded in tabulation.book.scales}
    return score_key(tabulation.book, scales[scale])


def _read(tabulation: Tabulation, scale: str, key: ScoreKey, atoms: Mask) -> Scores:
    return scores_from_rows(key.rows(*tabulation.scores[scale].within(atoms)), key.unit)
