"""CSV files in bounded memory: blocks of whole rows, every row with as many fields as the header.

Field counts are checked here and not left to the parser, which fills short rows up in silence.
"""

import codecs
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.dialect import Dialect, Encoding, read_dialect
from alignscan.responses.errors import ResponsesError, error, not_a_table, plural, warning
from alignscan.responses.table import Cells, Frame, Table, distinct_of_series
from alignscan.source.finding import Finding

BLOCK: Final = 8_000_000
"""How many bytes are read at a time."""
MAX_ROW: Final = 4_000_000
"""The longest row in bytes; a longer one is a quotation mark that was never closed."""
_UNCLOSED: Final = "a quotation mark that opens in row {} is not closed"
_STRAY: Final = "a quotation mark in row {} stands inside a cell"
_STRAY_HINT: Final = 'put the whole cell in quotation marks and write those inside it twice ("")'
_UNCLOSED_HINT: Final = 'close it, or write it twice ("") where it is part of a text'


@dataclass(frozen=True)
class Rows:
    """Whole records of a CSV file: their bytes, and where each one starts."""

    data: bytes
    starts: NDArray[np.int64]
    """The offset in the data at which each record starts."""
    lines: NDArray[np.int64]
    """The line in the file on which each record starts."""
    fields: NDArray[np.int64]
    """How many fields each record has; 0 for a blank line."""


def open_csv(path: Path, shown: str, *, block: int = BLOCK) -> Table:
    """Return a CSV file as a table.

    Raises ResponsesError with AS806 (no table) or AS807 (more than one encoding); AS808 in the
    findings says that Windows-1252 was assumed.
    """
    dialect, findings = _settled(path, read_dialect(path, shown), shown, block)

    def frames(columns: Sequence[int]) -> Iterator[Frame]:
        return _frames(path, dialect, shown, columns, block)

    return Table(
        path=shown,
        names=dialect.names,
        spans=dialect.spans,
        decimal_comma=dialect.delimiter != ",",
        row="row",
        frames=frames,
        findings=findings,
    )


def _settled(
    path: Path, dialect: Dialect, shown: str, block: int
) -> tuple[Dialect, tuple[Finding, ...]]:
    """Return the dialect with the encoding of the whole file, not only of its head."""
    if dialect.encoding.startswith("utf-16") or _is_utf8(path, block):
        return dialect, ()
    if dialect.bom or _has_utf8(path, block) or not _decodes(path, "cp1252", block):
        hint = "save the whole file again as UTF-8"
        message = "the text is in more than one encoding, or in one that is not known"
        raise ResponsesError([error("AS807", message, shown, hint=hint)])
    message = "the file is not UTF-8; it was read as Windows-1252"
    found = warning("AS808", message, shown, hint="save it as UTF-8 to be sure of every letter")
    # The header needs no second reading: in UTF-8 it is ASCII here, else Windows-1252 already.
    return replace(dialect, encoding="cp1252"), (found,)


def _is_utf8(path: Path, block: int) -> bool:
    return _decodes(path, "utf-8", block)


def _decodes(path: Path, encoding: str, block: int) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for data in _blocks(path, 0, block):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _has_utf8(path: Path, block: int) -> bool:
    """Return whether some letters of a file that is not UTF-8 are UTF-8 all the same."""
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    return any(not decoder.decode(data).isascii() for data in _blocks(path, 0, block))


