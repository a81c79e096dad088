"""A stretch of a text file."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: 1-based lines, 1-based columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def start(self) -> tuple[int, int]:
        """The first position as (line, column)."""
        return (self.line, self.column)

    @property
    def end(self) -> tuple[int, int]:
        """The position just after the last character as (line, column)."""
        return (self.end_line, self.end_column)
