"""Surveys drawn at random, of the kinds that go wrong, as plain tables of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.measurement.books import batch_of, book_of, rated, reverse
from tests.measurement.reference_books import asked

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.codebook import MISSING, NOT_APPLICABLE, Codebook, CodedItem
from alignscan.responses.batch import Batch

__all__ = ["Floats", "Survey", "batch_of", "surveys"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int16]


@dataclass(frozen=True)
class Survey:
    """A codebook with one scale ``direction``, everybody's codes and group."""

    book: Codebook
    codes: Codes
    """People x items."""
    group: Codes
    """The index of each person's group, -1 where it is not stated."""

    @property
    def scores(self) -> Floats:
        """People x items: the score of each answer, not a number where there is none."""
        columns = []
        for place, item in enumerate(self.book.items):
            values = np.array([*(float(value) for value in item.values), np.nan])
            codes = self.codes[:, place]
            columns.append(values[np.where(codes >= 0, codes, len(item.values))])
        return np.stack(columns, axis=1)

    @property
    def good(self) -> Floats:
        """People x items: 1 for a favorable answer, 0 for another, not a number without one."""
        columns = [
            np.where(
                self.codes[:, place] >= 0, np.isin(self.codes[:, place], item.favorable), np.nan
            )
            for place, item in enumerate(self.book.items)
        ]
        return np.stack(columns, axis=1)

    @property
    def applies(self) -> NDArray[np.bool_]:
        """People x items: whether the item applies to the person."""
        applies: NDArray[np.bool_] = self.codes != NOT_APPLICABLE
        return applies

    @property
    def weights(self) -> Floats:
        """The weight of each item."""
        return np.array([float(item.weight) for item in self.book.items])

    def within(self, group: int | None) -> "Survey":
        """Return the people of a group; everybody for None."""
        if group is None:
            return self
        chosen = self.group == group
        return replace(self, codes=self.codes[chosen], group=self.group[chosen])

    def batches(self, size: int = 10**6) -> list[Batch]:
        """Return everybody in chunks of at most ``size``."""
        starts = range(0, len(self.codes), size)
        return [
            Batch(
                answers={
                    item.id: self.codes[start : start + size, place]
                    for place, item in enumerate(self.book.items)
                },
                segments={"group": self.group[start : start + size]},
                size=len(self.group[start : start + size]),
            )
            for start in starts
        ]

    def counted(self) -> Tabulation:
        """Return the counts."""
        return tabulate(self.book, self.batches(5000))

    def measured(self) -> Measures:
        """Return the measures of everybody and of each group."""
        return measure(self.counted())


def drawn(
    seed: int,
    items: Sequence[CodedItem],
    sizes: Sequence[int],
    *,
    unstated: int = 0,
    missing: float = 0.08,
    absent: float = 0.0,
) -> Survey:
    """Return answers with something in common between items and within groups."""
    random = np.random.default_rng(seed)
    group = np.repeat(np.arange(-1, len(sizes)), [unstated, *sizes]).astype(np.int16)
    random.shuffle(group)
    shared = random.normal(0, 0.7, len(group)) + random.normal(0, 0.5, len(sizes) + 1)[group]
    codes = np.empty((len(group), len(items)), dtype=np.int16)
    for place, item in enumerate(items):
        latent = shared * random.uniform(0.5, 1.3) + random.normal(0.3, 1, len(group))
        share = 1 / (1 + np.exp(-latent))
        rising = np.minimum((share * len(item.points)).astype(np.int16), len(item.points) - 1)
        falls = item.values[0] > item.values[-1]
        codes[:, place] = len(item.points) - 1 - rising if falls else rising
    codes[random.random(codes.shape) < missing] = MISSING
    codes[random.random(codes.shape) < absent] = NOT_APPLICABLE
    book = book_of(list(items), segments={"group": [f"g{i}" for i in range(len(sizes))]})
    low, high = (Fraction(end(item.values[0], item.values[-1])) for end in (min, max))
    return Survey(replace(book, low=low, high=high), codes, group)


WEIGHTS = [Fraction("0.5"), Fraction("0.333"), Fraction(1), Fraction("0.37"), Fraction(2)]


def mixed(count: int = 8) -> list[CodedItem]:
    """Return items of different widths and weights, every third of them reversed."""
    points = [4, 5, 7, 6, 11, 2, 101, 3]
    made = [
        rated(f"q{i}", points[i % len(points)], weight=WEIGHTS[i % len(WEIGHTS)])
        for i in range(count)
    ]
    return [reverse(item) if place % 3 == 1 else item for place, item in enumerate(made)]


def plain(count: int, low: int, high: int) -> list[CodedItem]:
    """Return items whose scores are their points; the two highest are favorable."""
    return [
        asked(f"q{i}", low, high, favorable=(high - 1, high), unfavorable=(low, low + 1))
        for i in range(count)
    ]


def surveys() -> dict[str, Survey]:
    """Return the small surveys by name."""
    found: dict[str, Survey] = {
        "from 0 to 4": drawn(1, plain(5, 0, 4), [40, 25, 60, 3], unstated=7),
        "two items": drawn(2, plain(2, 1, 5), [30, 30, 12]),
        "seventy items": drawn(3, plain(70, 1, 7), [90, 50, 60], missing=0.003),
        "even": drawn(4, plain(6, 1, 4), [22, 41, 9], unstated=3),
        "mixed widths and weights": drawn(5, mixed(), [70, 20, 31, 1], absent=0.05),
        "unequal groups": drawn(6, plain(4, 1, 5), [1, 1, 2, 3, *range(4, 60, 3)], unstated=11),
        "not applicable": drawn(7, plain(5, 1, 5), [40, 40], absent=0.3),
        "one person": drawn(8, plain(3, 1, 5), [1], missing=0),
        "a group of one": drawn(9, plain(3, 1, 5), [20, 1], missing=0),
        "eleven points": drawn(10, plain(3, 0, 10), [25, 33]),
        "few and divided": drawn(11, plain(3, 1, 5), [2, 2, 2, 3, 2], missing=0),
    }
    found["everybody equal"] = _changed(found["a group of one"], slice(None), slice(None), 3)
    found["a constant item"] = _changed(found["from 0 to 4"], slice(None), 2, 4)
    found["an item without answers"] = _changed(found["even"], slice(None), 1, MISSING)
    found["an item for nobody"] = _changed(found["even"], slice(None), 1, NOT_APPLICABLE)
    found["a group without answers"] = _changed(
        found["even"], found["even"].group == 2, slice(None), -1
    )
    found["a group that agrees"] = _changed(found["even"], found["even"].group == 0, slice(None), 3)
    return found


def _changed(survey: Survey, rows: Any, columns: Any, code: int) -> Survey:
    codes = survey.codes.copy()
    codes[rows, columns] = code
    return replace(survey, codes=codes)
