"""Statistics of one scale: pure functions of the score rows of a population."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from alignscan.measurement.measures import ScoreMeasure
from alignscan.measurement.units import ScoreRow


def measure_score(
    rows: Sequence[ScoreRow], unit: int, deviations: Iterable[Fraction | None]
) -> ScoreMeasure:
    """Return the measures of a scale.

    ``unit`` is the denominator of the totals in the rows; ``deviations`` are the average deviations
    of the scale's items, None for those that nobody answered.
    """
    scored = [row for row in rows if is_scored(row)]
    known = [deviation for deviation in deviations if deviation is not None]
    n = people(scored)
    total, squares = _power_sums(scored, unit)
    not_applicable = people(row for row in rows if row.applicable == 0)
    return ScoreMeasure(
        n=n,
        prorated=people(row for row in scored if row.answered < row.applicable),
        not_scored=people(rows) - n - not_applicable,
        not_applicable=not_applicable,
        mean=total / n if n else None,
        variance=(squares - total**2 / n) / (n - 1) if n > 1 else None,
        average_deviation=sum(known, Fraction()) / len(known) if known else None,
        favorable_persons=_favorable_shares(scored) / n if n else None,
        favorable_pooled=_favorable_pooled(rows),
    )


def is_scored(row: ScoreRow) -> bool:
    """Return whether the half rule gives these respondents a score."""
    return row.answered > 0 and 2 * row.answered >= row.applicable


def people(rows: Iterable[ScoreRow]) -> int:
    """Return how many respondents stand behind the rows."""
    return sum(row.respondents for row in rows)


def index(mean: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """Return a score as an index from 0 (``low``) to 100 (``high``).

    Raises ValueError when the scale has no width.
    """
    if high <= low:
        raise ValueError("an index needs a scale whose high end is above its low end")
    return 100 * (mean - low) / (high - low)


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


def _favorable_shares(scored: Iterable[ScoreRow]) -> Fraction:
    by_answered: dict[int, int] = defaultdict(int)
    for row in scored:
        by_answered[row.answered] += row.respondents * row.favorable
    return sum((Fraction(f, answered) for answered, f in by_answered.items()), Fraction())


def _favorable_pooled(rows: Iterable[ScoreRow]) -> Fraction | None:
    answers = favorable = 0
    for row in rows:
        answers += row.respondents * row.answered
        favorable += row.respondents * row.favorable
    return Fraction(favorable, answers) if answers else None
