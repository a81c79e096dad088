"""The cells of one column of a CSV file: the distinct ones, found without looking at each in turn.

Nearly all cells of a survey are one byte long, a digit; most others are a few words that repeat.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.errors import not_a_table
from alignscan.responses.records import LINE_FEED, PADDING, STRAY_HINT, Bytes, Grid, Places
from alignscan.responses.table import Cells

Index = NDArray[np.integer[Any]]
Words = NDArray[np.uint64]

WORD: Final = 8
"""Bytes that are compared at once."""
LONG: Final = PADDING - WORD
"""Cells of more bytes than this are looked at one by one."""
_BYTES: Final = tuple("" if byte == LINE_FEED else chr(byte) for byte in range(128))
"""The cells of at most one byte; an empty one is written as what cannot be in a cell."""
_ODD: Final = 0x9E3779B97F4A7C15
_FACTORS: Final = tuple(pow(_ODD, i, 2**64) for i in range(1, LONG // WORD + 2))
_SLOTS: Final = 16
"""Bits of the number that cells are told apart by at first."""


def cells_of(grid: Grid, columns: Sequence[int], shown: str) -> dict[int, Cells]:
    """Return some columns of a grid; ResponsesError (AS806) for quotation marks that do not fit."""
    gaps = _gaps(grid)
    single = np.where(gaps == 2, grid.raw.take(grid.ends - 1), np.uint8(LINE_FEED))
    single = np.ascontiguousarray(single.T)
    longer = np.any(gaps > 2, axis=0).tolist()
    return {
        at: Cells(_BYTES, single[at])
        if not longer[at]
        else _with_longer(grid, at, single[at], gaps[:, at] - 1, shown)
        for at in columns
    }


def _gaps(grid: Grid) -> Places:
    """Return the length of every cell, and one: as far as its separator is from the one before."""
    ends = grid.ends.ravel()
    flat = np.empty_like(ends)
    np.subtract(ends[1:], ends[:-1], out=flat[1:])
    gaps: Places = flat.reshape(grid.ends.shape)
    gaps[:, 0] = grid.ends[:, 0] - grid.starts + 1
    return gaps


def _with_longer(grid: Grid, at: int, single: Bytes, length: Places, shown: str) -> Cells:
    """Return a column with cells of more than one byte."""
    some = np.flatnonzero(length > 1)
    length = length[some]
    found, places = _longer(grid.raw, grid.ends[some, at] - length, length)
    used = np.flatnonzero(np.bincount(single, minlength=len(_BYTES)))
    position = np.zeros(len(_BYTES), dtype=np.int64)
    position[used] = np.arange(used.size)
    index = position.take(single)
    index[some] = places + used.size
    short = [_BYTES[byte] for byte in used.tolist()]
    return Cells((*short, *_texts(found, shown)), index)


def _longer(raw: Bytes, starts: Places, length: Places) -> tuple[list[bytes], Index]:
    if length.max() > LONG:
        return _one_by_one(raw, starts, length)
    words = _words(raw, starts, length)
    mixed = length.view(np.uint64) * np.uint64(_FACTORS[-1])
    for factor, word in zip(_FACTORS, words, strict=False):
        mixed += word * np.uint64(factor)
    slots = (mixed >> np.uint64(64 - _SLOTS)).view(np.int64)
    row = np.full(2**_SLOTS, -1, dtype=np.int64)
    row[slots] = np.arange(slots.size)
    used = np.flatnonzero(row >= 0)
    first = row[used]
    row[used] = np.arange(used.size)
    index = row.take(slots)
    # Cells of different text in one slot are rare, and found here.
    if not all((part == part[first].take(index)).all() for part in (length, *words)):
        return _one_by_one(raw, starts, length)
    return _cut(raw, starts[first], length[first]), index


def _words(raw: Bytes, starts: Places, length: Places) -> list[Words]:
    """Return the cells as whole numbers, eight bytes at a time, without what comes after them."""
    every = np.ndarray((raw.size - WORD + 1,), dtype="<u8", buffer=raw.data, strides=(1,))
    beyond = 8 * (WORD - length)
    out = []
    for done in range(0, int(length.max()), WORD):
        bits = np.clip(beyond + 8 * done, 0, 64).view(np.uint64)
        out.append(every[starts + done if done else starts] << bits)
    return out


def _one_by_one(raw: Bytes, starts: Places, length: Places) -> tuple[list[bytes], Index]:
    known: dict[bytes, int] = {}
    index = [known.setdefault(cell, len(known)) for cell in _cut(raw, starts, length)]
    return list(known), np.array(index, dtype=np.int32)


def _cut(raw: Bytes, starts: Places, length: Places) -> list[bytes]:
    data, ends = raw.data, starts + length
    return [bytes(data[a:b]) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


def _texts(cells: Sequence[bytes], shown: str) -> list[str]:
    joined = b"\n".join(cells)
    if b'"' not in joined:
        return joined.decode().split("\n")
    return [_text(cell, shown) for cell in cells]


def _text(cell: bytes, shown: str) -> str:
    """Return a cell without its quotation marks."""
    text = cell.decode()
    if not text.startswith('"'):
        return text
    if len(text) < 2 or not text.endswith('"'):
        message = "the quotation marks of the file do not fit together"
        raise not_a_table(shown, message, STRAY_HINT)
    return text[1:-1].replace('""', '"')
