"""What may be shown: frozen figures at their published step.

Numbers are ``Decimal`` and are written to JSON as text, so that no reader sees a digit that was not
published. A score is on the questionnaire's scale; a share lies in 0 to 1.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from alignscan.model.survey import Mode

DISPLAY_STEP = Decimal("0.1")
Agreement = Literal["agree", "divided"]
Range = tuple[Decimal, Decimal]
Stage = Literal["results", "participation", "empty"]


class Frozen(BaseModel):
    """A frozen result that refuses anything it was not made for."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ItemFigures(Frozen):
    """One item in one cell."""

    n: int | None
    """Valid answers; null where the number would tell who skipped the item."""
    mean: Decimal | None
    """On the score scale, after reversal."""
    step: Decimal
    range: Range | None
    """Stands for the mean where it lies near an end of the scale."""
    favorable: Decimal | None
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
    alpha: Decimal | None = None
    """Cronbach's alpha over complete answers; null with one item or in a small group."""
    alpha_low: Decimal | None = None
    """Lower end of its 95 % interval; null when everybody of a team answered."""
    alpha_high: Decimal | None = None
    rwg: Decimal | None = None
    """Agreement r_wg(j) against a uniform null, 0 to 1; null in a small group."""

    @property
    def displayed(self) -> Decimal | None:
        """The score as every report prints it; states, gaps and gates use this value."""
        if self.score is None:
            return None
        return self.score.quantize(max(self.step, DISPLAY_STEP), ROUND_HALF_UP)


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


class Published(Frozen):
    """All that may be shown of one survey."""

    basis: Basis
    stage: Stage
    """``participation`` until a confidential wave is closed; ``empty`` without answers."""
    participation: Participation
    cells: tuple[Cell, ...]
    scorable: dict[str, bool]
    """For each condition, whether the questionnaire asks enough about it."""

    @property
    def overall(self) -> ShownCell | None:
        """The cell of all respondents, if it may be shown."""
        first = self.cells[0] if self.cells else None
        return first if isinstance(first, ShownCell) else None

    @property
    def withheld(self) -> int:
        """How many cells are withheld."""
        return sum(isinstance(cell, WithheldCell) for cell in self.cells)
