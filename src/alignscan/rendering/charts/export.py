"""Every chart of a report as a file of its own, each with a text that says the same."""

from collections.abc import Iterator
from typing import Final, cast

from alignscan.model.branding import Branding
from alignscan.model.palette import colors_of
from alignscan.rendering.charts import dumbbell, grid, scatter
from alignscan.rendering.charts.draw import Canvas, Style, document
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.dumbbell import Chart
from alignscan.rendering.report.scatter import Scatter
from alignscan.rendering.report.sections import Part, Section
from alignscan.rendering.report.tables import Cell, Table
from alignscan.rendering.report.view import View, view
from alignscan.rendering.words import Words, words_for
from alignscan.report.model import Report

PLAIN: Final = Branding()


def chart_files(report: Report, look: Presentation) -> dict[str, str]:
    """Return files by name: for each chart an SVG drawing and a text, named after its chapter.

    They hold what the report at this depth holds, in the colors of the light theme.
    """
    words = words_for(report, look)
    page = view(report, words, "html", look)
    brand = look.brand or PLAIN
    style = Style(colors_of(brand, "light"), brand.body_font or "")
    out = {}
    for id, heading, chart in _charts(page):
        lines = [heading, *_said(chart, words)]
        canvas, height = _drawn(chart, style)
        text = " ".join(_sentence(line) for line in lines[1:])
        out[f"{id}.svg"] = document(canvas, height, heading, text, page["language"])
        out[f"{id}.txt"] = "\n".join(lines) + "\n"
    return out


def _charts(page: View) -> Iterator[tuple[str, str, Chart | Scatter | Table]]:
    """Yield the charts with the id and the heading of the chapter, or of its part."""
    chapters = [*page["sections"], *([page["plan"]] if page["plan"] else []), *page["after"]]
    for chapter in chapters:
        found = _chart_of(chapter)
        if found is not None:
            yield chapter["id"], chapter["heading"], found
        for part in chapter["parts"]:
            found = _chart_of(part)
            if found is not None:
                yield part["id"], part["heading"], found


def _chart_of(one: Section | Part) -> Chart | Scatter | Table | None:
    chart, table = one.get("chart"), one["table"]
    if chart is not None:
        return chart
    return table if table is not None and grid.is_drawn(table) else None


def _drawn(chart: Chart | Scatter | Table, style: Style) -> tuple[Canvas, float]:
    if "rows" in chart:
        return grid.draw(cast(Table, chart), style)
    if chart["kind"] == "scatter":
        return scatter.draw(chart, style)
    return dumbbell.draw(chart, style)


def _said(chart: Chart | Scatter | Table, words: Words) -> list[str]:
    """Return what a chart shows, in lines."""
    if "rows" in chart:
        return _table(cast(Table, chart), words)
    if chart["kind"] == "scatter":
        return [chart["label"], *(spot["label"] for spot in chart["spots"]), *chart["legend"]]
    return [*(line["label"] for line in chart["lines"]), *(key["text"] for key in chart["legend"])]


def _table(table: Table, words: Words) -> list[str]:
    heads = [column["text"] for column in table["columns"]]
    return [table["caption"], *(_row(row["cells"], heads, words) for row in table["rows"])]


def _row(cells: list[Cell], heads: list[str], words: Words) -> str:
    first, *rest = cells
    said = ((head, _cell(cell)) for head, cell in zip(heads[1:], rest, strict=True))
    return words.pair(first["text"], words.clauses(f"{h} {text}" for h, text in said if text))


def _cell(cell: Cell) -> str:
    bar, run = cell.get("bar"), cell.get("run")
    return bar["label"] if bar else run["label"] if run else cell["text"]


def _sentence(line: str) -> str:
    return line if line.endswith((".", "!", "?")) else f"{line}."
