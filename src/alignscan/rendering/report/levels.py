"""Who sees what: the scores of the top, the middle and the front line on one scale."""

from decimal import Decimal
from typing import Final

from alignscan.diagnose.diagnosis import Standing
from alignscan.publish.published import ShownCell
from alignscan.rendering.report import dumbbell, evidence
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.dumbbell import Chart, Key, Line, Shape
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.tables import Column, Row, Table, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report

TOP: Final = ("role=top", "level=senior_leadership")
MIDDLE: Final = ("role=middle", "level=senior_management", "level=team_leader")
FRONT: Final = ("role=front", "level=employee")
SHAPES: Final = ("square", "circle", "triangle")
"""Top, middle and front line are told apart by shape, not by color alone."""


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter; None where the top and the front line are not both shown."""
    groups = _groups(report)
    if "square" not in groups or "triangle" not in groups:
        return None
    out = section("levels", words)
    out["heading"] = heading(report, words)
    out["chart"] = _chart(groups, report, words)
    out["table"] = _table(groups, report, words)
    return out


def heading(report: Report, words: Words) -> str:
    """Return how far the top and the front line are apart, on average of the five conditions."""
    apart = distance(report)
    if apart is None:
        return words.say("heading.levels")
    if abs(apart) < report.thresholds.min_gap:
        return words.say("heading.levels.even", distance=words.number(abs(apart)))
    key = "higher" if apart > 0 else "lower"
    return words.say(f"heading.levels.{key}", distance=words.number(abs(apart)))


def distance(report: Report) -> Decimal | None:
    """Return the mean of top minus front line; None unless all conditions are known in both."""
    groups = _groups(report)
    if "square" not in groups or "triangle" not in groups:
        return None
    differences = []
    for standing in report.diagnosis.conditions:
        top, front = (_score(standing, groups[shape]) for shape in ("square", "triangle"))
        if top is None or front is None:
            return None
        differences.append(top - front)
    return sum(differences, Decimal(0)) / len(differences) if differences else None


def _groups(report: Report) -> dict[str, ShownCell]:
    shown = {c.id: c for c in report.published.cells if isinstance(c, ShownCell)}
    found = {}
    for shape, ids in zip(SHAPES, (TOP, MIDDLE, FRONT), strict=True):
        cell = next((shown[id] for id in ids if id in shown), None)
        if cell is not None:
            found[shape] = cell
    return found


def _score(standing: Standing, group: ShownCell) -> Decimal | None:
    figures = group.conditions.get(standing.id)
    return figures.displayed if figures else None


def _chart(groups: dict[str, ShownCell], report: Report, words: Words) -> Chart:
    ends = report.questionnaire.score_scale
    return Chart(
        kind="levels",
        ticks=dumbbell.ticks(ends, words),
        zones=dumbbell.zones(report, words),
        lines=[_line(c, groups, report, words) for c in report.diagnosis.conditions],
        gap=words.say("column.spread"),
        legend=[
            Key(shape=shape, text=_named(cell, report, words)) for shape, cell in groups.items()
        ],
    )


def _named(group: ShownCell, report: Report, words: Words) -> str:
    name = evidence.group(group.id, report, words)
    return words.count("levels.group", group.n, group=name)


def _line(standing: Standing, groups: dict[str, ShownCell], report: Report, words: Words) -> Line:
    ends = report.questionnaire.score_scale
    known = {s: v for s, group in groups.items() if (v := _score(standing, group)) is not None}
    name = words.condition(standing.id)
    said = [
        words.say(
            "chart.level", group=evidence.group(groups[s].id, report, words), score=words.number(v)
        )
        for s, v in known.items()
    ]
    apart = max(known.values()) - min(known.values()) if len(known) > 1 else None
    return Line(
        href=f"condition-{standing.id}",
        name=name,
        gap=words.number(apart),
        label=words.say("chart.levels", condition=name, groups=words.series(said)),
        now=None,
        band=None,
        target=None,
        distance=dumbbell.stretch(min(known.values()), max(known.values()), ends)
        if apart is not None
        else None,
        shapes=[Shape(x=f.x(v, ends), shape=s, text=words.number(v)) for s, v in known.items()],
    )


def _table(groups: dict[str, ShownCell], report: Report, words: Words) -> Table:
    ends = report.questionnaire.score_scale
    heads = [evidence.group(group.id, report, words) for group in groups.values()]
    return Table(
        id="table-levels",
        caption=words.say(
            "caption.levels", low=words.number(ends.low, 0), high=words.number(ends.high, 0)
        ),
        columns=[
            Column(kind="text", text=words.say("column.condition")),
            *(Column(kind="number", text=head) for head in heads),
        ],
        rows=[_row(c, groups, report, words) for c in report.diagnosis.conditions],
    )


def _row(standing: Standing, groups: dict[str, ShownCell], report: Report, words: Words) -> Row:
    ends = report.questionnaire.score_scale
    scores = (f.score(group.conditions.get(standing.id), ends, words) for group in groups.values())
    name = cell(words.condition(standing.id))
    return Row(id="", tone="", cells=[name, *(cell(score, "number") for score in scores)])
