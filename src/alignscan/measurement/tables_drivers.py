"""S6: the conditions and the outcome together, over the people who have all of these scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

import numpy as np

from alignscan.measurement.arrays import IntArray, Mask, frozen
from alignscan.measurement.counts import Keyed
from alignscan.measurement.grouped import Grouped
from alignscan.measurement.tables_pairs import scored, weight_and_total
from alignscan.measurement.units import ScoreKey
from alignscan.model.codebook import Codebook
from alignscan.model.conditions import CONDITIONS

OUTCOME: Final = "outcome"
FINEST: Final = 2**40
"""Scores whose weights have no smaller common denominator are rounded to this part of a unit."""
PEOPLE: Final = 2**29
"""Products of this many people fit in 64 bits, or they are kept as Python integers."""


@dataclass(frozen=True, slots=True)
class DriverKey:
    """Which scores are multiplied, and in which parts of a unit each is a whole number."""

    names: tuple[str, ...]
    """The conditions, then the outcome."""
    keys: tuple[ScoreKey, ...]
    parts: tuple[int, ...]
    """For each score into how many parts its unit is split."""

    @property
    def wide(self) -> bool:
        """Whether 64 bits are too few."""
        most = (p * k.radix[3] for p, k in zip(self.parts, self.keys, strict=True))
        return max(most) ** 2 * PEOPLE >= 2**63

    def values(self, place: int, keys: IntArray) -> IntArray:
        """Return scores as whole numbers above the lowest point, given their score keys."""
        weight, above = weight_and_total(self.keys[place], keys)
        if self.wide:
            weight, above = weight.astype(object), above.astype(object)
        return (2 * above * self.parts[place] + weight) // (2 * weight)

    def width(self, place: int) -> Fraction:
        """Return the score of 1 in ``values``."""
        return Fraction(1, self.keys[place].unit * self.parts[place])


@dataclass(frozen=True, slots=True, eq=False)
class DriverRows:
    """Additive sums by atom over the people with every score."""

    people: IntArray
    totals: IntArray
    """Atoms x scores, in the parts of ``DriverKey``."""
    products: IntArray
    """Atoms x pairs of scores i <= j."""

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DriverRows):
            return NotImplemented
        return all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in ("people", "totals", "products")
        )

    def within(self, key: DriverKey, atoms: Mask) -> "DriverSums":
        """Return the sums of the people in the masked atoms."""
        size = len(key.names)
        pairs = iter(self.products[atoms].sum(axis=0).tolist())
        totals = self.totals[atoms].sum(axis=0).tolist()
        products = [[0] * size for _ in range(size)]
        for a in range(size):
            for b in range(a, size):
                products[a][b] = products[b][a] = next(pairs)
        return DriverSums(
            names=key.names,
            n=int(self.people[atoms].sum()),
            widths=tuple(key.width(place) for place in range(size)),
            totals=tuple(totals),
            products=tuple(tuple(row) for row in products),
        )


@dataclass(frozen=True, slots=True)
class DriverSums:
    """The conditions and the outcome of one population: n, sums and cross-products."""

    names: tuple[str, ...]
    """The conditions, then ``outcome``."""
    n: int
    """People with every one of these scores."""
    widths: tuple[Fraction, ...]
    """The score of one unit of each column; origins do not matter for covariances."""
    totals: tuple[int, ...]
    products: tuple[tuple[int, ...], ...]

    def covariances(self) -> tuple[tuple[Fraction, ...], ...] | None:
        """Return squared scores, divisor n - 1, in the order of the names; None below two."""
        if self.n < 2:
            return None
        rows = range(len(self.names))
        return tuple(tuple(self._covariance(a, b) for b in rows) for a in rows)

    def _covariance(self, a: int, b: int) -> Fraction:
        centered = self.n * self.products[a][b] - self.totals[a] * self.totals[b]
        return self.widths[a] * self.widths[b] * Fraction(centered, self.n * (self.n - 1))


def driver_key(book: Codebook, keys: Mapping[str, ScoreKey]) -> DriverKey | None:
    """Return what to multiply; None unless an outcome and a condition are asked."""
    asked = {scale.id for scale in book.scales if scale.items}
    names = [name for name in (*CONDITIONS, OUTCOME) if name in asked]
    if len(names) < 2 or names[-1] != OUTCOME:
        return None
    parts = tuple(_parts(keys[name]) for name in names)
    return DriverKey(tuple(names), tuple(keys[name] for name in names), parts)


def driver_rows(grouped: Grouped, key: DriverKey, totals: Mapping[str, Keyed]) -> DriverRows:
    """Return the sums of one batch, given the respondents' score keys on each scale."""
    every = np.ones(grouped.atom.size, dtype=np.bool_)
    for name, score in zip(key.names, key.keys, strict=True):
        every &= totals[name].each(scored(score, totals[name].distinct))
    people = every.astype(np.int64)
    columns = [_values(key, place, totals[name], people) for place, name in enumerate(key.names)]
    crossed = [a * b for i, a in enumerate(columns) for b in columns[i:]]
    return DriverRows(
        people=frozen(np.add.reduceat(people, grouped.starts)),
        totals=_by_atom(grouped, columns),
        products=_by_atom(grouped, crossed),
    )


def _values(key: DriverKey, place: int, total: Keyed, people: IntArray) -> IntArray:
    """Return the scores in whole parts; 0 for everybody who lacks one of the scores."""
    has = scored(key.keys[place], total.distinct)
    values = np.zeros(has.size, dtype=object if key.wide else np.int64)
    values[has] = key.values(place, total.distinct[has])
    return total.each(values) * people


def merged_drivers(parts: Sequence[tuple[DriverRows, IntArray]], size: int) -> DriverRows:
    """Return the sum of sums, each with the new index of every one of its atoms."""

    def total(name: str) -> IntArray:
        tables = [(getattr(rows, name), index) for rows, index in parts]
        first, _ = tables[0]
        out = np.zeros((size, *first.shape[1:]), dtype=first.dtype)
        for table, index in tables:
            out[index] += table
        return frozen(out)

    return DriverRows(people=total("people"), totals=total("totals"), products=total("products"))


def _by_atom(grouped: Grouped, columns: Sequence[IntArray]) -> IntArray:
    out = np.empty((grouped.size, len(columns)), dtype=columns[0].dtype)
    for place, column in enumerate(columns):
        out[:, place] = np.add.reduceat(column, grouped.starts)
    return frozen(out)


def _parts(key: ScoreKey) -> int:
    """Return the least common multiple of the weights that a score can have, or ``FINEST``."""
    attainable, common = {0}, 1
    for weight in _weights(key):
        attainable |= {weight + other for other in attainable}
        common = lcm(*(total for total in attainable if total))
        if common > FINEST or len(attainable) > 4096:
            return FINEST
    return common


def _weights(key: ScoreKey) -> list[int]:
    digit = key.radix[3] * key.radix[4]
    return [int(table[-1]) // digit % key.radix[2] for table in key.tables.values()]
