"""The cells of one column of a CSV file: the distinct ones, found without looking at each in turn.

Nearly all cells of a survey are one byte long, a digit; most others are a few words that repeat.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.errors import not_a_table
from alignscan.responses.records import PADDING, STRAY_HINT, Bytes, Grid, Places
from alignscan.responses.table import Cells

Index = NDArray[np.integer[Any]]
Words = NDArray[np.uint64]

WORD: Final = 8
"""Bytes that are compared at once."""
LONG: Final = PADDING - WORD
"""Cells of more bytes than this are looked at one by one."""
_EMPTY: Final = 128
"""No cell of one byte has this bit; it marks a cell without any."""
_LONGER: Final = 255
"""In place of the one byte of a cell that has more."""
_BYTES: Final = tuple(chr(byte) if byte < _EMPTY else "" for byte in range(_LONGER + 1))
"""The cells of at most one byte."""
_ODD: Final = 0x9E3779B97F4A7C15
_FACTORS: Final = tuple(pow(_ODD, i, 2**64) for i in range(1, LONG // WORD + 2))
_SLOTS: Final = (12, 16)
"""Bits of the number that cells are told apart by: at first, and where these are too few."""


def cells_of(grid: Grid, columns: Sequence[int], shown: str) -> dict[int, Cells]:
    """Return some columns of a grid; ResponsesError (AS806) for quotation marks that do not fit."""
    gaps = _gaps(grid)
    single = _single(grid, gaps)
    longer = single.max(axis=1, initial=0) == _LONGER
    return {
        at: _with_longer(grid, at, single[at], gaps[:, at], shown)
        if longer[at]
        else Cells(_BYTES, single[at])
        for at in columns
    }


def _gaps(grid: Grid) -> NDArray[np.int32]:
    """Return the length of every cell, and one: as far as its separator is from the one before."""
    ends = grid.ends.astype(np.int32)
    gaps = np.diff(ends.ravel(), prepend=np.int32(-1)).reshape(ends.shape)
    gaps[:, 0] = grid.ends[:, 0] - grid.starts + 1
    return gaps


def _single(grid: Grid, gaps: NDArray[np.int32]) -> Bytes:
    """Return columns x rows: the byte of each cell that has one, or what stands for others."""
    last = grid.raw.take(grid.ends - 1)
    last |= (gaps == 1).view(np.uint8) * np.uint8(_EMPTY)
    last |= (gaps > 2).view(np.uint8) * np.uint8(_LONGER)
    return np.ascontiguousarray(last.T)


def _with_longer(grid: Grid, at: int, single: Bytes, gaps: NDArray[np.int32], shown: str) -> Cells:
    """Return a column with cells of more than one byte."""
    length = gaps.astype(np.int64) - 1
    starts = grid.ends[:, at] - length
    some = np.flatnonzero(single == _LONGER)
    if some.size == single.size:
        found, places = _longer(grid.raw, starts, length)
        return Cells(tuple(_texts(found, shown)), places)
    found, places = _longer(grid.raw, starts[some], length[some])
    index = single.astype(np.int64)
    index[some] = places + len(_BYTES)
    return Cells((*_BYTES, *_texts(found, shown)), index)


def _longer(raw: Bytes, starts: Places, length: Places) -> tuple[list[bytes], Index]:
    if length.max() > LONG:
        return _one_by_one(raw, starts, length)
    words = _words(raw, starts, length)
    mixed = length.view(np.uint64) * np.uint64(_FACTORS[-1])
    for factor, word in zip(_FACTORS, words, strict=False):
        mixed += word * np.uint64(factor)
    for bits in _SLOTS:
        first, index = _told_apart((mixed >> np.uint64(64 - bits)).view(np.int64), 2**bits)
        if all((part[first].take(index) == part).all() for part in (length, *words)):
            return _cut(raw, starts[first], length[first]), index
    return _one_by_one(raw, starts, length)


def _told_apart(slots: Places, size: int) -> tuple[Places, Places]:
    """Return a place of each slot in use, and for each place the position of its slot there."""
    row = np.full(size, -1, dtype=np.int64)
    row[slots] = np.arange(slots.size)
    used = np.flatnonzero(row >= 0)
    first = row[used]
    row[used] = np.arange(used.size)
    return first, row.take(slots)


def _words(raw: Bytes, starts: Places, length: Places) -> list[Words]:
    """Return the cells as whole numbers, eight bytes at a time, without what comes after them."""
    every = np.ndarray((raw.size - WORD + 1,), dtype="<u8", buffer=raw.data, strides=(1,))
    out = []
    for done in range(0, int(length.max()), WORD):
        beyond = np.maximum(8 * (done + WORD) - 8 * length, 0)
        word = every[starts + done]
        word <<= beyond.view(np.uint64)  # by 64 or more: nothing is left
        out.append(word)
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
