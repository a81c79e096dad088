"""Tables as plain data, the same rows for every format that has tables."""

import re
from collections.abc import Iterable
from typing import Literal, TypedDict

Kind = Literal["text", "number", "heat", "state", "bar"]


class Bar(TypedDict):
    """A bar around a middle line; positions and widths are percent of the cell, as text."""

    low_x: str
    low_width: str
    low: str
    high_width: str
    high_end: str
    high: str
    label: str


class Cell(TypedDict):
    """One cell; ``tone`` names its look, never what it says."""

    kind: Kind
    text: str
    tone: str
    details: list[str]
    bar: Bar | None


class Column(TypedDict):
    """The head of one column."""

    kind: Kind
    text: str


class Row(TypedDict):
    """One row; its first cell names it."""

    id: str
    tone: str
    cells: list[Cell]


class Table(TypedDict):
    """A table with a caption."""

    id: str
    caption: str
    columns: list[Column]
    rows: list[Row]


def cell(
    text: str,
    kind: Kind = "text",
    tone: str = "",
    details: Iterable[str] = (),
    bar: Bar | None = None,
) -> Cell:
    """Return one cell."""
    return Cell(kind=kind, text=text, tone=tone, details=list(details), bar=bar)


def anchor(kind: str, id: str) -> str:
    """Return the fragment that names a part of the report: practice-C1-1."""
    return f"{kind}-{re.sub('[^A-Za-z0-9_-]', '-', id)}"


def anchors(kind: str, ids: Iterable[str]) -> list[str]:
    """Return one fragment for each id, all different."""
    seen: set[str] = set()
    out = []
    for id in ids:
        name = first = anchor(kind, id)
        count = 1
        while name in seen:
            count += 1
            name = f"{first}-{count}"
        seen.add(name)
        out.append(name)
    return out
