"""The line a finding is about, with carets below it, as wide as a terminal shows it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from alignscan.source.span import Span
from alignscan.source.text import Text

WIDTH: Final = 100
"""Terminal columns left for the line itself; longer lines are cut around the span."""

TAB: Final = 4
"""Tabs reach to the next multiple of this."""

_CUT: Final = "…"
_UNSAFE: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is shown for one code point, and how many terminal columns it takes."""

    shown: str
    width: int


def excerpt(text: Text, span: Span) -> str:
    """Return two lines: the source line with its number, and carets below the span.

    A span over several lines is marked to the end of its first line, an empty one by one caret.
    """
    line = text.lines[span.line - 1] if 0 < span.line <= len(text.lines) else ""
    cells = _cells(line)
    first = min(span.column - 1, len(cells))
    last = _last_marked(span, line)
    start, end = _window(cells, first, max(last, first + 1))
    return _draw(span.line, cells, (start, end), (first, min(last, end)))


def _last_marked(span: Span, line: str) -> int:
    if span.end_line > span.line:
        return len(line.rstrip())
    return min(span.end_column - 1, len(line))


def _cells(line: str) -> list[_Cell]:
    cells, column = [], 0
    for character in line:
        cell = _cell(character, column)
        cells.append(cell)
        column += cell.width
    return cells


def _cell(character: str, column: int) -> _Cell:
    if character == "\t":
        width = TAB - column % TAB
        return _Cell(" " * width, width)
    category = unicodedata.category(character)
    if character in _UNSAFE or category in ("Cc", "Zl", "Zp", "Cs"):
        return _Cell("\ufffd", 1)
    if category in ("Mn", "Me", "Cf"):
        return _Cell(character, 0)
    return _Cell(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)


def _window(cells: list[_Cell], first: int, last: int) -> tuple[int, int]:
    """Return which cells to show: all if they fit, else a stretch around the span's start."""
    if _width(cells) <= WIDTH:
        return (0, len(cells))
    start = end = min(first, len(cells))
    used, last = 0, min(last, len(cells))
    while used < WIDTH and (start > 0 or end < len(cells)):
        grow_right = end < len(cells) and (end < last or start == 0 or end - last < first - start)
        end, start = (end + 1, start) if grow_right else (end, start - 1)
        used += cells[end - 1 if grow_right else start].width
    return (start, end)


def _draw(number: int, cells: list[_Cell], window: tuple[int, int], marked: tuple[int, int]) -> str:
    start, end = window
    prefix = _CUT if start > 0 else ""
    suffix = _CUT if end < len(cells) else ""
    shown = prefix + "".join(cell.shown for cell in cells[start:end]) + suffix
    blank = len(prefix) + _width(cells[start : marked[0]])
    carets = max(1, _width(cells[marked[0] : marked[1]]))
    label = f"{number:>4}"
    first = f"{label} | {shown}".rstrip()
    return f"{first}\n{' ' * len(label)} | {' ' * blank}{'^' * carets}"


def _width(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)
