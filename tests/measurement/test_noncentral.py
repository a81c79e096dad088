"""Intervals of effects far beyond what scipy.special's inverse reaches."""

from fractions import Fraction
from math import factorial, pi, sqrt

import pytest
from scipy import special
from tests.measurement.reference_scores import of

from alignscan.measurement.differences import difference, hedges_correction
from alignscan.measurement.distribution import scores_from_counts
from alignscan.measurement.noncentral import noncentral_t, noncentrality


@pytest.mark.parametrize("df", [1, 2, 10, 300, 66_688, 10**6, 10**7])
@pytest.mark.parametrize("t", [0.0, 0.3, 2.0, 17.0, 150.0, 299.0])
def test_the_ends_reach_their_probability(df: int, t: float) -> None:
    low, high = noncentrality(t, df)
    assert low < high
    assert special.nctdtr(df, low, t) == pytest.approx(0.975, abs=1e-11)
    assert special.nctdtr(df, high, t) == pytest.approx(0.025, abs=1e-11)
    assert noncentrality(-t, df) == pytest.approx((-high, -low), rel=1e-12)


@pytest.mark.parametrize(("df", "t"), [(2, 310.0), (10, 301.0), (1000, 400.0), (66_688, 1000.0)])
def test_both_ways_to_the_probability_agree(df: int, t: float) -> None:
    for shift in (0.9 * t, t - 2, t, t + 2, 1.1 * t):
        assert noncentral_t(t, df, shift) == pytest.approx(special.nctdtr(df, shift, t), abs=1e-12)


@pytest.mark.parametrize(("df", "t"), [(2, 1e6), (30, 1e5), (66_688, 3e6), (10**7, 3e8)])
def test_the_interval_grows_with_t(df: int, t: float) -> None:
    """Far out the normal part no longer counts: the ends are in proportion to t."""
    low, high = noncentrality(t, df)
    assert low < t < high
    assert noncentrality(10 * t, df) == pytest.approx((10 * low, 10 * high), rel=1e-6)


def test_groups_that_could_not_be_further_apart() -> None:
    """Everybody but one person gives the lowest answer here and the highest there."""
    values = [Fraction(1), Fraction("4.96"), Fraction(5)]
    a, b = (scores_from_counts(values, n) for n in ([30_000, 0, 0], [0, 1, 29_999]))
    found = difference(a, b)
    assert found is not None
    assert found.spread is not None
    low, high = found.spread.hedges_interval
    assert low < found.spread.hedges_g < high < 0
    assert (high - low) / abs(found.spread.hedges_g) < 0.02
    few = difference(of([Fraction(1)] * 2), of([Fraction("4.96"), Fraction(5)]))
    assert few is not None
    assert few.spread is not None
    assert few.spread.hedges_interval[0] < few.spread.hedges_g < few.spread.hedges_interval[1]


@pytest.mark.parametrize("df", [2, 18, 398, 400, 402, 5000, 20_000])
def test_the_correction_is_exact_for_any_size(df: int) -> None:
    """For even degrees of freedom the gamma functions are factorials, and a root of pi."""
    m = df // 2
    ratio = Fraction(4 ** (m - 1) * factorial(m - 1) ** 2, factorial(2 * m - 2))
    expected = float(ratio) / sqrt(pi) / sqrt(m)
    assert hedges_correction(df) == pytest.approx(expected, rel=1e-12)
