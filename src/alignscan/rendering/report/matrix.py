"""The priority matrix: how severe a gap is, against the effort of the action that works on it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from alignscan.model.actions import Effort
from alignscan.planning.plan import PlannedAction
from alignscan.rendering.report import scatter
from alignscan.rendering.report.figures import length
from alignscan.rendering.report.scatter import Dot, Field, Scatter, Tick
from alignscan.rendering.report.sections import Part, part
from alignscan.rendering.report.tables import Cell, Column, Row, Table, anchor, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report

COLUMNS: Final[tuple[Effort, ...]] = ("S", "M", "L")
"""Small, medium and large effort, from left to right."""
LEAST: Final = 2
"""Fewer actions than this need no picture."""
Weighed = tuple[PlannedAction, Decimal]


def matrix(report: Report, words: Words) -> Part | None:
    """Return the matrix of the actions that work on a critical gap; None where there is none."""
    found = _weighed(report)
    if not found:
        return None
    rest = [a.id for a in report.plan.actions if a.id not in {w.id for w, _ in found}]
    notes = [words.say("matrix.rest", actions=words.series(rest))] if rest else []
    return part(
        "plan-matrix",
        _heading(found, words),
        intro=[words.say("matrix.intro")],
        chart=_chart(found, words) if len(found) >= LEAST else None,
        table=_table(found, words),
        notes=notes,
    )


def _weighed(report: Report) -> list[Weighed]:
    """Return the actions with the severity of the worst gap that they work on, worst first."""
    found = []
    for action in report.plan.actions:
        known = [r.severity for r in action.reasons if r.severity is not None]
        if known:
            found.append((action, max(known)))
    return sorted(found, key=lambda w: (-w[1], w[0].points, w[0].id))


def _heading(found: list[Weighed], words: Words) -> str:
    quick = sum(action.effort == "S" for action, _ in found)
    return words.count("heading.matrix.quick", quick) if quick else words.say("heading.matrix")


def _chart(found: list[Weighed], words: Words) -> Scatter:
    most = max(severity for _, severity in found)
    least = min(severity for _, severity in found)
    low, high = _rounded(least - Decimal("0.3")), _rounded(most + Decimal("0.25"))

    return Scatter(
        kind="scatter",
        label=words.say("chart.matrix"),
        height=scatter.HEIGHT,
        fields=[*_fields(words)],
        across=[
            Tick(x=length(scatter.x(_middle(i))), y=0, text=words.say(f"size.{effort}"))
            for i, effort in enumerate(COLUMNS)
        ],
        up=[
            Tick(x="", y=scatter.y((value - low) / (high - low)), text=words.number(value))
            for value in scatter.steps(low, high)
        ],
        spots=scatter.spots(_dots(found, low, high, words)),
        across_name=words.say("chart.axis.effort"),
        up_name=words.say("chart.axis.severity"),
        legend=[words.say("chart.matrix.legend")],
        keys=[],
    )


def _rounded(value: Decimal) -> Decimal:
    return max(value, Decimal(0)).quantize(Decimal("0.1"))


def _middle(column: int) -> Decimal:
    return (Decimal(column) + Decimal("0.5")) / len(COLUMNS)


def _fields(words: Words) -> Iterable[Field]:
    third = Decimal(1) / len(COLUMNS)
    for i, effort in enumerate(COLUMNS):
        left, right = third * i, third * (i + 1)
        name = words.say(f"field.{effort}")
        one = scatter.field(
            left, Decimal(0), right, Decimal(1), (name, name), "act" if effort == "S" else "rest"
        )
        one["name_x"], one["anchor"] = length(scatter.x(left) + 1), "start"
        one["name_y"] = scatter.y(Decimal(1)) + 18
        yield one


def _dots(found: list[Weighed], low: Decimal, high: Decimal, words: Words) -> Iterable[Dot]:
    """Yield the dots; those of the same effort and severity stand side by side."""
    places: dict[tuple[str, Decimal], list[Weighed]] = {}
    for action, severity in found:
        places.setdefault((action.effort, severity), []).append((action, severity))
    for (effort, severity), here in places.items():
        for i, (action, _) in enumerate(here):
            shift = (Decimal(i) - Decimal(len(here) - 1) / 2) * Decimal("0.09")
            yield Dot(
                across=_middle(COLUMNS.index(action.effort)) + shift,
                up=(severity - low) / (high - low),
                name=action.id,
                label=words.say(
                    "chart.matrix.dot",
                    action=f"{action.id} {words.text(action.title)}",
                    severity=words.number(severity, 2),
                    effort=words.say(f"effort.{effort}"),
                ),
                href=anchor("action", action.id),
                tone="action",
            )


def _table(found: list[Weighed], words: Words) -> Table:
    keys = ("action", "severity", "effort", "works_on")
    return Table(
        id="table-matrix",
        caption=words.say("caption.matrix"),
        columns=[
            Column(kind="number" if k == "severity" else "text", text=words.say(f"column.{k}"))
            for k in keys
        ],
        rows=[Row(id="", tone="", cells=_cells(a, severity, words)) for a, severity in found],
    )


def _cells(action: PlannedAction, severity: Decimal, words: Words) -> list[Cell]:
    gaps = [r.id for r in action.reasons if r.severity is not None]
    return [
        cell(f"{action.id} {words.text(action.title)}", href=anchor("action", action.id)),
        cell(words.number(severity, 2), "number", "strong", href="critical"),
        cell(words.say(f"effort.{action.effort}")),
        cell(words.clauses(words.subject(id) for id in gaps), tone="wide"),
    ]
