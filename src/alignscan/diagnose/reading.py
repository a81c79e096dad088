"""Published scores as patterns read them: displayed values, limits on the scale they are on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Final

from alignscan.diagnose.diagnosis import Comparison, Evidence, Pattern, PatternId
from alignscan.diagnose.states import midpoint, on_scale, width_on_scale
from alignscan.model.conditions import CONDITIONS, PARTS
from alignscan.model.evidence import items_behind, items_of_practice
from alignscan.model.questionnaire import Item, Questionnaire, ScoreScale
from alignscan.model.survey import Thresholds
from alignscan.publish.published import DISPLAY_STEP, Published, ScoreFigures, ShownCell

LEVEL: Final = "level"
TOP: Final = "senior_leadership"
MIDDLE: Final = ("senior_management", "team_leader")
FRONT: Final = "employee"
AGREEMENT_FROM: Final = 10
"""So many answers before it is said whether people agree."""


@dataclass(frozen=True)
class Reading:
    """What is published of a survey, with the limits that its patterns begin at."""

    published: Published
    thresholds: Thresholds
    questionnaire: Questionnaire

    @property
    def scale(self) -> ScoreScale:
        """The scale that scores are on."""
        return self.questionnaire.score_scale

    @cached_property
    def one_rater(self) -> bool:
        """Whether all figures are one person's view, so that nobody can agree or differ."""
        overall = self.published.overall
        return self.published.basis.mode == "self" or (overall is not None and overall.n < 2)

    @cached_property
    def shown(self) -> dict[str, ShownCell]:
        """The shown cells by id."""
        return {c.id: c for c in self.published.cells if isinstance(c, ShownCell)}

    @cached_property
    def strong(self) -> Decimal:
        """From here on one side of a pattern of two scores is strong."""
        return on_scale(self.thresholds.strong, self.scale)

    @cached_property
    def weak(self) -> Decimal:
        """Below this one side of a pattern of two scores is weak."""
        return on_scale(self.thresholds.weak, self.scale)

    def width(self, limit: Decimal) -> Decimal:
        """Return a difference given on a scale from 1 to 5 as one on this scale."""
        return width_on_scale(limit, self.scale)

    def level_of(self, level: str) -> ShownCell | None:
        """Return the shown cell of one level."""
        return next((c for c in self.shown.values() if c.filters == {LEVEL: (level,)}), None)

    @property
    def middles(self) -> tuple[ShownCell, ...]:
        """The cell of senior management and team leaders together; else those asked, singly."""
        if any({*c.filters.get(LEVEL, ())} == {*MIDDLE} for c in self.published.cells):
            both = (c for c in self.shown.values() if c.filters == {LEVEL: MIDDLE})
            return tuple(both)
        return tuple(c for level in MIDDLE if (c := self.level_of(level)) is not None)

    @cached_property
    def units(self) -> dict[str, tuple[ShownCell, ...]]:
        """For each breakdown but that by level its shown categories, as they are declared."""
        found: dict[str, list[ShownCell]] = {}
        for cell in self.shown.values():
            segment = category_of(cell)
            if segment is not None and segment != LEVEL:
                found.setdefault(segment, []).append(cell)
        return {segment: tuple(cells) for segment, cells in found.items()}

    @cached_property
    def levels(self) -> tuple[ShownCell, ...]:
        """The shown levels."""
        return tuple(c for c in self.shown.values() if category_of(c) == LEVEL)

    def figures(self, cell: ShownCell, id: str) -> ScoreFigures | None:
        """Return the figures of a condition, part or practice, if it can be scored."""
        if id in CONDITIONS:
            return cell.conditions.get(id) if self.published.scorable.get(id) else None
        if id.startswith("commitment."):
            part = id.removeprefix("commitment.")
            asked = [p for p in PARTS[part] if p in cell.practices]
            return cell.parts.get(part) if 2 * len(asked) >= len(PARTS[part]) else None
        return cell.practices.get(id)

    def score(self, cell: ShownCell | None, id: str) -> Decimal | None:
        """Return the displayed score, or the inner end of the range that stands for it."""
        figures = self.figures(cell, id) if cell is not None else None
        return midpoint(figures, self.scale) if figures is not None else None

    def fine(self, cell: ShownCell | None, id: str) -> Decimal | None:
        """Return the displayed score where its steps are fine enough to be compared."""
        figures = self.figures(cell, id) if cell is not None else None
        if figures is None or figures.step > DISPLAY_STEP:
            return None
        return midpoint(figures, self.scale)

    def subjects(self, cell: ShownCell) -> Iterator[str]:
        """Yield the conditions and practices that a cell has figures of."""
        yield from (c for c in CONDITIONS if self.figures(cell, c) is not None)
        yield from cell.practices

    def about(self, condition: str) -> tuple[Item, ...]:
        """Return the rated items that are about a condition."""
        kinds = ("practice", "anchor")
        return tuple(i for i in self._asked if i.condition == condition and i.kind in kinds)

    def items(self, id: str) -> tuple[Item, ...]:
        """Return the items that the score of a condition or practice is made of."""
        if id in CONDITIONS:
            return items_behind(self._asked, id)[0]
        return items_of_practice(self._asked, id)

    @cached_property
    def _asked(self) -> tuple[Item, ...]:
        """The items, each with the condition that it is about."""
        items = self.questionnaire.items
        return tuple(item.model_copy(update={"condition": item.about}) for item in items)

    def agreement_limit(self, id: str) -> Decimal | None:
        """Return the largest average deviation that counts as agreement (options / 6)."""
        width = self.scale.high - self.scale.low
        if self.thresholds.agreement is not None:
            return self.width(self.thresholds.agreement)
        scales = (self.questionnaire.scale_of(item) for item in self.items(id))
        options = max((len(s.points) for s in scales if s is not None), default=0)
        limit = Decimal(options) / 6 * width / (options - 1) if options > 1 else None
        return None if limit is None else limit.quantize(Decimal("0.01"), ROUND_HALF_UP)


def category_of(cell: ShownCell) -> str | None:
    """Return the segment that a cell is one category of; None for everybody, roles, crossings."""
    segment = next(iter(cell.filters), None)
    alone = len(cell.filters) == 1 and cell.id.startswith(f"{segment}=")
    return segment if alone else None


def scored(
    cell: ShownCell, id: str, value: Decimal | None, must: Comparison, limit: Decimal | None
) -> Evidence:
    """Return a score as evidence."""
    return Evidence(cell=cell.id, subject=id, figure="score", value=value, must=must, limit=limit)


def differing(
    cell: ShownCell, against: str, id: str, value: Decimal, must: Comparison, limit: Decimal
) -> Evidence:
    """Return the difference of two scores as evidence."""
    return Evidence(
        cell=cell.id,
        against=against,
        subject=id,
        figure="difference",
        value=value,
        must=must,
        limit=limit,
    )


def pattern(
    id: PatternId,
    subject: str,
    strength: Decimal,
    evidence: Iterable[Evidence],
    shown: Iterable[str],
) -> Pattern:
    """Return a pattern with the shown cells that its evidence is in."""
    found = tuple(evidence)
    named = dict.fromkeys(e for one in found for e in (one.cell, one.against))
    known = {*shown}
    return Pattern(
        id=id,
        subject=subject,
        strength=strength,
        evidence=found,
        cells=tuple(c for c in named if c is not None and c in known),
    )
