"""Reliability: how well the items of a scale measure one thing, over complete answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import sqrt
from typing import Final, Literal, TypeVar

from alignscan.measurement.complete import CompleteSums, Matrix
from alignscan.measurement.intervals import CONFIDENCE
from alignscan.measurement.omega import Omega, omega

T = TypeVar("T")
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
        table = self.rows.covariances
        return None if table is None else cronbach_alpha(table)

    @cached_property
    def interval(self) -> tuple[float, float] | None:
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
        table = self.rows.covariances
        return None if table is None else mean_correlation(table)

    @cached_property
    def item_rest(self) -> Mapping[str, float | None]:
        """By item the correlation with the sum of the others."""
        table = self.rows.covariances
        return {
            name: None if table is None else item_rest(table, place)
            for place, name in enumerate(self.names)
        }

    @cached_property
    def alpha_if_dropped(self) -> Mapping[str, Fraction | None]:
        """By item the alpha of the others; None when fewer than two are left."""
        table = self.rows.covariances
        return {
            name: None if table is None else cronbach_alpha(without(table, place))
            for place, name in enumerate(self.names)
        }

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
    size = len(covariances)
    total = sum((sum(row, Fraction()) for row in covariances), Fraction())
    if size < 2 or total == 0:
        return None
    own = sum((covariances[i][i] for i in range(size)), Fraction())
    return Fraction(size, size - 1) * (1 - own / total)


def feldt_interval(alpha: Fraction | float, n: int, items: int) -> tuple[float, float] | None:
    """Return the 95 % interval of alpha; None below two people or items.

    1 - (1 - alpha) F at both tails with n - 1 and (n - 1)(k - 1) degrees of freedom. Source: Feldt,
    Woodruff & Salih (1987), Applied Psychological Measurement 11, 93-103. The quantiles come from
    the beta distribution: R's qf() turns to an approximation above 400,000 degrees of freedom.
    """
    if n < 2 or items < 2:
        return None
    free = (n - 1, (n - 1) * (items - 1))
    tail = (1 - CONFIDENCE) / 2
    low, high = (f_quantile(p, *free) for p in (1 - tail, tail))
    return float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high)


def f_quantile(p: float, df1: float, df2: float) -> float:
    """Return the quantile of an F distribution."""
    from scipy.special import betaincinv

    # The smaller tail keeps the digits that 1 - x would lose.
    if p > 0.5:
        other = float(betaincinv(df2 / 2, df1 / 2, 1 - p))
        return df2 * (1 - other) / (df1 * other)
    share = float(betaincinv(df1 / 2, df2 / 2, p))
    return df2 * share / (df1 * (1 - share))


def mean_correlation(covariances: Matrix) -> float | None:
    """Return the mean correlation of two items; None below two items or when one is constant."""
    size = len(covariances)
    if size < 2 or any(covariances[i][i] == 0 for i in range(size)):
        return None
    pairs = [_correlation(covariances, a, b) for b in range(size) for a in range(b)]
    return sum(pairs) / len(pairs)


def item_rest(covariances: Matrix, place: int) -> float | None:
    """Return the correlation of an item with the sum of the others; None when one is constant."""
    rest = without(covariances, place)
    spread = covariances[place][place] * sum((sum(row, Fraction()) for row in rest), Fraction())
    if spread <= 0:
        return None
    shared = sum(covariances[place], Fraction()) - covariances[place][place]
    return float(shared) / sqrt(spread)


def without(covariances: Matrix, place: int) -> Matrix:
    """Return the covariances of the other items."""
    return tuple(_skipped(row, place) for row in _skipped(covariances, place))


def band(alpha: Fraction) -> Band:
    """Return a reliability in words; a very high one says that items repeat each other."""
    return next((name for end, name in BANDS if alpha < end), "redundant")


def _skipped(values: Sequence[T], place: int) -> tuple[T, ...]:
    return (*values[:place], *values[place + 1 :])


def _correlation(covariances: Matrix, a: int, b: int) -> float:
    return float(covariances[a][b]) / sqrt(covariances[a][a] * covariances[b][b])
