"""Omega of a one-factor model, fitted by maximum likelihood."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.complete import Matrix

Floats = NDArray[np.float64]
ROUNDS: Final = 200
STEPS: Final = 500
"""Of EM, which is slow but keeps to its peak, before Newton's method takes over."""
STILL: Final = 1e-12
"""Change of uniquenesses below which EM has arrived."""
EXACT: Final = 1e-10
LOWEST: Final = 1e-6
"""Smallest uniqueness, as a share of the item's variance, that the search goes down to."""
HEYWOOD: Final = 1e-4
SINGULAR: Final = 1e-9
"""Smallest root of the correlations: below it items determine each other, and no fit is best."""
FLATTEST: Final = 1e-6


class Omega(NamedTuple):
    """Reliability by a one-factor model of the covariances."""

    value: float
    """(sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses), in 0 to 1."""
    observed: float
    """The same with the observed variance of the sum below the line."""
    loadings: tuple[float, ...]
    """In scores, in the order of the items."""
    uniquenesses: tuple[float, ...]
    """In squared scores."""
    heywood: bool
    """Whether an item is left without a variance of its own: the model does not fit."""


def omega(covariances: Matrix) -> Omega | None:
    """Return omega; None below three items, when an item is constant, or without a solution.

    Source: McDonald (1999), Test Theory; the fit after Joreskog (1967), Psychometrika 32, 443-482,
    with the exact second derivatives of Clarke (1970), British Journal of Mathematical and
    Statistical Psychology 23, 43-52.
    """
    size = len(covariances)
    if size < 3 or any(covariances[i][i] <= 0 for i in range(size)):
        return None
    table = np.array([[float(value) for value in row] for row in covariances])
    spread = np.sqrt(np.diag(table))
    fitted = _fit(table / np.outer(spread, spread))
    if fitted is None:
        return None
    loadings, unique = fitted[0] * spread, fitted[1] * spread**2
    common = float(loadings.sum()) ** 2
    return Omega(
        value=common / (common + float(unique.sum())),
        observed=common / float(sum((sum(row, Fraction()) for row in covariances), Fraction())),
        loadings=tuple(loadings.tolist()),
        uniquenesses=tuple(unique.tolist()),
        heywood=bool((fitted[1] < HEYWOOD).any()),
    )


def _fit(correlations: Floats) -> tuple[Floats, Floats] | None:
    """Return loadings and uniquenesses of standardized items, or None.

    The likelihood may have several peaks. The one taken is where the EM algorithm leads that begins
    with one half of every variance, the usual choice; Newton's method goes the rest of the way.
    """
    if np.linalg.eigvalsh(correlations)[0] < SINGULAR:
        return None
    for start in _starts(correlations):
        found = _climb(correlations, start)
        if found is not None:
            return _settled(correlations, found)
    return None


