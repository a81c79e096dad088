"""Whether published item means add up to a published score, and if not, why not."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from alignscan.model.questionnaire import Kind
from alignscan.publish.published import Basis, Frozen, ItemFigures, Range, ScoreFigures
from alignscan.publish.rounding import rounded
from alignscan.report.model import ScaleEnds

Outcome = Literal["equal", "within_steps", "left_out", "not_shown", "unexplained"]
"""What comparing the item means with the score gives.

``equal``: exactly the same. ``within_steps``: no further apart than rounding. ``left_out``:
further apart, as not everybody answered every item. ``not_shown``: something needed is withheld.
``unexplained``: nothing explains the difference, so the figures were not written by alignscan.
"""

FINE: Final = Decimal("0.000001")
"""The step of what is computed here from published figures."""


class ItemTrace(Frozen):
    """One item and what is published of it."""

    id: str
    kind: Kind
    practice: str | None
    text: dict[str, str]
    reverse: bool
    """Its figures are those after reversal: a low answer gives a high score."""
    weight: Decimal
    figures: ItemFigures | None
    total: Decimal | None
    """Sum of the answers, in scores; null where means are rounded."""


class Check(Frozen):
    """Whether the weighted mean of the item means is the score."""

    outcome: Outcome
    mean: Decimal | None
    """Weighted mean of the published item means, in scores; null unless all are numbers."""
    mean_range: Range | None
    """Between what it lies, as the steps leave it open."""
    score_range: Range | None
    """Between what the score lies, as its step leaves it open."""
    incomplete: tuple[str, ...]
    """Items that not everybody of the population answered, or whose number is not published."""


def exact_mean(
    figures: ItemFigures | None, points: int, ends: ScaleEnds, basis: Basis
) -> Fraction | None:
    """Return the mean that a figure of an open survey was rounded from; None in a confidential one.

    The answers to an item add up to a whole number of steps between its points, which the sixth
    decimal of the mean is enough to tell.
    """
    if basis.mode == "confidential" or figures is None or figures.mean is None or points < 2:
        return None
    if not figures.n:
        return None
    unit = Fraction(ends.high - ends.low) / (points - 1)
    steps = (Fraction(figures.mean) - Fraction(ends.low)) * figures.n / unit
    found = Fraction(ends.low) + unit * round(steps) / figures.n
    near = abs(found - Fraction(figures.mean)) <= Fraction(figures.step) / 2
    return found if near and unit / figures.n > 2 * Fraction(figures.step) else None


def check(
    score: ScoreFigures | None,
    items: Sequence[ItemTrace],
    exact: Sequence[Fraction | None],
    respondents: int,
    ends: ScaleEnds,
) -> Check:
    """Return whether the items add up to the score.

    ``exact`` holds the unrounded means of the items, None where they are not known; ``respondents``
    is everybody in the population. Items that nobody answered do not count.
    """
    counted = [
        (item, known)
        for item, known in zip(items, exact, strict=True)
        if item.figures is not None and item.figures.n != 0
    ]
    weights = [item.weight for item, _ in counted]
    mean = _exact([known for _, known in counted], weights)
    shown = _weighted([item.figures.mean if item.figures else None for item, _ in counted], weights)
    items_range = _weighted_range([_open(item.figures, ends) for item, _ in counted], weights)
    score_range = None if score is None else _open_score(score, ends)
    incomplete = tuple(i.id for i, _ in counted if i.figures and i.figures.n != respondents)
    return Check(
        outcome=_outcome(score, mean, items_range, score_range, bool(incomplete)),
        mean=rounded(mean, FINE) if mean is not None else shown,
        mean_range=items_range,
        score_range=score_range,
        incomplete=incomplete,
    )


def _outcome(
    score: ScoreFigures | None,
    exact: Fraction | None,
    items: Range | None,
    scores: Range | None,
    incomplete: bool,
) -> Outcome:
    if items is None or scores is None or score is None:
        return "not_shown"
    if exact is not None and score.score is not None:
        if rounded(exact, score.step) == score.score:
            return "equal"
    elif items[0] <= scores[1] + FINE and scores[0] <= items[1] + FINE:
        return "within_steps"
    return "left_out" if incomplete else "unexplained"


def _open(figures: ItemFigures | None, ends: ScaleEnds) -> Range | None:
    if figures is None:
        return None
    return _span(figures.mean, figures.step, figures.range, ends)


def _open_score(figures: ScoreFigures, ends: ScaleEnds) -> Range | None:
    return _span(figures.score, figures.step, figures.range, ends)


def _span(
    value: Decimal | None, step: Decimal, band: Range | None, ends: ScaleEnds
) -> Range | None:
    """Return between what a figure lies: its range, or half a step to both sides."""
    if band is not None or value is None:
        return band
    return max(value - step / 2, ends.low), min(value + step / 2, ends.high)


def _weighted(values: Sequence[Decimal | None], weights: Sequence[Decimal]) -> Decimal | None:
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    total = sum((v * w for v, w in zip(known, weights, strict=True)), Decimal(0))
    return rounded(Fraction(total) / Fraction(sum(weights, Decimal(0))), FINE)


def _weighted_range(values: Sequence[Range | None], weights: Sequence[Decimal]) -> Range | None:
    low = _weighted([None if span is None else span[0] for span in values], weights)
    high = _weighted([None if span is None else span[1] for span in values], weights)
    return None if low is None or high is None else (low, high)


def _exact(values: Sequence[Fraction | None], weights: Sequence[Decimal]) -> Fraction | None:
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    shares = [Fraction(weight) for weight in weights]
    return sum((v * w for v, w in zip(known, shares, strict=True)), Fraction()) / sum(shares)
