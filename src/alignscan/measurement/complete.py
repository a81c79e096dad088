"""The respondents who answered a whole scale, as whole numbers: nothing but sums of a population.

Reliability and agreement are computed from these, when they are asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from alignscan.measurement.moments import counted
from alignscan.measurement.units import in_units

Matrix = Sequence[Sequence[Fraction | int]]


@dataclass(frozen=True)
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
        return self._sums[0]

    @property
    def scatter(self) -> int:
        """Return their variance times n (n - 1), in squared steps."""
        return self._sums[1]

    @cached_property
    def _sums(self) -> tuple[int, int]:
        weighted = [step * count for step, count in zip(self.steps, self.counts, strict=True)]
        total = sum(weighted)
        return total, self.n * counted(weighted, self.steps) - total * total


@dataclass(frozen=True)
class CompleteSums:
    """The complete respondents of one population on one scale."""

    items: tuple[CompleteItem, ...]
    """The items that apply to anybody in the population."""
    products: tuple[int, ...]
    """For each pair of items, first before second, the sum of the products of their steps."""

    @cached_property
    def n(self) -> int:
        """People who answered every item that applies to anybody in the population."""
        return self.items[0].n if self.items else 0

    @cached_property
    def scatter(self) -> tuple[tuple[int, ...], ...] | None:
        """The covariances as whole numbers of one unit, items x items; None below two people."""
        if self.n < 2:
            return None
        widths, totals = self._widths[0], [item.sum_of_steps for item in self.items]
        crossed = iter(self.products)
        table = [[0] * len(self.items) for _ in self.items]
        for a, item in enumerate(self.items):
            table[a][a] = widths[a] ** 2 * item.scatter
            for b in range(a + 1, len(self.items)):
                centered = self.n * next(crossed) - totals[a] * totals[b]
                table[a][b] = table[b][a] = widths[a] * widths[b] * centered
        return tuple(map(tuple, table))

    @property
    def trace(self) -> int:
        """The sum of the diagonal of ``scatter``: of the items, each alone."""
        widths = self._widths[0]
        return sum([w * w * item.scatter for w, item in zip(widths, self.items, strict=True)])

    @property
    def total(self) -> int:
        """The sum of all of ``scatter``: of the sum of the items."""
        widths = self._widths[0]
        sums = [w * item.sum_of_steps for w, item in zip(widths, self.items, strict=True)]
        crossed = counted([a * b for a, b in combinations(widths, 2)], self.products)
        centered = sum(sums) ** 2 - sum([own * own for own in sums])
        return self.trace + 2 * self.n * crossed - centered

    @cached_property
    def covariances(self) -> tuple[tuple[Fraction, ...], ...] | None:
        """Squared scores, items x items, divisor n - 1; None below two people."""
        if self.scatter is None:
            return None
        divisor = self.n * (self.n - 1) * self._widths[1] ** 2
        return tuple(tuple(Fraction(value, divisor) for value in row) for row in self.scatter)

    @cached_property
    def _widths(self) -> tuple[list[int], int]:
        """The score of one step of each item as whole numbers, and their unit."""
        return in_units([item.width for item in self.items])
