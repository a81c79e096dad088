"""Statistics of one scale: pure functions of the score rows of a population."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from alignscan.measurement.measures import ItemMeasure, ScoreMeasure
from alignscan.measurement.moments import mean_of_known, variance_of_sums
from alignscan.measurement.scores import is_scored, people
from alignscan.measurement.units import ScoreRow, total


def measure_score(
    rows: Sequence[ScoreRow], unit: int, items: Sequence[ItemMeasure]
) -> ScoreMeasure:
    """Return the measures of a scale.

    ``unit`` is the denominator of the totals in the rows; ``items`` are the measures of the scale's
    items in the same population.
    """
    scored = [row for row in rows if is_scored(row)]
    n = people(scored)
    points, squares = _power_sums(scored, unit)
    shares, squared_shares = _favorable_shares(scored)
    not_applicable = people(row for row in rows if row.applicable == 0)
    return ScoreMeasure(
        n=n,
        prorated=people(row for row in scored if row.answered < row.applicable),
        not_scored=people(rows) - n - not_applicable,
        not_applicable=not_applicable,
        mean=points / n if n else None,
        variance=variance_of_sums(points, squares, n),
        average_deviation=mean_of_known(item.average_deviation for item in items),
        favorable_persons=shares / n if n else None,
        favorable_pooled=_favorable_pooled(rows),
        favorable_items=mean_of_known(item.favorable for item in items),
        favorable_variance=variance_of_sums(shares, squared_shares, n),
    )


def _power_sums(scored: Iterable[ScoreRow], unit: int) -> tuple[Fraction, Fraction]:
    """Return the sum and the sum of squares of the persons' scores.

    Rows of one weight share a denominator, so that nearly all of the work is on whole numbers.
    """
    totals: dict[int, int] = defaultdict(int)
    squares: dict[int, int] = defaultdict(int)
    for row in scored:
        totals[row.weight] += row.respondents * row.total
        squares[row.weight] += row.respondents * row.total**2
    return (
        total(Fraction(t, w * unit) for w, t in totals.items()),
        total(Fraction(s, (w * unit) ** 2) for w, s in squares.items()),
    )


def _favorable_shares(scored: Iterable[ScoreRow]) -> tuple[Fraction, Fraction]:
    """Return the sum and the sum of squares of the persons' favorable shares."""
    totals: dict[int, int] = defaultdict(int)
    squares: dict[int, int] = defaultdict(int)
    for row in scored:
        totals[row.answered] += row.respondents * row.favorable
        squares[row.answered] += row.respondents * row.favorable**2
    return (
        total(Fraction(t, answered) for answered, t in totals.items()),
        total(Fraction(s, answered**2) for answered, s in squares.items()),
    )


def _favorable_pooled(rows: Iterable[ScoreRow]) -> Fraction | None:
    answers = favorable = 0
    for row in rows:
        answers += row.respondents * row.answered
        favorable += row.respondents * row.favorable
    return Fraction(favorable, answers) if answers else None
