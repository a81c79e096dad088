"""The first row of an XLSX file from its XML: bounded in size, and no entity is ever expanded."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from alignscan.responses.errors import not_a_table

MAX_PART: Final = 64_000_000
"""How many bytes of one part are unpacked at most."""
_BLOCK: Final = 65_536
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    EOFError,
    KeyError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def first_row(path: Path, shown: str) -> list[str]:
    """Return the texts of the first row that holds any, from its first used cell on.

    Raises ResponsesError with AS806 for anything that is not an unencrypted workbook.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _trimmed(_texts(archive, _first_cells(archive, _sheet(archive))))
    except _BROKEN:
        hint = "open the file in a spreadsheet program and save it again as XLSX"
        raise not_a_table(shown, "the file is not a readable XLSX workbook", hint) from None


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """Yield elements when they end, with their local names, as far as the caller asks."""
    parser: XMLPullParser[Any] = XMLPullParser(events=("end",))
    with archive.open(part) as stream:
        for _block in range(MAX_PART // _BLOCK):
            block = stream.read(_BLOCK)
            if b"<!" in block.replace(b"<!--", b""):
                raise ValueError("document types are not accepted")
            if not block:
                return
            parser.feed(block)
            for _, element in cast(Iterator[tuple[str, Element]], parser.read_events()):
                yield element.tag.rpartition("}")[2], element
    raise ValueError("part too large")


def _sheet(archive: zipfile.ZipFile) -> str:
    """Return the part that holds the first worksheet."""
    targets = {
        element.get("Id"): element.get("Target", "")
        for name, element in _elements(archive, "xl/_rels/workbook.xml.rels")
        if name == "Relationship" and element.get("Type", "").endswith("/worksheet")
    }
    for name, element in _elements(archive, "xl/workbook.xml"):
        if name == "sheet":
            link = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            if link in targets:
                return posixpath.normpath(posixpath.join("/xl", targets[link])).lstrip("/")
    raise KeyError("no worksheet")


def _first_cells(archive: zipfile.ZipFile, part: str) -> list[Element]:
    for name, element in _elements(archive, part):
        if name == "row":
            cells = [cell for cell in element if _has_value(cell)]
            if cells:
                return cells
            element.clear()
    return []


def _has_value(cell: Element) -> bool:
    return any(child.tag.endswith(("}v", "}is")) for child in cell)


def _texts(archive: zipfile.ZipFile, cells: list[Element]) -> dict[int, str]:
    """Return the text of each cell by its column, from 0."""
    raw = [(_column(cell.get("r", ""), i), cell) for i, cell in enumerate(cells)]
    wanted = {int(_value(c)) for _, c in raw if c.get("t") == "s"}
    shared = _shared(archive, wanted)
    return {
        column: shared[int(_value(cell))] if cell.get("t") == "s" else _value(cell)
        for column, cell in raw
    }


def _value(cell: Element) -> str:
    for child in cell:
        if child.tag.endswith("}is"):
            return _rich(child)
    return next((child.text or "" for child in cell if child.tag.endswith("}v")), "")


def _rich(element: Element) -> str:
    """Return the text of a string, without the phonetic guides that East Asian files hold."""
    runs = [e for e in element if not e.tag.endswith("}rPh")]
    texts = (t for run in runs for t in run.iter() if t.tag.endswith("}t"))
    return "".join(t.text or "" for t in texts)


def _column(reference: str, fallback: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if not letters:
        return fallback
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shared(archive: zipfile.ZipFile, wanted: set[int]) -> dict[int, str]:
    out: dict[int, str] = {}
    if not wanted:
        return out
    index, last = 0, max(wanted)
    for name, element in _elements(archive, "xl/sharedStrings.xml"):
        if name == "si":
            if index in wanted:
                out[index] = _rich(element)
            element.clear()
            index += 1
            if index > last:
                break
    return out


def _trimmed(texts: dict[int, str]) -> list[str]:
    if not texts:
        return []
    columns = range(min(texts), max(texts) + 1)
    return [" ".join(texts.get(column, "").split()) for column in columns]
