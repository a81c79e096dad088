"""The cells of one column of a CSV file: the distinct ones, found without looking at each in turn.

Nearly all cells of a survey are one byte long, a digit; most others are a few words that repeat.
"""

from collections.abc import Sequence
from functools import lru_cache
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
_LONGER: Final = 255
"""In place of the one byte of a cell that has more; no byte of UTF-8 is this one."""
_KEPT: Final = tuple(
    np.array([2 ** min(max(8 * (n - done), 0), 64) - 1 for n in range(LONG + 1)], dtype=np.uint64)
    for done in range(0, LONG, WORD)
)
"""For each word of a cell and each length the bits of that word that are of the cell."""
_ODD: Final = 0x9E3779B97F4A7C15
_FACTORS: Final = tuple(pow(_ODD, i, 2**64) for i in range(1, LONG // WORD + 2))
_SLOTS: Final = (12, 16)
"""Bits of the number that cells are told apart by: at first, and where these are too few."""


def cells_of(grid: Grid, columns: Sequence[int], delimiter: str, shown: str) -> dict[int, Cells]:
    """Return some columns of a grid; ResponsesError (AS806) for quotation marks that do not fit."""
    single, short = _single(grid), _short(delimiter)
    longer = single.max(axis=1, initial=0) == _LONGER
    return {
        at: _with_longer(grid, at, single[at], short, shown)
        if longer[at]
        else Cells(short, single[at])
        for at in columns
    }


@lru_cache(maxsize=8)
def _short(delimiter: str) -> tuple[str, ...]:
    """Return for each byte but ``_LONGER`` the cell that it stands for: see ``_single``."""
    empty = {LINE_FEED, ord(delimiter)}
    return tuple("" if byte in empty or byte >= 128 else chr(byte) for byte in range(_LONGER))


def _single(grid: Grid) -> Bytes:
    """Return columns x rows: the byte before the end of each cell, or ``_LONGER``.

    That is the cell, or, where it is empty, the separator before it. It is worked out as if a cell
    ended at every place, and taken from where one does.
    """
    ends = grid.separators.view(np.uint8)
    found = np.empty_like(ends)
    found[:1], found[1:2] = LINE_FEED, grid.raw[0]
    both = np.bitwise_or(ends[1:-1], ends[:-2], out=found[2:])
    both -= np.uint8(1)  # _LONGER where both bytes before the place are of the cell
    both |= grid.raw[: ends.size][1:-1]
    return np.ascontiguousarray(found.take(grid.ends).T)


def _with_longer(grid: Grid, at: int, single: Bytes, short: tuple[str, ...], shown: str) -> Cells:
    """Return a column with cells of more than one byte."""
    starts = grid.ends[:, at - 1] + 1 if at else grid.starts
    length = grid.ends[:, at] - starts
    some = np.flatnonzero(single == _LONGER)
    if some.size == single.size:
        found, places = _longer(grid.raw, starts, length)
        return Cells(tuple(_texts(found, shown)), places)
    found, places = _longer(grid.raw, starts[some], length[some])
    index = single.astype(np.int64)
    index[some] = places + len(short)
    return Cells((*short, *_texts(found, shown)), index)


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
    count = -(-int(length.max()) // WORD)
    size = count * WORD
    every = np.ndarray((raw.size - size + 1,), dtype=f"V{size}", buffer=raw.data, strides=(1,))
    words = every[starts].view("<u8").reshape(-1, count)
    return [word & kept.take(length) for word, kept in zip(words.T, _KEPT, strict=False)]


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
