"""An export of any kind as a table that can be looked at before it is read."""

import codecs
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from alignscan.responses.cells import text_of
from alignscan.responses.csvfile import settled, table_below
from alignscan.responses.dialect import HEAD_ROWS, read_dialect
from alignscan.responses.errors import ResponsesError, not_a_table, unreadable
from alignscan.responses.excel import worksheet_rows
from alignscan.responses.importing.texts import clean
from alignscan.responses.kinds import kind_of
from alignscan.responses.parquet import open_parquet
from alignscan.responses.table import Frame, Table, distinct

_JSON: Final = (".json", ".jsonl", ".ndjson")
_LARGEST_JSON: Final = 200_000_000
_ENCODING_HINT: Final = "save it as UTF-8, or say how it is written, such as --encoding mac_roman"
_FORMAT: Final = "alignscan/response/1"


@dataclass(frozen=True)
class Export:
    """A file that a platform wrote."""

    path: Path
    name: str
    """The file without its folder."""
    how: str
    """In words: what kind of file it is, with encoding and delimiter."""
    head: tuple[tuple[str, ...], ...]
    """The first rows, cells without invisible characters."""
    table: Callable[[int], Table]
    """Returns the table below a number of rows of headings."""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.head[0]) if self.head else 0


def open_export(path: Path, encoding: str | None = None) -> Export:
    """Return an export; ResponsesError (AS806, AS807, AS809) when it cannot be read."""
    shown = str(path)
    try:
        if not path.is_file():
            raise not_a_table(shown, "there is no such file" if not path.exists() else "no file")
        if path.suffix.lower() in _JSON:
            return _json(path, shown)
        kind = kind_of(path)
        if kind == "excel":
            return _workbook(path, shown)
        return _parquet(path, shown) if kind == "parquet" else _csv(path, shown, encoding)
    except OSError:
        raise unreadable(shown) from None


def _csv(path: Path, shown: str, encoding: str | None) -> Export:
    asked = codecs.lookup(encoding).name if encoding else None
    if asked in ("utf-8", "utf-8-sig"):
        asked = None
    dialect = read_dialect(path, shown, asked)
    try:
        known = (dialect, ()) if asked else settled(path, dialect, shown)
    except ResponsesError as problem:
        found = (replace(f, hint=_ENCODING_HINT) for f in problem.findings)
        raise ResponsesError(found) from None
    dialect, findings = known

    def table(rows: int) -> Table:
        below = replace(dialect, header_records=dialect.header_records + rows - 1)
        return table_below(path, shown, below, findings)

    delimiter = {",": "comma", ";": "semicolon", "\t": "tab"}[dialect.delimiter]
    how = f"CSV, {dialect.encoding}, {delimiter}"
    head = tuple(tuple(map(clean, row)) for row in dialect.head if any(row) or len(row) > 1)
    return Export(path, path.name, how, head, table)


def _workbook(path: Path, shown: str) -> Export:
    first, rows = worksheet_rows(path, shown)
    head = tuple(tuple(clean(text_of(cell)) for cell in row) for row in rows[:HEAD_ROWS])
    return Export(path, path.name, "workbook", head, _below(shown, rows, first))


def _below(shown: str, rows: Sequence[Sequence[object]], first: int) -> Callable[[int], Table]:
    names = tuple(map(text_of, rows[0])) if rows else ()

    def table(headings: int) -> Table:
        def frames(columns: Sequence[int]) -> Iterator[Frame]:
            part = rows[headings:]
            cells = {at: distinct(text_of(row[at]) for row in part) for at in columns}
            yield Frame(cells, np.arange(len(part), dtype=np.int64) + first + headings)

        return Table(shown, names, (), True, "row", frames, about=len(rows) - headings)

    return table


def _parquet(path: Path, shown: str) -> Export:
    table = open_parquet(path, shown)
    return Export(path, path.name, "Parquet", (table.names,), lambda _: table)


def _json(path: Path, shown: str) -> Export:
    if path.stat().st_size > _LARGEST_JSON:
        raise not_a_table(shown, "the file is larger than 200 MB", "export it as CSV")
    flat = [_flat(answer, shown) for answer in _documents(path, shown)]
    names = tuple(dict.fromkeys(name for one in flat for name in one))
    rows = [names, *(tuple(one.get(name, "") for name in names) for one in flat)]
    return Export(path, path.name, "JSON", tuple(rows[:HEAD_ROWS]), _below(shown, rows, 1))


def _documents(path: Path, shown: str) -> list[Any]:
    """Return one mapping for each person: of an object, an array of them, or lines of JSON."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise not_a_table(shown, "the file is not UTF-8", "save it as UTF-8") from None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise not_a_table(shown, "the file is not JSON", "export the answers again") from None
    return data if isinstance(data, list) else [data]


def _flat(answer: Any, shown: str) -> dict[str, str]:
    """Return one person's answers by name; those of a matrix by the names of its rows."""
    if not isinstance(answer, Mapping):
        hint = "one object with answers by the names of the questions for each person"
        raise not_a_table(shown, "the JSON holds something that is no person's answers", hint)
    if answer.get("format") != _FORMAT:
        return dict(_leaves(answer))
    answers, segments = answer.get("answers"), answer.get("segments") or {}
    if not isinstance(answers, Mapping) or not isinstance(segments, Mapping):
        raise not_a_table(shown, "the response file is not as the form wrote it", "save it again")
    parts: list[tuple[str, Any]] = [
        ("alignscan_response", answer.get("id")),
        ("alignscan_questionnaire", answer.get("fingerprint")),
        ("alignscan_language", answer.get("language")),
        *((f"segment:{id}", text) for id, text in segments.items()),
        *answers.items(),
    ]
    return {str(name): clean(text_of(value)) for name, value in parts}


def _leaves(answer: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in answer.items():
        name = f"{above}/{key}" if above else str(key)
        if isinstance(value, Mapping):
            yield from _leaves(value, name)
        elif isinstance(value, list):
            yield name, "; ".join(text_of(one) for one in value if not isinstance(one, dict))
        else:
            yield name, clean(text_of(value))
