"""Which conditions an outcome goes together with: shares of R squared, never causes.

Derived importance depends on present variation: a condition that is equally good everywhere looks
unimportant. Say "associated with", and show R squared, n and the sign beside every share.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import factorial, sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.moments import correlation
from alignscan.measurement.tables_drivers import DriverSums
from alignscan.measurement.tails import LOWER, UPPER, Interval

FloatArray = NDArray[np.float64]

MOST_DRIVERS: Final = 15
"""Every set of drivers is a regression: 15 drivers make 32,768 of them."""
MINIMUM: Final = 100
"""People below whom no interval is given, and nothing should be ranked."""
REPLICATES: Final = 2000
SEED: Final = 20_240_607
"""Fixed, so that the same answers always give the same interval."""
_SINGULAR: Final = 1e-9
_AT_ONCE: Final = 2**18


class Driver(NamedTuple):
    """One driver of an outcome."""

    name: str
    correlation: float
    """With the outcome alone, -1 to 1: the sign that the shares do not have."""
    beta: float
    """Coefficient in the regression on all drivers, in standard deviations of both."""
    slope: float
    """The same in scores: outcome scores per driver score."""
    explained: float
    """R squared that the driver adds, averaged over all orders of the drivers (LMG, Shapley).

    Source: Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis.
    """
    share: float | None
    """``explained`` as a share of R squared, 0 to 1; None where R squared is 0."""
    explained_interval: Interval | None
    """95 % bootstrap interval of ``explained``; None below ``MINIMUM`` people."""
    share_interval: Interval | None
    """95 % bootstrap interval of ``share``."""


class DriverAnalysis(NamedTuple):
    """The drivers of one outcome."""

    outcome: str
    n: int
    """People with a score on the outcome and on every driver."""
    r_squared: float
    """Share of the outcome's variance that goes together with the drivers, 0 to 1."""
    adjusted_r_squared: float
    """The same, corrected for the number of drivers; may be below 0."""
    drivers: tuple[Driver, ...]
    """In the order of the sums; ``explained`` adds up to ``r_squared``."""


def analyze_drivers(sums: DriverSums) -> DriverAnalysis | None:
    """Return what the last name of the sums, the outcome, goes together with.

    None when there are too few people for the number of drivers, when a score does not vary, or
    when drivers determine each other. Raises ValueError for no driver or more than
    ``MOST_DRIVERS``.
    """
    p = len(sums.names) - 1
    if not 1 <= p <= MOST_DRIVERS:
        raise ValueError(f"an outcome needs 1 to {MOST_DRIVERS} drivers")
    covariances = sums.covariances()
    matrix = None if covariances is None else correlations(covariances)
    if covariances is None or matrix is None or sums.n <= p + 1 or _is_singular(matrix[:p, :p]):
        return None
    explained = shapley(matrix[np.newaxis])[0]
    r_squared = float(explained.sum())
    betas = np.linalg.solve(matrix[:p, :p], matrix[p, :p])
    slopes = [b * sqrt(covariances[p][p] / covariances[i][i]) for i, b in enumerate(betas.tolist())]
    intervals = _intervals(matrix, sums.n)
    drivers = (
        Driver(
            name=sums.names[i],
            correlation=float(matrix[p, i]),
            beta=float(betas[i]),
            slope=slopes[i],
            explained=float(explained[i]),
            share=float(explained[i]) / r_squared if r_squared > 0 else None,
            explained_interval=intervals[i][0],
            share_interval=intervals[i][1],
        )
        for i in range(p)
    )
    return DriverAnalysis(
        outcome=sums.names[p],
        n=sums.n,
        r_squared=r_squared,
        adjusted_r_squared=1 - (1 - r_squared) * (sums.n - 1) / (sums.n - p - 1),
        drivers=tuple(drivers),
    )


