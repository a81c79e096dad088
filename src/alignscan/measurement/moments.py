"""Mean, median, variance and deviation of values found so many times."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import sqrt

from alignscan.measurement.units import in_units, total


def mean(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the mean of values found ``counts`` times; None without values or counts."""
    n = sum(counts)
    if not values or n == 0:
        return None
    whole, unit = in_units(values)
    return Fraction(counted(whole, counts), n * unit)


def variance(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the variance with divisor n - 1 of values found ``counts`` times; None below two."""
    n = sum(counts)
    if not values or n < 2:
        return None
    whole, unit = in_units(values)
    squares = counted([value**2 for value in whole], counts)
    return Fraction(n * squares - counted(whole, counts) ** 2, n * (n - 1) * unit**2)


def variance_of_sums(total: Fraction, squares: Fraction, n: int) -> Fraction | None:
    """Return the variance with divisor n - 1 from the sum and the sum of squares of n values.

    None below two.
    """
    if n < 2:
        return None
    (a, b), (c, d) = total.as_integer_ratio(), squares.as_integer_ratio()
    return Fraction(n * c * b**2 - d * a**2, n * (n - 1) * d * b**2)


def mean_of_known(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the mean of the values that there are; None without any."""
    known = [value for value in values if value is not None]
    return total(known) / len(known) if known else None


def average_deviation(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the mean distance from the mean (AD_M); None without values or counts.

    Source: Burke, Finkelstein & Dusig (1999), Organizational Research Methods 2, 49-68.
    """
    n = sum(counts)
    if not values or n == 0:
        return None
    whole, unit = in_units(values)
    total = counted(whole, counts)
    return Fraction(counted([abs(n * value - total) for value in whole], counts), n**2 * unit)


def median(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the middle value, or the mean of the two middle ones; None without any."""
    n = sum(counts)
    if not values or n == 0:
        return None
    ordered = sorted(zip(values, counts, strict=True))
    return (_at(ordered, (n - 1) // 2) + _at(ordered, n // 2)) / 2


def correlation(together: Fraction, scatter_a: Fraction, scatter_b: Fraction) -> float | None:
    """Return the correlation from centered sums, -1 to 1; None where something does not vary."""
    if not (scatter_a and scatter_b):
        return None
    size = sqrt(together**2 / (scatter_a * scatter_b))
    return size if together >= 0 else -size


def _at(ordered: Iterable[tuple[Fraction, int]], place: int) -> Fraction:
    for value, count in ordered:
        if place < count:
            return value
        place -= count
    raise IndexError(place)


def counted(values: Sequence[int], counts: Sequence[int]) -> int:
    """Return the sum of values found ``counts`` times; ValueError unless there is one for each."""
    return sum([value * count for value, count in zip(values, counts, strict=True)])
