"""Spreadsheets: the first worksheet, whose first row names the columns."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from alignscan.responses.cells import text_of
from alignscan.responses.errors import not_a_table
from alignscan.responses.table import Frame, Table, distinct

_SLICE: Final = 100_000


def open_excel(path: Path, shown: str) -> Table:
    """Return the first worksheet of a workbook; ResponsesError with AS806 when there is none."""
    first, rows = worksheet_rows(path, shown)
    names = tuple(" ".join(text_of(cell).split()) for cell in rows[0]) if rows else ()

    def frames(columns: Sequence[int]) -> Iterator[Frame]:
        for start in range(1, len(rows), _SLICE):
            part = rows[start : start + _SLICE]
            cells = {at: distinct(text_of(row[at]) for row in part) for at in columns}
            yield Frame(cells, np.arange(len(part), dtype=np.int64) + first + start)

    return Table(
        path=shown,
        names=names,
        spans=(),
        decimal_comma=True,
        row="row",
        frames=frames,
        about=len(rows) - 1,
    )


def worksheet_rows(path: Path, shown: str) -> tuple[int, Sequence[Sequence[object]]]:
    """Return the number of the first used row and the cells from there on."""
    import python_calamine

    hint = "open the file in a spreadsheet program and save it again as XLSX"
    try:
        with python_calamine.load_workbook(str(path)) as workbook:
            sheets = workbook.sheets_metadata
            worksheet = python_calamine.SheetTypeEnum.WorkSheet
            at = next(i for i, sheet in enumerate(sheets) if sheet.typ == worksheet)
            sheet = workbook.get_sheet_by_index(at)
            return (sheet.start or (0, 0))[0] + 1, sheet.to_python()
    except python_calamine.PasswordError:
        raise not_a_table(shown, "the workbook has a password", "save it without one") from None
    except (python_calamine.CalamineError, StopIteration, ValueError):
        raise not_a_table(shown, "the file is not a readable workbook", hint) from None