def _blocks(path: Path, skip: int, block: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(skip)
        while data := file.read(block):
            yield data


def _utf8(path: Path, dialect: Dialect, shown: str, block: int) -> Iterator[bytes]:
    """Yield the file as UTF-8 with line feeds, in blocks of any length."""
    raw = _blocks(path, dialect.bom, block)
    if dialect.encoding != "utf-8":
        raw = _transcoded(raw, dialect.encoding, shown)
    for data in raw:
        yield data.replace(b"\r", b"\n") if dialect.old_mac else data


def _transcoded(raw: Iterator[bytes], encoding: Encoding, shown: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for data in raw:
            yield decoder.decode(data).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        hint = "save the whole file again as UTF-8"
        message = f"the text is not valid {encoding[:6].upper()}"
        raise ResponsesError([error("AS807", message, shown, hint=hint)]) from None


def _records(path: Path, dialect: Dialect, shown: str, block: int) -> Iterator[Rows]:
    """Yield the records of a file, header included, cut only between records."""
    rest, line = b"", 1
    for data in _utf8(path, dialect, shown, block):
        rest += data
        rows, used = _cut(rest, dialect.delimiter, line, shown)
        line += rest.count(b"\n", 0, used)
        rest = rest[used:]
        if len(rest) > max(MAX_ROW, block):
            raise not_a_table(shown, _UNCLOSED.format(line), _UNCLOSED_HINT)
        if len(rows.lines):
            yield rows
    if rest:
        rows, used = _cut(rest + b"\n", dialect.delimiter, line, shown)
        if used <= len(rest):
            raise not_a_table(shown, _UNCLOSED.format(line), _UNCLOSED_HINT)
        yield rows


def _cut(data: bytes, delimiter: str, line: int, shown: str) -> tuple[Rows, int]:
    """Return the whole records at the start of some bytes, and how many bytes they take."""
    raw = np.frombuffer(data, dtype=np.uint8)
    breaks = raw == 10
    newlines = np.flatnonzero(breaks)
    commas = raw == ord(delimiter)
    if b'"' in data:
        stray = _stray(raw, ord(delimiter))
        if stray is not None:
            raise not_a_table(shown, _STRAY.format(line + data.count(b"\n", 0, stray)), _STRAY_HINT)
        outside = np.cumsum(raw == 34, dtype=np.uint8) & 1 == 0
        breaks &= outside
        commas &= outside
        ends = np.flatnonzero(breaks)
    else:
        ends = newlines
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    before = np.searchsorted(np.flatnonzero(commas), np.concatenate([starts[:1], ends]))
    fields = np.diff(before) + 1
    fields[_blank(raw, starts, ends)] = 0
    lines = line + np.searchsorted(newlines, starts)
    used = int(ends[-1]) + 1 if len(ends) else 0
    return Rows(data[:used], starts, lines.astype(np.int64), fields.astype(np.int64)), used


def _stray(raw: NDArray[np.uint8], delimiter: int) -> int | None:
    """Return where a quotation mark first stands elsewhere than around a whole cell.

    Two of them in different rows would make one row of all between, with nothing to show for it.
    """
    marks = np.flatnonzero(raw == 34)
    opening, closing = marks[::2], marks[1::2]
    before = raw[opening[opening > 0] - 1]
    after = raw[closing[closing < len(raw) - 1] + 1]
    bad_open = opening[opening > 0][~np.isin(before, (34, delimiter, 10))]
    bad_close = closing[closing < len(raw) - 1][~np.isin(after, (34, delimiter, 10, 13))]
    bad = np.concatenate([bad_open, bad_close])
    return int(bad.min()) if len(bad) else None


def _blank(
    raw: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    length = ends - starts
    blank: NDArray[np.bool_] = (length == 0) | ((length == 1) & (raw[starts] == 13))
    return blank


def _frames(
    path: Path, dialect: Dialect, shown: str, columns: Sequence[int], block: int
) -> Iterator[Frame]:
    width, skip = len(dialect.names), dialect.header_records
    ragged = _Ragged(width)
    for rows in _records(path, dialect, shown, block):
        ahead = min(skip, len(rows.lines))
        skip -= ahead
        if ragged.add(rows, ahead):
            continue
        frame = _frame(rows, ahead, width, dialect.delimiter, shown, columns)
        if frame is not None:
            yield frame
    if ragged.count:
        raise ResponsesError([ragged.finding(shown)])


class _Ragged:
    """Rows with more or fewer fields than the header."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[tuple[int, int]] = []
        self.count = 0

    def add(self, rows: Rows, ahead: int) -> bool:
        """Look at the records after the first ``ahead``; return whether any file row is bad."""
        lines, fields = rows.lines[ahead:], rows.fields[ahead:]
        bad = np.flatnonzero((fields != self._width) & (fields != 0))
        self.count += len(bad)
        room = 5 - len(self._lines)
        self._lines += [(int(lines[i]), int(fields[i])) for i in bad[:room]]
        return self.count > 0

    def finding(self, shown: str) -> Finding:
        """Return the one finding for all of them (AS805)."""
        some = ", ".join(f"row {line} has {fields}" for line, fields in self._lines)
        more = f", and {self.count - len(self._lines)} more" if self.count > 5 else ""
        message = f"{plural(self.count, 'row')} not as long as the header, which has "
        message += f"{plural(self._width, 'field')}: {some}{more}"
        hint = "quote cells that hold the delimiter, and give every row a field for each column"
        return error("AS805", message, shown, hint=hint)


def _frame(
    rows: Rows, ahead: int, width: int, delimiter: str, shown: str, columns: Sequence[int]
) -> Frame | None:
    """Return the rows after the first ``ahead``; None when all of them are blank."""
    keep = np.flatnonzero(rows.fields[ahead:])
    if not len(keep):
        return None
    # The parser skips blank lines at the start and no others, so it does not get to see them.
    first = ahead + int(keep[0])
    keep -= keep[0]
    frame = _parsed(rows.data[rows.starts[first] :], width, delimiter, shown, columns)
    if frame.height != len(rows.lines) - first:
        hint = 'write quotation marks twice ("") inside quoted cells'
        raise not_a_table(shown, "the quotation marks of the file do not fit together", hint)
    cells = {at: distinct_of_series(frame.get_column(f"column_{at + 1}")) for at in columns}
    kept = {at: Cells(c.values, c.index[keep]) for at, c in cells.items()}
    return Frame(kept, rows.lines[first:][keep])


def _parsed(data: bytes, width: int, delimiter: str, shown: str, columns: Sequence[int]) -> Any:
    import polars as pl

    names = [f"column_{i}" for i in range(1, width + 1)]
    try:
        return pl.read_csv(
            io.BytesIO(data),
            has_header=False,
            separator=delimiter,
            schema=dict.fromkeys(names, pl.String),
            columns=[names[at] for at in sorted(columns)] or names[:1],
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError:
        raise not_a_table(shown, "a cell of the file cannot be read", _STRAY_HINT) from None
