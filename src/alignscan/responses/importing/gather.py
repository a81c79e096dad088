"""The columns of an export, each as its distinct cells and which row holds which."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.cells import text_of
from alignscan.responses.importing.texts import clean
from alignscan.responses.table import Cells, Table

Index = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
SAMPLE: Final = 20_000
"""So many rows are enough to tell what kind of column an unknown one is."""


@dataclass(frozen=True)
class Column:
    """One column: its distinct cells as text, and for each row which one it holds."""

    values: tuple[str, ...]
    index: Index

    def counts(self) -> dict[str, int]:
        """Return how many rows hold each cell; cells that no row holds are left out."""
        found = np.bincount(self.index, minlength=len(self.values))
        return {self.values[at]: int(found[at]) for at in np.flatnonzero(found).tolist()}

    def part(self, keep: Mask) -> "Column":
        """Return the column of some rows."""
        return self if keep.all() else Column(self.values, self.index[keep])

    def where(self, chosen: Collection[str]) -> Mask:
        """Return which rows hold one of some cells."""
        table = np.array([value in chosen for value in self.values], dtype=np.bool_)
        found: Mask = table[self.index] if table.size else np.zeros(len(self.index), np.bool_)
        return found

    def replaced(self, meaning: dict[str, str]) -> "Column":
        """Return the column with each cell as something else; cells without it become empty."""
        new: dict[str, int] = {}
        table = [new.setdefault(meaning.get(value, ""), len(new)) for value in self.values]
        index = _places(table)[self.index] if table else self.index
        return Column(tuple(new), index)


def _places(table: Sequence[int]) -> Index:
    """Return positions in as few bytes as they need: most columns hold few distinct cells."""
    return np.array(table, dtype=np.min_scalar_type(max(table, default=0)))


class _Collected:
    """One column while it is read."""

    def __init__(self) -> None:
        self._known: defaultdict[str, int] = defaultdict()
        self._known.default_factory = self._known.__len__
        self._parts: list[Index] = []
        self._values: tuple[object, ...] | None = None
        self._table: Index = _places(())

    def add(self, cells: Cells) -> None:
        if cells.values is not self._values:
            self._values = cells.values
            self._table = _places([*map(self._known.__getitem__, _texts(cells.values))])
        self._parts.append(self._table.take(cells.index))

    @property
    def empty(self) -> bool:
        """Whether all cells so far are empty."""
        return self._known.keys() <= {""}

    def column(self) -> Column:
        index = np.concatenate([_places(()), *self._parts])
        return Column(tuple(self._known), index)


def _texts(values: Sequence[object]) -> list[str]:
    """Return cells as text without invisible characters and blanks around them."""
    texts = list(map(text_of, values))
    return texts if "".join(texts).isascii() else list(map(clean, texts))


@dataclass(frozen=True)
class Rows:
    """The rows of an export, as far as they were asked for."""

    columns: dict[int, Column]
    size: int


def gathered(table: Table, whole: Sequence[int], sampled: Sequence[int]) -> Rows:
    """Return some columns of a table, of others the first rows; raises ResponsesError.

    Of a column that is empty in the first rows so many more are read that some cell is found.
    """
    collected = {at: _Collected() for at in (*whole, *sampled)}
    every, complete = sorted({*whole, *sampled}), frozenset(whole)
    size = 0
    for frame in table.frames(every or [0]):
        for at in every:
            if size < SAMPLE or at in complete or collected[at].empty:
                collected[at].add(frame.columns[at])
        size += len(frame.rows)
    return Rows({at: one.column() for at, one in collected.items()}, size)


def joined(parts: Sequence[Column]) -> Column:
    """Return the rows of some columns, one after the other."""
    if len(parts) == 1:
        return parts[0]
    known: dict[str, int] = {}
    index: list[Index] = [np.empty(0, np.int32)]
    for part in parts:
        table = [known.setdefault(value, len(known)) for value in part.values]
        index.append(np.array(table, dtype=np.int32)[part.index] if table else part.index)
    return Column(tuple(known), np.concatenate(index))


def constant(value: str, size: int) -> Column:
    """Return a column that holds the same in each row."""
    return Column((value,), np.zeros(size, np.int32))


def merged(parts: Sequence[Column]) -> Column | None:
    """Return one column of several of which no row fills two; None where one does."""
    filled = [part.where({v for v in part.values if v}) for part in parts]
    if np.any(np.sum(filled, axis=0) > 1):
        return None
    known: dict[str, int] = {"": 0}
    index = np.zeros(len(parts[0].index), np.int32)
    for part, rows in zip(parts, filled, strict=True):
        table = np.array([known.setdefault(value, len(known)) for value in part.values], np.int32)
        index[rows] = table[part.index[rows]]
    return Column(tuple(known), index)
