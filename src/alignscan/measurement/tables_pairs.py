"""Now and wished-for scores of the same people, counted in pairs."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import NamedTuple

import numpy as np

from alignscan.measurement.arrays import IntArray, Mask
from alignscan.measurement.counts import Counts, Keyed, counted
from alignscan.measurement.grouped import Grouped
from alignscan.measurement.units import LARGEST, ScoreKey
from alignscan.model.codebook import Codebook
from alignscan.model.conditions import CONDITIONS


class PairRow(NamedTuple):
    """What some people have and what they wish, in scores."""

    now: Fraction
    wish: Fraction
    respondents: int


@dataclass(frozen=True, slots=True)
class PairKey:
    """How two scores of one respondent are packed into one key: weight and total of each."""

    now: ScoreKey
    wish: ScoreKey

    def counts(self, grouped: Grouped, now: Keyed, wish: Keyed) -> Counts:
        """Return the respondents of each pair, given each respondent's two score keys."""
        both = now.each(scored(self.now, now.distinct))
        both &= wish.each(scored(self.wish, wish.distinct))
        first = now.each(_kept(self.now, now.distinct))[both]
        second = wish.each(_kept(self.wish, wish.distinct))[both]
        return counted(grouped.atom[both], first * _size(self.wish) + second, grouped.size)

    def rows(self, keys: IntArray, respondents: IntArray) -> list[PairRow]:
        """Return what the keys mean, in their order."""
        pairs = [divmod(key, _size(self.wish)) for key in keys.tolist()]
        return [
            PairRow(_score(self.now, now), _score(self.wish, wish), people)
            for (now, wish), people in zip(pairs, respondents.tolist(), strict=True)
        ]


def pair_keys(book: Codebook, keys: Mapping[str, ScoreKey]) -> dict[str, PairKey]:
    """Return the pairs to count, by condition: those with a score and a wish.

    Raises ValueError when the weights and points of a condition are too fine for 64 bits.
    """
    asked = {scale.id for scale in book.scales if scale.items}
    found: dict[str, PairKey] = {}
    for condition in CONDITIONS:
        wish = f"wish.{condition}"
        if condition in asked and wish in asked:
            found[condition] = PairKey(keys[condition], keys[wish])
            if _size(keys[condition]) * _size(keys[wish]) > LARGEST:
                raise ValueError(f"scale {wish!r}: its points are too fine to be counted exactly")
    return found


def scored(key: ScoreKey, keys: IntArray) -> Mask:
    """Return for each score key whether the half rule gives a score."""
    applicable, answered = np.divmod(keys // prod(key.radix[2:]), key.radix[1])
    return (answered > 0) & (2 * answered >= applicable)


def weight_and_total(key: ScoreKey, keys: IntArray) -> tuple[IntArray, IntArray]:
    """Return the weight of each score key, and its total above the base in units."""
    weight, above = np.divmod(_kept(key, keys), key.radix[3])
    return weight, above


def _kept(key: ScoreKey, keys: IntArray) -> IntArray:
    return keys // key.radix[4] % _size(key)


def _size(key: ScoreKey) -> int:
    return key.radix[2] * key.radix[3]


def _score(key: ScoreKey, kept: int) -> Fraction:
    weight, above = divmod(kept, key.radix[3])
    return Fraction(above + key.base * weight, weight * key.unit)
