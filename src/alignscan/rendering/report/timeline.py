"""The plan on a time line: a bar for each action, and the dates between them that matter."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from alignscan.planning.plan import Plan, PlannedAction
from alignscan.rendering.report.figures import length
from alignscan.rendering.report.planned import day
from alignscan.rendering.report.sections import Part, part
from alignscan.rendering.report.tables import Cell, Column, Row, Run, Table, anchor, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report

QUARTER: Final = 13
"""Weeks of a quarter of the plan."""
CHECKS: Final = ("days_90", "year")
"""Rhythms whose first date is a milestone."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happens in one week of the plan."""

    week: int
    date: dt.date | None
    what: str
    owner: str


def timeline(report: Report, words: Words) -> Part | None:
    """Return the table of all actions and milestones in the order of time; None without any."""
    plan = report.plan
    if not plan.actions:
        return None
    milestones = sorted(_milestones(plan, words), key=lambda m: (m.week, m.what))
    weeks = _whole_quarters(plan, milestones)
    rows = [_action(a, weeks, words) for a in plan.actions]
    rows += [_milestone(m, weeks, words) for m in milestones]
    keys = ("action", "owner", "begins", "ends")
    columns = [Column(kind="text", text=words.say(f"column.{key}")) for key in keys]
    quarters = [words.say("column.quarter", n=n + 1) for n in range(weeks // QUARTER)]
    columns.insert(1, Column(kind="time", text=_quarters(weeks, words), marks=quarters))
    table = Table(
        id="table-timeline", caption=words.say("caption.timeline"), columns=columns, rows=rows
    )
    heading = words.say("heading.timeline.part")
    return part("plan-timeline", heading, table=table, notes=_notes(plan, words))


def heading(report: Report, words: Words) -> str:
    """Return how many actions there are, over how many weeks, and until when."""
    plan = report.plan
    last = max(plan.actions, key=lambda a: (a.last_week, a.id))
    weeks = words.count("weeks", last.last_week)
    count = words.count("heading.timeline", len(plan.actions), weeks=weeks)
    return count if last.end is None else words.say("heading.timeline.to", plan=count, day=last.end)


def _notes(plan: Plan, words: Words) -> list[str]:
    notes = list(_horizons(plan, words))
    if len(plan.critical_path) > 1:
        notes.append(words.say("plan.path", actions=" > ".join(plan.critical_path)))
    return notes


def _horizons(plan: Plan, words: Words) -> Iterator[str]:
    """Yield what begins in the first 30, 60 and 90 days, and later."""
    for horizon, actions in groupby(plan.actions, key=lambda action: action.horizon):
        if horizon is not None:
            when = words.say(f"plan.horizon.{horizon}")
            yield words.say("plan.horizon", when=when, actions=words.series(a.id for a in actions))


def _whole_quarters(plan: Plan, milestones: list[Milestone]) -> int:
    last = max([*(a.last_week for a in plan.actions), *(m.week for m in milestones)])
    return -(-last // QUARTER) * QUARTER


def _quarters(weeks: int, words: Words) -> str:
    return words.count("column.time", weeks // QUARTER)


def _action(action: PlannedAction, weeks: int, words: Words) -> Row:
    first, last = action.first_week, action.last_week
    label = words.say("chart.weeks", first=first, last=last)
    run = Run(
        tone="path" if action.critical_path else "run",
        x=_place(first - 1, weeks),
        width=_place(last - first + 1, weeks),
        grid=_grid(weeks),
        label=label,
    )
    cells = [
        cell(f"{action.id} {words.text(action.title)}", href=anchor("action", action.id)),
        cell(label, "time", run=run),
        cell(words.say(f"role.{action.owner_role}")),
        cell(day(first, action.start, words), tone="date"),
        cell(day(last, action.end, words), tone="date"),
    ]
    return Row(id="", tone="", cells=cells)


def _milestone(one: Milestone, weeks: int, words: Words) -> Row:
    label = words.say("plan.week.one", weeks=one.week)
    run = Run(
        tone="milestone",
        x=_place(Decimal(one.week) - Decimal("0.5"), weeks),
        width="",
        grid=_grid(weeks),
        label=label,
    )
    when = day(one.week, one.date, words)
    cells: list[Cell] = [cell(one.what), cell(label, "time", run=run), cell(one.owner)]
    cells += [cell(when, tone="date"), cell("", tone="date")]
    return Row(id="", tone="milestone", cells=cells)


def _place(week: Decimal | int, weeks: int) -> str:
    return length(Decimal(week) * 100 / weeks)


def _grid(weeks: int) -> list[str]:
    return [_place(week, weeks) for week in range(QUARTER, weeks, QUARTER)]


def _milestones(plan: Plan, words: Words) -> Iterator[Milestone]:
    said = plan.communication
    if said is not None:
        owner = words.say(f"role.{said.owner_role}")
        yield Milestone(1, said.launch, words.say("milestone.launch"), owner)
    sessions = [
        (week, module.dates[0] if module.dates else None, module.taught_by)
        for track in (plan.program.tracks if plan.program else ())
        for module in track.modules
        for week in module.weeks[:1]
    ]
    if sessions:
        week, date, taught_by = min(sessions, key=lambda s: s[0])
        owner = words.say(f"role.{taught_by[0]}") if taught_by else "-"
        yield Milestone(week, date, words.say("milestone.program"), owner)
    for rhythm in plan.cadence:
        if rhythm.every in CHECKS and rhythm.first_week is not None:
            date = rhythm.dates[0] if rhythm.dates else None
            owner = words.say(f"role.{rhythm.owner_role}")
            yield Milestone(rhythm.first_week, date, words.text(rhythm.what), owner)
