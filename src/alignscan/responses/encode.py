"""Raw cells to codes, remembering what could not be understood."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.batch import Codes, narrow
from alignscan.responses.cells import UNKNOWN, text_of
from alignscan.responses.errors import error, plural, shown
from alignscan.responses.table import Cells
from alignscan.source.finding import Finding
from alignscan.source.span import Span

QUOTED: Final = 20
"""With more unknown values than this a column holds texts or ids, and none is quoted."""
_NAMED: Final = 10
_ROWS: Final = 5
_REMEMBERED: Final = 1_000


class Meaning(Protocol):
    """What the cells of one item or segment mean."""

    def code(self, text: str) -> int:
        """Return the code of a stripped cell, ``UNKNOWN`` when it means nothing."""

    def hint(self, unknown: Iterable[str] = ()) -> str:
        """Return what to write instead."""


class Column:
    """Turns the cells of one column of one table into codes."""

    def __init__(self, meaning: Meaning, known: dict[object, int] | None = None) -> None:
        """Prepare; columns whose cells mean the same may share the codes that are ``known``."""
        self._meaning = meaning
        self._known = {} if known is None else known
        self._values: tuple[object, ...] = ()
        self._codes: Codes = np.empty(0, dtype=np.int16)
        self._unknown: Counter[str] = Counter()
        self._rows: list[int] = []
        self._count = 0

    def codes(self, cells: Cells, rows: NDArray[np.int64]) -> Codes:
        """Return the codes of some cells, ``UNKNOWN`` ones included."""
        table = self._table(cells.values)
        if not len(cells.index):
            return np.empty(0, dtype=np.int16)
        out = table.take(cells.index)
        if out.min() == UNKNOWN:
            self._remember(cells, table, out, rows)
        return out

    def _table(self, values: tuple[object, ...]) -> Codes:
        """Return the code of each value; parts of a table often share the very same values."""
        if values is not self._values:
            self._values = values
            self._codes = narrow([self._code(value) for value in values])
        return self._codes

    def _code(self, value: object) -> int:
        if value not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[value] = self._meaning.code(text_of(value))
        return self._known[value]

    def _remember(self, cells: Cells, table: Codes, codes: Codes, rows: NDArray[np.int64]) -> None:
        counts = np.bincount(cells.index, minlength=len(table))
        for at in np.flatnonzero((table == UNKNOWN) & (counts > 0)):
            text = text_of(cells.values[at])
            if text in self._unknown or len(self._unknown) < _REMEMBERED:
                self._unknown[text] += int(counts[at])
            self._count += int(counts[at])
        found = np.flatnonzero(codes == UNKNOWN)[: _ROWS - len(self._rows)]
        self._rows += [int(row) for row in rows[found]]

    @property
    def failed(self) -> bool:
        """Whether any cell could not be understood."""
        return self._count > 0

    def finding(
        self, code: str, what: str, path: str, row: str, span: Span | None, data_path: str
    ) -> Finding:
        """Return the one finding for all cells that could not be understood."""
        values = self._ranked()
        named = f": {self._quoted(values)}" if len(values) <= QUOTED else ""
        message = f"{what}: {plural(self._count, 'cell')} not understood{named}"
        if not named:
            message += f", {len(values)} or more different values, as in a column of texts or ids"
        message += f"; {'first in ' if self._count > len(self._rows) else 'in '}"
        message += f"{row if len(self._rows) == 1 else row + 's'} {', '.join(map(str, self._rows))}"
        hint = self._meaning.hint(values[:_NAMED] if named else ())
        return error(code, message, path, span=span, data_path=data_path, hint=hint)

    def _ranked(self) -> list[str]:
        return sorted(self._unknown, key=lambda text: (-self._unknown[text], text))

    def _quoted(self, values: list[str]) -> str:
        some = ", ".join(f'"{shown(v)}" ({self._unknown[v]})' for v in values[:_NAMED])
        rest = len(values) - _NAMED
        return f"{some} and {plural(rest, 'other value')}" if rest > 0 else some
