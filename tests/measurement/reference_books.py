"""Codebooks and counts of the data sets with reference values, built scale by scale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
from tests.measurement.books import rated
from tests.measurement.oracles import Row, answers, oracle

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.codebook import MISSING, Codebook, CodedItem, CodedScale, CodedSegment
from alignscan.responses.batch import NOT_STATED, Batch, Codes


def asked(
    name: str,
    low: int,
    high: int,
    *,
    reverse: bool = False,
    favorable: Sequence[int] = (),
    unfavorable: Sequence[int] = (),
) -> CodedItem:
    """Return an item whose scores are its points; scores are named that are favorable or not."""
    values = [Fraction(point) for point in range(low, high + 1)]
    values = values[::-1] if reverse else values
    return replace(
        rated(
            name,
            high - low + 1,
            favorable=tuple(code for code, value in enumerate(values) if value in favorable),
            unfavorable=tuple(code for code, value in enumerate(values) if value in unfavorable),
        ),
        points=tuple(Decimal(point) for point in range(low, high + 1)),
        values=tuple(values),
    )


def book(
    items: Sequence[CodedItem],
    scales: Mapping[str, Sequence[str]],
    segments: Mapping[str, Sequence[str]] | None = None,
) -> Codebook:
    """Return a codebook on the points of its first item."""
    points = items[0].points
    return Codebook(
        items=tuple(items),
        scales=tuple(CodedScale(id, tuple(names), True) for id, names in scales.items()),
        segments=tuple(
            CodedSegment(id, id, tuple(names), ()) for id, names in (segments or {}).items()
        ),
        low=Fraction(points[0]),
        high=Fraction(points[-1]),
    )


def book_of(name: str, segments: Sequence[str] = (), **more: Sequence[str]) -> Codebook:
    """Return the codebook of a data set: its items and scales, and ``more`` scales."""
    spec, data = oracle(name)["meta"]["spec"], answers(name)
    extra = [item for names in more.values() for item in names if item not in spec["items"]]
    return book(
        [
            asked(
                item,
                spec["min"],
                spec["max"],
                reverse=item in spec["reverse"],
                favorable=spec["fav"],
                unfavorable=spec["unf"],
            )
            for item in [*spec["items"], *extra]
        ],
        {**spec.get("scales", {}), **more},
        {s: sorted({row[s] for row in data if row[s]}) for s in segments},
    )


def batches(book: Codebook, data: Sequence[Row], size: int = 700) -> Iterator[Batch]:
    """Yield rows as batches of at most ``size`` respondents."""
    for start in range(0, len(data), size):
        part = data[start : start + size]
        yield Batch(
            answers={i.id: _codes(i, [row[i.id] for row in part]) for i in book.items},
            segments={s.id: _categories(s, [row[s.id] for row in part]) for s in book.segments},
            size=len(part),
        )


def tabulated(book: Codebook, data: Sequence[Row]) -> Tabulation:
    """Return the counts of rows."""
    return tabulate(book, batches(book, data))


def measured(book: Codebook, data: Sequence[Row]) -> Measures:
    """Return the measures of rows."""
    return measure(tabulated(book, data))


def _codes(item: CodedItem, cells: Sequence[str]) -> Codes:
    low = int(item.points[0])
    return np.array([int(cell) - low if cell else MISSING for cell in cells], dtype=np.int16)


def _categories(segment: CodedSegment, cells: Sequence[str]) -> Codes:
    index = {category: place for place, category in enumerate(segment.categories)}
    return np.array([index.get(cell, NOT_STATED) for cell in cells], dtype=np.int16)
