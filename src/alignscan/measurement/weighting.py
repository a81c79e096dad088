"""Weighting answers to known head counts: post-stratification and raking, from sums by cell.

A cell is one combination of the weighting variables. Weights repair a different mix of people, not
a different opinion of those who stayed silent; show the unweighted figure beside the weighted one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import fsum, sqrt
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.distribution import Scores

Key = tuple[str, ...]
"""One category for each weighting variable."""
Method = Literal["post-stratification", "raking"]
FloatArray = NDArray[np.float64]

_PRECISION: Final = 1e-12
_CYCLES: Final = 10_000


class CannotWeight(ValueError):
    """The answers cannot be weighted to these head counts; ``cells`` says where."""

    def __init__(self, message: str, cells: Sequence[Key] = ()) -> None:
        super().__init__(message)
        self.cells = tuple(cells)
        """The cells or categories concerned, ascending."""


class EmptyCells(CannotWeight):
    """Nobody answered in cells or categories in which there are people."""


class UnknownCells(CannotWeight):
    """People answered in cells or categories for which there is no head count."""


class NotConverged(CannotWeight):
    """No weights meet all head counts at once, mostly because too many cells are empty."""


@dataclass(frozen=True)
class CellSums:
    """The people of one cell and the sums of what is estimated."""

    n: int
    """People with a value."""
    total: Fraction
    """Sum of the values."""
    squares: Fraction
    """Sum of the squared values; for a yes or no the same as ``total``."""

    @cached_property
    def mean(self) -> Fraction:
        """The mean of the cell; there is somebody in it."""
        return self.total / self.n

    @cached_property
    def scatter(self) -> Fraction:
        """The sum of the squared distances from the mean."""
        return self.squares - self.total**2 / self.n


class Weights(NamedTuple):
    """One weight for everybody in a cell."""

    method: Method
    by_cell: Mapping[Key, float]
    """People of the population that one respondent stands for."""
    total: float
    """Sum over respondents: the population."""
    smallest: float
    largest: float
    effective_n: float
    """Respondents that would give the same precision unweighted.

    Source: Kish (1965), Survey Sampling, section 11.7.
    """
    design_effect: float
    """Respondents per effective respondent, at least 1."""


class WeightedMean(NamedTuple):
    """A weighted mean, with the unweighted one."""

    n: int
    mean: float
    """Score, or share in 0 to 1."""
    standard_error: float | None
    """Linearized, as the weighting method allows; None below two people.

    Source: Deville & Särndal (1992), Journal of the American Statistical Association 87, 376-382.
    """
    error_of_weights: float | None
    """The same as if the weights had been given, not adjusted to the answers."""
    variance: float
    """Weighted variance between persons; the divisor is the sum of the weights."""
    unweighted: float
    """Mean without weights."""
    unweighted_error: float | None
    """Standard error of the mean without weights."""


def cell_sums(cells: Mapping[Key, Scores]) -> dict[Key, CellSums]:
    """Return the sums of the cells in which somebody has a score."""
    return {key: CellSums(s.n, s.total, s.squares) for key, s in cells.items() if s.n}


def post_stratified(cells: Mapping[Key, CellSums], population: Mapping[Key, int]) -> Weights:
    """Return the weights that give every cell its share of the population.

    Raises EmptyCells where there are people but no answers, UnknownCells where there are answers
    but no people.
    """
    _check({key for key, cell in cells.items() if cell.n}, population)
    weights = {key: population[key] / cell.n for key, cell in cells.items() if cell.n}
    return _weights("post-stratification", cells, weights)


def raked(cells: Mapping[Key, CellSums], margins: Sequence[Mapping[str, int]]) -> Weights:
    """Return the weights that give every category of every variable its share of the population.

    ``margins`` has the head counts of the categories of each variable, in the order of the keys.
    Raises EmptyCells and UnknownCells for categories (keys of length one), CannotWeight when the
    head counts of the variables do not add up to the same number, and NotConverged.
    Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
    """
    keys = [key for key, cell in cells.items() if cell.n]
    if not margins or len({sum(margin.values()) for margin in margins}) != 1:
        raise CannotWeight("the head counts of the variables do not add up to the same number")
    for variable, margin in enumerate(margins):
        counts: dict[Key, int] = {(category,): count for category, count in margin.items()}
        _check({(key[variable],) for key in keys}, counts)
    n = np.array([cells[key].n for key in keys], dtype=np.float64)
    fitted = _fit(n, [_coded(keys, v, margin) for v, margin in enumerate(margins)])
    return _weights("raking", cells, dict(zip(keys, (fitted / n).tolist(), strict=True)))


def weighted_mean(cells: Mapping[Key, CellSums], weights: Weights) -> WeightedMean:
    """Return the mean with the weights that were made for the same cells.

    The error takes into account that the weights were adjusted to the answers: it is that of the
    residuals from the cell means (post-stratification) or from the fitted margins (raking), as in
    R's package survey. Raises KeyError when a cell with answers has no weight.
    """
    keys = [key for key, cell in cells.items() if cell.n]
    n = sum(cells[key].n for key in keys)
    mean = fsum(weights.by_cell[key] * float(cells[key].total) for key in keys) / weights.total
    flat = dict.fromkeys(keys, Fraction(mean))
    total = sum((cells[key].total for key in keys), Fraction())
    center = total / n
    scatter = fsum(_distance(cells[key], center) for key in keys)
    return WeightedMean(
        n=n,
        mean=mean,
        standard_error=_error(cells, weights, _fits(cells, keys, weights.method)),
        error_of_weights=_error(cells, weights, flat),
        variance=fsum(weights.by_cell[key] * _distance(cells[key], flat[key]) for key in keys)
        / weights.total,
        unweighted=float(center),
        unweighted_error=sqrt(scatter / (n - 1) / n) if n > 1 else None,
    )


def stratified_error(
    cells: Mapping[Key, CellSums], population: Mapping[Key, int], *, finite: bool = False
) -> float | None:
    """Return the textbook standard error of a mean by strata; None with one person in a stratum.

    ``finite`` corrects it for strata of known size. Source: Cochran (1977), Sampling Techniques,
    chapter 5.
    """
    whole = sum(population.values())
    parts = []
    for key, cell in cells.items():
        if cell.n < 2:
            return None
        size = population[key]
        left = Fraction(size - cell.n, size) if finite else Fraction(1)
        parts.append(Fraction(size, whole) ** 2 * left * cell.scatter / (cell.n - 1) / cell.n)
    return sqrt(fsum(parts))


def _check(answered: set[Key], population: Mapping[Key, int]) -> None:
    peopled = {key for key, count in population.items() if count > 0}
    if not answered:
        raise EmptyCells("nobody answered", sorted(peopled))
    if empty := sorted(peopled - answered):
        raise EmptyCells("nobody answered where there are people; join categories", empty)
    if unknown := sorted(answered - peopled):
        raise UnknownCells("there are answers where nobody was counted", unknown)


def _coded(
    keys: Sequence[Key], variable: int, margin: Mapping[str, int]
) -> tuple[NDArray[np.int64], FloatArray]:
    """Return each cell's category as an index, and the head count of each index."""
    categories = [category for category, count in margin.items() if count > 0]
    place = {category: index for index, category in enumerate(categories)}
    index = np.array([place[key[variable]] for key in keys], dtype=np.int64)
    return index, np.array([margin[category] for category in categories], dtype=np.float64)


