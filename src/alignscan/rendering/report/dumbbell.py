"""The chart of the five conditions: where each one is, and where it should be.

Horizontal places are percent of the width and vertical ones pixels, so text keeps its size.
"""

from decimal import Decimal
from typing import Literal, TypedDict

from alignscan.diagnose.diagnosis import Standing
from alignscan.rendering.report import figures as f
from alignscan.rendering.words import Words
from alignscan.report.model import Report, ScaleEnds


class Mark(TypedDict):
    """A dot or a ring and the number beside it."""

    x: str
    text: str


class Stretch(TypedDict):
    """A horizontal stretch."""

    x: str
    end: str
    width: str


class Zone(TypedDict):
    """The part of the scale that one state takes up."""

    tone: str
    x: str
    width: str
    middle: str
    text: str


class Shape(TypedDict):
    """One group on a line: its place and the shape that stands for it."""

    x: str
    shape: str
    text: str


class Line(TypedDict):
    """One condition of the chart."""

    href: str
    name: str
    gap: str
    label: str
    now: Mark | None
    band: Stretch | None
    target: Mark | None
    distance: Stretch | None
    shapes: list[Shape]


class Key(TypedDict):
    """What a sign stands for."""

    shape: str
    text: str


class Chart(TypedDict):
    """The whole chart."""

    kind: Literal["dumbbell", "levels"]
    ticks: list[Mark]
    zones: list[Zone]
    lines: list[Line]
    gap: str
    legend: list[Key]


def chart(report: Report, words: Words) -> Chart:
    """Return the chart as places and texts."""
    ends = report.questionnaire.score_scale
    lines = [_line(c, report, words) for c in report.diagnosis.conditions]
    shapes = ["now", "target"]
    if any(line["band"] for line in lines):
        shapes.append("band")
    return Chart(
        kind="dumbbell",
        ticks=ticks(ends, words),
        zones=zones(report, words),
        lines=lines,
        gap=words.say("column.gap"),
        legend=[Key(shape=shape, text=words.say(f"chart.{shape}")) for shape in shapes],
    )


def _line(standing: Standing, report: Report, words: Words) -> Line:
    ends = report.questionnaire.score_scale
    figures = f.figures_of(report.published.overall, standing.id)
    here, target = f.placed(standing, figures, ends), standing.target
    printed = f.now(standing, figures, ends, words)
    gap = f.gap(standing, figures, ends, words)
    name = words.condition(standing.id)
    return Line(
        href=f"condition-{standing.id}",
        name=name,
        gap=gap if here is not None else words.say(f"state.{standing.state}"),
        label=_label(name, printed, gap, standing, words),
        now=None if here is None else Mark(x=f.x(here, ends), text=printed),
        band=_band(standing, report),
        target=Mark(x=f.x(target.score, ends), text=words.number(target.score)) if target else None,
        distance=stretch(here, target.score, ends) if target and here is not None else None,
        shapes=[],
    )


def _label(name: str, printed: str, gap: str, standing: Standing, words: Words) -> str:
    state = words.say(f"state.{standing.state}")
    if standing.target is None:
        return words.say("chart.condition.none", condition=name, state=state)
    target = words.number(standing.target.score)
    return words.say(
        "chart.condition", condition=name, now=printed, target=target, gap=gap, state=state
    )


def _band(standing: Standing, report: Report) -> Stretch | None:
    """Return the interval around a score, or the range that stands for it."""
    ends = report.questionnaire.score_scale
    figures = f.figures_of(report.published.overall, standing.id)
    if standing.score is not None and standing.margin is not None:
        return stretch(standing.score - standing.margin, standing.score + standing.margin, ends)
    if standing.score is None and figures and figures.range:
        return stretch(*figures.range, ends)
    return None


def stretch(start: Decimal, end: Decimal, ends: ScaleEnds) -> Stretch:
    """Return the stretch between two scores."""
    low, high = min(start, end), max(start, end)
    return Stretch(x=f.x(low, ends), end=f.x(high, ends), width=f.width(low, high, ends))


def zones(report: Report, words: Words) -> list[Zone]:
    """Return the parts of the scale that the states take up."""
    ends, limits = report.questionnaire.score_scale, report.thresholds
    edges = (ends.low, limits.partly, limits.apparent, ends.high)
    return [
        Zone(
            tone=state,
            x=f.x(low, ends),
            width=f.width(low, high, ends),
            middle=f.x((low + high) / 2, ends),
            text=words.say(f"state.{state}"),
        )
        for state, low, high in zip(f.MARKED, edges[:-1], edges[1:], strict=True)
        if high > low
    ]


def ticks(ends: ScaleEnds, words: Words) -> list[Mark]:
    """Return the numbers of the axis."""
    width = ends.high - ends.low
    steps = int(width) if width == int(width) and width <= 10 else 4
    places = [ends.low + width * i / steps for i in range(steps + 1)]
    return [Mark(x=f.x(t, ends), text=words.number(t, _places(t))) for t in places]


def _places(value: Decimal) -> int:
    return 0 if value == int(value) else 1
