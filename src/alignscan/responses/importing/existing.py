"""The responses file that an import adds to: rows of the same source are replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from alignscan.responses.errors import error, plural
from alignscan.responses.importing.gather import Column, constant, gathered, joined
from alignscan.source.finding import Finding

SOURCE: Final = "source"
"""The column of a responses file that names the export of a row."""
RESPONSE: Final = "response"
"""The column that tells responses apart."""


@dataclass(frozen=True)
class Existing:
    """A responses file as it is."""

    columns: Mapping[str, Column]
    size: int

    @property
    def imported(self) -> bool:
        """Whether its rows say which export they are from."""
        return SOURCE in self.columns and RESPONSE in self.columns

    def without(self, sources: set[str]) -> "Existing":
        """Return the rows of other sources."""
        if not self.imported:
            return Existing({}, 0)
        keep = ~self.columns[SOURCE].where(sources)
        rows = {name: column.part(keep) for name, column in self.columns.items()}
        return Existing(rows, int(np.count_nonzero(keep)))


def read_existing(path: Path) -> Existing | None:
    """Return a responses file; None where there is none. Raises ResponsesError."""
    if not path.exists() or not path.stat().st_size:
        return None
    from alignscan.responses.read import open_table

    table = open_table(path, str(path))
    rows = gathered(table, range(len(table.names)), ())
    return Existing({name: rows.columns[at] for at, name in enumerate(table.names)}, rows.size)


def combined(
    existing: Existing | None, added: Sequence[Mapping[str, Column]], order: Sequence[str]
) -> tuple[dict[str, Column], int, int]:
    """Return the columns of all rows, how many rows there are, and how many were replaced."""
    sources = {source for one in added for source in one[SOURCE].counts()}
    before = existing.size if existing is not None and existing.imported else 0
    rest = existing.without(sources) if existing is not None else Existing({}, 0)
    parts = [(rest.columns, rest.size), *((one, len(one[SOURCE].index)) for one in added)]
    parts = [part for part in parts if part[0]]
    known = dict.fromkeys(name for columns, _ in parts for name in columns)
    last = (SOURCE, RESPONSE)
    names = [n for n in order if n in known]
    names += [n for n in known if n not in order and n not in last] + list(last)
    out = {
        name: joined([columns.get(name) or constant("", size) for columns, size in parts])
        for name in names
    }
    return out, sum(size for _, size in parts), before - rest.size


def shared(
    existing: Existing | None, added: Sequence[tuple[str, Mapping[str, Column]]], path: str
) -> list[Finding]:
    """Return responses that stand in two exports, or in an earlier one as well (AS852)."""
    sources = {source for _, one in added for source in one[SOURCE].counts()}
    rest = existing.without(sources) if existing is not None else Existing({}, 0)
    if len(added) == 1 and not rest.size:
        return []
    seen = _ids(rest.columns)
    out = []
    for name, one in added:
        again = len(seen & _ids(one))
        if again:
            what = f"{plural(again, 'response')} of {name} were imported before from another export"
            hint = "an export that replaces another one takes its name: --source NAME"
            out.append(error("AS852", what, path, hint=hint))
        seen |= _ids(one)
    return out


def _ids(columns: Mapping[str, Column]) -> set[str]:
    if not columns:
        return set()
    column = columns[RESPONSE]
    return {column.values[at] for at in np.unique(column.index).tolist()} - {""}
