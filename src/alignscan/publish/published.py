"""What may be shown: frozen figures at their published step.

Numbers are ``Decimal`` and are written to JSON as text, so that no reader sees a digit that was not
published. A score is on the questionnaire's scale; a share lies in 0 to 1.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import Field

from alignscan.model.survey import Mode
from alignscan.publish.compared import BreakdownComparisons, OutcomeDrivers, WishGap
from alignscan.publish.frozen import Frozen, Range
from alignscan.publish.populations import Unflagged, Weighted
from alignscan.publish.quality import Nonresponse, ScaleFigures, SegmentFigures

__all__ = [
    "DISPLAY_STEP",
    "Agreement",
    "AgreementBand",
    "Basis",
    "Cell",
    "Frozen",
    "ItemFigures",
    "Participation",
    "Published",
    "Range",
    "RecallAsked",
    "RecallFigures",
    "ScoreFigures",
    "ShownCell",
    "Stage",
    "WithheldCell",
]

DISPLAY_STEP = Decimal("0.1")
Agreement = Literal["agree", "divided"]
AgreementBand = Literal["lack", "weak", "moderate", "strong", "very_strong"]
Stage = Literal["results", "participation", "empty"]


class ItemFigures(Frozen):
    """One item in one cell."""

    n: int | None
    """Valid answers; null where the number would tell who skipped the item."""
    mean: Decimal | None
    """On the score scale, after reversal."""
    step: Decimal
    range: Range | None
    """Stands for the mean where it lies near an end of the scale."""
    margin: Decimal | None = None
    """Half the width of a 95 % interval; null with one rater, and when all of a team answered."""
    sd: Decimal | None = None
    """Standard deviation (n - 1) on the score scale; null in a small group."""
    favorable: Decimal | None
    favorable_low: Decimal | None = None
    """Lower end of Wilson's 95 % interval of the favorable share."""
    favorable_high: Decimal | None = None
    favorable_range: Range | None
    """Stands for the favorable share where nearly all or nearly none are favorable."""
    neutral: Decimal | None
    """Null where the scale has no neutral point, or where the share is not published."""
    unfavorable: Decimal | None
    cannot_say: Decimal | None
    """Share of those asked who chose the answer outside the scale."""
    distribution: tuple[Decimal, ...] | None
    """Share of each point, in the order of the scale."""
    agreement: Agreement | None


class ScoreFigures(Frozen):
    """A condition, a part of one, a practice or a wish in one cell."""

    n: int | None
    """People who answered at least half of the items."""
    score: Decimal | None
    step: Decimal
    range: Range | None
    margin: Decimal | None
    """Half the width of a 95 % interval; null with one rater."""
    agreement: Agreement | None
    favorable: Decimal | None
    """Mean over persons of each person's share of favorable answers."""
    favorable_low: Decimal | None = None
    """Lower end of its 95 % interval."""
    favorable_high: Decimal | None = None
    sd: Decimal | None = None
    """Standard deviation of the persons' scores (n - 1); null in a small group."""
    average_deviation: Decimal | None = None
    """Mean distance of answers from their item's mean, in scores; null in a small group."""
    alpha: Decimal | None = None
    """Cronbach's alpha over complete answers; null with one item or in a small group."""
    alpha_low: Decimal | None = None
    """Lower end of its 95 % interval; null when everybody of a team answered."""
    alpha_high: Decimal | None = None
    rwg: Decimal | None = None
    """Agreement r_wg(j) against a uniform null, 0 to 1; null in a small group."""
    band: AgreementBand | None = None
    """``rwg`` in words."""
    out_of_range: bool = False
    """People differ more than by chance, so that ``rwg`` stands at 0."""
    rstar: Decimal | None = None
    """Agreement r*_wg(j) after Lindell; below 0 where people differ more than by chance."""
    awg: Decimal | None = None
    """Agreement a_wg, which allows for where on the scale the mean lies."""

    @property
    def displayed(self) -> Decimal | None:
        """The score as every report prints it; states, gaps and gates use this value."""
        if self.score is None:
            return None
        return self.score.quantize(max(self.step, DISPLAY_STEP), ROUND_HALF_UP)


