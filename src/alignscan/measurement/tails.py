"""Quantiles and tail probabilities of the distributions that tests and intervals need.

scipy.special gives them; it is loaded on first use, because loading it takes longer than counting.
"""

from functools import cache
from typing import Final

CONFIDENCE: Final = 0.95
UPPER: Final = (1 + CONFIDENCE) / 2
"""The probability below the upper end of a two-sided interval."""
LOWER: Final = (1 - CONFIDENCE) / 2
"""The probability below its lower end."""
Interval = tuple[float, float]


@cache
def z_quantile() -> float:
    """Return the normal value that a two-sided interval reaches."""
    from scipy.special import ndtri

    return float(ndtri(UPPER))


@cache
def t_quantile(df: float) -> float:
    """Return the t value that a two-sided interval reaches; ``df`` may be a fraction above 0."""
    from scipy.special import stdtrit

    return float(stdtrit(df, UPPER))


def f_quantile(p: float, df1: float, df2: float) -> float:
    """Return the quantile of an F distribution.

    From the beta distribution: R's qf() turns to an approximation above 400,000 degrees of freedom.
    """
    from scipy.special import betaincinv

    # The smaller tail keeps the digits that 1 - x would lose.
    if p > 0.5:
        other = float(betaincinv(df2 / 2, df1 / 2, 1 - p))
        return df2 * (1 - other) / (df1 * other)
    share = float(betaincinv(df1 / 2, df2 / 2, p))
    return df2 * share / (df1 * (1 - share))


def t_probability(t: float, df: float) -> float:
    """Return the two-sided probability of a t value."""
    from scipy.special import stdtr

    return min(1.0, 2 * float(stdtr(df, -abs(t))))


def f_probability(f: float, df1: float, df2: float) -> float:
    """Return the probability of an F value or more."""
    from scipy.special import fdtrc

    return float(fdtrc(df1, df2, f))


def chi_square_probability(value: float, df: float) -> float:
    """Return the probability of a chi-square value or more."""
    from scipy.special import chdtrc

    return float(chdtrc(df, value))


def z_probability(z: float) -> float:
    """Return the two-sided probability of a normal value."""
    from scipy.special import ndtr

    return min(1.0, 2 * float(ndtr(-abs(z))))
