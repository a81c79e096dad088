"""The respondents who answered a whole scale, as whole numbers: nothing but sums of a population.

Reliability and agreement are computed from these, when they are asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from alignscan.measurement.moments import counted

Matrix = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True, slots=True)
class CompleteItem:
    """One item: how many complete respondents gave each answer."""

    id: str
    values: tuple[Fraction, ...]
    """The score of each point, after reversal."""
    width: Fraction
    """The score of one step."""
    steps: tuple[int, ...]
    """Each point as steps above the lowest."""
    counts: tuple[int, ...]
    """Complete respondents at each point."""

    @property
    def options(self) -> int:
        """Return how many points the item has."""
        return len(self.values)

    @property
    def n(self) -> int:
        """Return how many complete respondents answered."""
        return sum(self.counts)

    @property
    def sum_of_steps(self) -> int:
        """Return the sum of their answers, in steps above the lowest."""
        return counted(self.steps, self.counts)

    @property
    def sum_of_squares(self) -> int:
        """Return the sum of the squares of their answers, in squared steps."""
        return counted([step**2 for step in self.steps], self.counts)


@dataclass(frozen=True)
class CompleteSums:
    """The complete respondents of one population on one scale."""

    items: tuple[CompleteItem, ...]
    """The items that apply to anybody in the population."""
    products: tuple[int, ...]
    """For each pair of items, first before second, the sum of the products of their steps."""

    @property
    def n(self) -> int:
        """People who answered every item that applies to anybody in the population."""
        return sum(self.items[0].counts) if self.items else 0

    @cached_property
    def covariances(self) -> Matrix | None:
        """Squared scores, items x items, divisor n - 1; None below two people."""
        if self.n < 2:
            return None
        totals = [item.sum_of_steps for item in self.items]
        crossed = iter(self.products)
        size = len(self.items)
        table = [[Fraction()] * size for _ in self.items]
        for a, item in enumerate(self.items):
            table[a][a] = self._covariance(a, a, item.sum_of_squares, totals)
            for b in range(a + 1, size):
                table[a][b] = table[b][a] = self._covariance(a, b, next(crossed), totals)
        return tuple(tuple(row) for row in table)

    def _covariance(self, a: int, b: int, product: int, totals: Sequence[int]) -> Fraction:
        centered = self.n * product - totals[a] * totals[b]
        unit = self.items[a].width * self.items[b].width
        return unit * Fraction(centered, self.n * (self.n - 1))