class RecallFigures(Frozen):
    """How many of the priorities the people of one cell name unaided."""

    n: int | None
    """People who wrote something; null where the number would tell who did not."""
    named: Decimal | None
    """Different priorities named, on average."""
    step: Decimal
    enough: Decimal | None
    """Share of people who name at least as many as count as knowing them."""
    enough_range: Range | None
    """Stands for it where nearly all or nearly none do."""
    all: Decimal | None
    """Share of people who name all."""

    @property
    def most_enough(self) -> Decimal | None:
        """The share that names enough, or the upper end of the range that stands for it."""
        return self.enough_range[1] if self.enough_range else self.enough


class RecallAsked(Frozen):
    """The question by which people name the priorities unaided."""

    item: str
    priorities: int
    least: int
    """So many have to be named to count as knowing them."""


class ShownCell(Frozen):
    """A group whose figures may be shown."""

    id: str
    filters: dict[str, tuple[str, ...]]
    wave: str | None
    status: Literal["shown"] = "shown"
    n: int
    items: dict[str, ItemFigures]
    practices: dict[str, ScoreFigures]
    conditions: dict[str, ScoreFigures]
    parts: dict[str, ScoreFigures]
    wishes: dict[str, ScoreFigures]
    outcomes: dict[str, ScoreFigures]
    recall: RecallFigures | None = None
    """Null where it is not asked, or not published."""


class WithheldCell(Frozen):
    """A group that is not shown; the same marker whatever the reason."""

    id: str
    filters: dict[str, tuple[str, ...]]
    wave: str | None
    status: Literal["withheld"] = "withheld"


Cell = Annotated[ShownCell | WithheldCell, Field(discriminator="status")]


class Participation(Frozen):
    """How many took part, of how many; the rate is a share."""

    responded: int | None
    invited: int | None
    rate: Decimal | None
    complete: bool = False
    """Everybody of a team answered: its figures carry no sampling error."""


class Basis(Frozen):
    """The mode the figures were published under, and why that was allowed."""

    mode: Mode
    agreed: str | None = None
    min_group: int | None = None
    consented: str | None = None
    finite_population: bool = False
    """Margins allow for how many of those invited answered, where ``nonresponse`` says it."""


class Published(Frozen):
    """All that may be shown of one survey."""

    basis: Basis
    stage: Stage
    """``participation`` until a confidential wave is closed; ``empty`` without answers."""
    participation: Participation
    cells: tuple[Cell, ...]
    scorable: dict[str, bool]
    """For each condition, whether the questionnaire asks enough about it."""
    nonresponse: dict[str, Nonresponse] = Field(default_factory=dict)
    """By id of a shown cell of which it is known how many were invited."""
    recall: RecallAsked | None = None
    """Null where people were not asked to name the priorities."""
    skipped: dict[str, Decimal] = Field(default_factory=dict)
    """By item, the share of everybody asked who gave no answer, where that tells of nobody."""
    scales: dict[str, ScaleFigures] = Field(default_factory=dict)
    """By condition: reliability over everybody, in a large enough group."""
    segments: dict[str, dict[str, SegmentFigures]] = Field(default_factory=dict)
    """By segment and condition: how much its shown groups differ."""
    comparisons: dict[str, BreakdownComparisons] = Field(default_factory=dict)
    """By segment: its shown groups against all other respondents."""
    wish_gaps: dict[str, WishGap] = Field(default_factory=dict)
    """By condition with a wish: how far the wish is above the present state, over everybody."""
    drivers: OutcomeDrivers | None = None
    """What the outcome is associated with; null below a hundred people or without an outcome."""

    weighted: Weighted | None = None
    """Everybody weighted to head counts; null without head counts."""
    unflagged: Unflagged | None = None
    """The results without flagged respondents; null where that would tell who is flagged."""

    @property
    def overall(self) -> ShownCell | None:
        """The cell of all respondents, if it may be shown."""
        first = self.cells[0] if self.cells else None
        return first if isinstance(first, ShownCell) else None

    @property
    def withheld(self) -> int:
        """How many cells are withheld."""
        return sum(isinstance(cell, WithheldCell) for cell in self.cells)
