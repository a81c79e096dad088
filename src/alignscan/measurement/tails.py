"""Quantiles and tail probabilities of the distributions that tests and intervals need.

scipy.special gives them; it is loaded on first use, because loading it takes longer than counting.
"""

from alignscan.measurement.intervals import CONFIDENCE

Interval = tuple[float, float]
UPPER = (1 + CONFIDENCE) / 2
"""The probability below the upper end of a two-sided interval."""


def t_quantile(df: float) -> float:
    """Return the t value that a two-sided interval reaches; ``df`` may be a fraction above 0."""
    from scipy.special import stdtrit

    return float(stdtrit(df, UPPER))


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


def noncentrality(t: float, df: float) -> Interval:
    """Return the interval of the noncentrality of a t distribution in which ``t`` was observed.

    Source: Steiger & Fouladi (1997), in Harlow, Mulaik & Steiger, What if there were no
    significance tests?, 221-257.
    """
    from scipy.special import nctdtrinc

    return float(nctdtrinc(df, UPPER, t)), float(nctdtrinc(df, 1 - UPPER, t))
