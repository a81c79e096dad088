"""From a displayed score to a state."""

from decimal import Decimal

from alignscan.diagnose.diagnosis import State
from alignscan.model.questionnaire import ScoreScale
from alignscan.model.survey import Thresholds
from alignscan.publish.published import ScoreFigures


def on_scale(value: Decimal, scale: ScoreScale) -> Decimal:
    """Return a value given on a scale from 1 to 5 at the same place of another scale."""
    return scale.low + (value - 1) * (scale.high - scale.low) / 4


def width_on_scale(value: Decimal, scale: ScoreScale) -> Decimal:
    """Return a difference given on a scale from 1 to 5 as a difference on another scale."""
    return value * (scale.high - scale.low) / 4


def state_of(
    figures: ScoreFigures | None, scorable: bool, thresholds: Thresholds, scale: ScoreScale
) -> State:
    """Return the state of a condition or practice in a cell that may be shown.

    The displayed score decides, so that a printed 3.5 is never called less than 3.5.
    """
    if not scorable or figures is None or figures.n == 0:
        return "not_scorable"
    score = midpoint(figures, scale)
    if score is None:
        return "withheld"
    return state_at(score, on_scale(thresholds.partly, scale), on_scale(thresholds.apparent, scale))


def state_at(score: Decimal, partly: Decimal, apparent: Decimal) -> State:
    """Return the state of a displayed score, given where the states begin on its scale."""
    if score >= apparent:
        return "apparent"
    return "partly" if score >= partly else "not_apparent"


def midpoint(figures: ScoreFigures, scale: ScoreScale) -> Decimal | None:
    """Return the displayed score, or the inner end of the range that stands for it."""
    if figures.range is None:
        return figures.displayed
    low, high = figures.range
    return low if high == scale.high else high
