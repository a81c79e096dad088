"""XLSX files: cells are text and never formulas, and the same form gives the same bytes."""

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MADE = dt.datetime(2000, 1, 1)
LONGEST = 32_767
"""Characters that a cell can hold."""


@contextmanager
def workbook(content: io.BytesIO) -> Iterator[Any]:
    """Open a workbook that is written to ``content``; ``Any`` as XlsxWriter has no types."""
    import xlsxwriter

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": _MADE, "author": "alignscan"})
    yield book
    book.close()


def write_table(sheet: Any, rows: list[list[str]], heading: Any) -> None:
    """Write rows of text, the first as a heading that stays in view."""
    sheet.freeze_panes(1, 0)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(at, column, cell[:LONGEST], heading if at == 0 else None)
