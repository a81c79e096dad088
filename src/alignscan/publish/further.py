"""Further populations of the whole survey: what is published of them, and when it may be.

Everybody weighted to head counts, and everybody without those whose answers look careless. They are
asked for last: what is shown of groups never depends on them. Each has to pass, condition by
condition, what groups pass: no combination with the figures shown rests on fewer people than the
minimum, and with it the total of every small group stays open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from alignscan.measurement.measures import CellMeasure, Measures
from alignscan.model.codebook import CodedScale
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.bounds import Figure
from alignscan.publish.candidates import candidates
from alignscan.publish.figures import score_figures
from alignscan.publish.frozen import Range
from alignscan.publish.ladder import Audit, Rungs
from alignscan.publish.precision import Precision
from alignscan.publish.protect.consent import decide_with
from alignscan.publish.protect.decide import Candidate, safe_patterns
from alignscan.publish.protect.partition import is_partition
from alignscan.publish.published import ScoreFigures
from alignscan.publish.release.before import Before
from alignscan.publish.release.beside import decide_beside

EVERYBODY: Final = ""
"""Where conditions are named: what is said of all respondents."""


class Beside(NamedTuple):
    """What is shown beside the cells: further populations, and what their figures say."""

    candidates: tuple[Candidate, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What is shown of a survey before further populations are looked at."""

    measures: Measures
    cells: frozenset[str]
    """The cells that are shown."""
    rungs: Rungs
    precision: Precision
    agreed: str | None
    """The cell whose people agreed to be shown."""
    before: Before | None = None
    """What was released before of the same wave."""

    @cached_property
    def apart(self) -> Measures:
        """The measures with flagged respondents in atoms of their own, where that is known."""
        found = self.measures.unflagged
        return self.measures if found is None else replace(self.measures, atoms=found.atoms)

    @cached_property
    def groups(self) -> tuple[Candidate, ...]:
        """All groups that were measured, shown or not."""
        return candidates(self.measures.cells, self.apart)

    @cached_property
    def alone(self) -> tuple[Candidate, ...]:
        """The people who are in the same group in everything, flagged or not."""
        atoms: dict[tuple[int, ...], set[int]] = {}
        for index, atom in enumerate(self.apart.atoms.categories):
            atoms.setdefault(atom, set()).add(index)
        return tuple(Candidate(f"{atom}", 9, frozenset(same)) for atom, same in atoms.items())

    @cached_property
    def audit(self) -> Audit:
        """The audit of small totals, beside what was published before."""
        earlier = {} if self.before is None else self.before.figures
        return Audit(self.apart, self.precision, self.groups, self.agreed, earlier)

    @property
    def everybody(self) -> bool:
        """Whether the cell of all respondents is shown."""
        return self.measures.cells[0].id in self.cells

    def admits(
        self, wanted: Sequence[Candidate], people: Sequence[int], cells: frozenset[str]
    ) -> bool:
        """Return whether all that is wanted may stand beside some cells, with these people."""
        if self.precision.open:
            return True
        shown = [group for group in self.groups if group.id in cells]
        both = [*shown, *wanted]
        if self.before is not None:
            agreed = next((one for one in shown if one.id == self.agreed), None)
            found = decide_beside(self.before.all, both, people, agreed)
        elif self._certainly(tuple(both), people):
            return all(any(people[atom] for atom in one.members) for one in both)
        else:
            found = decide_with(both, people, self.precision.k, self.agreed)
        return {candidate.id for candidate in both} <= found

    def _certainly(self, wanted: tuple[Candidate, ...], people: Sequence[int]) -> bool:
        """Return whether all of some groups with people may be shown; False says "look closer"."""
        if wanted not in self._certain:
            self._certain[wanted] = self._certain_among(wanted)
        return tuple(people) in self._certain[wanted]

    def _certain_among(self, wanted: tuple[Candidate, ...]) -> set[tuple[int, ...]]:
        if self.agreed is not None or is_partition(wanted):
            return set()
        atoms = self.apart.atoms
        every = [atoms.people, *(atoms.scored[id] for id in CONDITIONS)]
        safe = safe_patterns(wanted, every, self.precision.k)
        return {people for people, yes in zip(every, safe, strict=True) if yes}

    @cached_property
    def _certain(self) -> dict[tuple[Candidate, ...], set[tuple[int, ...]]]:
        """By groups, among which people all of them may be shown: one look settles all scores."""
        return {}

    def of(self, condition: str) -> "ShownScale":
        """Return what is shown of one condition."""
        return ShownScale(self, condition)


@dataclass(frozen=True)
class ShownScale:
    """What is shown of one condition before further populations are looked at."""

    survey: Shown
    id: str

    @cached_property
    def overall(self) -> ScoreFigures:
        """The figures of everybody."""
        return self._figures_of(self.survey.measures.cells[0])

    @property
    def plain(self) -> bool:
        """Whether everybody's score is shown, as a number and to the usual step."""
        precision = self._precision(self.survey.measures.cells[0])
        allowed = self.survey.measures.cells[0].id in self.cells
        return allowed and not precision.coarse and self.overall.score is not None

    @property
    def cells(self) -> frozenset[str]:
        """The cells that show the condition."""
        return self.survey.rungs.scales[self.id].cells

    @property
    def people(self) -> tuple[int, ...]:
        """How many of each atom have a score."""
        return self.survey.apart.atoms.scored[self.id]

    def figures(self, cell: CellMeasure) -> ScoreFigures:
        """Return what would be published of another population."""
        return self._figures_of(cell)

    def admits(self, wanted: Sequence[Candidate], drawn: Sequence[Figure]) -> bool:
        """Return whether populations with these figures may stand beside the cells shown."""
        if not self.survey.admits(wanted, self.people, self.cells):
            return False
        if self.survey.precision.open:
            return True
        people, k = self.people, self.survey.precision.k
        few = [one for one in self.survey.alone if sum([people[a] for a in one.members]) < k]
        return self.survey.audit.leaves_open(self._scale, self.survey.rungs, drawn, few)

    def draw(self, figures: ScoreFigures, candidate: Candidate) -> Iterator[Figure]:
        """Yield what the figures of a population say about the sum of its scores."""
        bounds, people = _bounds(figures), self.people
        n = sum(people[atom] for atom in candidate.members)
        if bounds is not None:
            ends = tuple(float(end) for end in self.survey.precision.ends)
            yield Figure(candidate.members, ends, float(bounds[0] * n), float(bounds[1] * n))

    def _precision(self, cell: CellMeasure) -> Precision:
        rung, found = self.survey.rungs.scales[self.id], self.survey.precision
        consented = cell.id == self.survey.agreed
        return replace(found, mean_step=rung.step, consented=consented)

    def _figures_of(self, cell: CellMeasure) -> ScoreFigures:
        book = self.survey.measures.book
        options = max((len(book.item(item).points) for item in self._scale.items), default=2)
        return score_figures(cell.scales[self.id], options, self._precision(cell))

    @property
    def _scale(self) -> CodedScale:
        return next(scale for scale in self.survey.measures.book.scales if scale.id == self.id)


def _bounds(figures: ScoreFigures) -> Range | None:
    if figures.range is not None or figures.score is None:
        return figures.range
    half: Decimal = figures.step / 2
    return figures.score - half, figures.score + half
