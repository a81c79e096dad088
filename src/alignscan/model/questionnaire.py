"""The questionnaire: scales, items, and what each item is evidence of."""

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from alignscan.model.base import Language, Line, Number, Prose, Slug, Texts, Whole, Written
from alignscan.model.conditions import Condition, Role, condition_of

FORMAT = "alignscan/questionnaire/1"
ItemId = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=60)
]
PracticeCode = Annotated[str, StringConstraints(strict=True, pattern=r"^C[1-5]\.[1-6]$")]
Kind = Literal["practice", "anchor", "wish", "pair", "outcome", "recall", "choice", "comment"]
RATED: tuple[Kind, ...] = ("practice", "anchor", "wish", "pair", "outcome")
"""Kinds answered on a scale; a ``choice`` is answered by an option, the others in free text."""


class Scale(Written):
    """The points an item is answered on, in ascending order from ``low`` to ``high``."""

    low: Number
    high: Number
    step: Annotated[Number, Field(gt=0)] = Decimal(1)
    labels: dict[Language, tuple[Line, ...]] = Field(default_factory=dict)
    """For each language, one label for each point."""
    cannot_say: Texts | None = None
    """The label of the answer outside the scale; it counts as missing and is reported."""
    favorable: tuple[Number, ...] | None = None
    unfavorable: tuple[Number, ...] | None = None

    @cached_property
    def points(self) -> tuple[Decimal, ...]:
        """The answers that can be given, ascending; empty when high is not above low."""
        count = int((self.high - self.low) / self.step) + 1 if self.high > self.low else 0
        return tuple(self.low + i * self.step for i in range(min(count, 101)))

    @cached_property
    def favorable_points(self) -> tuple[Decimal, ...]:
        """The declared favorable points, else the upper two of five and its like."""
        return self.favorable if self.favorable is not None else self._upper(self.points[::-1])

    @cached_property
    def unfavorable_points(self) -> tuple[Decimal, ...]:
        """The declared unfavorable points, else the lower two of five and its like."""
        return self.unfavorable if self.unfavorable is not None else self._upper(self.points)

    @property
    def has_neutral(self) -> bool:
        """Whether some point is neither favorable nor unfavorable."""
        return len({*self.favorable_points, *self.unfavorable_points}) < len(self.points)

    def _upper(self, points: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        count = len(points)
        return points[: 2 if count in (5, 7) else count // 2]


class ScaleRef(Written):
    """A scale of the questionnaire by name, or one written at the item."""

    name: Slug | None = None
    inline: Scale | None = None


class Option(Written):
    """One answer of a choice question, and the action it points to."""

    id: Slug
    text: Texts
    action: Slug | None = None


class Item(Written):
    """One question: one idea, one answer."""

    id: ItemId
    kind: Kind = "practice"
    text: Texts
    practice: PracticeCode | None = None
    condition: Condition | None = None
    scale: ScaleRef | None = None
    wording: dict[Role, Texts] = Field(default_factory=dict)
    """The same question worded for a level: leaders rate what they give, staff what they get."""
    reverse: Annotated[bool, Field(strict=True)] = False
    weight: Annotated[Number, Field(gt=0)] = Decimal(1)
    options: tuple[Option, ...] = ()

    @property
    def about(self) -> Condition | None:
        """The condition this item is evidence of, if any."""
        return condition_of(self.practice) if self.practice else self.condition


class ScoreScale(Written):
    """The scale on which scores are reported; items on other scales are rescaled on to it."""

    low: Number = Decimal(1)
    high: Number = Decimal(5)


class Questionnaire(Written):
    """A set of items for one wave, with everything needed to ask and to score them."""

    format: Literal["alignscan/questionnaire/1"]
    id: Slug
    version: Line = "1"
    language: Language = "en"
    title: Texts
    intro: Texts | None = None
    attribution: Prose | None = None
    levels: dict[Role, Texts] = Field(default_factory=dict)
    variables: dict[Slug, Texts] = Field(default_factory=dict)
    score_scale: ScoreScale = Field(default_factory=ScoreScale)
    scales: dict[Slug, Scale] = Field(default_factory=dict)
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    minutes: Whole | None = None

    def scale_of(self, item: Item) -> Scale | None:
        """Return the scale an item is answered on; None for text and choice items."""
        if item.scale is None:
            return None
        return item.scale.inline or self.scales.get(item.scale.name or "")

    def of_kind(self, *kinds: Kind) -> tuple[Item, ...]:
        """Return the items of some kinds, in questionnaire order."""
        return tuple(item for item in self.items if item.kind in kinds)

    def rescaled(self, item: Item) -> tuple[Fraction, ...]:
        """Return each point of an item on the score scale, reversed where the item is reversed."""
        scale = self.scale_of(item)
        if scale is None:
            return ()
        low, high = Fraction(self.score_scale.low), Fraction(self.score_scale.high)
        width = Fraction(scale.high) - Fraction(scale.low)
        values = (
            low + (Fraction(p) - Fraction(scale.low)) * (high - low) / width for p in scale.points
        )
        return tuple(low + high - value if item.reverse else value for value in values)
