"""A table whose cells are drawn: bars of answers, a time line, or colors by score."""

from alignscan.rendering.charts.draw import PAD, WIDTH, Canvas, Style, place, wrapped
from alignscan.rendering.report.tables import Bar, Cell, Row, Run, Table

DRAWN = ("bar", "time", "heat")
WIDE = {"bar": 300.0, "time": 400.0, "heat": 92.0, "number": 78.0}
SIZE = 12
LEAST = 90.0
FILLS = {
    "low-2": "#b4531a", "low-1": "#e8a25c", "mid": "#c9ced6",
    "high-1": "#8fc0e4", "high-2": "#1c5d9e",
}  # fmt: skip
"""The colors of pieces of bars, where the style sheet has no other."""


def is_drawn(table: Table) -> bool:
    """Return whether a table is a chart: some of its cells are drawn."""
    return any(column["kind"] in DRAWN for column in table["columns"])


def draw(table: Table, style: Style) -> tuple[Canvas, float]:
    """Return the table as a drawing, and its height."""
    canvas, columns = Canvas(style), _columns(table)
    top = _heads(canvas, table, columns)
    for row in table["rows"]:
        top = _row(canvas, table, row, columns, top)
    return canvas, top + PAD


def _columns(table: Table) -> list[tuple[float, float]]:
    """Return where each column begins, and its width; texts share what the others leave."""
    kinds = [column["kind"] for column in table["columns"]]
    fixed = sum(WIDE.get(kind, 0.0) for kind in kinds)
    texts = [n for n, kind in enumerate(kinds) if kind not in WIDE]
    rest = max(WIDTH - 2 * PAD - fixed, LEAST * len(texts))
    shares = _shares(table, texts)
    widths = [WIDE.get(kind) or rest * shares[n] for n, kind in enumerate(kinds)]
    scale = min(1.0, (WIDTH - 2 * PAD) / sum(widths))
    out, left = [], float(PAD)
    for width in widths:
        out.append((left, width * scale))
        left += width * scale
    return out


def _shares(table: Table, texts: list[int]) -> dict[int, float]:
    longest = {
        n: min(max((len(row["cells"][n]["text"]) for row in table["rows"]), default=1), 60) + 8
        for n in texts
    }
    whole = sum(longest.values()) or 1
    return {n: size / whole for n, size in longest.items()}


def _heads(canvas: Canvas, table: Table, columns: list[tuple[float, float]]) -> float:
    made = [
        wrapped(column["text"], width - 8, SIZE, most=4)
        for column, (_, width) in zip(table["columns"], columns, strict=True)
    ]
    height = PAD + max(map(len, made), default=1) * 16
    for lines, column, (left, width) in zip(made, table["columns"], columns, strict=True):
        centered = column["kind"] in ("heat", "number", "bar")
        for n, text in enumerate(lines):
            x = left + width / 2 if centered else left
            y = height - (len(lines) - 1 - n) * 16
            anchor = "middle" if centered else "start"
            muted = canvas.style.color("muted")
            canvas.text(x, y, text, size=SIZE, anchor=anchor, fill=muted, bold=True)
    return float(height + 8)


def _row(
    canvas: Canvas, table: Table, row: Row, columns: list[tuple[float, float]], top: float
) -> float:
    kinds = [column["kind"] for column in table["columns"]]
    texts = {
        n: wrapped(row["cells"][n]["text"], width - 8, SIZE)
        for n, (_, width) in enumerate(columns)
        if kinds[n] not in WIDE
    }
    height = max(30.0, 14 + 16 * max(map(len, texts.values()), default=1))
    canvas.line(PAD, top, WIDTH - PAD, top, canvas.style.color("line"))
    for n, (cell, (left, width)) in enumerate(zip(row["cells"], columns, strict=True)):
        if n in texts:
            y = top + height / 2 + 4 - 8 * (len(texts[n]) - 1)
            canvas.lines(left, y, texts[n], size=SIZE, bold=n == 0 or row["tone"] == "total")
        else:
            _cell(canvas, cell, left, top, width, height)
    return top + height


def _cell(canvas: Canvas, cell: Cell, left: float, top: float, width: float, height: float) -> None:
    bar, run, y = cell.get("bar"), cell.get("run"), top + height / 2
    if bar:
        _bar(canvas, bar, left + 8, y, width - 16)
    elif run:
        _run(canvas, run, left, y, width)
    else:
        tone, fill = cell["tone"], ""
        if tone.startswith("heat-"):
            fill = canvas.style.color(f"{tone}-text")
            canvas.rect(left + 1, top + 1, width - 2, height - 2, canvas.style.color(tone))
        text = cell["text"]
        canvas.text(left + width / 2, y + 4, text, size=SIZE, anchor="middle", fill=fill)


def _bar(canvas: Canvas, bar: Bar, left: float, y: float, width: float) -> None:
    style = canvas.style
    for piece in bar["pieces"]:
        x, size = place(piece["x"], left, width), place(piece["width"], 0, width)
        canvas.rect(x, y - 7, size, 14, style.color(piece["tone"], FILLS[piece["tone"]]))
        if piece["text"]:
            color = style.color("page") if piece["tone"].endswith("2") else style.color("text")
            middle = place(piece["middle"], left, width)
            canvas.text(middle, y + 4, piece["text"], size=11, anchor="middle", fill=color)
    if bar["middle"]:
        canvas.line(left + width / 2, y - 11, left + width / 2, y + 11, style.color("muted"))
    for end in bar["ends"]:
        x = place(end["x"], left, width) + end["dx"]
        canvas.text(x, y + 4, end["text"], size=SIZE, anchor=end["anchor"])


def _run(canvas: Canvas, run: Run, left: float, y: float, width: float) -> None:
    style = canvas.style
    for line in run["grid"]:
        x = place(line, left, width)
        canvas.line(x, y - 14, x, y + 14, style.color("line"))
    x = place(run["x"], left, width)
    if run["width"]:
        color = style.color("target" if run["tone"] == "path" else "now")
        canvas.rect(x, y - 6, place(run["width"], 0, width), 12, color, rx="2")
    else:
        canvas.polygon([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], "#7d2f8c")
