"""How far two populations that share nobody are apart: in score points, in spreads and in ranks."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import exp, lgamma, sqrt
from typing import Final

from alignscan.measurement.distribution import Scores, joined, side_by_side
from alignscan.measurement.noncentral import noncentrality
from alignscan.measurement.tails import Interval, t_probability, t_quantile, z_probability

MANY: Final = 400
"""Degrees of freedom from which four terms of Stirling's series are exact."""


@dataclass(frozen=True, slots=True)
class WelchTest:
    """The difference of two means without the assumption of equal variances.

    Source: Welch (1947), Biometrika 34, 28-35; Satterthwaite (1946), Biometrics Bulletin 2,
    110-114.
    """

    standard_error: float
    """Of the difference, in scores."""
    t: float
    df: float
    """Degrees of freedom, rarely a whole number."""
    p: float
    """Two-sided."""
    interval: Interval
    """95 % interval of the difference, in scores."""


@dataclass(frozen=True)
class SpreadEffect:
    """The difference of two means in standard deviations; of no use where nobody varies.

    Source: Hedges (1981), Journal of Educational Statistics 6, 107-128.
    """

    cohens_d: float
    """Difference over the pooled standard deviation."""
    hedges_g: float
    """``cohens_d`` with the exact correction for small groups."""
    hedges_g_unpooled: float | None
    """With the root of the mean variance and Welch's df instead; None without a Welch test."""
    t: float
    """Of the test that assumes equal variances (Student, 1908)."""
    df: int
    """Its degrees of freedom."""
    g_per_t: float
    """``hedges_g`` where ``t`` is 1."""

    @cached_property
    def hedges_interval(self) -> Interval:
        """95 % interval of ``hedges_g`` from the noncentral t distribution."""
        low, high = noncentrality(self.t, self.df)
        return self.g_per_t * low, self.g_per_t * high

    @property
    def student_p(self) -> float:
        """Two-sided p of the t test that assumes equal variances."""
        return t_probability(self.t, self.df)


@dataclass(frozen=True, slots=True)
class RankTest:
    """How often somebody of the one population scores above somebody of the other.

    Source: Mann & Whitney (1947), Annals of Mathematical Statistics 18, 50-60; Cliff (1993),
    Psychological Bulletin 114, 494-509.
    """

    u: Fraction
    """Pairs in which the first population is above the second, ties counted half."""
    cliffs_delta: Fraction
    """Share of pairs above minus share of pairs below, -1 to 1."""
    p: float | None
    """Two-sided, normal with tie and continuity correction; None where everybody is tied."""
    p_uncorrected: float | None
    """The same without continuity correction."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first population minus the second."""

    n_a: int
    n_b: int
    mean_a: Fraction
    """Score."""
    mean_b: Fraction
    """Score."""
    difference: Fraction
    """``mean_a - mean_b``, in scores."""
    welch: WelchTest | None
    """None where a population has fewer than two people, or nobody varies in either."""
    spread: SpreadEffect | None
    """None below four people together, or where nobody varies within either population."""
    ranks: RankTest


def difference(a: Scores, b: Scores) -> Difference | None:
    """Return how two populations that share nobody differ; None when one of them is empty."""
    if a.mean is None or b.mean is None:
        return None
    apart = a.mean - b.mean
    welch = _welch(a, b, float(apart))
    return Difference(
        n_a=a.n,
        n_b=b.n,
        mean_a=a.mean,
        mean_b=b.mean,
        difference=apart,
        welch=welch,
        spread=_spread(a, b, float(apart), welch),
        ranks=rank_test(a, b),
    )


def versus_rest(groups: Mapping[str, Scores]) -> dict[str, Difference]:
    """Return for each group how it differs from all other groups together.

    A group is never compared with a total that contains it. Groups without scores, or without
    anybody else, are left out. Respondents who are in no group count nowhere.
    """
    everybody = joined(list(groups.values()))
    found = {name: difference(scores, everybody.without(scores)) for name, scores in groups.items()}
    return {name: result for name, result in found.items() if result is not None}


def pairwise(groups: Mapping[str, Scores]) -> dict[tuple[str, str], Difference]:
    """Return how each group differs from each later one; groups without scores are left out."""
    found = {(a, b): difference(groups[a], groups[b]) for a, b in combinations(groups, 2)}
    return {pair: result for pair, result in found.items() if result is not None}


