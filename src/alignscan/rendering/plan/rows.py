"""What a plan file holds, as rows that every format shows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alignscan.model.planfile import ActionEntry, PlanFile, PlanKpi
from alignscan.model.planfile_people import ModuleEntry, RhythmEntry, TouchpointEntry
from alignscan.rendering.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do."""

    kind: str
    id: str
    title: str
    status: str
    owner: str = ""
    role: str = ""
    start: dt.date | None = None
    due: dt.date | None = None
    dates: tuple[dt.date, ...] = ()
    """Where it happens again: each time."""
    requires: tuple[str, ...] = ()
    kpi: str = ""
    target: str = ""
    value: str = ""
    notes: str = ""


def rows(plan: PlanFile, words: Words) -> Iterator[Row]:
    """Yield the actions, modules, touchpoints and rhythms of a plan that counts (`in_force`).

    What was dropped is left out, and so is what is not suggested any more unless it was begun.
    """
    yield from (_action(action, words) for action in plan.actions if lives(action))
    for module in modules(plan):
        yield _module(module, words)
    for touchpoint in touchpoints(plan):
        yield _touchpoint(touchpoint, plan, words)
    yield from (_rhythm(each, words) for each in plan.cadence if lives(each))


def modules(plan: PlanFile) -> Iterator[ModuleEntry]:
    """Yield the modules of the program that are wanted."""
    for track in plan.program.tracks if plan.program is not None else ():
        yield from (module for module in track.modules if lives(module))


def touchpoints(plan: PlanFile) -> Iterator[TouchpointEntry]:
    """Yield the touchpoints that are wanted."""
    strategy = plan.communication
    yield from (t for t in (strategy.touchpoints if strategy else ()) if lives(t))


def lives(entry: ActionEntry | ModuleEntry | TouchpointEntry | RhythmEntry) -> bool:
    """Return whether something is still to be done: suggested, or begun all the same."""
    begun = entry.status in ("started", "done")
    return entry.status != "dropped" and (entry.closed is None or begun)


def _action(action: ActionEntry, words: Words) -> Row:
    kpi = action.kpi
    return Row(
        kind="action",
        id=action.id,
        title=action.title or action.id,
        status=status(action.status, words),
        owner=action.owner or "",
        role=role(action.owner_role, words),
        start=action.start,
        due=action.due,
        requires=action.requires or (),
        kpi=kpi.name if kpi is not None else "",
        target=target(kpi, words),
        value=words.written(action.kpi_value),
        notes=action.notes or "",
    )


def _module(module: ModuleEntry, words: Words) -> Row:
    return Row(
        kind="module",
        id=module.id,
        title=module.title or module.id,
        status=status(module.status, words),
        owner=module.owner or "",
        role=words.series(role(each, words) for each in module.taught_by or ()),
        **_span(module.dates or ()),
        notes=module.notes or "",
    )


def _touchpoint(touchpoint: TouchpointEntry, plan: PlanFile, words: Words) -> Row:
    return Row(
        kind="touchpoint",
        id=touchpoint.id or touchpoint.audience or "",
        title=touchpoint_title(touchpoint, plan, words),
        status=status(touchpoint.status, words),
        owner=touchpoint.owner or "",
        role=role(touchpoint.sender, words),
        **_span(touchpoint.dates or ()),
        notes=touchpoint.notes or "",
    )


def _rhythm(rhythm: RhythmEntry, words: Words) -> Row:
    return Row(
        kind="rhythm",
        id=rhythm.id,
        title=rhythm.what or rhythm.id,
        status=status(rhythm.status, words),
        owner=rhythm.owner or "",
        role=role(rhythm.owner_role, words),
        **_span(rhythm.dates or ()),
        notes=rhythm.notes or "",
    )


def _span(dates: tuple[dt.date, ...]) -> dict[str, Any]:
    return {"start": dates[0], "due": dates[-1], "dates": dates} if dates else {}


def touchpoint_title(touchpoint: TouchpointEntry, plan: PlanFile, words: Words) -> str:
    """Return what a touchpoint is: "Company meeting, employees: Why; Why now"."""
    strategy = plan.communication
    channels = (strategy.channels if strategy else None) or {}
    titles = {m.id: m.title or m.id for m in (strategy.messages if strategy else None) or ()}
    channel = channels.get(touchpoint.channel, touchpoint.channel) if touchpoint.channel else ""
    told = words.clauses(titles.get(message, message) for message in touchpoint.messages or ())
    return words.pair(words.series((channel, audience(touchpoint.audience, words))), told)


def audience(id: str | None, words: Words) -> str:
    """Return the name of an audience."""
    named = words.labels.get(f"audience.{id}") or words.labels.get(f"role.{id}")
    return named or id or ""


def status(value: str | None, words: Words) -> str:
    """Return a status in words."""
    return words.say(f"planfile.status.{value or 'planned'}")


def role(value: str | None, words: Words) -> str:
    """Return the name of a role; empty for none."""
    return words.say(f"role.{value}") if value else ""


def owner(name: str | None, role_: str | None, words: Words) -> str:
    """Return who does it: a name, else the role and that nobody is named."""
    if name:
        return name
    return words.say("planfile.nobody", role=role(role_, words)) if role_ else ""


def target(kpi: PlanKpi | None, words: Words) -> str:
    """Return the target of a KPI with its unit; empty for none."""
    if kpi is None:
        return ""
    if kpi.target is not None:
        return words.in_unit(words.written(kpi.target), kpi.unit)
    if kpi.change == 0:
        return words.say("kpi.same")
    if kpi.change is not None:
        sign = "+" if kpi.change > 0 else ""
        return words.change(sign + words.written(kpi.change), kpi.unit)
    return kpi.target_text or ""