def correlations(covariances: Sequence[Sequence[Fraction]]) -> FloatArray | None:
    """Return the correlation matrix, each entry rounded once; None when a score does not vary."""
    size = len(covariances)
    matrix = np.eye(size)
    for i in range(size):
        for j in range(i + 1):
            r = correlation(covariances[i][j], covariances[i][i], covariances[j][j])
            if r is None:
                return None
            matrix[i, j] = matrix[j, i] = r
    return matrix


def shapley(matrices: FloatArray) -> FloatArray:
    """Return the R squared that each driver adds, averaged over all orders of the drivers.

    ``matrices`` is a stack of correlation or covariance matrices, outcome last; the result
    has one row for each matrix and one column for each driver.
    """
    p = matrices.shape[-1] - 1
    chunk = max(1, _AT_ONCE >> p)
    parts = [matrices[start : start + chunk] for start in range(0, len(matrices), chunk)]
    return np.concatenate([_shapley(part) for part in parts])


def percentiles(values: FloatArray) -> Interval:
    """Return the percentile interval of bootstrap results, interpolated as R's type 7."""
    low, high = np.quantile(values, [LOWER, UPPER])
    return float(low), float(high)


def resampled(matrix: FloatArray, n: int, replicates: int, seed: int) -> FloatArray:
    """Return scatter matrices of samples of n people from a normal population.

    The population has the given correlations. The matrices come from Bartlett's decomposition of
    the Wishart distribution, with numpy's PCG64 generator, so no respondent is needed.
    Source: Bartlett (1933), Proceedings of the Royal Society of Edinburgh 53, 260-283.
    """
    size = len(matrix)
    random = np.random.Generator(np.random.PCG64(seed))
    factors = np.tril(random.standard_normal((replicates, size, size)), -1)
    diagonal = np.arange(size)
    factors[:, diagonal, diagonal] = np.sqrt(random.chisquare(n - 1 - diagonal, (replicates, size)))
    factors = np.linalg.cholesky(matrix) @ factors
    scatter: FloatArray = factors @ factors.transpose(0, 2, 1)
    return scatter


def _intervals(matrix: FloatArray, n: int) -> list[tuple[Interval | None, Interval | None]]:
    if n < MINIMUM or _is_singular(matrix):
        return [(None, None)] * (len(matrix) - 1)
    explained = shapley(resampled(matrix, n, REPLICATES, SEED))
    shares = explained / explained.sum(axis=1, keepdims=True)
    pairs = zip(explained.T, shares.T, strict=True)
    return [(percentiles(part), percentiles(share)) for part, share in pairs]


def _shapley(matrices: FloatArray) -> FloatArray:
    explained = _explained(matrices)
    p = matrices.shape[-1] - 1
    sets = np.arange(2**p)
    sizes = sum((sets >> j & 1 for j in range(p)), np.zeros_like(sets))
    weights = np.array([factorial(s) * factorial(p - 1 - s) / factorial(p) for s in range(p)])
    columns = []
    for j in range(p):
        without = sets[sets >> j & 1 == 0]
        gains = explained[without | 1 << j] - explained[without]
        columns.append(np.einsum("s,sb->b", weights[sizes[without]], gains))
    return np.stack(columns, axis=1)


def _explained(matrices: FloatArray) -> FloatArray:
    """Return R squared for every set of drivers (bit j for driver j) and every matrix.

    One driver after the other is either left out or swept out of what remains, which makes every
    set of the earlier drivers share its work.
    """
    rest = np.moveaxis(matrices, 0, -1)[:, :, np.newaxis]
    while len(rest) > 1:
        left_out = rest[1:, 1:]
        swept = left_out - rest[1:, :1] * (rest[:1, 1:] / rest[:1, :1])
        rest = np.concatenate([left_out, swept], axis=2)
    explained: FloatArray = 1 - rest[0, 0] / matrices[:, -1, -1]
    return explained


def _is_singular(matrix: FloatArray) -> bool:
    return bool(np.linalg.eigvalsh(matrix)[0] < _SINGULAR)
