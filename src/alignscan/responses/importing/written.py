"""The responses file that an import writes: CSV, put together column by column without loops."""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.importing.gather import Column
from alignscan.source.cells import inert

_QUOTED: Final = re.compile(r'[,"\n\r]')
_SPECIAL: Final = re.compile(r'[,"\n\r\t=+@-]')
Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]


def csv_of(columns: dict[str, Column], size: int) -> bytes:
    """Return columns as a CSV file with a row of names, UTF-8, line feeds."""
    head = ",".join(_cell(name) for name in columns) + "\n"
    if not columns or not size:
        return head.encode()
    encoded = [_encoded(column) for column in columns.values()]
    lengths = [starts[1:] - starts[:-1] for _, starts in encoded]
    row = np.full(size, len(encoded), dtype=np.int64)
    for length, column in zip(lengths, columns.values(), strict=True):
        row += length[column.index]
    ends = np.cumsum(row)
    out = np.full(int(ends[-1]), ord(","), dtype=np.uint8)
    out[ends - 1] = ord("\n")
    at = ends - row
    for (text, starts), length, column in zip(encoded, lengths, columns.values(), strict=True):
        sizes = length[column.index]
        _put(out, at, text, starts[:-1][column.index], sizes)
        at += sizes + 1
    return head.encode() + out.tobytes()


def _encoded(column: Column) -> tuple[Bytes, Places]:
    """Return the distinct cells as bytes in a row, and where each begins and the last ends."""
    plain = _SPECIAL.search("".join(column.values)) is None
    texts = column.values if plain else [_cell(inert(value)) for value in column.values]
    cells = [text.encode() for text in texts]
    starts = np.cumsum([0, *map(len, cells)], dtype=np.int64)
    return np.frombuffer(b"".join(cells), dtype=np.uint8), starts


def _cell(text: str) -> str:
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _put(out: Bytes, at: Places, text: Bytes, starts: Places, sizes: Places) -> None:
    """Copy a cell for each row to its place."""
    longest = int(sizes.max())
    if longest <= 16 and int(sizes.min()) == longest:
        for offset in range(longest):
            out[at + offset] = text[starts + offset]
        return
    if longest <= 16:
        for offset in range(longest):
            rows = np.flatnonzero(sizes > offset)
            out[at[rows] + offset] = text[starts[rows] + offset]
        return
    total = int(sizes.sum())
    before = np.cumsum(sizes) - sizes
    step = np.arange(total) - np.repeat(before, sizes)
    out[np.repeat(at, sizes) + step] = text[np.repeat(starts, sizes) + step]
