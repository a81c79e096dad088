"""The noncentral t distribution, as far as the interval of an effect needs it."""

from functools import cache
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.tails import LOWER, UPPER, Interval

LARGE: Final = 300.0
"""From this t on scipy.special's series may take seconds, and its inverse ends at 1e6."""
SECANTS: Final = 40
NODES: Final = 128


def noncentrality(t: float, df: float) -> Interval:
    """Return the interval of the noncentrality of a t distribution in which ``t`` was observed.

    Source: Steiger & Fouladi (1997), in Harlow, Mulaik & Steiger, What if there were no
    significance tests?, 221-257.
    """
    if t < 0:
        low, high = noncentrality(-t, df)
        return -high, -low
    return _solved(t, df, UPPER), _solved(t, df, LOWER)


def noncentral_t(t: float, df: float, shift: float) -> float:
    """Return the probability of a smaller t than the one given; ``t`` is not negative.

    Far out by averaging over the normal numerator: for each of its values the rest is a chi-square
    probability.
    """
    from scipy.special import chdtrc, nctdtr

    if _is_near(t, df):
        return float(nctdtr(df, shift, t))
    nodes, weights = _hermite()
    ratio = np.maximum(shift + nodes, 0.0) / t
    return float(weights @ chdtrc(df, df * ratio**2))


def _solved(t: float, df: float, p: float) -> float:
    """Return the noncentrality at which a smaller t has the probability ``p``.

    In normal quantiles the probability is nearly a straight line, so that a few secants from a
    good guess reach full precision.
    """
    from scipy.special import ndtri

    here = _guess(t, df, p)
    there = here + 1e-4 * (1 + abs(here))
    missed = float(ndtri(noncentral_t(t, df, here)) - ndtri(p))
    for _ in range(SECANTS):
        left = float(ndtri(noncentral_t(t, df, there)) - ndtri(p))
        if left == missed or abs(there - here) <= 1e-14 * (1 + abs(here)):
            break
        here, there = there, there - left * (there - here) / (left - missed)
        missed = left
    return here


def _guess(t: float, df: float, p: float) -> float:
    from scipy.special import chdtri, nctdtrinc

    if _is_near(t, df):
        return float(nctdtrinc(df, p, t))
    return t * sqrt(float(chdtri(df, p)) / df)


def _is_near(t: float, df: float) -> bool:
    """Return whether the series serves; far out the chi-square part is the wider of the two."""
    return t < max(LARGE, sqrt(df))


@cache
def _hermite() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return normal values and their weights, which add up to 1."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return nodes, weights / weights.sum()
