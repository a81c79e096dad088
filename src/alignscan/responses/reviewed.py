"""Reading a review of comments back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alignscan.responses.errors import ResponsesError, error, plural, shown
from alignscan.responses.open_text import column_of
from alignscan.responses.read import open_table

NEEDED: Final = ("question", "comment", "show")
YES: Final = frozenset(("yes", "y", "x", "1", "true", "ja", "oui", "sí", "si", "show"))
NO: Final = frozenset(("", "no", "n", "0", "false", "nein", "non", "hide"))
HINT: Final = "write `yes` to show a comment, and nothing to leave it out"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One row of a review."""

    question: str
    group: str
    comment: str
    show: str
    theme: str

    @property
    def approved(self) -> bool:
        """Whether the comment may be shown."""
        return self.show.casefold() in YES


def read_reviewed(path: Path, shown_as: str) -> tuple[Reviewed, ...]:
    """Return the rows of a review, a CSV or XLSX file.

    Raises ResponsesError for a file that is none (AS815), and for a decision that is neither yes
    nor no (AS816); no comment is quoted.
    """
    table = open_table(path, shown_as)
    at = {name: column_of(table.names, name) for name in (*NEEDED, "group", "theme")}
    absent = [name for name in NEEDED if at[name] is None]
    if absent:
        what = f"a review of comments has no column {', '.join(absent)}"
        hint = "`alignscan comments` writes the table to fill in"
        raise ResponsesError([error("AS815", what, shown_as, hint=hint)])
    places = {name: index for name, index in at.items() if index is not None}
    rows = []
    for frame in table.frames(sorted(set(places.values()))):
        columns = {name: frame.columns[index] for name, index in places.items()}
        for row in range(len(frame.rows)):
            cells = {name: _text(c.values[c.index[row]]) for name, c in columns.items()}
            rows.append(Reviewed(**{"group": "", "theme": "", **cells}))
    _refuse_unclear(rows, shown_as)
    return tuple(row for row in rows if row.comment)


def _text(value: object) -> str:
    """Return a cell as text, without the mark that keeps a spreadsheet from running it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:] if text[:1] == "'" and text[1:].lstrip()[:1] in ("=", "+", "-", "@") else text


def _refuse_unclear(rows: list[Reviewed], path: str) -> None:
    unclear = Counter(r.show for r in rows if r.show.casefold() not in YES | NO)
    if unclear:
        listed = "; ".join(_unclear(unclear))
        what = f"the column `show` holds what is neither yes nor no: {listed}"
        raise ResponsesError([error("AS816", what, path, hint=HINT)])


def _unclear(found: Counter[str]) -> Iterator[str]:
    for text, count in sorted(found.items())[:5]:
        yield f"{shown(text)} ({plural(count, 'row')})"
