"""Measuring: a tabulation to measures, exact."""

from collections.abc import Iterable, Mapping

import numpy as np

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.comparing import contrasts, drivers, wishes
from alignscan.measurement.counts import Counts, Mask, sums
from alignscan.measurement.held import held_answers, held_scores
from alignscan.measurement.items import measure_item
from alignscan.measurement.keys import Keys, keys_of
from alignscan.measurement.lazy import Lazy
from alignscan.measurement.measures import (
    Atoms,
    CellMeasure,
    ItemMeasure,
    Measures,
    ScoreMeasure,
    Unflagged,
)
from alignscan.measurement.quality import FEWEST, looked_at
from alignscan.measurement.reading import complete_sums
from alignscan.measurement.reliability import Reliability
from alignscan.measurement.scales import measure_score
from alignscan.measurement.segments import Group, Groups
from alignscan.measurement.tables_pairs import scored
from alignscan.measurement.tabulation import (
    WITHOUT_FLAGGED,
    Cell,
    Tabulation,
    cell,
    distinct_atoms,
)
from alignscan.measurement.units import FIRST_CODE, ScoreKey
from alignscan.measurement.weighted import HeadCounts, WeightedScores, weighted_scores
from alignscan.model.codebook import Codebook, CodedItem, CodedScale
from alignscan.model.conditions import CONDITIONS


def measure(
    tabulation: Tabulation,
    cells: Iterable[Cell] | None = None,
    weigh_to: HeadCounts | None = None,
) -> Measures:
    """Return the measures of some populations, by default of ``tabulation.cells()``.

    With head counts (``weighted.head_counts``) everybody's scores are weighted to them too.
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
        differences=contrasts(tabulation, keys, measured),
        wishes=wishes(tabulation, keys),
        drivers=drivers(tabulation, keys),
        book=book,
        atoms=_atoms(tabulation, keys, any(found.unflagged for found in measured)),
        weighted=_weighted(tabulation, weigh_to),
        unflagged=_unflagged(tabulation, keys),
    )


def _weighted(tabulation: Tabulation, counts: HeadCounts | None) -> Mapping[str, WeightedScores]:
    if counts is None:
        return {}
    asked = {scale.id for scale in tabulation.book.scales if scale.items}
    names = [condition for condition in CONDITIONS if condition in asked]
    return Lazy(names, lambda condition: weighted_scores(tabulation, condition, counts))


def _unflagged(tabulation: Tabulation, keys: Keys) -> Unflagged | None:
    if len(looked_at(tabulation.book)) < FEWEST:
        return None
    return Unflagged(
        cell=_measure_cell(tabulation, keys, WITHOUT_FLAGGED),
        straight=int(tabulation.straight.sum()),
        uniform=int(tabulation.uniform.sum()),
        atoms=_atoms(tabulation, keys, True),
    )


def memberships(tabulation: Tabulation) -> Atoms:
    """Return who is a member of what, with flagged respondents in atoms of their own."""
    return _atoms(tabulation, keys_of(tabulation.book), True)


def _atoms(tabulation: Tabulation, keys: Keys, apart: bool) -> Atoms:
    """Return who is a member of what; flagged respondents ``apart`` only where that is asked."""
    rows, signs = tabulation.atoms, tabulation.flagged & apart
    atoms, flagged, index = distinct_atoms(tabulation.book, rows, signs)

    def members(counts: Counts, chosen: Mask) -> tuple[int, ...]:
        places = index[counts.atom[chosen]]
        return tuple(sums(places, counts.count[chosen], len(atoms)).tolist())

    return Atoms(
        categories=tuple(map(tuple, atoms.tolist())),
        flagged=tuple(flagged.tolist()),
        people=tuple(sums(index, tabulation.people, len(atoms)).tolist()),
        answered={
            name: members(counts, counts.key >= -FIRST_CODE)
            for name, counts in tabulation.answers.items()
        },
        scored={
            name: members(counts, scored(keys.scores[name], counts.key))
            for name, counts in tabulation.scores.items()
        },
        paired={
            name: members(counts, counts.count > 0) for name, counts in tabulation.pairs.items()
        },
        held=held_answers(tabulation, index, len(atoms)),
        held_scores=held_scores(tabulation, keys, index, len(atoms)),
    )


def _measure_cell(tabulation: Tabulation, keys: Keys, chosen: Cell) -> CellMeasure:
    book, atoms = tabulation.book, tabulation.select(dict(chosen.filters), chosen.unflagged)
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
        unflagged=chosen.unflagged,
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
    rows = key.rows(*tabulation.scores[scale.id].within(atoms))
    return measure_score(rows, key.unit, [items[name] for name in scale.items])


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
