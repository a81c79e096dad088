"""Which groups somebody would like to see: everybody, roles, breakdowns, and crossings if asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

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
    return tuple(Candidate(c.id, _order(c), _members(c, measures)) for c in cells)


def _order(found: CellMeasure) -> int:
    if not found.filters:
        return 0
    if found.id.startswith(f"{ROLE}=") and found.filters[0][0] == LEVEL:
        return 1
    return 1 + len(found.filters)


def _members(found: CellMeasure, measures: Measures) -> frozenset[int]:
    segments = measures.book.segments
    wanted = {
        column: {segment.categories.index(category) for category in dict(found.filters)[segment.id]}
        for column, segment in enumerate(segments)
        if segment.id in dict(found.filters)
    }
    return frozenset(
        index
        for index, atom in enumerate(measures.atoms.categories)
        if all(atom[column] in chosen for column, chosen in wanted.items())
    )


def _roles(segments: Sequence[CodedSegment]) -> Iterator[Cell]:
    """Yield the roles that are not the same people as one level: the levels are shown anyway."""
    declared = {s.id: s.categories for s in segments}
    if ROLE in declared:
        return
    for role, levels in ROLES.items():
        if set(levels) <= set(declared.get(LEVEL, ())) and len(levels) > 1:
            yield Cell(f"{ROLE}={role}", ((LEVEL, levels),))


def _groups(tabulation: Tabulation, segment: CodedSegment, survey: Survey) -> Groups:
    """Return the categories to show; those below the minimum together if they then reach it.

    Levels stay apart: they are compared by what they are, and a mixture of them is no level.
    """
    rules = survey.confidentiality
    apart: Groups = {category: (category,) for category in segment.categories}
    if rules.on_small != "merge" or segment.id == LEVEL:
        return apart
    sizes = {c: tabulation.membership({segment.id: (c,)}) for c in segment.categories}
    small = [c for c, n in sizes.items() if n < rules.min_group or c == OTHER]
    folded = sum(sizes[c] < rules.min_group for c in small)
    if not folded or len(small) < 2 or sum(sizes[c] for c in small) < rules.min_group:
        return apart
    kept = {c: alone for c, alone in apart.items() if c not in small}
    return {**kept, OTHER: tuple(small)}


def _crossings(
    groups: Mapping[str, Groups], crossings: Iterable[tuple[str, ...]]
) -> Iterator[Cell]:
    for pair in crossings:
        for categories in product(*(groups[segment] for segment in pair)):
            yield _named(tuple(zip(pair, categories, strict=True)), groups)


def _named(chosen: tuple[tuple[str, str], ...], groups: Mapping[str, Groups]) -> Cell:
    name = "&".join(f"{segment}={category}" for segment, category in chosen)
    return Cell(name, tuple((s, groups[s][category]) for s, category in chosen))