def _settled(correlations: Floats, found: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Return the edge in place of a point on the way to it: the search slows down towards it."""
    place = int(found[1].argmin())
    if found[1][place] >= HEYWOOD:
        return found
    edge = _edge(correlations, place)
    return edge if _edge_misfit(edge[1]) <= _misfit(correlations, *found) + 1e-12 else found


def _misfit(correlations: Floats, loadings: Floats, unique: Floats) -> float:
    """Return minus twice the log-likelihood per person, but for a constant."""
    implied = np.outer(loadings, loadings) + np.diag(unique)
    rest = np.trace(np.linalg.solve(implied, correlations)) - len(unique)
    return float(np.linalg.slogdet(implied)[1] + rest)


def _edge_misfit(unique: Floats) -> float:
    """Return the same where one uniqueness is 0: all but that item's are left."""
    return float(np.log(unique[unique > 0]).sum())


def _edge(correlations: Floats, place: int) -> tuple[Floats, Floats]:
    """Return the peak at which one item is left without a variance of its own.

    The item is then the factor itself: the loadings are the correlations with it, and nothing is
    left to be searched.
    """
    loadings: Floats = correlations[place].copy()
    unique: Floats = 1 - loadings**2
    unique[place] = 0.0
    return -loadings if loadings.sum() < 0 else loadings, unique


def _climb(correlations: Floats, log_unique: Floats) -> tuple[Floats, Floats] | None:
    """Return the nearest peak, or None.

    Newton's method on the logarithms of the uniquenesses, halving steps that do not improve.
    """
    state = _State.at(correlations, log_unique)
    for _ in range(ROUNDS):
        step, free = state.step(log_unique)
        if not np.isfinite(step).all():
            return None
        if np.abs(step[free]).max(initial=0.0) < EXACT or not free.all():
            break
        found = _improved(correlations, log_unique, state, step)
        if found is None:
            break
        log_unique, state = found
    unique: Floats = np.exp(log_unique)
    steep = np.abs(state.gradient[state.free(log_unique)]).max(initial=0.0)
    # On the way to an edge rounding hides the rest of the slope, and the edge is known exactly.
    if steep > 1e-7 and unique.min() >= HEYWOOD:
        return None
    return state.loadings(log_unique), unique


def _starts(correlations: Floats) -> Iterator[Floats]:
    """Yield uniquenesses to begin with, the second for where Newton's method loses its way.

    After some steps of EM from one half; then what the other items do not explain.
    """
    yield np.log(np.maximum(_em(correlations), 1e-4))
    own = np.diag(np.linalg.pinv(correlations))
    yield np.log(np.clip(1 / np.maximum(own, 1.0), 0.05, 1.0))


def _em(correlations: Floats) -> Floats:
    """Return the uniquenesses that EM has reached from one half of every variance.

    Source: Rubin & Thayer (1982), Psychometrika 47, 69-76.
    """
    unique = np.full(len(correlations), 0.5)
    loadings = np.sqrt(1 - unique)
    for _ in range(STEPS):
        weights = loadings / unique
        weights /= 1 + loadings @ weights
        shared = correlations @ weights
        loadings = shared / (1 - weights @ loadings + weights @ shared)
        before, unique = unique, np.maximum(1 - loadings * shared, 1e-12)
        if np.abs(unique - before).max() < STILL:
            break
    return unique


def _improved(
    correlations: Floats, log_unique: Floats, state: "_State", step: Floats
) -> "tuple[Floats, _State] | None":
    for halving in range(40):
        candidate = np.maximum(log_unique - step / 2**halving, np.log(LOWEST))
        found = _State.at(correlations, candidate)
        if found.misfit <= state.misfit + 1e-15:
            return candidate, found
    return None


class _State(NamedTuple):
    """The fit for given uniquenesses, the one factor taken out, with its derivatives."""

    misfit: float
    gradient: Floats
    curvature: Floats
    first: float
    axis: Floats

    @classmethod
    def at(cls, correlations: Floats, log_unique: Floats) -> "_State":
        scale = np.exp(-log_unique / 2)
        roots, axes = np.linalg.eigh(correlations * np.outer(scale, scale))
        roots = np.maximum(roots, 1e-300)
        rest, other = roots[:-1], axes[:, :-1]
        first, axis = float(roots[-1]), axes[:, -1]
        pull = (1 - rest) * (rest + first) / np.maximum(first - rest, 1e-300)
        return cls(
            misfit=float((rest - np.log(rest) - 1).sum()),
            gradient=(other**2) @ (1 - rest),
            curvature=(other @ other.T) * ((other * rest) @ other.T)
            + ((other * pull) @ other.T) * np.outer(axis, axis),
            first=first,
            axis=axis,
        )

    def free(self, log_unique: Floats) -> NDArray[np.bool_]:
        """Return which uniquenesses may move: those not pressed against the lowest value."""
        free: NDArray[np.bool_] = (log_unique > np.log(LOWEST)) | (self.gradient < 0)
        return free

    def step(self, log_unique: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Return what to subtract: Newton's step, turned downhill where the curve bends up."""
        free = self.free(log_unique)
        out = np.zeros_like(log_unique)
        slope, bend = self.gradient[free], self.curvature[np.ix_(free, free)]
        curves, axes = np.linalg.eigh(bend)
        steep = np.maximum(np.abs(curves), FLATTEST)
        out[free] = axes @ ((axes.T @ slope) / steep)
        return out / max(1.0, float(np.abs(out).max(initial=0.0))), free

    def loadings(self, log_unique: Floats) -> Floats:
        """Return the loadings that belong to the uniquenesses, their sum not below 0."""
        found: Floats = np.exp(log_unique / 2) * self.axis * np.sqrt(max(self.first - 1, 0.0))
        return -found if found.sum() < 0 else found
