"""Reliability: how well the items of a scale measure one thing, over complete answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import fsum
from typing import Final, Literal

from alignscan.measurement.complete import CompleteSums, Matrix
from alignscan.measurement.moments import correlation
from alignscan.measurement.omega import Omega, omega
from alignscan.measurement.tails import LOWER, UPPER, Interval, f_quantile

Band = Literal["poor", "questionable", "acceptable", "good", "excellent", "redundant"]
BANDS: Final[tuple[tuple[Fraction, Band], ...]] = (
    (Fraction(60, 100), "poor"),
    (Fraction(70, 100), "questionable"),
    (Fraction(80, 100), "acceptable"),
    (Fraction(90, 100), "good"),
    (Fraction(95, 100), "excellent"),
)
"""Ends, not included; rules of thumb after Nunnally (1978), Psychometric Theory."""


@dataclass(frozen=True)
class Reliability:
    """Reliability of one scale of two or more items in one population.

    None stands for what needs more people, more items, or items that vary.
    """

    rows: CompleteSums
    """The people who answered the whole scale, and how."""

    @property
    def n(self) -> int:
        """People who answered every item that applies to anybody in the population."""
        return self.rows.n

    @property
    def names(self) -> tuple[str, ...]:
        """The items."""
        return tuple(item.id for item in self.rows.items)

    @cached_property
    def alpha(self) -> Fraction | None:
        """Cronbach's alpha; below 0 when items run against each other."""
        rows = self.rows
        return None if rows.n < 2 else _alpha(len(rows.items), rows.trace, rows.total)

    @cached_property
    def interval(self) -> Interval | None:
        """95 % interval of alpha."""
        if self.alpha is None:
            return None
        return feldt_interval(self.alpha, self.n, len(self.names))

    @cached_property
    def standardized_alpha(self) -> float | None:
        """Alpha of the items with equal variances."""
        size, mean = len(self.names), self.mean_correlation
        return None if mean is None else size * mean / (1 + (size - 1) * mean)

    @cached_property
    def mean_correlation(self) -> float | None:
        """Mean correlation of two items."""
        table = self.rows.scatter
        return None if table is None else mean_correlation(table)

    @cached_property
    def item_rest(self) -> Mapping[str, float | None]:
        """By item the correlation with the sum of the others."""
        table = self.rows.scatter
        found = [None] * len(self.names) if table is None else item_rest(table)
        return dict(zip(self.names, found, strict=True))

    @cached_property
    def alpha_if_dropped(self) -> Mapping[str, Fraction | None]:
        """By item the alpha of the others; None when fewer than two are left."""
        table = self.rows.scatter
        found = [None] * len(self.names) if table is None else alpha_if_dropped(table)
        return dict(zip(self.names, found, strict=True))

    @property
    def against(self) -> tuple[str, ...]:
        """Items that run against their scale: a correlation with the others below 0.

        The usual reason is a negatively worded item that is not declared as ``reverse``.
        """
        return tuple(name for name, r in self.item_rest.items() if r is not None and r < 0)

    @cached_property
    def omega(self) -> Omega | None:
        """McDonald's omega of a one-factor model; None below three items."""
        table = self.rows.covariances
        return None if table is None else omega(table)

    @cached_property
    def spearman_brown(self) -> float | None:
        """Reliability of a scale of exactly two items from their correlation, 2 r / (1 + r).

        Source: Eisinga, te Grotenhuis & Pelzer (2013), International Journal of Public Health 58.
        """
        return self.standardized_alpha if len(self.names) == 2 else None

    @property
    def band(self) -> Band | None:
        """Alpha in words."""
        return None if self.alpha is None else band(self.alpha)


def cronbach_alpha(covariances: Matrix) -> Fraction | None:
    """Return alpha; None below two items or when the sum of the items does not vary.

    k / (k - 1) (1 - sum of item variances / variance of the sum). Source: Cronbach (1951),
    Psychometrika 16, 297-334.
    """
    size, rows = len(covariances), _row_sums(covariances)
    return _alpha(size, sum(covariances[i][i] for i in range(size)), sum(rows))


def alpha_if_dropped(covariances: Matrix) -> list[Fraction | None]:
    """Return for each item the alpha of the others; None as in ``cronbach_alpha``."""
    size, rows = len(covariances), _row_sums(covariances)
    variances = [covariances[i][i] for i in range(size)]
    own, total = sum(variances), sum(rows)
    return [
        _alpha(size - 1, own - variance, total - 2 * row + variance)
        for row, variance in zip(rows, variances, strict=True)
    ]


def feldt_interval(alpha: Fraction | float, n: int, items: int) -> Interval | None:
    """Return the 95 % interval of alpha; None below two people or items.

    1 - (1 - alpha) F at both tails with n - 1 and (n - 1)(k - 1) degrees of freedom. Source: Feldt,
    Woodruff & Salih (1987), Applied Psychological Measurement 11, 93-103.
    """
    if n < 2 or items < 2:
        return None
    free = (n - 1, (n - 1) * (items - 1))
    noise, low, high = float(1 - alpha), f_quantile(UPPER, *free), f_quantile(LOWER, *free)
    return 1 - noise * low, 1 - noise * high


def mean_correlation(covariances: Matrix) -> float | None:
    """Return the mean correlation of two items; None below two items or when one is constant."""
    size = len(covariances)
    if size < 2 or any(covariances[i][i] == 0 for i in range(size)):
        return None
    pairs = (
        correlation(covariances[a][b], covariances[a][a], covariances[b][b])
        for b in range(size)
        for a in range(b)
    )
    return fsum(r for r in pairs if r is not None) / (size * (size - 1) // 2)


def item_rest(covariances: Matrix) -> list[float | None]:
    """Return for each item its correlation with the sum of the others; None when one is constant.

    Source: Nunnally (1978), Psychometric Theory, chapter 8.
    """
    rows = _row_sums(covariances)
    total = sum(rows)
    found = []
    for place, row in enumerate(rows):
        own = covariances[place][place]
        found.append(correlation(row - own, own, total - 2 * row + own))
    return found


def band(alpha: Fraction) -> Band:
    """Return a reliability in words; a very high one says that items repeat each other."""
    return next((name for end, name in BANDS if alpha < end), "redundant")


def _row_sums(covariances: Matrix) -> list[Fraction | int]:
    return [sum(row) for row in covariances]


def _alpha(size: int, own: Fraction | int, total: Fraction | int) -> Fraction | None:
    if size < 2 or total == 0:
        return None
    return Fraction(size * (total - own), (size - 1) * total)
