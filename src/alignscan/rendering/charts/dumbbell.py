"""The chart of the conditions, and that of the levels, in pixels."""

from alignscan.rendering.charts.draw import PAD, WIDTH, Canvas, Style, place, wrapped
from alignscan.rendering.report.dumbbell import Chart, Line

NAME = 230
PLOT = WIDTH - NAME - 2 * PAD - 70
LEFT = PAD + NAME
ROW = 58
HEAD = 48
SQUARE = "#7d2f8c"
GREEN = "#1f6f4a"


def draw(chart: Chart, style: Style) -> tuple[Canvas, float]:
    """Return the chart and its height."""
    canvas = Canvas(style)
    bottom = HEAD + ROW * len(chart["lines"])
    _grounds(canvas, chart, bottom)
    for n, line in enumerate(chart["lines"]):
        _line(canvas, line, HEAD + n * ROW)
    canvas.text(WIDTH - PAD, HEAD - 8, chart["gap"], anchor="end", fill=style.color("muted"))
    return canvas, _legend(canvas, chart, bottom + 30)


def _grounds(canvas: Canvas, chart: Chart, bottom: float) -> None:
    style = canvas.style
    tones = {"not_apparent": "zone-1", "partly": "zone-2", "apparent": "zone-3"}
    for zone in chart["zones"]:
        x, width = place(zone["x"], LEFT, PLOT), place(zone["width"], 0, PLOT)
        canvas.rect(x, HEAD, width, bottom - HEAD, style.color(tones[zone["tone"]], "#f7f6f2"))
        middle = place(zone["middle"], LEFT, PLOT)
        canvas.text(middle, PAD + 4, zone["text"], anchor="middle", fill=style.color("muted"))
    for tick in chart["ticks"]:
        x = place(tick["x"], LEFT, PLOT)
        canvas.line(x, HEAD, x, bottom, style.color("line"))
        canvas.text(x, HEAD - 8, tick["text"], anchor="middle", fill=style.color("muted"))


def _line(canvas: Canvas, line: Line, top: float) -> None:
    style, y = canvas.style, top + ROW / 2
    name = wrapped(line["name"], NAME - 12, most=2)
    canvas.lines(PAD, y + 4 - 8 * (len(name) - 1), name, bold=True)
    canvas.text(WIDTH - PAD, y + 5, line["gap"], anchor="end", bold=True)
    if line["band"]:
        width = place(line["band"]["width"], 0, PLOT)
        at = place(line["band"]["x"], LEFT, PLOT)
        canvas.rect(at, y - 6, width, 12, style.color("band"), rx="6")
    if line["distance"]:
        ends = (place(line["distance"][end], LEFT, PLOT) for end in ("x", "end"))
        start, end = ends
        canvas.line(start, y, end, y, style.color("distance"), stroke_width="2")
    _marks(canvas, line, y)


def _marks(canvas: Canvas, line: Line, y: float) -> None:
    style = canvas.style
    if line["target"]:
        x = place(line["target"]["x"], LEFT, PLOT)
        ring = {"stroke": style.color("target"), "stroke_width": "2.5"}
        canvas.circle(x, y, 6.5, style.color("page"), **ring)
        text, color = line["target"]["text"], style.color("target-text")
        canvas.text(x, y - 12, text, size=12, anchor="middle", fill=color)
    if line["now"]:
        x = place(line["now"]["x"], LEFT, PLOT)
        canvas.circle(x, y, 6.5, style.color("now"))
        text, color = line["now"]["text"], style.color("now-text")
        canvas.text(x, y + 22, text, anchor="middle", fill=color, bold=True)
    for one in line["shapes"]:
        x = place(one["x"], LEFT, PLOT)
        sign(canvas, one["shape"], x, y)
        below = one["shape"] == "circle"
        canvas.text(x, y + 22 if below else y - 12, one["text"], size=12, anchor="middle")


def sign(canvas: Canvas, shape: str, x: float, y: float) -> None:
    """Add the sign of a group or a key of a legend."""
    style = canvas.style
    if shape == "square":
        canvas.rect(x - 6, y - 6, 12, 12, style.color("square", SQUARE))
    elif shape == "triangle":
        corners = [(x, y - 7.5), (x + 7, y + 5.5), (x - 7, y + 5.5)]
        canvas.polygon(corners, style.color("triangle", GREEN))
    elif shape == "band":
        canvas.rect(x - 10, y - 5, 20, 10, style.color("band"), rx="5")
    elif shape == "target":
        ring = {"stroke": style.color("target"), "stroke_width": "2.5"}
        canvas.circle(x, y, 5.5, style.color("page"), **ring)
    else:
        canvas.circle(x, y, 6, style.color("now"))


def _legend(canvas: Canvas, chart: Chart, top: float) -> float:
    """Add the legend below each other where it is long; return the height of the whole."""
    for n, key in enumerate(chart["legend"]):
        y = top + n * 22
        sign(canvas, key["shape"], PAD + 10, y - 4)
        canvas.text(PAD + 30, y, key["text"], fill=canvas.style.color("muted"))
    return top + 22 * len(chart["legend"])
