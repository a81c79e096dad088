"""Frozen figures of further populations: everybody weighted, and without flagged answers."""

from decimal import Decimal
from typing import Literal

from alignscan.publish.frozen import Frozen, Range

Obstacle = Literal["category_without_answers", "answers_without_count", "not_converged"]


class WeightedFigures(Frozen):
    """One condition over everybody, weighted to head counts."""

    score: Decimal
    step: Decimal
    margin: Decimal | None
    """Half the width of a 95 % interval; null with fewer than thirty answers."""
    design_effect: Decimal | None
    """Answers that are as sure as one unweighted answer; null with fewer than thirty."""
    effective_n: int | None
    """Unweighted answers that would be as sure: n divided by the design effect."""


class Weighted(Frozen):
    """Scores weighted to head counts; they stand beside the others and never replace them."""

    by: tuple[str, ...]
    """The segments with head counts. Groups that are not shown are weighted together."""
    method: Literal["post-stratification", "raking"]
    conditions: dict[str, WeightedFigures]
    """Only those whose weighted score may be shown, and can be given."""
    left_out: int | None
    """Respondents who did not state one of the segments; null where that is not shown."""
    obstacle: Obstacle | None
    """Why no weights exist; null where they do, and in confidential mode."""


class UnflaggedFigures(Frozen):
    """One condition without flagged respondents."""

    n: int
    score: Decimal | None
    step: Decimal
    range: Range | None
    """Stands for the score where it lies near an end of the scale."""
    margin: Decimal | None


class Unflagged(Frozen):
    """Signs of careless answers, and the results without the people who show one."""

    n: int
    """Respondents without a sign."""
    flagged: Decimal
    """Share of respondents with a sign."""
    straight: Decimal | None
    """Share who gave the same answer many times in a row; null where it is not shown."""
    uniform: Decimal | None
    """Share whose answers hardly vary; null where it is not shown."""
    conditions: dict[str, UnflaggedFigures]
    """Empty when nobody shows a sign: the results are the same."""
