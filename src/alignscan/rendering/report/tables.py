"""Tables as plain data, the same rows for every format that has tables."""

import re
from collections.abc import Iterable
from typing import Literal, NotRequired, TypedDict

Kind = Literal["text", "number", "heat", "state", "bar", "time"]


class Piece(TypedDict):
    """A piece of a bar; places are percent of the cell, as text."""

    tone: str
    x: str
    width: str
    text: str
    """Inside the piece, in its middle; empty where there is no room."""
    middle: str


class End(TypedDict):
    """A number beside a bar."""

    x: str
    dx: int
    anchor: str
    text: str


class Bar(TypedDict):
    """A bar of answers, around a middle line or stacked from end to end."""

    pieces: list[Piece]
    ends: list[End]
    middle: bool
    label: str


class Run(TypedDict):
    """When something runs or happens, on the time line of a table; percent of the cell."""

    tone: str
    x: str
    width: str
    """Empty for a moment."""
    grid: list[str]
    label: str


class Cell(TypedDict):
    """One cell; ``tone`` names its look, never what it says."""

    kind: Kind
    text: str
    tone: str
    details: list[str]
    bar: Bar | None
    run: Run | None
    href: str
    """The part of the report that says more about it; empty for none."""


class Column(TypedDict):
    """The head of one column."""

    kind: Kind
    text: str
    marks: NotRequired[list[str]]
    """What stands above a time line, at equal distances."""


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
    run: Run | None = None,
    href: str = "",
) -> Cell:
    """Return one cell."""
    return Cell(kind=kind, text=text, tone=tone, details=list(details), bar=bar, run=run, href=href)


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
