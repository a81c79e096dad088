"""Mean, median, variance and deviation of values found so many times."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from alignscan.measurement.units import in_units


class Moments(NamedTuple):
    """Moments of values found so many times; None where there is none."""

    mean: Fraction | None
    variance: Fraction | None
    """Divisor n - 1; None below two."""
    average_deviation: Fraction | None
    """Mean distance from the mean (AD_M).

    Source: Burke, Finkelstein & Dusig (1999), Organizational Research Methods 2, 49-68.
    """


def moments(whole: Sequence[int], unit: int, counts: Sequence[int]) -> Moments:
    """Return the moments of values in ``1 / unit`` found ``counts`` times."""
    n = sum(counts)
    if not whole or n == 0:
        return Moments(None, None, None)
    weighted = [value * count for value, count in zip(whole, counts, strict=True)]
    total = sum(weighted)
    away = [abs(n * value - total) for value in whole]
    return Moments(
        mean=Fraction(total, n * unit),
        variance=variance_of_sums(total, counted(weighted, whole), n, unit),
        average_deviation=Fraction(counted(away, counts), n**2 * unit),
    )


def mean(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the mean of values found ``counts`` times; None without values or counts."""
    return moments(*in_units(values), counts).mean


def variance(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the variance with divisor n - 1 of values found ``counts`` times; None below two."""
    return moments(*in_units(values), counts).variance


def variance_of_sums(total: int, squares: int, n: int, unit: int = 1) -> Fraction | None:
    """Return the variance with divisor n - 1 of n values from their sum and that of their squares.

    The values are in ``1 / unit``. None below two.
    """
    return Fraction(n * squares - total**2, n * (n - 1) * unit**2) if n > 1 else None


def mean_of_known(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the mean of the values that there are; None without any."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return known[0] if known else None
    whole, unit = in_units(known)
    return Fraction(sum(whole), unit * len(known))


def average_deviation(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the mean distance from the mean (AD_M); None without values or counts."""
    return moments(*in_units(values), counts).average_deviation


def median(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the middle value, or the mean of the two middle ones; None without any."""
    n = sum(counts)
    if not values or n == 0:
        return None
    ordered = sorted(zip(values, counts, strict=True))
    return (_at(ordered, (n - 1) // 2) + _at(ordered, n // 2)) / 2


def correlation(
    together: Fraction | int, scatter_a: Fraction | int, scatter_b: Fraction | int
) -> float | None:
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
