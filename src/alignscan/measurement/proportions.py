"""Shares: their differences, what nonresponse could do to them, and finite populations."""

from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from alignscan.measurement.intervals import Real, score_interval, wilson
from alignscan.measurement.tails import (
    UPPER,
    Interval,
    chi_square_probability,
    t_quantile,
)

Ratio = tuple[int, int]


class ShareDifference(NamedTuple):
    """The share in the first population minus the share in the second."""

    n_a: int
    n_b: int
    share_a: Fraction
    """0 to 1."""
    share_b: Fraction
    """0 to 1."""
    difference: Fraction
    """-1 to 1."""
    interval: Interval
    """95 % hybrid score interval of the difference.

    Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """

    @property
    def chi_square(self) -> float | None:
        """Pearson's statistic without continuity correction; None where all shares are 0 or 1."""
        count_a, count_b = self.share_a * self.n_a, self.share_b * self.n_b
        n, yes = self.n_a + self.n_b, count_a + count_b
        if yes in (0, n):
            return None
        cross = count_a * (self.n_b - count_b) - count_b * (self.n_a - count_a)
        return float(n * cross**2 / (self.n_a * self.n_b * yes * (n - yes)))

    @property
    def p(self) -> float | None:
        """Of ``chi_square``, two-sided."""
        found = self.chi_square
        return None if found is None else chi_square_probability(found, 1)


class Bounds(NamedTuple):
    """Between what a figure of everybody must lie, whatever those who did not answer think.

    Source: Manski (1989), Journal of Human Resources 24, 343-360.
    """

    low: Fraction
    high: Fraction
    response_rate: Fraction
    """Valid answers per person of the population, 0 to 1."""


def share_difference(
    count_a: int | Fraction, n_a: int, count_b: int | Fraction, n_b: int
) -> ShareDifference:
    """Return how two shares of populations that share nobody differ.

    A count may be a published share times n.
    Raises ValueError unless 0 <= count <= n and n > 0 in both.
    """
    within_a, within_b = wilson(count_a, n_a), wilson(count_b, n_b)
    (some_a, of_a), (some_b, of_b) = count_a.as_integer_ratio(), count_b.as_integer_ratio()
    ratio_a, ratio_b = (some_a, of_a * n_a), (some_b, of_b * n_b)
    a, b = Fraction(*ratio_a), Fraction(*ratio_b)
    return ShareDifference(
        n_a=n_a,
        n_b=n_b,
        share_a=a,
        share_b=b,
        difference=a - b,
        interval=_hybrid(ratio_a, within_a, ratio_b, within_b),
    )


def difference_interval(a: Ratio, n_a: int, b: Ratio, n_b: int) -> Interval:
    """Return the interval of ``ShareDifference`` from two shares as ratios of whole numbers."""
    return _hybrid(a, score_interval(*a, n_a), b, score_interval(*b, n_b))


def _hybrid(a: Ratio, within_a: Interval, b: Ratio, within_b: Interval) -> Interval:
    (some_a, of_a), (some_b, of_b) = a, b
    near_a, near_b = some_a / of_a, some_b / of_b
    distance = (some_a * of_b - some_b * of_a) / (of_a * of_b)
    below = sqrt((near_a - within_a[0]) ** 2 + (within_b[1] - near_b) ** 2)
    above = sqrt((within_a[1] - near_a) ** 2 + (near_b - within_b[0]) ** 2)
    return max(-1.0, distance - below), min(1.0, distance + above)


def share_bounds(count: int, n: int, population: int) -> Bounds:
    """Return the worst-case bounds of a share when ``population`` people could have answered.

    Raises ValueError unless 0 <= count <= n <= population and the population has somebody.
    """
    if not 0 <= count <= n:
        raise ValueError("a count lies between 0 and the number of answers")
    return mean_bounds(Fraction(count), n, population, Fraction(0), Fraction(1))


def mean_bounds(total: Fraction, n: int, population: int, low: Fraction, high: Fraction) -> Bounds:
    """Return the worst-case bounds of a mean of values from ``low`` to ``high``.

    ``total`` is the sum of the n values known. Raises ValueError unless n <= population, the
    population has somebody, and the total is possible.
    """
    _check_population(n, population)
    if not n * low <= total <= n * high:
        raise ValueError("the mean lies outside the scale")
    silent = population - n
    return Bounds(
        low=(total + silent * low) / population,
        high=(total + silent * high) / population,
        response_rate=Fraction(n, population),
    )


def finite_margin(n: int, variance: Real, population: int) -> float:
    """Return half the width of the t interval of a mean in a population of known size.

    In the unit of the mean; 0 when everybody answered. It treats those who answered as a random
    part of the population, which nonresponse need not be: show the response rate beside it.
    Raises ValueError below two people, for a negative variance, and for n > population.
    Source: Cochran (1977), Sampling Techniques, chapter 2.
    """
    _check_population(n, population)
    if n < 2 or variance < 0:
        raise ValueError("a margin needs two people and a variance that is not negative")
    return t_quantile(n - 1) * sqrt(Fraction(population - n, population) * variance / n)


def finite_wilson(count: int, n: int, population: int) -> Interval:
    """Return the score interval of a share in a population of known size.

    Wilson's interval with n* = n (N - 1) / (N - n) in the place of n; the share itself when
    everybody answered. Raises ValueError unless 0 <= count <= n <= population and n > 0.
    Source: Cochran (1977), Sampling Techniques, chapter 3; Wilson (1927), Journal of the American
    Statistical Association 22, 209-212.
    """
    _check_population(n, population)
    if n < 1 or not 0 <= count <= n:
        raise ValueError("a share needs somebody, and a count between 0 and their number")
    if n == population:
        return float(Fraction(count, n)), float(Fraction(count, n))
    effective = Fraction(n * (population - 1), population - n)
    return wilson(Fraction(count, n) * effective, effective)


def clopper_pearson(count: int, n: int) -> Interval:
    """Return the exact interval of a share, wider than Wilson's.

    Raises ValueError unless 0 <= count <= n and n > 0.
    Source: Clopper & Pearson (1934), Biometrika 26, 404-413.
    """
    from scipy.special import betaincinv

    if n < 1 or not 0 <= count <= n:
        raise ValueError("a share needs somebody, and a count between 0 and their number")
    low = float(betaincinv(count, n - count + 1, 1 - UPPER)) if count else 0.0
    high = float(betaincinv(count + 1, n - count, UPPER)) if count < n else 1.0
    return low, high


def _check_population(n: int, population: int) -> None:
    if population < 1 or not 0 <= n <= population:
        raise ValueError("no more people can answer than there are")
