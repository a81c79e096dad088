"""95 % intervals from what may be published: n, mean, variance, counts."""

from fractions import Fraction
from math import sqrt

from alignscan.measurement.tails import t_quantile, z_quantile

Real = float | Fraction


def margin_t(n: int, variance: Real) -> float:
    """Return half the width of the t-interval of a mean, in the unit of the mean.

    t(n - 1) * s / sqrt(n). Raises ValueError below two people or for a negative variance.
    Source: Student (1908), Biometrika 6, 1-25.
    """
    over, under = variance.as_integer_ratio()
    if over < 0:
        raise ValueError("a variance is never negative")
    return _t_quantile(n) * sqrt(over / (under * n))


def margin_from_mean(n: int, mean: Real, low: Real, high: Real) -> float:
    """Return the largest margin that a t-interval could have, given only n and the mean.

    For answers x between ``low`` and ``high``, (high - x)(x - low) >= 0; the mean of that over the
    people is (high - mean)(mean - low) - v >= 0, where v is their variance with divisor n
    (Bhatia & Davis, 2000, American Mathematical Monthly 107, 353-357). So s^2 = v n / (n - 1) is at
    most n (mean - low)(high - mean) / (n - 1), and s / sqrt(n) at most
    sqrt((mean - low)(high - mean) / (n - 1)). The margin says nothing about the people beyond the
    two numbers it is made of. At an end of the scale it is 0: only one set of answers gets there.

    Raises ValueError below two people or for a mean outside the scale.
    """
    if not low <= mean <= high:
        raise ValueError("the mean lies outside the scale")
    return _t_quantile(n) * sqrt((mean - low) * (high - mean) / (n - 1))


def wilson(count: Real, n: Real) -> tuple[float, float]:
    """Return the score interval of a share, both ends in 0 to 1.

    ``count`` may be a published share times n, and ``n`` an effective number. Raises ValueError
    unless 0 <= count <= n and n > 0.
    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    (counted, of), (people, parts) = count.as_integer_ratio(), n.as_integer_ratio()
    some, every = counted * parts, of * people
    if people < parts or not 0 <= some <= every:
        raise ValueError("a share needs somebody, and a count between 0 and their number")
    return score_interval(some, every, n)


def score_interval(some: int, every: int, n: Real) -> tuple[float, float]:
    """Return the same of the share ``some / every``."""
    z, share = z_quantile(), some / every
    squared = z**2
    center = share + squared / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + squared / (4 * n**2))
    scale = 1 + squared / n
    low = 0.0 if some == 0 else max(0.0, (center - spread) / scale)
    high = 1.0 if some == every else min(1.0, (center + spread) / scale)
    return low, high


def _t_quantile(n: int) -> float:
    if n < 2:
        raise ValueError("an interval needs at least two people")
    return t_quantile(n - 1)
