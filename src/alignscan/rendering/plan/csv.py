"""A plan as a table that spreadsheets and trackers open: CSV in UTF-8 with a byte order mark."""

import csv
import io
from typing import Final

from alignscan.model.planfile import PlanFile
from alignscan.rendering.options import Presentation
from alignscan.rendering.plan.rows import Row, rows
from alignscan.rendering.report.clean import one_line
from alignscan.rendering.words import Words, words_in
from alignscan.source.cells import inert

COLUMNS: Final = (
    *("kind", "id", "title", "status", "owner", "role", "start", "due"),
    *("requires", "kpi", "target", "value", "notes"),
)


def render(plan: PlanFile, presentation: Presentation) -> bytes:
    """Return the plan that counts as CSV; no cell begins a formula."""
    words = words_in(plan.language, presentation)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words.say(f"planfile.column.{column}") for column in COLUMNS)
    for row in rows(plan, words):
        writer.writerow(inert(one_line(_cell(row, column, words))) for column in COLUMNS)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(row: Row, column: str, words: Words) -> str:
    if column == "kind":
        return words.say(f"planfile.kind.{row.kind}")
    value = getattr(row, column)
    if column == "requires":
        return ", ".join(value)
    return "" if value is None else str(value)
