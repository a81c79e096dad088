"""How values are distributed over the people of a population: exact, so that ties are exact too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import gcd, lcm

from alignscan.measurement.units import in_units


@dataclass(frozen=True)
class Scores:
    """How many people have each value; equal distributions compare equal.

    Made by ``scores_from_counts`` or, from a tabulation, by ``populations.scores_of``; ``+``
    joins populations that share nobody.
    """

    whole: tuple[int, ...]
    """The distinct values, ascending, in ``1 / unit`` of the score scale."""
    counts: tuple[int, ...]
    """People with each value, at least 1."""
    unit: int
    """The smallest denominator that all values share; 1 for nobody."""

    @cached_property
    def n(self) -> int:
        """How many people have a value."""
        return sum(self.counts)

    @cached_property
    def values(self) -> tuple[Fraction, ...]:
        """The distinct values on the score scale, ascending."""
        return tuple(Fraction(value, self.unit) for value in self.whole)

    @property
    def total(self) -> Fraction:
        """The sum of everybody's values."""
        return Fraction(self._sums[0], self.unit)

    @property
    def squares(self) -> Fraction:
        """The sum of everybody's squared values."""
        return Fraction(self._sums[1], self.unit**2)

    @cached_property
    def mean(self) -> Fraction | None:
        """The mean; None for nobody."""
        return Fraction(self._sums[0], self.n * self.unit) if self.n else None

    @cached_property
    def deviations(self) -> Fraction | None:
        """The sum of the squared distances from the mean; None for nobody."""
        return Fraction(self._scatter, self.n * self.unit**2) if self.n else None

    @cached_property
    def variance(self) -> Fraction | None:
        """The variance with divisor n - 1; None below two people."""
        n = self.n
        return Fraction(self._scatter, n * (n - 1) * self.unit**2) if n > 1 else None

    def __add__(self, other: "Scores") -> "Scores":
        """Return the distribution of both populations together."""
        return joined([self, other])

    def without(self, part: "Scores") -> "Scores":
        """Return what is left when a population that is part of this one is taken out.

        Raises ValueError when somebody to be taken out is not here.
        """
        unit = lcm(self.unit, part.unit)
        left = dict(self._pairs(unit))
        for value, count in part._pairs(unit):
            left[value] = left.get(value, 0) - count
        if min(left.values(), default=0) < 0:
            raise ValueError("only people who are in a population can be taken out of it")
        return _in_order(left, unit)

    def _pairs(self, unit: int) -> Iterator[tuple[int, int]]:
        """Return the values in ``1 / unit``, a multiple of their own, and people with each."""
        factor = unit // self.unit
        return zip([value * factor for value in self.whole], self.counts, strict=True)

    @property
    def _scatter(self) -> int:
        """n times the sum of the squared values less the squared sum, in squared units."""
        total, squares = self._sums
        return self.n * squares - total**2

    @cached_property
    def _sums(self) -> tuple[int, int]:
        """The sums of everybody's values and squared values, in units."""
        weighted = [value * n for value, n in zip(self.whole, self.counts, strict=True)]
        return sum(weighted), sum([w * v for w, v in zip(weighted, self.whole, strict=True)])


def scores_from_counts(values: Sequence[Fraction], counts: Sequence[int]) -> Scores:
    """Return the distribution of values found ``counts`` times, such as the answers to an item.

    Values may repeat and counts may be 0. Raises ValueError when the lengths differ.
    """
    whole, unit = in_units(values)
    return scores_from_pairs(zip(whole, counts, strict=True), unit)


def scores_from_pairs(pairs: Iterable[tuple[int, int]], unit: int) -> Scores:
    """Return the distribution of pairs of a value in ``1 / unit`` and how many people have it."""
    table: dict[int, int] = defaultdict(int)
    for value, count in pairs:
        if count:
            table[value] += count
    return _in_order(dict(sorted(table.items())), unit)


def joined(populations: Sequence[Scores]) -> Scores:
    """Return the distribution of populations together that share nobody; of nobody for none."""
    unit = lcm(*(scores.unit for scores in populations))
    return scores_from_pairs(chain.from_iterable(s._pairs(unit) for s in populations), unit)


def side_by_side(populations: Sequence[Scores]) -> list[tuple[int, ...]]:
    """Return for each value that occurs anywhere, ascending, its people in each population."""
    unit = lcm(*(scores.unit for scores in populations))
    columns = [dict(scores._pairs(unit)) for scores in populations]
    values = sorted(set[int]().union(*columns))
    return list(zip(*([c.get(value, 0) for value in values] for c in columns), strict=True))


def _in_order(table: Mapping[int, int], unit: int) -> Scores:
    """Return the distribution of people by value in ``1 / unit``, ascending, 0 people left out."""
    found = {value: count for value, count in table.items() if count}
    divisor = gcd(unit, *found)
    return Scores(
        whole=tuple([value // divisor for value in found]),
        counts=tuple(found.values()),
        unit=unit // divisor,
    )