def _fit(start: FloatArray, margins: Sequence[tuple[NDArray[np.int64], FloatArray]]) -> FloatArray:
    """Return cell totals that meet every margin, proportional to the start otherwise."""
    fitted = start.copy()
    for _ in range(_CYCLES):
        worst = 0.0
        for index, target in margins:
            factor = target / np.bincount(index, weights=fitted, minlength=target.size)
            worst = max(worst, float(np.abs(factor - 1).max()))
            fitted *= factor[index]
        if worst <= _PRECISION:
            return fitted
    raise NotConverged("no weights meet the head counts of all variables; join categories")


def _weights(
    method: Method, cells: Mapping[Key, CellSums], by_cell: Mapping[Key, float]
) -> Weights:
    n = sum(cells[key].n for key in by_cell)
    total = fsum(cells[key].n * weight for key, weight in by_cell.items())
    effective = total**2 / fsum(cells[key].n * weight**2 for key, weight in by_cell.items())
    return Weights(
        method=method,
        by_cell=by_cell,
        total=total,
        smallest=min(by_cell.values()),
        largest=max(by_cell.values()),
        effective_n=effective,
        design_effect=n / effective,
    )


def _fits(
    cells: Mapping[Key, CellSums], keys: Sequence[Key], method: Method
) -> dict[Key, Fraction]:
    """Return what the weighting variables predict for each cell."""
    if method == "post-stratification":
        return {key: cells[key].mean for key in keys}
    columns = [np.ones(len(keys))]
    for variable in range(len(keys[0])):
        for category in sorted({key[variable] for key in keys})[1:]:
            columns.append(np.array([float(key[variable] == category) for key in keys]))
    root = np.sqrt([float(cells[key].n) for key in keys])
    means = np.array([float(cells[key].mean) for key in keys])
    design = np.stack(columns, axis=1)
    found = np.linalg.lstsq(design * root[:, np.newaxis], means * root, rcond=None)[0]
    return {key: Fraction(fit) for key, fit in zip(keys, (design @ found).tolist(), strict=True)}


def _error(
    cells: Mapping[Key, CellSums], weights: Weights, fits: Mapping[Key, Fraction]
) -> float | None:
    n = sum(cells[key].n for key in fits)
    if n < 2:
        return None
    squares = fsum(weights.by_cell[key] ** 2 * _distance(cells[key], fits[key]) for key in fits)
    left = fsum(
        weights.by_cell[key] * cells[key].n * (float(cells[key].mean) - float(fits[key]))
        for key in fits
    )
    return sqrt((squares - left**2 / n) * n / (n - 1)) / weights.total


def _distance(cell: CellSums, center: Fraction) -> float:
    """Return the sum of the squared distances from a center, without cancellation.

    The scatter around the cell's own mean is exact, so that floats are good for the rest.
    """
    return float(cell.scatter) + cell.n * (float(cell.mean) - float(center)) ** 2
