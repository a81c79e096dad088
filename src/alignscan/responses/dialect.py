"""How a CSV file is written: its encoding, its delimiter and its header."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alignscan.responses.errors import not_a_table
from alignscan.responses.kinds import kind_of_bytes
from alignscan.source.span import Span

DELIMITERS: Final = (",", ";", "\t")
HEAD_ROWS: Final = 8
"""How many records of the head are kept as cells."""
HEAD_BYTES: Final = 1_000_000
"""The header and the rows that decide about the delimiter are within these first bytes."""

Encoding = str
"""The name of a codec: utf-8, cp1252, utf-16-le, utf-16-be, or one that somebody asked for."""
_BOMS: Final[tuple[tuple[bytes, Encoding], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEP_LINE: Final = re.compile(r"sep=(.)\n")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A CSV file as far as its first lines tell."""

    encoding: Encoding
    """``cp1252`` only says that the head is not UTF-8; the rest of the file decides as well."""
    bom: int
    """How many bytes the byte order mark has."""
    old_mac: bool
    """Whether lines end with a carriage return alone."""
    delimiter: str
    names: tuple[str, ...]
    """The header cells, stripped; empty for an empty file."""
    spans: tuple[Span | None, ...]
    header_line: int
    """The line of the header: 1, or 2 below a line ``sep=;``."""
    header_records: int
    """How many records come before the first row, a line ``sep=;`` and blank lines included."""
    head: tuple[tuple[str, ...], ...] = ()
    """The first records as cells, the header among them; line breaks in cells are kept."""


def read_dialect(path: Path, shown: str, asked: Encoding | None = None) -> Dialect:
    """Return the dialect of a CSV file; ResponsesError with AS806 when it is no text table.

    ``asked`` is an encoding that counts instead of what the bytes look like.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(b"alignscan/tabulation/"):
        hint = "give it with `alignscan assess --tabulation`"
        raise not_a_table(shown, "this is a tabulation, not a table of answers", hint)
    if kind_of_bytes(path):
        hint = "give the file the suffix that fits its content, such as .xlsx or .parquet"
        raise not_a_table(shown, "the file is named like a CSV file but is not text", hint)
    encoding, bom = _encoding(head, shown) if asked is None else _asked(head, asked)
    text = decoded(head[bom:], encoding)
    old_mac = "\n" not in text and "\r" in text
    return _dialect(encoding, bom, old_mac, unix(text), shown)


def decoded(head: bytes, encoding: Encoding) -> str:
    """Return the text of the first bytes of a file, which may end within a character."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(head)


def unix(text: str) -> str:
    """Return text whose lines all end with a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(head: bytes, shown: str) -> tuple[Encoding, int]:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding, len(bom)
    if b"\0" in head:
        return _without_bom(head, shown), 0
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252", 0
    return "utf-8", 0


def _asked(head: bytes, encoding: Encoding) -> tuple[Encoding, int]:
    """Return an encoding that was asked for, and the length of the mark at the beginning."""
    for bom, name in _BOMS:
        if head.startswith(bom) and encoding in (name, name[:6], f"{name}-sig"):
            return name, len(bom)
    return encoding, 0


def _without_bom(head: bytes, shown: str) -> Encoding:
    first, second = head[0:200:2].count(0), head[1:200:2].count(0)
    half = len(head[:200]) // 4
    if second > half >= first:
        return "utf-16-le"
    if first > half >= second:
        return "utf-16-be"
    raise not_a_table(shown, "the file is not a text file", "save it as CSV with UTF-8")


def _dialect(encoding: Encoding, bom: int, old_mac: bool, text: str, shown: str) -> Dialect:
    start, named = _preamble(text)
    records = _records(text, start)
    delimiter = named or _delimiter(records)
    header = records[0] if records else ""
    if header.count('"') % 2:
        raise not_a_table(shown, "a quotation mark in the header is not closed")
    cells = split(header, delimiter)
    line = text.count("\n", 0, start) + 1
    return Dialect(
        encoding=encoding,
        bom=bom,
        old_mac=old_mac,
        delimiter=delimiter,
        names=tuple(unquoted(cell) for cell in cells) if header else (),
        spans=tuple(_spans(cells, line)) if header else (),
        header_line=line,
        header_records=line,
        head=tuple(tuple(map(_cell, split(record, delimiter))) for record in records[:HEAD_ROWS]),
    )


def _preamble(text: str) -> tuple[int, str | None]:
    """Return where the header starts, and the delimiter that a line ``sep=;`` names."""
    match = _SEP_LINE.match(text)
    start = match.end() if match else 0
    while text.startswith("\n", start):
        start += 1
    return start, match.group(1) if match and match.group(1) in DELIMITERS else None


def _records(text: str, start: int, most: int = 20) -> list[str]:
    """Return the first records; the last one of a cut head may be incomplete."""
    out: list[str] = []
    quoted, begin = False, start
    for match in re.finditer(r'["\n]', text[start:]):
        at = start + match.start()
        if match.group() == '"':
            quoted = not quoted
        elif not quoted:
            out.append(text[begin:at])
            begin = at + 1
            if len(out) == most:
                return out
    return [*out, text[begin:]] if begin < len(text) else out


def _delimiter(records: list[str]) -> str:
    """Return the delimiter that the rows agree on, then the one that is most frequent."""
    if not records:
        return DELIMITERS[0]

    def merit(delimiter: str) -> tuple[bool, int, int]:
        counts = [_count(record, delimiter) for record in records if record]
        return counts[0] > 0, Counter(counts)[counts[0]], counts[0]

    return max(DELIMITERS, key=merit)


def _count(record: str, delimiter: str) -> int:
    return re.sub(r'"[^"]*"', "", record).count(delimiter)


def split(record: str, delimiter: str) -> list[str]:
    """Return the cells of a record as they are written, quotation marks included."""
    cells, quoted, begin = [], False, 0
    for at, character in enumerate(record):
        if character == '"':
            quoted = not quoted
        elif character == delimiter and not quoted:
            cells.append(record[begin:at])
            begin = at + 1
    return [*cells, record[begin:]]


def unquoted(cell: str) -> str:
    """Return the text of a cell, stripped, on one line."""
    text = cell.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"')
    return " ".join(text.split())


def _cell(cell: str) -> str:
    """Return the text of a cell as it is, without the quotation marks around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _spans(cells: list[str], line: int) -> list[Span | None]:
    """Return where each header cell is; None from the first line break within a cell on."""
    out: list[Span | None] = []
    column = 1
    for cell in cells:
        if "\n" in cell:
            return [*out, *(None for _ in cells[len(out) :])]
        out.append(Span(line, column, line, column + len(cell)))
        column += len(cell) + 1
    return out
