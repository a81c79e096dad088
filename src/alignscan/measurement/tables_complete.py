"""S3 and S4: what reliability and agreement need of the respondents who answered a whole scale.

A respondent counts as complete with an answer to every item of the scale that applies to anybody
in the population. An item that applies to nobody there would otherwise leave nobody complete.
Which items those are is known only once every chunk is counted, and still nothing is lost: a
complete respondent has exactly these items not applicable. So each atom keeps the respondents who
lack no more than the items that the whole atom lacks, and drops them when a chunk lacks fewer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import Final

import numpy as np

from alignscan.measurement.arrays import AnyInts, IntArray, Mask, frozen, tally
from alignscan.measurement.complete import CompleteItem
from alignscan.measurement.counts import Counts
from alignscan.measurement.grouped import SEGMENT, Grouped
from alignscan.measurement.units import FIRST_CODE, in_units, looked_up
from alignscan.model.codebook import NOT_APPLICABLE, CodedItem

APPLICABLE: Final = NOT_APPLICABLE + 1 - FIRST_CODE
ANSWERED: Final = -FIRST_CODE
MOST_STEPS: Final = 2**16
"""Steps of one item; the products of a billion respondents then fit in 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class CompleteRows:
    """Additive sums of one scale by atom, over the respondents who lack what all of it lacks."""

    absent: Mask
    """Atoms x items: whether the item applies to nobody in the atom."""
    points: IntArray
    """S4. Atoms x (points of the first item, of the second ...): respondents."""
    products: IntArray
    """S3. Atoms x pairs of items i < j: the sum of the products of their steps (``Steps``)."""

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CompleteRows):
            return NotImplemented
        return all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in ("absent", "points", "products")
        )


@dataclass(frozen=True, slots=True)
class Steps:
    """The items of a scale, with every point as a whole number of steps above the lowest."""

    items: tuple[CodedItem, ...]
    steps: tuple[IntArray, ...]
    """For each item the steps of each code."""
    width: tuple[Fraction, ...]
    """For each item the score of one step."""
    edges: tuple[int, ...] = field(init=False)
    """Where the points of each item begin in ``CompleteRows.points``, and the end."""

    def __post_init__(self) -> None:
        edges = np.cumsum([0, *(len(item.points) for item in self.items)])
        object.__setattr__(self, "edges", tuple(edges.tolist()))

    @property
    def pairs(self) -> int:
        """How many pairs of items there are."""
        return len(self.items) * (len(self.items) - 1) // 2

    def pair(self, first: int, second: int) -> int:
        """Return the column of a pair of places, the first before the second."""
        return first * (2 * len(self.items) - first - 1) // 2 + second - first - 1

    def split(self, points: IntArray) -> list[IntArray]:
        """Return the points of each item."""
        return np.split(points, self.edges[1:-1])

    def complete_item(self, place: int, counts: Sequence[int]) -> CompleteItem:
        """Return an item with the complete respondents at each of its points."""
        item = self.items[place]
        return CompleteItem(
            item.id, item.values, self.width[place], tuple(self.steps[place].tolist()),
            tuple(counts),
        )  # fmt: skip


def steps_of(items: Sequence[CodedItem]) -> Steps:
    """Return the steps of a scale; ValueError when its points are too fine to multiply exactly."""
    found = [_steps(item) for item in items]
    return Steps(
        tuple(items), tuple(steps for steps, _ in found), tuple(width for _, width in found)
    )


def complete_rows(
    grouped: Grouped,
    scale: Steps,
    places: Mapping[str, AnyInts],
    answers: Mapping[str, Counts],
) -> CompleteRows:
    """Return the sums of one batch.

    ``places`` are the answers of each item as ``code - FIRST_CODE``, ``answers`` their counts.
    """
    columns = [places[item.id] for item in scale.items]
    absent = absent_items(grouped.size, scale, answers)
    others = np.flatnonzero(~_complete(grouped, columns, absent))
    return CompleteRows(
        absent=absent,
        points=frozen(_points(grouped, scale, columns, others, answers)),
        products=frozen(_products(grouped, scale, columns, others)),
    )


def merged_rows(parts: Sequence[tuple[CompleteRows, IntArray]], size: int) -> CompleteRows:
    """Return the sum of sums, each with the new index of every one of its atoms."""
    first = parts[0][0]
    absent = np.ones((size, first.absent.shape[1]), dtype=np.bool_)
    for rows, index in parts:
        absent[index] &= rows.absent
    points = np.zeros((size, first.points.shape[1]), dtype=np.int64)
    products = np.zeros((size, first.products.shape[1]), dtype=np.int64)
    for rows, index in parts:
        same = (rows.absent == absent[index]).all(axis=1)
        some: slice | Mask = slice(None) if same.all() else same
        points[index[some]] += rows.points[some]
        products[index[some]] += rows.products[some]
    return CompleteRows(_sealed(absent), frozen(points), frozen(products))


