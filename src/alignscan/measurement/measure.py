"""Measuring: a tabulation to measures, exact."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from alignscan.measurement.arrays import IntArray, sums
from alignscan.measurement.cells import measure_cells
from alignscan.measurement.comparing import contrasts, drivers, wishes
from alignscan.measurement.held import held_answers, held_scores
from alignscan.measurement.keys import Keys, keys_of
from alignscan.measurement.lazy import Lazy
from alignscan.measurement.measures import (
    Atoms,
    CellMeasure,
    Measures,
    ScoreMeasure,
    Unflagged,
)
from alignscan.measurement.quality import FEWEST, looked_at
from alignscan.measurement.segments import Group, Groups
from alignscan.measurement.tables_pairs import scored
from alignscan.measurement.tabulation import (
    WITHOUT_FLAGGED,
    Cell,
    Tabulation,
    cell,
    distinct_atoms,
)
from alignscan.measurement.units import FIRST_CODE
from alignscan.measurement.weighted import HeadCounts, WeightedScores, weighted_scores
from alignscan.model.codebook import Codebook
from alignscan.model.conditions import CONDITIONS


class _People(NamedTuple):
    """How many people of each atom of the tabulation answered what: see ``Atoms``."""

    answered: dict[str, IntArray]
    scored: dict[str, IntArray]
    paired: dict[str, IntArray]


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
    chosen = tuple(tabulation.cells() if cells is None else cells)
    people = _people(tabulation, keys)
    looked = [WITHOUT_FLAGGED] if len(looked_at(book)) >= FEWEST else []
    found = measure_cells(tabulation, keys, [*chosen, *looked])
    measured, unflagged = found[: len(chosen)], found[len(chosen) :]
    return Measures(
        cells=measured,
        scorable={scale.id: scale.scorable for scale in book.scales},
        segments=_segments(book, {one.id: one for one in measured}),
        differences=contrasts(tabulation, keys, measured),
        wishes=wishes(tabulation, keys),
        drivers=drivers(tabulation, keys),
        book=book,
        atoms=_atoms(tabulation, keys, people, any(one.unflagged for one in measured)),
        weighted=_weighted(tabulation, weigh_to),
        unflagged=_unflagged(tabulation, keys, people, unflagged[0]) if unflagged else None,
    )


def _weighted(tabulation: Tabulation, counts: HeadCounts | None) -> Mapping[str, WeightedScores]:
    if counts is None:
        return {}
    asked = {scale.id for scale in tabulation.book.scales if scale.items}
    names = [condition for condition in CONDITIONS if condition in asked]
    return Lazy(names, lambda condition: weighted_scores(tabulation, condition, counts))


def _unflagged(
    tabulation: Tabulation, keys: Keys, people: _People, found: CellMeasure
) -> Unflagged:
    return Unflagged(
        cell=found,
        straight=int(tabulation.straight.sum()),
        uniform=int(tabulation.uniform.sum()),
        atoms=_atoms(tabulation, keys, people, True),
    )


def memberships(tabulation: Tabulation) -> Atoms:
    """Return who is a member of what, with flagged respondents in atoms of their own."""
    keys = keys_of(tabulation.book)
    return _atoms(tabulation, keys, _people(tabulation, keys), True)


def _people(tabulation: Tabulation, keys: Keys) -> _People:
    size = len(tabulation.atoms)
    return _People(
        answered={
            name: counts.by_atom(size, lambda key: key >= -FIRST_CODE)
            for name, counts in tabulation.answers.items()
        },
        scored={
            name: counts.by_atom(size, partial(scored, keys.scores[name]))
            for name, counts in tabulation.scores.items()
        },
        paired={
            name: counts.by_atom(size, lambda key: key >= 0)
            for name, counts in tabulation.pairs.items()
        },
    )


def _atoms(tabulation: Tabulation, keys: Keys, people: _People, apart: bool) -> Atoms:
    """Return who is a member of what; flagged respondents ``apart`` only where that is asked."""
    rows, signs = tabulation.atoms, tabulation.flagged & apart
    atoms, flagged, index = distinct_atoms(tabulation.book, rows, signs)

    def members(found: IntArray) -> tuple[int, ...]:
        return tuple(sums(index, found, len(atoms)).tolist())

    return Atoms(
        categories=tuple(map(tuple, atoms.tolist())),
        flagged=tuple(flagged.tolist()),
        people=members(tabulation.people),
        answered={name: members(found) for name, found in people.answered.items()},
        scored={name: members(found) for name, found in people.scored.items()},
        paired={name: members(found) for name, found in people.paired.items()},
        held=held_answers(tabulation, index, len(atoms)),
        held_scores=held_scores(tabulation, keys, index, len(atoms)),
    )


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
