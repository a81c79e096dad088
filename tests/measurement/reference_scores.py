"""The scores of the data sets with reference values: where the tests of differences start."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from tests.measurement.oracles import EXACT, answers, oracle
from tests.measurement.reference_books import book_of, tabulated

from alignscan.measurement.distribution import Scores, scores_from_counts
from alignscan.measurement.populations import scores_by_category, scores_of
from alignscan.measurement.tables_drivers import DriverSums
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import FIRST_CODE

few = settings(max_examples=30)
"""Enough examples of something this small."""

SEGMENTS = {"bfi": ("gender", "education"), "edge": ("group",)}


def near(found: Any, expected: float | list[float] | None, rel: float = EXACT) -> bool:
    """Return whether numbers are equal to a relative tolerance, however small they are."""
    if expected is None or found is None:
        return found is expected
    if isinstance(expected, list):
        return all(near(one, other, rel) for one, other in zip(found, expected, strict=True))
    return float(found) == pytest.approx(expected, rel=rel, abs=1e-300 if expected else 1e-15)


@cache
def tabulation(name: str) -> Tabulation:
    """Return the counts of a data set."""
    return tabulated(book_of(name, SEGMENTS.get(name, ())), answers(name))


def scores(name: str, scale: str) -> Scores:
    """Return everybody's scores on a scale."""
    return scores_of(tabulation(name), scale, tabulation(name).select({}))


@cache
def groups(name: str, scale: str, segment: str) -> Mapping[str, Scores]:
    """Return the scores in each category of a segment."""
    return scores_by_category(tabulation(name), scale, segment)


def item_scores(name: str, item: str, segment: str, category: str) -> Scores:
    """Return the answers of a category to an item, after reversal."""
    counts = tabulation(name)
    codes, people = counts.answers[item].within(counts.select({segment: [category]}))
    values = [Fraction(-1)] * -FIRST_CODE + list(counts.book.item(item).values)
    answered = codes >= -FIRST_CODE
    chosen = [values[code] for code in codes[answered].tolist()]
    return scores_from_counts(chosen, people[answered].tolist())


def driver_sums_of(names: tuple[str, ...], columns: np.ndarray[Any, Any]) -> DriverSums:
    """Return the sums of whole numbers: a row for each person, the outcome last."""
    return DriverSums(
        names=names,
        n=len(columns),
        widths=(Fraction(1),) * len(names),
        totals=tuple(columns.sum(axis=0).tolist()),
        products=tuple(map(tuple, (columns.T @ columns).tolist())),
    )


def spec(name: str) -> Any:
    """Return how a data set was scored."""
    return oracle(name)["meta"]["spec"]


@st.composite
def populations(draw: st.DrawFn, least: int = 1) -> Scores:
    """Draw a small population with scores in thirds and halves."""
    values = draw(st.lists(st.integers(6, 30), min_size=least, max_size=15))
    return of([Fraction(value, 6) for value in values])


def of(values: list[Fraction]) -> Scores:
    """Return the distribution of one value for each person."""
    return scores_from_counts(values, [1] * len(values))


def people(scores: Scores) -> list[float]:
    """Return one value for each person, ascending."""
    pairs = zip(scores.values, scores.counts, strict=True)
    return [float(value) for value, count in pairs for _ in range(count)]
