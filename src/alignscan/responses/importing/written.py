"""The responses file that an import writes: CSV, some thousand rows at once."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.importing.gather import Column
from alignscan.source.cells import inert

ROWS: Final = 4096
WIDEST: Final = 2000
"""Rows of more bytes than this are put together one by one."""
_QUOTED: Final = re.compile(r'[,"\n\r]')
_SPECIAL: Final = re.compile(r'[,"\n\r\t=+@-]')
_GAP: Final = b"\xff"
"""Fills cells up to the longest one; no text in UTF-8 holds it."""
Table = NDArray[Any]


def csv_of(columns: dict[str, Column], size: int) -> bytes:
    """Return columns as a CSV file with a row of names, UTF-8, line feeds."""
    head = ",".join(_cell(name) for name in columns) + "\n"
    if not columns or not size:
        return head.encode()
    ends = [b","] * (len(columns) - 1) + [b"\n"]
    cells = [_encoded(one, end) for one, end in zip(columns.values(), ends, strict=True)]
    padded = sum(max(map(len, one)) for one in cells) <= WIDEST
    lines = _lines_padded if padded else _lines_joined
    tables = [_padded(one) if padded else np.array(one, dtype=object) for one in cells]
    every = [column.index for column in columns.values()]
    parts = (slice(start, start + ROWS) for start in range(0, size, ROWS))
    found = (
        [table.take(index[part]) for table, index in zip(tables, every, strict=True)]
        for part in parts
    )
    return b"".join((head.encode(), *map(lines, found)))


def _padded(cells: Sequence[bytes]) -> Table:
    width = max(map(len, cells))
    if width > min(map(len, cells)):
        cells = [cell.ljust(width, _GAP) for cell in cells]
    return np.frombuffer(b"".join(cells), dtype=f"S{width}")


def _lines_padded(cells: Sequence[Table]) -> bytes:
    """Return the lines of some rows whose cells are padded to the width of their column."""
    page = np.empty(len(cells[0]), dtype=[(f"{at}", one.dtype) for at, one in enumerate(cells)])
    for at, one in enumerate(cells):
        page[f"{at}"] = one
    return page.tobytes().translate(None, _GAP)


def _lines_joined(cells: Sequence[Table]) -> bytes:
    return b"".join(chain.from_iterable(zip(*(one.tolist() for one in cells), strict=True)))


def _encoded(column: Column, end: bytes) -> list[bytes]:
    """Return the distinct cells with what separates them from the next."""
    plain = _SPECIAL.search("".join(column.values)) is None
    texts = column.values if plain else [_cell(inert(value)) for value in column.values]
    return [text.encode() + end for text in texts]


def _cell(text: str) -> str:
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
