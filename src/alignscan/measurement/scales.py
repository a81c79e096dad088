"""Statistics of one scale: pure functions of the score rows of a population."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from alignscan.measurement.measures import ItemMeasure, ScoreMeasure
from alignscan.measurement.scores import is_scored, people
from alignscan.measurement.units import ScoreRow


def measure_score(
    rows: Sequence[ScoreRow], unit: int, items: Sequence[ItemMeasure]
) -> ScoreMeasure:
    """Return the measures of a scale.

    ``unit`` is the denominator of the totals in the rows; ``items`` are the measures of the scale's
    items in the same population.
    """
    scored = [row for row in rows if is_scored(row)]
    n = people(scored)
    total, squares = _power_sums(scored, unit)
    shares, squared_shares = _favorable_shares(scored)
    not_applicable = people(row for row in rows if row.applicable == 0)
    return ScoreMeasure(
        n=n,
        prorated=people(row for row in scored if row.answered < row.applicable),
        not_scored=people(rows) - n - not_applicable,
        not_applicable=not_applicable,
        mean=total / n if n else None,
        variance=(squares - total**2 / n) / (n - 1) if n > 1 else None,
        average_deviation=_mean(item.average_deviation for item in items),
        favorable_persons=shares / n if n else None,
        favorable_pooled=_favorable_pooled(rows),
        favorable_items=_mean(item.favorable for item in items),
        favorable_variance=(squared_shares - shares**2 / n) / (n - 1) if n > 1 else None,
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
        sum((Fraction(t, w * unit) for w, t in totals.items()), Fraction()),
        sum((Fraction(s, (w * unit) ** 2) for w, s in squares.items()), Fraction()),
    )


def _favorable_shares(scored: Iterable[ScoreRow]) -> tuple[Fraction, Fraction]:
    """Return the sum and the sum of squares of the persons' favorable shares."""
    totals: dict[int, int] = defaultdict(int)
    squares: dict[int, int] = defaultdict(int)
    for row in scored:
        totals[row.answered] += row.respondents * row.favorable
        squares[row.answered] += row.respondents * row.favorable**2
    return (
        sum((Fraction(t, answered) for answered, t in totals.items()), Fraction()),
        sum((Fraction(s, answered**2) for answered, s in squares.items()), Fraction()),
    )


def _favorable_pooled(rows: Iterable[ScoreRow]) -> Fraction | None:
    answers = favorable = 0
    for row in rows:
        answers += row.respondents * row.answered
        favorable += row.respondents * row.favorable
    return Fraction(favorable, answers) if answers else None


def _mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the mean of the items that somebody answered."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction()) / len(known) if known else None
