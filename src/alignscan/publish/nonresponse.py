"""Who did not answer: response rates, and what those who stayed away could change at most.

Everything follows from published figures and the number of people invited, so a reader can check it
and it says nothing more.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from alignscan.model.survey import Population
from alignscan.publish.published import Cell, ScoreFigures, ShownCell
from alignscan.publish.quality import Nonresponse, WorstCase
from alignscan.publish.rounding import rounded

RATE_STEP: Final = Decimal("0.01")
Ends = tuple[Fraction, Fraction]
Filters = Mapping[str, Sequence[str]]


def invited_to(
    filters: Filters, population: Population | None, everybody: int | None
) -> int | None:
    """Return how many people of a group were invited; None where the counts do not say.

    ``everybody`` is the number of all people invited.
    """
    if not filters:
        return everybody
    if population is None or len(filters) > 1:
        return None
    segment, categories = next(iter(filters.items()))
    counts = population.counts.get(segment, {})
    known = [counts[category] for category in categories if category in counts]
    return sum(known) if known and len(known) == len(categories) else None


def rate_of(respondents: int, invited: int) -> Decimal:
    """Return the response rate at its step."""
    return rounded(Fraction(respondents, invited), RATE_STEP, ROUND_HALF_UP)


def nonresponse_of(cell: Cell, invited: int | None, ends: Ends) -> Nonresponse | None:
    """Return the response of a shown group; None when it is not known who was invited."""
    if not isinstance(cell, ShownCell) or not invited or cell.n > invited:
        return None
    found = {id: worst_case(figures, invited, ends) for id, figures in cell.conditions.items()}
    return Nonresponse(
        invited=invited,
        rate=rate_of(cell.n, invited),
        conditions={id: worst for id, worst in found.items() if worst is not None},
    )


def worst_case(figures: ScoreFigures, invited: int, ends: Ends) -> WorstCase | None:
    """Return the bounds of a published score when everybody else gives answers at one end.

    Rounded outwards. A range stands for the score with its own ends.
    Source: Manski (1989), Journal of Human Resources 24, 343-360.
    """
    known = figures.range or (figures.score, figures.score)
    if figures.n is None or known[0] is None or known[1] is None or figures.n > invited:
        return None
    low, high = _bounds((known[0], known[1]), figures.n, invited, ends, figures.step)
    share_low, share_high = _share_bounds(figures.favorable, figures.n, invited)
    return WorstCase(
        worst_low=low,
        worst_high=high,
        favorable_worst_low=share_low,
        favorable_worst_high=share_high,
    )


def _share_bounds(
    share: Decimal | None, n: int, invited: int
) -> tuple[Decimal | None, Decimal | None]:
    if share is None:
        return None, None
    step = Decimal(1).scaleb(min(int(share.as_tuple().exponent), -2))
    return _bounds((share, share), n, invited, (Fraction(0), Fraction(1)), step)


def _bounds(
    known: tuple[Decimal, Decimal], n: int, invited: int, ends: Ends, step: Decimal
) -> tuple[Decimal, Decimal]:
    silent = invited - n
    low = (Fraction(known[0]) * n + silent * ends[0]) / invited
    high = (Fraction(known[1]) * n + silent * ends[1]) / invited
    return rounded(low, step, ROUND_FLOOR), rounded(high, step, ROUND_CEILING)
