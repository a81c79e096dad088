"""Which cells may be shown, and which figures a shown cell may hold.

People skip items. Whoever skips an item is no member of the group that answered it, so the gate
decides again for each item and score, on those who answered it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alignscan.measurement.measures import Measures
from alignscan.model.codebook import CodedScale
from alignscan.model.conditions import CONDITIONS
from alignscan.model.survey import Survey
from alignscan.publish.candidates import LEVEL, candidates
from alignscan.publish.protect.consent import decide_with
from alignscan.publish.protect.decide import Candidate, safe_patterns
from alignscan.publish.protect.partition import is_partition

FEW_ITEMS = 3
Figures = Mapping[str, frozenset[str]]
"""By item or scale id, the cells that may show it."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What may be shown of a survey."""

    cells: frozenset[str]
    items: Figures
    scales: Figures


def visible(measures: Measures, survey: Survey) -> Visible:
    """Return what may be shown; decided from who answered, never from what."""
    book, atoms = measures.book, measures.atoms
    if survey.effective_mode != "confidential":
        everything = frozenset(cell.id for cell in measures.cells)
        return Visible(
            everything,
            {item.id: everything for item in book.items},
            {scale.id: everything for scale in book.scales},
        )
    gate = _Gate(survey.confidentiality.min_group, agreed_cell(survey))
    wanted = candidates(measures.cells, measures)
    cells = gate.shown(wanted, atoms.people)
    kept = [candidate for candidate in wanted if candidate.id in cells]
    every = [*atoms.answered.values(), *atoms.scored.values()]
    answered = {people for people in every if any(people)}
    shown = gate.each(kept, answered)
    items = {id: shown.get(people, frozenset()) for id, people in atoms.answered.items()}
    scales = {id: shown.get(people, frozenset()) for id, people in atoms.scored.items()}
    gaps = {s.id: given_back(s, kept, measures, items) for s in book.scales}
    return Visible(cells, items, {id: found - gaps[id] for id, found in scales.items()})


def agreed_cell(survey: Survey) -> str | None:
    """Return the id of the cell whose people agreed to be shown, if there is one."""
    return None if survey.consented is None else f"{LEVEL}={survey.consented.level}"


@dataclass(frozen=True, slots=True)
class _Gate:
    k: int
    agreed: str | None

    def shown(self, wanted: Iterable[Candidate], people: tuple[int, ...]) -> frozenset[str]:
        return decide_with(tuple(wanted), people, self.k, self.agreed)

    def each(
        self, kept: list[Candidate], answered: Iterable[tuple[int, ...]]
    ) -> dict[tuple[int, ...], frozenset[str]]:
        """Return what may be shown for each way in which people answered."""
        different = list(answered)
        if not different or not kept:
            return {}
        easy = [False] * len(different)
        if self.agreed is None and not is_partition(kept):
            easy = safe_patterns(kept, different, self.k)
        return {
            people: _with_people(kept, people) if safe else self.shown(kept, people)
            for people, safe in zip(different, easy, strict=True)
        }


def _with_people(kept: Iterable[Candidate], people: Sequence[int]) -> frozenset[str]:
    return frozenset(c.id for c in kept if any(people[atom] for atom in c.members))


def given_back(
    scale: CodedScale, kept: Iterable[Candidate], measures: Measures, items: Figures
) -> frozenset[str]:
    """Return the cells in which a score would give back an item that is left out there.

    What is left of a practice or part when the other items are taken off is the item. Most
    conditions have too many items for that.
    """
    if scale.id in CONDITIONS and len(scale.items) > FEW_ITEMS:
        return frozenset()
    return frozenset(
        cell.id
        for cell in kept
        for item in scale.items
        if cell.id not in items[item]
        and any(measures.atoms.answered[item][atom] for atom in cell.members)
    )
