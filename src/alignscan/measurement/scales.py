"""Statistics of one scale: pure functions of how many people have each score key."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np

from alignscan.measurement.arrays import IntArray, product
from alignscan.measurement.measures import ItemMeasure, ScoreMeasure
from alignscan.measurement.moments import mean_of_known, variance_of_sums
from alignscan.measurement.scores import is_scored
from alignscan.measurement.units import ScoreKey, ScoreRow


class _Sums(NamedTuple):
    """What one person, or a population, adds up to, as whole numbers.

    Means and shares of all people share a denominator each.
    """

    people: int
    not_applicable: int
    answers: int
    favorable: int
    scored: int = 0
    prorated: int = 0
    score: int = 0
    squared_score: int = 0
    share: int = 0
    """Favorable share of a person's answers."""
    squared_share: int = 0


def measure_scores(
    key: ScoreKey, keys: IntArray, people: IntArray, items: Iterable[Sequence[ItemMeasure]]
) -> list[ScoreMeasure]:
    """Return the measures of a scale in each of several groups.

    ``people`` are groups x keys; ``items`` are for each group the measures of the scale's items.
    """
    rows = key.rows(keys, people.sum(axis=0))
    scored = [row for row in rows if is_scored(row)]
    weights, answers = lcm(*{r.weight for r in scored}), lcm(*{r.answered for r in scored})
    parts = [_part(row, weights, answers) for row in rows]
    table = np.array(parts, dtype=object).reshape(len(parts), len(_Sums._fields))
    sums = map(_Sums._make, product(people, table).tolist())
    return [
        _measured(found, weights * key.unit, answers, own)
        for found, own in zip(sums, items, strict=True)
    ]


def _part(row: ScoreRow, weights: int, answers: int) -> _Sums:
    """Return what one person adds, scores and shares over multiples of what divides theirs."""
    plain = (1, int(row.applicable == 0), row.answered, row.favorable)
    if not is_scored(row):
        return _Sums(*plain)
    score = row.total * (weights // row.weight)
    share = row.favorable * (answers // row.answered)
    prorated = int(row.answered < row.applicable)
    return _Sums(*plain, 1, prorated, score, score**2, share, share**2)


def _measured(sums: _Sums, unit: int, answers: int, items: Sequence[ItemMeasure]) -> ScoreMeasure:
    n = sums.scored
    return ScoreMeasure(
        n=n,
        prorated=sums.prorated,
        not_scored=sums.people - n - sums.not_applicable,
        not_applicable=sums.not_applicable,
        mean=Fraction(sums.score, n * unit) if n else None,
        variance=variance_of_sums(sums.score, sums.squared_score, n, unit),
        average_deviation=mean_of_known([item.average_deviation for item in items]),
        favorable_persons=Fraction(sums.share, n * answers) if n else None,
        favorable_pooled=Fraction(sums.favorable, sums.answers) if sums.answers else None,
        favorable_items=mean_of_known([item.favorable for item in items]),
        favorable_variance=variance_of_sums(sums.share, sums.squared_share, n, answers),
    )
