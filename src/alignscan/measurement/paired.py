"""The gap between two ratings by the same people, such as the wish and the present state.

Both ratings come from one person, so the error of the gap comes from the differences within
persons; two separate errors would be the wrong ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from alignscan.measurement.differences import hedges_correction
from alignscan.measurement.distribution import Scores, scores_from_counts
from alignscan.measurement.moments import correlation
from alignscan.measurement.tables_pairs import PairRow
from alignscan.measurement.tails import Interval, t_probability, t_quantile, z_probability


@dataclass(frozen=True, slots=True)
class Pairs:
    """Sums over the people who gave both ratings; pairs of populations add up with ``+``."""

    n: int
    """People with both ratings."""
    total_a: Fraction
    """Sum of the first rating, in scores."""
    total_b: Fraction
    """Sum of the second rating."""
    squares_a: Fraction
    """Sum of the squared first rating."""
    squares_b: Fraction
    """Sum of the squared second rating."""
    products: Fraction
    """Sum of first times second rating."""

    def __add__(self, other: "Pairs") -> "Pairs":
        """Return the sums over both populations."""
        return Pairs(
            self.n + other.n,
            self.total_a + other.total_a,
            self.total_b + other.total_b,
            self.squares_a + other.squares_a,
            self.squares_b + other.squares_b,
            self.products + other.products,
        )


class Gap(NamedTuple):
    """The first rating minus the second. Source: Student (1908), Biometrika 6, 1-25."""

    n: int
    """People with both ratings."""
    mean: Fraction
    """Mean difference, in scores."""
    deviation: float | None
    """Standard deviation of the differences, divisor n - 1; None below two people."""
    t: float | None
    """None where every difference is the same, as p and the interval."""
    df: int
    p: float | None
    """Two-sided."""
    interval: Interval | None
    """95 % interval of the mean difference, in scores."""
    d_z: float | None
    """Mean over the standard deviation of the differences; not comparable with Hedges' g."""


class PairedGap(NamedTuple):
    """A gap with what both ratings say by themselves."""

    mean_a: Fraction
    """Score."""
    mean_b: Fraction
    """Score."""
    gap: Gap
    deviation_a: float | None
    """Standard deviation of the first rating; None below two people."""
    deviation_b: float | None
    """Standard deviation of the second rating."""
    correlation: float | None
    """Between the ratings; None where a rating does not vary."""
    d_average: float | None
    """Mean difference over the root of the mean variance; comparable with Cohen's d.

    Source: Cumming (2012), Understanding the New Statistics.
    """
    g_average: float | None
    """``d_average`` with the exact correction for 2 (n - 1) degrees of freedom."""


class SignedRanks(NamedTuple):
    """Whether differences within persons lie above 0, by ranks.

    Source: Wilcoxon (1945), Biometrics Bulletin 1, 80-83.
    """

    v: Fraction
    """Sum of the ranks of the positive differences; differences of 0 are left out."""
    n: int
    """People whose difference is not 0."""
    p: float | None
    """Two-sided, normal with tie and continuity correction; None where nobody differs."""


def pairs_of(rows: Iterable[PairRow]) -> Pairs:
    """Return the sums of pairs, the wish first: the gap is the wish minus what is now."""
    known = [(row.wish, row.now, row.respondents) for row in rows]
    return Pairs(
        n=sum(n for _, _, n in known),
        total_a=sum((a * n for a, _, n in known), Fraction()),
        total_b=sum((b * n for _, b, n in known), Fraction()),
        squares_a=sum((a * a * n for a, _, n in known), Fraction()),
        squares_b=sum((b * b * n for _, b, n in known), Fraction()),
        products=sum((a * b * n for a, b, n in known), Fraction()),
    )


def differences_of(rows: Sequence[PairRow]) -> Scores:
    """Return how the wish minus what is now is distributed over persons."""
    values = [row.wish - row.now for row in rows]
    return scores_from_counts(values, [row.respondents for row in rows])


def gap_of_differences(n: int, total: Fraction, squares: Fraction) -> Gap | None:
    """Return the gap from the sum of the differences and of their squares; None for nobody."""
    if n < 1:
        return None
    mean, df = total / n, n - 1
    if df < 1:
        return Gap(n, mean, None, None, df, None, None, None)
    variance = (squares - total**2 / n) / df
    if variance == 0:
        return Gap(n, mean, 0.0, None, df, None, None, None)
    error, center = sqrt(variance / n), float(mean)
    margin, t = t_quantile(df) * error, center / error
    return Gap(
        n=n,
        mean=mean,
        deviation=sqrt(variance),
        t=t,
        df=df,
        p=t_probability(t, df),
        interval=(center - margin, center + margin),
        d_z=center / sqrt(variance),
    )


def paired_gap(pairs: Pairs) -> PairedGap | None:
    """Return the gap between two ratings of the same people; None for nobody."""
    squares = pairs.squares_a - 2 * pairs.products + pairs.squares_b
    gap = gap_of_differences(pairs.n, pairs.total_a - pairs.total_b, squares)
    if gap is None:
        return None
    n = pairs.n
    scatter_a = pairs.squares_a - pairs.total_a**2 / n
    scatter_b = pairs.squares_b - pairs.total_b**2 / n
    together = pairs.products - pairs.total_a * pairs.total_b / n
    spread = sqrt((scatter_a + scatter_b) / (2 * gap.df)) if gap.df else 0.0
    d_average = float(gap.mean) / spread if spread else None
    return PairedGap(
        mean_a=pairs.total_a / n,
        mean_b=pairs.total_b / n,
        gap=gap,
        deviation_a=sqrt(scatter_a / gap.df) if gap.df else None,
        deviation_b=sqrt(scatter_b / gap.df) if gap.df else None,
        correlation=correlation(together, scatter_a, scatter_b),
        d_average=d_average,
        g_average=None if d_average is None else hedges_correction(2 * gap.df) * d_average,
    )


def signed_ranks(differences: Scores) -> SignedRanks:
    """Return the rank test of the differences within persons."""
    sizes: dict[Fraction, list[int]] = {}
    for value, count in zip(differences.values, differences.counts, strict=True):
        if value:
            sizes.setdefault(abs(value), [0, 0])[value > 0] += count
    doubled = below = 0
    for size in sorted(sizes):
        together = sum(sizes[size])
        doubled += sizes[size][1] * (2 * below + together + 1)
        below += together
    v, n = Fraction(doubled, 2), below
    ties = sum(sum(both) ** 3 - sum(both) for both in sizes.values())
    variance = Fraction(n * (n + 1) * (2 * n + 1), 24) - Fraction(ties, 48)
    if not variance:
        return SignedRanks(v, n, None)
    distance = max(Fraction(), abs(v - Fraction(n * (n + 1), 4)) - Fraction(1, 2))
    return SignedRanks(v, n, z_probability(float(distance) / sqrt(variance)))
