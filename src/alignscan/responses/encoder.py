"""The frames of one table to batches of codes."""

from collections.abc import Mapping

import numpy as np

from alignscan.model.codebook import NOT_ASKED, Codebook
from alignscan.responses.batch import NOT_STATED, Batch, Codes
from alignscan.responses.cells import ItemCells, SegmentCells
from alignscan.responses.columns import Columns
from alignscan.responses.encode import Column
from alignscan.responses.errors import shown
from alignscan.responses.recall import RecallCells
from alignscan.responses.table import Frame, Table
from alignscan.source.finding import Finding


class Encoder:
    """Turns the frames of one table into batches."""

    def __init__(self, book: Codebook, columns: Columns, table: Table) -> None:
        self._book = book
        self._columns = columns
        self._table = table
        comma = table.decimal_comma
        known: dict[object, dict[object, int]] = {}
        self._items = {
            i.id: Column(
                RecallCells(i) if i.kind == "recall" else ItemCells(i, decimal_comma=comma),
                known.setdefault((i.points, i.labels, i.cannot_say), {}),
            )
            for i in book.items
            if i.id in columns.items
        }
        self._segments = {
            s.id: Column(SegmentCells(s)) for s in book.segments if s.id in columns.segments
        }

    @property
    def wanted(self) -> tuple[int, ...]:
        """The indexes of the columns that are read."""
        return tuple(sorted({*self._columns.items.values(), *self._columns.segments.values()}))

    def batch(self, frame: Frame) -> Batch:
        """Return the codes of some rows."""
        size = len(frame.rows)
        answers = {
            item.id: self._codes(self._items, self._columns.items, item.id, frame, NOT_ASKED)
            for item in self._book.items
        }
        segments = {
            s.id: self._codes(self._segments, self._columns.segments, s.id, frame, NOT_STATED)
            for s in self._book.segments
        }
        return Batch(answers, segments, size)

    def _codes(
        self,
        encoders: Mapping[str, Column],
        columns: Mapping[str, int],
        name: str,
        frame: Frame,
        absent: int,
    ) -> Codes:
        if name not in encoders:
            return np.full(len(frame.rows), absent, dtype=np.int16)
        return encoders[name].codes(frame.columns[columns[name]], frame.rows)

    @property
    def failed(self) -> bool:
        """Whether any cell was not understood."""
        return any(c.failed for c in (*self._items.values(), *self._segments.values()))

    def findings(self) -> list[Finding]:
        """Return one finding for each column with cells that mean nothing (AS801, AS802)."""
        items = (
            self._finding("AS801", f"item {name}", column, self._columns.items[name])
            for name, column in self._items.items()
            if column.failed
        )
        segments = (
            self._finding("AS802", f"segment {name}", column, self._columns.segments[name])
            for name, column in self._segments.items()
            if column.failed
        )
        return [*items, *segments]

    def _finding(self, code: str, whose: str, column: Column, at: int) -> Finding:
        table, name = self._table, self._table.names[at]
        what = f"column {shown(name)} ({whose})"
        span = table.spans[at] if at < len(table.spans) else None
        return column.finding(code, what, table.path, table.row, span, table.data_path(name))
