"""The result of a diagnosis: a state and a gap for each condition and practice, and the verdict."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from alignscan.model.conditions import Condition
from alignscan.publish.published import Agreement, Frozen

State = Literal["not_apparent", "partly", "apparent", "not_scorable", "withheld"]
Verdict = Literal["aligned", "not_aligned", "cannot_be_judged", "not_shown"]
"""``not_shown``: no figures may be shown, or there are no answers yet."""


class AppliedTarget(Frozen):
    """The desired state that a gap is measured against."""

    score: Decimal
    source: Literal["set", "default", "wish"]
    """Set in the survey file; the default of 4 on a scale from 1 to 5; or what people wish."""
    by: dt.date | None = None
    why: str | None = None


class Standing(Frozen):
    """Where one condition or practice stands."""

    id: str
    state: State
    score: Decimal | None
    """As displayed; null where not scorable, withheld or given as a range."""
    target: AppliedTarget | None
    gap: Decimal | None
    """Target minus displayed score; negative above the target."""
    margin: Decimal | None
    agreement: Agreement | None
    borrowed: bool = False
    """The condition's gap stands for its practices, which were not asked one by one."""

    @property
    def level(self) -> Decimal | None:
        """The score, or the end of the range that stands for it; None where nothing is shown."""
        if self.score is None and self.target is not None and self.gap is not None:
            return self.target.score - self.gap
        return self.score


class Gap(Frozen):
    """A gap that is worth ranking: large enough, and larger than its margin."""

    id: str
    gap: Decimal


class Diagnosis(Frozen):
    """The verdict with everything it rests on."""

    verdict: Verdict
    weakest: Condition | None
    """The lowest scored condition that is not apparent; null where all are, or none is scored."""
    conditions: tuple[Standing, ...]
    practices: tuple[Standing, ...]
    gaps: tuple[Gap, ...]
    """Ranked gaps of the conditions, widest first."""
    practice_gaps: tuple[Gap, ...]
    below_target: tuple[Condition, ...]
    """Conditions that are apparent and still short of their target."""
    judgment: bool
    """One rater or a complete team: gaps are ranked by size, as a judgment."""
    mean: Decimal | None
    """Mean of the five condition scores; it never decides the verdict."""
    index: Decimal | None
    """The mean on a scale from 0 to 100."""
