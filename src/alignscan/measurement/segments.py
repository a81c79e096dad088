"""How much groups differ: the analysis of variance of scores, and the intraclass correlations."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import fsum
from typing import Literal, NamedTuple

from alignscan.measurement.tails import UPPER, Interval, f_probability, f_quantile

Size = Literal["mean", "n0"]
"""Which group size ICC(1) is computed with: the plain mean, or n0, unbiased for unequal groups."""


class Group(NamedTuple):
    """The scores of one group."""

    n: int
    mean: Fraction
    variance: Fraction | None
    """Divisor n - 1; None with one person."""


@dataclass(frozen=True)
class Groups:
    """Groups with at least one score; None stands for what needs more groups or people.

    Squares are in squared scores. A group of one person adds to the differences between groups
    only. Source: Bliese (2000), in Klein & Kozlowski, Multilevel Theory, 349-381.
    """

    groups: tuple[Group, ...]

    @cached_property
    def n(self) -> int:
        """People with a score, in all groups."""
        return sum(group.n for group in self.groups)

    @property
    def single(self) -> int:
        """Groups of one person."""
        return sum(group.n == 1 for group in self.groups)

    @property
    def mean_size(self) -> float | None:
        """People in a group: the plain mean."""
        return self.n / len(self.groups) if self.groups else None

    @cached_property
    def n0(self) -> float | None:
        """People in a group: (N - sum of n^2 / N) / (groups - 1)."""
        if len(self.groups) < 2:
            return None
        squares = sum(group.n**2 for group in self.groups)
        return float((self.n - Fraction(squares, self.n)) / (len(self.groups) - 1))

    @cached_property
    def between(self) -> float:
        """Sum of squares between the groups."""
        if not self.groups:
            return 0.0
        # Each deviation is exact before it is squared, so nothing cancels.
        grand = sum((group.n * group.mean for group in self.groups), Fraction()) / self.n
        return fsum(group.n * float(group.mean - grand) ** 2 for group in self.groups)

    @cached_property
    def within(self) -> float:
        """Sum of squares within the groups."""
        return fsum((g.n - 1) * float(g.variance) for g in self.groups if g.variance is not None)

    @property
    def freedom(self) -> tuple[int, int]:
        """Degrees of freedom between and within."""
        return len(self.groups) - 1, self.n - len(self.groups)

    @property
    def mean_between(self) -> float | None:
        """Mean square between; None below two groups."""
        return self.between / self.freedom[0] if self.freedom[0] > 0 else None

    @property
    def mean_within(self) -> float | None:
        """Mean square within; None when every group is one person."""
        return self.within / self.freedom[1] if self.freedom[1] > 0 else None

    @property
    def f(self) -> float | None:
        """Mean square between / within; None when nobody differs within."""
        between, within = self.mean_between, self.mean_within
        return between / within if between is not None and within else None

    @property
    def p(self) -> float | None:
        """How often F is at least as large when the groups do not differ."""
        return None if self.f is None else f_probability(self.f, *self.freedom)

    @property
    def eta_squared(self) -> float | None:
        """Share of the variance of the sample that lies between the groups."""
        total = self.between + self.within
        return self.between / total if self.groups and total else None

    @property
    def omega_squared(self) -> float | None:
        """The same for the population, by Hays (1963), Statistics for Psychologists."""
        within = self.mean_within
        if within is None or not self.between + self.within:
            return None
        return (self.between - self.freedom[0] * within) / (self.between + self.within + within)

    @property
    def epsilon_squared(self) -> float | None:
        """The same for the population, by Kelley (1935), PNAS 21, 554-559."""
        within = self.mean_within
        if within is None or not self.between + self.within:
            return None
        return (self.between - self.freedom[0] * within) / (self.between + self.within)

    def icc1(self, size: Size = "n0") -> float | None:
        """Return ICC(1): how alike two people of one group are; below 0 is read as 0."""
        between, within, people = self.mean_between, self.mean_within, self._size(size)
        if between is None or within is None or people is None:
            return None
        whole = between + (people - 1) * within
        return (between - within) / whole if whole else None

    @property
    def icc2(self) -> float | None:
        """ICC(2): how reliable the group means are; from .70 on groups may be ranked."""
        between, within = self.mean_between, self.mean_within
        return (between - within) / between if between and within is not None else None

    def icc1_interval(self, size: Size = "n0") -> Interval | None:
        """Return the 95 % interval of ICC(1) from F.

        Source: McGraw & Wong (1996), Psychological Methods 1, 30-46, with one group size for all.
        """
        tails, people = self._f_interval(), self._size(size)
        if tails is None or people is None:
            return None
        low, high = ((f - 1) / (f + people - 1) for f in tails)
        return low, high

    @property
    def icc2_interval(self) -> Interval | None:
        """95 % interval of ICC(2) from F."""
        tails = self._f_interval()
        if tails is None or not tails[0]:
            return None
        return 1 - 1 / tails[0], 1 - 1 / tails[1]

    def _size(self, size: Size) -> float | None:
        return self.n0 if size == "n0" else self.mean_size

    def _f_interval(self) -> Interval | None:
        if self.f is None:
            return None
        first, second = self.freedom
        return self.f / f_quantile(UPPER, first, second), self.f * f_quantile(UPPER, second, first)
