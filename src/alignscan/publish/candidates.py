"""Which groups somebody would like to see: everybody, roles, breakdowns, and crossings if asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.measures import CellMeasure, Measures
from alignscan.measurement.tabulation import Cell, Tabulation, cell
from alignscan.model.codebook import CodedSegment
from alignscan.model.survey import Survey
from alignscan.publish.protect.decide import Candidate

LEVEL: Final = "level"
ROLE: Final = "role"
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "top": ("senior_leadership",),
    "middle": ("senior_management", "team_leader"),
    "front": ("employee",),
}
OTHER: Final = "Other"
"""The category that small ones are put together in."""

Groups = Mapping[str, tuple[str, ...]]
"""For each category that is shown of a segment, the declared categories it is made of."""


def populations(tabulation: Tabulation, survey: Survey) -> tuple[Cell, ...]:
    """Return the groups to measure, everybody first; decided from sizes alone."""
    if survey.effective_mode != "confidential":
        return tabulation.cells()
    groups = {s.id: _groups(tabulation, s, survey) for s in tabulation.book.segments}
    return (
        cell({}),
        *_roles(tabulation.book.segments),
        *(_named(((s, c),), groups) for s, found in groups.items() for c in found),
        *_crossings(groups, survey.confidentiality.crossings),
    )


def candidates(cells: Iterable[CellMeasure], measures: Measures) -> tuple[Candidate, ...]:
    """Return measured groups as the gate sees them."""
    atoms = np.array(measures.atoms.categories, dtype=np.int64)
    return tuple(Candidate(c.id, _order(c), _members(c, measures, atoms)) for c in cells)


def _order(found: CellMeasure) -> int:
    if found.unflagged:
        return 4  # never at the cost of a group
    if not found.filters:
        return 0
    if found.id.startswith(f"{ROLE}=") and found.filters[0][0] == LEVEL:
        return 1
    return 1 + len(found.filters)


def _members(found: CellMeasure, measures: Measures, atoms: NDArray[np.int64]) -> frozenset[int]:
    inside = np.ones(len(atoms), dtype=np.bool_)
    inside[list(measures.atoms.gone)] = False
    for column, segment in enumerate(measures.book.segments):
        categories = dict(found.filters).get(segment.id)
        if categories is not None:
            inside &= np.isin(atoms[:, column], [segment.categories.index(c) for c in categories])
    if found.unflagged:
        inside &= ~np.array(measures.atoms.flagged, dtype=np.bool_)
    return frozenset(np.flatnonzero(inside).tolist())


def _roles(segments: Sequence[CodedSegment]) -> Iterator[Cell]:
    """Yield the roles that are not the same people as one level: the levels are shown anyway."""
    declared = {s.id: s.categories for s in segments}
    if ROLE in declared:
        return
    for role, levels in ROLES.items():
        if set(levels) <= set(declared.get(LEVEL, ())) and len(levels) > 1:
            yield Cell(f"{ROLE}={role}", ((LEVEL, levels),))


def _groups(tabulation: Tabulation, segment: CodedSegment, survey: Survey) -> Groups:
    """Return the categories to show; those below the minimum together.

    The next smallest join them until they are enough: alone these would be withheld as well, since
    everybody else taken off all of them leaves the small ones. Levels stay apart: they are compared
    by what they are, and a mixture of them is no level.
    """
    rules = survey.confidentiality
    apart: Groups = {category: (category,) for category in segment.categories}
    if rules.on_small != "merge" or segment.id == LEVEL:
        return apart
    sizes = {c: tabulation.membership({segment.id: (c,)}) for c in segment.categories}
    folded = _folded(sizes, rules.min_group)
    if len(folded) < 2 or len(folded) == len(sizes):
        return apart
    return {**{c: alone for c, alone in apart.items() if c not in folded}, OTHER: folded}


def _folded(sizes: Mapping[str, int], least: int) -> tuple[str, ...]:
    """Return the categories to put together, as they are declared; none where none is small."""
    small = {c for c, n in sizes.items() if n < least}
    if not sum(sizes[c] for c in small):
        return ()
    small |= {OTHER} & {*sizes}
    for category in sorted(sizes, key=lambda c: (sizes[c], c)):
        if len(small) > 1 and sum(sizes[c] for c in small) >= least:
            break
        small.add(category)
    return tuple(c for c in sizes if c in small)


def _crossings(
    groups: Mapping[str, Groups], crossings: Iterable[tuple[str, ...]]
) -> Iterator[Cell]:
    for pair in crossings:
        for categories in product(*(groups[segment] for segment in pair)):
            yield _named(tuple(zip(pair, categories, strict=True)), groups)


def _named(chosen: tuple[tuple[str, str], ...], groups: Mapping[str, Groups]) -> Cell:
    name = "&".join(f"{segment}={category}" for segment, category in chosen)
    return Cell(name, tuple((s, groups[s][category]) for s, category in chosen))
