"""How sure published figures are: what chance alone may have moved, with 95 % confidence.

From thirty answers on the spread of the answers is used; below that nothing but the published
figure and n, so that a margin says no more than they do. Where the survey file asks for it, margins
allow for how many of the people invited answered (``Precision.population``).
"""

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import sqrt

from alignscan.measurement.intervals import margin_t, wilson
from alignscan.measurement.proportions import finite_margin
from alignscan.measurement.units import in_units
from alignscan.publish.policy import TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.rounding import rounded, rounded_ratio

Interval = tuple[Decimal | None, Decimal | None]
Ends = tuple[Fraction, Fraction]
UNIT: Ends = (Fraction(0), Fraction(1))


def mean_margin(
    printed: Decimal | None, n: int, variance: Fraction | None, field: str, precision: Precision
) -> Decimal | None:
    """Return half the width of the interval of a published mean, rounded up to 0.1.

    ``field`` is the variance's in the allow-list. None without a mean and without a sample.
    """
    if printed is None or variance is None or not precision.is_sample(n):
        return None
    half = _half(printed, n, variance, field, precision, precision.ends)
    margin = rounded(half, TENTH, ROUND_CEILING)
    return margin if precision.open else max(margin, TENTH)


def share_interval(share: Decimal | None, n: int, precision: Precision) -> Interval:
    """Return Wilson's interval of the published favorable share of n answers."""
    if share is None or not precision.is_sample(n):
        return None, None
    size = _effective(n, precision.population)
    low, high = wilson(float(share) * size, size)
    step = precision.step("ItemMeasure.favorable")
    return rounded(low, step), rounded(high, step)


def person_share_interval(
    share: Decimal | None, n: int, variance: Fraction | None, precision: Precision
) -> Interval:
    """Return the interval of the published mean of n persons' favorable shares.

    The answers of one person are not independent, so this is a mean and not a count.
    """
    if share is None or variance is None or not precision.is_sample(n):
        return None, None
    field = "ScoreMeasure.favorable_variance"
    step = precision.step(field)
    half = rounded(_half(share, n, variance, field, precision, UNIT), step, ROUND_CEILING)
    margin = half if precision.open else max(half, step)
    none, all_of_it = rounded_ratio(0, 1, step), rounded_ratio(1, 1, step)
    return max(share - margin, none), min(share + margin, all_of_it)


def deviation(
    variance: Fraction | None, n: int, field: str, precision: Precision
) -> Decimal | None:
    """Return the standard deviation; None where it is not published, or would round to nothing."""
    if variance is None or precision.coarse or not precision.allows(field, n):
        return None
    square, of = variance.as_integer_ratio()
    found = rounded(sqrt(square / of), precision.step(field))
    return found if found or precision.open else None


def _half(
    printed: Decimal, n: int, variance: Fraction, field: str, precision: Precision, ends: Ends
) -> float:
    spread = variance
    if precision.coarse or not precision.allows(field, n):
        spread = _largest(n, Fraction(printed), ends)
    if precision.population is None:
        return margin_t(n, spread)
    return finite_margin(n, spread, precision.population)


def _largest(n: int, mean: Fraction, ends: Ends) -> Fraction:
    """Return the largest variance that n values with this mean can have.

    Source: Bhatia & Davis (2000), American Mathematical Monthly 107, 353-357.
    """
    (mean_units, low, high), unit = in_units((mean, *ends))
    inside = min(max(mean_units, low), high)
    return Fraction(n * (inside - low) * (high - inside), (n - 1) * unit**2)


def _effective(n: int, population: int | None) -> float:
    """Return how many answers of an endless population would be as sure as these."""
    return float(n) if population is None else n * (population - 1) / (population - n)
