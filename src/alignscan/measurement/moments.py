"""Mean, variance and deviation of values found so many times."""

from collections.abc import Sequence
from fractions import Fraction

from alignscan.measurement.units import in_units


def mean(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the mean of values found ``counts`` times; None without values or counts."""
    n = sum(counts)
    if not values or n == 0:
        return None
    whole, unit = in_units(values)
    return Fraction(_sum(whole, counts), n * unit)


def variance(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the variance with divisor n - 1 of values found ``counts`` times; None below two."""
    n = sum(counts)
    if not values or n < 2:
        return None
    whole, unit = in_units(values)
    squares = _sum([value**2 for value in whole], counts)
    return Fraction(n * squares - _sum(whole, counts) ** 2, n * (n - 1) * unit**2)


def average_deviation(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the mean distance from the mean (AD_M); None without values or counts.

    Source: Burke, Finkelstein & Dusig (1999), Organizational Research Methods 2, 49-68.
    """
    n = sum(counts)
    if not values or n == 0:
        return None
    whole, unit = in_units(values)
    total = _sum(whole, counts)
    return Fraction(_sum([abs(n * value - total) for value in whole], counts), n**2 * unit)


def _sum(values: Sequence[int], counts: Sequence[int]) -> int:
    return sum(value * count for value, count in zip(values, counts, strict=True))
