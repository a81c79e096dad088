"""A field of dots in pixels."""

from alignscan.rendering.charts.draw import PAD, WIDTH, Canvas, Style, place, wrapped
from alignscan.rendering.report.scatter import Scatter, Spot

TOP = 30
"""Pixels above the field, for the name of the upright axis."""
LEFT, PLOT = PAD, WIDTH - 2 * PAD
EDGE = "#aab2bd"
ACT = "#fbf1e7"


def draw(chart: Scatter, style: Style) -> tuple[Canvas, float]:
    """Return the chart and its height."""
    canvas, muted = Canvas(style), style.color("muted")
    canvas.text(LEFT, 22, chart["up_name"], fill=muted)
    for one in chart["fields"]:
        x, width = place(one["x"], LEFT, PLOT), place(one["width"], 0, PLOT)
        fill = style.color("act", ACT) if one["tone"] == "act" else style.color("page")
        canvas.rect(x, TOP + one["y"], width, one["height"], fill, stroke=EDGE)
    for one in chart["fields"]:
        x, y = place(one["name_x"], LEFT, PLOT), TOP + one["name_y"]
        canvas.text(x, y, one["name"], anchor=one["anchor"], fill=muted, bold=True)
    for tick in chart["across"]:
        x, y = place(tick["x"], LEFT, PLOT), TOP + chart["height"] - 20
        canvas.text(x, y, tick["text"], size=12, anchor="middle", fill=muted)
    for tick in chart["up"]:
        x, y = place("6%", LEFT, PLOT), TOP + tick["y"] + 4
        canvas.text(x, y, tick["text"], size=12, anchor="end", fill=muted)
    for spot in chart["spots"]:
        _spot(canvas, spot)
    return canvas, _below(canvas, chart)


def _spot(canvas: Canvas, spot: Spot) -> None:
    style = canvas.style
    x, y = place(spot["x"], LEFT, PLOT), TOP + spot["y"]
    canvas.circle(
        x, y, 6, style.color(spot["tone"], style.color("now")), stroke=style.color("page")
    )
    if spot["name"]:
        at = x + spot["dx"], y + spot["dy"]
        canvas.text(*at, spot["name"], size=12, anchor=spot["anchor"])


def _below(canvas: Canvas, chart: Scatter) -> float:
    muted, y = canvas.style.color("muted"), TOP + chart["height"] + 6
    canvas.text(WIDTH - PAD, y, chart["across_name"], anchor="end", fill=muted)
    for text in chart["legend"]:
        for line in wrapped(text, PLOT):
            y += 20
            canvas.text(LEFT, y, line, fill=muted)
    for key in chart["keys"]:
        y += 22
        canvas.circle(LEFT + 6, y - 4, 6, canvas.style.color(key["tone"]))
        canvas.text(LEFT + 20, y, key["text"], fill=muted)
    return y + PAD