def rank_test(a: Scores, b: Scores) -> RankTest:
    """Return the comparison by ranks; ValueError when a population is empty."""
    if not (a.n and b.n):
        raise ValueError("ranks are compared between people; one population has nobody")
    table, pairs = side_by_side([a, b]), a.n * b.n
    doubled = _doubled_pairs_above(table)
    distance = abs(doubled - pairs)  # of twice u
    error = _rank_error(a.n, b.n, [x + y for x, y in table])
    return RankTest(
        u=Fraction(doubled, 2),
        cliffs_delta=Fraction(doubled - pairs, pairs),
        p=_normal_p(max(0, distance - 1) / 2, error),
        p_uncorrected=_normal_p(distance / 2, error),
    )


def hedges_correction(df: float) -> float:
    """Return the exact factor J that takes the small-sample bias from a standardized difference.

    J = Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)). Raises ValueError at df <= 1, where it
    is not defined. Source: Hedges (1981), Journal of Educational Statistics 6, 107-128.
    """
    if df <= 1:
        raise ValueError("the correction needs more than one degree of freedom")
    if df < MANY:
        return exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
    # The two logarithms would share all but their last digits; the ratio has a series of its own.
    x = (df - 1) / 2
    ratio = 1 - 1 / (8 * x) + 1 / (128 * x**2) + 5 / (1024 * x**3) - 21 / (32768 * x**4)
    return sqrt(1 - 1 / df) * ratio


def cliff_band(delta: Fraction | float) -> str:
    """Return ``negligible``, ``small``, ``medium`` or ``large``, whatever the sign.

    Source: Romano, Kromrey, Coraggio & Skowronek (2006), Florida Association of Institutional
    Research, with the limits .147, .33 and .474.
    """
    limits = {"negligible": 0.147, "small": 0.33, "medium": 0.474}
    size = abs(float(delta))
    return next((band for band, limit in limits.items() if size < limit), "large")


def _welch(a: Scores, b: Scores, distance: float) -> WelchTest | None:
    if a.variance is None or b.variance is None:
        return None
    (square_a, of_a), (square_b, of_b) = map(Fraction.as_integer_ratio, (a.variance, b.variance))
    part_a, part_b, unit = square_a * of_b * b.n, square_b * of_a * a.n, of_a * a.n * of_b * b.n
    both, less_a, less_b = part_a + part_b, a.n - 1, b.n - 1
    if both == 0:
        return None
    df = both**2 * less_a * less_b / (part_a**2 * less_b + part_b**2 * less_a)
    error = sqrt(both / unit)
    margin = t_quantile(df) * error
    t = distance / error
    return WelchTest(error, t, df, t_probability(t, df), (distance - margin, distance + margin))


def _spread(a: Scores, b: Scores, distance: float, welch: WelchTest | None) -> SpreadEffect | None:
    df = a.n + b.n - 2
    if a.deviations is None or b.deviations is None or df < 2:
        return None
    scatter, unit = _added(a.deviations, b.deviations)
    if scatter == 0:
        return None
    d = distance / sqrt(scatter / (unit * df))
    per_t = sqrt(1 / a.n + 1 / b.n)
    j = hedges_correction(df)
    return SpreadEffect(
        cohens_d=d,
        hedges_g=j * d,
        hedges_g_unpooled=_unpooled(a, b, distance, welch),
        t=d / per_t,
        df=df,
        g_per_t=j * per_t,
    )


def _unpooled(a: Scores, b: Scores, distance: float, welch: WelchTest | None) -> float | None:
    if welch is None or welch.df <= 1:
        return None
    both, unit = _added(a.variance or Fraction(), b.variance or Fraction())
    return hedges_correction(welch.df) * distance / sqrt(both / (2 * unit))


def _added(a: Fraction, b: Fraction) -> tuple[int, int]:
    """Return the sum as a ratio of whole numbers, not reduced."""
    (some_a, of_a), (some_b, of_b) = a.as_integer_ratio(), b.as_integer_ratio()
    return some_a * of_b + some_b * of_a, of_a * of_b


def _doubled_pairs_above(table: list[tuple[int, ...]]) -> int:
    doubled = below = 0
    for in_a, in_b in table:
        doubled += in_a * (2 * below + in_b)
        below += in_b
    return doubled


def _rank_error(n_a: int, n_b: int, ties: list[int]) -> float:
    """Return the standard error of u."""
    n = n_a + n_b
    tied = sum([t * (t * t - 1) for t in ties])
    return sqrt(n_a * n_b * ((n + 1) * n * (n - 1) - tied) / (12 * n * (n - 1)))


def _normal_p(distance: float, error: float) -> float | None:
    return z_probability(distance / error) if error else None
