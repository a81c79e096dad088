"""The records of a CSV file: where each one ends, and how many fields it has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.errors import not_a_table

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]

MAX_ROW: Final = 4_000_000
"""The longest row in bytes; a longer one is a quotation mark that was never closed."""
PADDING: Final = 72
"""How many bytes follow the records, so that cells of 64 bytes can be read eight at a time."""
LINE_FEED: Final = 10
QUOTE: Final = 34
_UNCLOSED: Final = "a quotation mark that opens in row {} is not closed"
_STRAY: Final = "a quotation mark in row {} stands inside a cell"
STRAY_HINT: Final = 'put the whole cell in quotation marks and write those inside it twice ("")'
_UNCLOSED_HINT: Final = 'close it, or write it twice ("") where it is part of a text'


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records of a CSV file."""

    data: bytes
    """With line feeds only, the last byte is one."""
    line: int
    """The line in the file on which the first record starts."""
    ahead: int
    """How many of the records come before the first row of the table."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a block that have a field for each column."""

    raw: Bytes
    """The bytes of the block, and ``PADDING``."""
    starts: Places
    """For each row the place of its first byte."""
    ends: Places
    """Rows x columns: the place of the separator after each field."""
    separators: Mask
    """For each byte of the block whether a field or a record ends there."""
    lines: Places
    """For each row the line in the file on which it starts."""
    ragged: tuple[tuple[int, int], ...]
    """Line and number of fields of every other row that is not blank."""


def blocks(data: Iterable[bytes], delimiter: str, skip: int, shown: str) -> Iterator[Block]:
    """Yield a file cut between records; ResponsesError (AS806) for stray or open quotation marks.

    ``data`` is the file as UTF-8 in parts of any length, ``skip`` how many records come before
    the first row.
    """
    rest, line, longest = b"", 1, MAX_ROW
    for part in data:
        longest = max(longest, len(part))
        rest += part
        if b"\r" in rest:
            rest = rest.replace(b"\r\n", b"\n")
        used = _whole(rest, delimiter, line, shown)
        if used:
            block = Block(rest[:used], line, skip)
            yield block
            line += _count(block.data)
            skip -= min(skip, _records(block)) if skip else 0
            rest = rest[used:]
        if len(rest) > longest:
            raise not_a_table(shown, _UNCLOSED.format(line), _UNCLOSED_HINT)
    if rest:
        last = rest + b"\n"
        if _whole(last, delimiter, line, shown) < len(last):
            raise not_a_table(shown, _UNCLOSED.format(line), _UNCLOSED_HINT)
        yield Block(last, line, skip)


def grid(block: Block, delimiter: str, width: int) -> Grid:
    """Return the rows of a block that are ``width`` fields long, and which others there are."""
    raw = np.frombuffer(block.data + bytes(PADDING), dtype=np.uint8)
    body = raw[: len(block.data)]
    breaks, separators = body == LINE_FEED, body == ord(delimiter)
    outside = _outside(block.data, body)
    newlines = None if outside is None else np.flatnonzero(breaks)
    if outside is not None:
        breaks &= outside
        separators &= outside
    ends = np.flatnonzero(np.logical_or(separators, breaks, out=separators))
    rows = np.count_nonzero(breaks)
    last = ends[width - 1 :: width]
    if width > 1 and not block.ahead and ends.size == rows * width and breaks[last].all():
        starts = _starts(last)
        lines = _lines(block.line, starts, newlines)
        return Grid(raw, starts, ends.reshape(rows, width), separators, lines, ())
    return _uneven(block, raw, width, separators, breaks, newlines)


def _uneven(
    block: Block, raw: Bytes, width: int, separators: Mask, breaks: Mask, newlines: Places | None
) -> Grid:
    """Return the rows where some records are no rows; ``breaks`` are the ends of records."""
    ends = np.flatnonzero(separators)
    after = np.flatnonzero(breaks[ends])
    fields = np.diff(after, prepend=-1)
    starts = _starts(ends[after])
    if newlines is None:
        newlines = np.flatnonzero(raw[: len(block.data)] == LINE_FEED)
    lines = _lines(block.line, starts, newlines)
    rows = np.arange(fields.size) >= block.ahead
    rows &= ends[after] > starts  # a blank line is no row
    good, bad = rows & (fields == width), rows & (fields != width)
    chosen = ends[np.repeat(good, fields)].reshape(-1, width)
    ragged = tuple(zip(lines[bad].tolist(), fields[bad].tolist(), strict=True))
    return Grid(raw, starts[good], chosen, separators, lines[good], ragged)


def _starts(last: Places) -> Places:
    return np.concatenate([np.zeros(1, dtype=np.int64), last + 1])[:-1]


def _lines(first: int, starts: Places, newlines: Places | None) -> Places:
    """Return the line of each record; without line breaks in cells each has a line of its own."""
    if newlines is None:
        return np.arange(first, first + starts.size, dtype=np.int64)
    return first + np.searchsorted(newlines, starts)


def _records(block: Block) -> int:
    raw = np.frombuffer(block.data, dtype=np.uint8)
    breaks, outside = raw == LINE_FEED, _outside(block.data, raw)
    return int(np.count_nonzero(breaks if outside is None else breaks & outside))


def _count(data: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8) == LINE_FEED))


def _whole(data: bytes, delimiter: str, line: int, shown: str) -> int:
    """Return how many of the bytes are whole records."""
    raw = np.frombuffer(data, dtype=np.uint8)
    outside = _outside(data, raw)
    if outside is None:
        return data.rfind(b"\n") + 1
    stray = _stray(raw, ord(delimiter))
    if stray is not None:
        where = line + data.count(b"\n", 0, stray)
        raise not_a_table(shown, _STRAY.format(where), STRAY_HINT)
    ends = np.flatnonzero((raw == LINE_FEED) & outside)
    return int(ends[-1]) + 1 if ends.size else 0


def _outside(data: bytes, raw: Bytes) -> Mask | None:
    """Return which bytes are outside of quotation marks; None when there is no such mark."""
    if b'"' not in data:
        return None
    outside: Mask = np.cumsum(raw == QUOTE, dtype=np.uint8) & 1 == 0
    return outside


def _stray(raw: Bytes, delimiter: int) -> int | None:
    """Return where a quotation mark first stands elsewhere than around a whole cell.

    Two of them in different rows would make one row of all between, with nothing to show for it.
    """
    marks = np.flatnonzero(raw == QUOTE)
    opening, closing = marks[::2], marks[1::2]
    before = raw[opening[opening > 0] - 1]
    after = raw[closing[closing < len(raw) - 1] + 1]
    bad_open = opening[opening > 0][~np.isin(before, (QUOTE, delimiter, LINE_FEED))]
    bad_close = closing[closing < len(raw) - 1][
        ~np.isin(after, (QUOTE, delimiter, LINE_FEED, ord("\r")))
    ]
    bad = np.concatenate([bad_open, bad_close])
    return int(bad.min()) if len(bad) else None
