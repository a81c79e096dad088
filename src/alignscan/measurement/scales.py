"""Statistics of one scale: pure functions of the score rows of a population."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from alignscan.measurement.measures import ItemMeasure, ScoreMeasure
from alignscan.measurement.moments import mean_of_known, variance_of_sums
from alignscan.measurement.scores import is_scored
from alignscan.measurement.units import ScoreRow, total


@dataclass(slots=True)
class _Sums:
    """What the rows of a population add up to, as whole numbers.

    Rows of one weight share a denominator, and so do rows with as many answers.
    """

    people: int = 0
    scored: int = 0
    prorated: int = 0
    not_applicable: int = 0
    answers: int = 0
    favorable: int = 0
    points: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """By weight the sum of the totals."""
    squares: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """By weight the sum of their squares."""
    shares: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """By answers the sum of the favorable ones."""
    squared_shares: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """By answers the sum of their squares."""

    def add(self, row: ScoreRow) -> None:
        """Add the respondents of a row."""
        applicable, answered, weight, points, favorable, people = row
        self.people += people
        self.answers += people * answered
        self.favorable += people * favorable
        if applicable == 0:
            self.not_applicable += people
        if is_scored(row):
            self.scored += people
            self.prorated += people if answered < applicable else 0
            self.points[weight] += people * points
            self.squares[weight] += people * points**2
            self.shares[answered] += people * favorable
            self.squared_shares[answered] += people * favorable**2


def measure_score(
    rows: Iterable[ScoreRow], unit: int, items: Sequence[ItemMeasure]
) -> ScoreMeasure:
    """Return the measures of a scale.

    ``unit`` is the denominator of the totals in the rows; ``items`` are the measures of the scale's
    items in the same population.
    """
    sums = _Sums()
    for row in rows:
        sums.add(row)
    n, answers = sums.scored, sums.answers
    points, squares = _over(sums.points, unit), _over(sums.squares, unit, 2)
    shares, squared_shares = _over(sums.shares), _over(sums.squared_shares, power=2)
    return ScoreMeasure(
        n=n,
        prorated=sums.prorated,
        not_scored=sums.people - n - sums.not_applicable,
        not_applicable=sums.not_applicable,
        mean=points / n if n else None,
        variance=variance_of_sums(points, squares, n),
        average_deviation=mean_of_known(item.average_deviation for item in items),
        favorable_persons=shares / n if n else None,
        favorable_pooled=Fraction(sums.favorable, answers) if answers else None,
        favorable_items=mean_of_known(item.favorable for item in items),
        favorable_variance=variance_of_sums(shares, squared_shares, n),
    )


def _over(sums: Mapping[int, int], unit: int = 1, power: int = 1) -> Fraction:
    """Return the sum of the sums, each over its divisor times the unit, to a power."""
    return total(Fraction(sum_, (divisor * unit) ** power) for divisor, sum_ in sums.items())
