"""Who did not answer: response rates, and what those who stayed away could change at most.

Everything follows from published figures and the number of people invited, so a reader can check it
and it says nothing more. In a confidential survey whether somebody answered is personal, too: for
groups other than everybody and roles, rates are coarse.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from alignscan.measurement.measures import CellMeasure
from alignscan.model.survey import Population
from alignscan.publish.candidates import LEVEL, ROLE
from alignscan.publish.protect.decide import Candidate, decide
from alignscan.publish.published import Cell, Range, ScoreFigures, ShownCell
from alignscan.publish.quality import Nonresponse, WorstCase
from alignscan.publish.rounding import rounded

RATE_STEP: Final = Decimal("0.01")
COARSE: Final = Decimal("0.05")
"""The step of a group's rate, and how near an end of 0 to 1 a range stands for it."""
ALL: Final = (1 - COARSE, Decimal("1.00"))
NONE: Final = (Decimal("0.00"), COARSE)
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


def is_counted(cell: Cell | CellMeasure) -> bool:
    """Return whether the number of people invited stands with a group: everybody, and roles."""
    return not cell.filters or (cell.id.startswith(f"{ROLE}=") and LEVEL in dict(cell.filters))


def coarse_rate(respondents: int, invited: int) -> tuple[Decimal | None, Range | None]:
    """Return the response rate of a group to 5 %, or the range that stands for it near an end."""
    rate = Fraction(respondents, invited)
    if rate >= ALL[0]:
        return None, ALL
    if rate <= NONE[1]:
        return None, NONE
    return rounded(rate, COARSE), None


def most_invited(n: int, rate: Decimal | None, band: Range | None) -> Fraction | None:
    """Return how many people a group of n answers can have had at most, given its coarse rate."""
    if rate is not None:
        return n / Fraction(max(rate - COARSE / 2, NONE[1]))
    return n / Fraction(band[0]) if band and band[0] else None


def most_people(n: int, invited: int) -> int | None:
    """Return the same in whole people, of a group whose coarse rate is all that is said."""
    most = most_invited(n, *coarse_rate(n, invited))
    return None if most is None else ceil(most)


def nonresponse_of(
    cell: Cell, invited: int | None, ends: Ends, *, coarse: bool = False
) -> Nonresponse | None:
    """Return the response of a shown group; None when it is not known who was invited."""
    if not isinstance(cell, ShownCell) or not invited or cell.n > invited:
        return None
    if coarse:
        return coarse_response(cell, *coarse_rate(cell.n, invited), ends)
    return Nonresponse(
        invited=invited,
        rate=rate_of(cell.n, invited),
        conditions=_worst_cases(cell, Fraction(invited), ends),
    )


def coarse_response(
    cell: ShownCell, rate: Decimal | None, band: Range | None, ends: Ends
) -> Nonresponse:
    """Return the response of a group of which the rate alone is given, and coarsely."""
    most = most_invited(cell.n, rate, band)
    found = {} if most is None else _worst_cases(cell, most, ends)
    return Nonresponse(invited=None, rate=rate, rate_range=band, conditions=found)


def with_rates(cells: Sequence[ShownCell], population: Population, k: int) -> frozenset[str]:
    """Return the groups whose rates may stand beside each other: decided as their scores are.

    The people of a grouping are those invited to each of its categories; how groupings overlap is
    not known from counts. ``cells`` begin with everybody.
    """
    allowed = frozenset(cell.id for cell in cells)
    for segment, counts in population.counts.items():
        names = list(counts)
        left = (population.total or 0) - sum(counts.values())
        people = [*counts.values(), max(left, 0)]
        wanted = [
            Candidate(cell.id, len(cell.filters), _places(cell, segment, names))
            for cell in cells
            if not cell.filters or list(cell.filters) == [segment]
        ]
        known = [one for one in wanted if one.members]
        allowed -= {one.id for one in known} - decide(known, people, k)
    return allowed


def _places(cell: ShownCell, segment: str, names: Sequence[str]) -> frozenset[int]:
    if not cell.filters:
        return frozenset(range(len(names) + 1))
    return frozenset(names.index(name) for name in cell.filters[segment] if name in names)


def _worst_cases(cell: ShownCell, invited: Fraction, ends: Ends) -> dict[str, WorstCase]:
    found = {id: worst_case(figures, invited, ends) for id, figures in cell.conditions.items()}
    return {id: worst for id, worst in found.items() if worst is not None}


def worst_case(figures: ScoreFigures, invited: int | Fraction, ends: Ends) -> WorstCase | None:
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
    share: Decimal | None, n: int, invited: int | Fraction
) -> tuple[Decimal | None, Decimal | None]:
    if share is None:
        return None, None
    step = Decimal(1).scaleb(min(int(share.as_tuple().exponent), -2))
    return _bounds((share, share), n, invited, (Fraction(0), Fraction(1)), step)


def _bounds(
    known: tuple[Decimal, Decimal], n: int, invited: int | Fraction, ends: Ends, step: Decimal
) -> tuple[Decimal, Decimal]:
    silent = invited - n
    low = (Fraction(known[0]) * n + silent * ends[0]) / invited
    high = (Fraction(known[1]) * n + silent * ends[1]) / invited
    return rounded(low, step, ROUND_FLOOR), rounded(high, step, ROUND_CEILING)