def absent_items(size: int, scale: Steps, answers: Mapping[str, Counts]) -> Mask:
    """Return atoms x items: whether the item applies to nobody in the atom."""
    absent = np.empty((size, len(scale.items)), dtype=np.bool_)
    for place, item in enumerate(scale.items):
        absent[:, place] = answers[item.id].by_atom(size, _applies) == 0
    return _sealed(absent)


def _applies(key: IntArray) -> Mask:
    return key >= APPLICABLE


def _complete(grouped: Grouped, columns: Sequence[AnyInts], absent: Mask) -> Mask:
    """Return which respondents answered all that applies to anybody in their atom."""
    complete = np.ones(grouped.atom.size, dtype=np.bool_)
    for column, lacking in zip(columns, absent.T, strict=True):
        answered = column >= ANSWERED
        complete &= answered | lacking[grouped.atom] if lacking.any() else answered
    nobody = _every(absent, 1)
    return complete & ~nobody[grouped.atom] if nobody.any() else complete


def _points(
    grouped: Grouped,
    scale: Steps,
    columns: Sequence[AnyInts],
    others: IntArray,
    answers: Mapping[str, Counts],
) -> IntArray:
    """Return the complete respondents at each point: everybody there but the ``others``."""
    out = np.empty((grouped.size, scale.edges[-1]), dtype=np.int64)
    atom = grouped.atom[others]
    for place, (item, column) in enumerate(zip(scale.items, columns, strict=True)):
        first, end = scale.edges[place : place + 2]
        width = ANSWERED + end - first
        people = answers[item.id].table(grouped.size, width)
        people -= tally(atom * width + column[others], people.size).reshape(people.shape)
        out[:, first:end] = people[:, ANSWERED:]
    return out


def _products(
    grouped: Grouped, scale: Steps, columns: Sequence[AnyInts], others: IntArray
) -> IntArray:
    """Return the sums of products; the ``others`` are left out as if all their steps were 0.

    Several columns are multiplied at once, as digits of one number.
    """
    out = np.empty((grouped.size, scale.pairs), dtype=np.int64)
    tables = [np.concatenate([np.zeros(ANSWERED, dtype=np.int64), s]) for s in scale.steps]
    values = [_steps_of(*pair) for pair in zip(tables[:-1], columns[:-1], strict=True)]
    bits = (max(int(steps.max()) for steps in scale.steps) ** 2 * SEGMENT or 1).bit_length()
    together = max(63 // bits, 1)
    product = np.empty(grouped.atom.size, dtype=np.int64)
    for end in range(len(columns), 1, -together):
        first = max(end - together, 1)
        lanes = [table << bits * lane for lane, table in enumerate(tables[first:end])]
        packed = looked_up(lanes, columns[first:end], grouped.atom.size)
        packed[others] = 0
        for place in range(end - 1):
            np.multiply(values[place], packed, out=product)
            found = grouped.digit_sums(product, bits, end - first)
            for second in range(max(first, place + 1), end):
                out[:, scale.pair(place, second)] = found[:, second - first]
    return out


def _steps_of(table: IntArray, column: AnyInts) -> AnyInts:
    """Return the steps of each respondent; without a table where they are the codes, as mostly."""
    if np.array_equal(table[ANSWERED:], np.arange(table.size - ANSWERED)):
        return np.maximum(column, ANSWERED) - column.dtype.type(ANSWERED)
    return table.take(column)


def _steps(item: CodedItem) -> tuple[IntArray, Fraction]:
    whole, unit = in_units(item.values)
    lowest = min(whole)
    width = gcd(*(value - lowest for value in whole)) or 1
    steps = [(value - lowest) // width for value in whole]
    if max(steps) > MOST_STEPS:
        raise ValueError(f"item {item.id!r}: its points are too fine to be multiplied exactly")
    return frozen(np.array(steps, dtype=np.int64)), Fraction(width, unit)


def _every(mask: Mask, axis: int) -> Mask:
    return np.asarray(np.all(mask, axis=axis), dtype=np.bool_)


def _sealed(mask: Mask) -> Mask:
    mask.flags.writeable = False
    return mask
