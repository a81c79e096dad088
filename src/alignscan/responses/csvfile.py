"""CSV files in bounded memory: blocks of whole rows, every row with as many fields as the header.

Field counts are checked here and not left to the parser, which fills short rows up in silence.
"""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from alignscan.responses.ahead import ahead
from alignscan.responses.dialect import Dialect, Encoding, read_dialect
from alignscan.responses.errors import ResponsesError, error, plural, warning
from alignscan.responses.fields import cells_of
from alignscan.responses.records import Block, blocks, grid
from alignscan.responses.table import Frame, Table
from alignscan.source.finding import Finding

BLOCK: Final = 2_000_000
"""How many bytes are read at a time."""
Ragged = tuple[tuple[int, int], ...]


def open_csv(path: Path, shown: str, *, block: int = BLOCK) -> Table:
    """Return a CSV file as a table.

    Raises ResponsesError with AS806 (no table) or AS807 (more than one encoding); AS808 in the
    findings says that Windows-1252 was assumed.
    """
    dialect, findings = settled(path, read_dialect(path, shown), shown, block)
    return table_below(path, shown, dialect, findings, block)


def table_below(
    path: Path,
    shown: str,
    dialect: Dialect,
    findings: tuple[Finding, ...] = (),
    block: int = BLOCK,
) -> Table:
    """Return a CSV file as a table, read as a settled dialect says."""

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
        about=_about(path),
    )


def _about(path: Path) -> int:
    """Return about how many lines a file has, from those in its head."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    return path.stat().st_size * head.count(b"\n") // max(len(head), 1)


def settled(
    path: Path, dialect: Dialect, shown: str, block: int = BLOCK
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
            if not data.isascii() or decoder.getstate()[0]:
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
        name = encoding[:6] if encoding.startswith("utf-16") else encoding
        message = f"the text is not valid {name.upper()}"
        raise ResponsesError([error("AS807", message, shown, hint=hint)]) from None


def _frames(
    path: Path, dialect: Dialect, shown: str, columns: Sequence[int], block: int
) -> Iterator[Frame]:
    ragged = _Ragged(len(dialect.names))
    data = _utf8(path, dialect, shown, block)
    found = blocks(data, dialect.delimiter, dialect.header_records, shown)
    parse = partial(_parsed, dialect=dialect, shown=shown, columns=columns)
    workers = path.stat().st_size // (2 * BLOCK)
    for frame, uneven in ahead(parse, found, workers):
        if ragged.add(uneven):
            continue
        if len(frame.rows):
            yield frame
    if ragged.count:
        raise ResponsesError([ragged.finding(shown)])


def _parsed(
    block: Block, dialect: Dialect, shown: str, columns: Sequence[int]
) -> tuple[Frame, Ragged]:
    """Return the rows of a block, and the lines that are none."""
    found = grid(block, dialect.delimiter, len(dialect.names))
    return Frame(cells_of(found, columns, dialect.delimiter, shown), found.lines), found.ragged


class _Ragged:
    """Rows with more or fewer fields than the header."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[tuple[int, int]] = []
        self.count = 0

    def add(self, uneven: Ragged) -> bool:
        """Take note of line and fields of more rows; return whether any row of the file is bad."""
        self.count += len(uneven)
        self._lines += uneven[: 5 - len(self._lines)]
        return self.count > 0

    def finding(self, shown: str) -> Finding:
        """Return the one finding for all of them (AS805)."""
        some = ", ".join(f"row {line} has {fields}" for line, fields in self._lines)
        more = f", and {self.count - len(self._lines)} more" if self.count > 5 else ""
        message = f"{plural(self.count, 'row')} not as long as the header, which has "
        message += f"{plural(self._width, 'field')}: {some}{more}"
        hint = "quote cells that hold the delimiter, and give every row a field for each column"
        return error("AS805", message, shown, hint=hint)
