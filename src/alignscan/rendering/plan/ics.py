"""A plan as a calendar (iCalendar, RFC 5545) with whole days; the same plan gives the same bytes.

An event keeps its UID while its plan keeps title and survey: a calendar moves it on a new import.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alignscan.model.planfile import ActionEntry, PlanFile
from alignscan.rendering.options import Presentation
from alignscan.rendering.plan.rows import Row, lives, owner, rows
from alignscan.rendering.report.clean import one_line
from alignscan.rendering.words import Words, words_in

NO_DATES = dt.date(2000, 1, 1)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Event:
    name: str
    """Stays the same from run to run."""
    first: dt.date
    last: dt.date
    summary: str
    description: str
    category: str


def render(plan: PlanFile, presentation: Presentation) -> bytes:
    """Return the plan that counts as a calendar: ImportError where ``icalendar`` is missing."""
    from icalendar import Calendar

    words = words_in(plan.language, presentation)
    calendar = Calendar()
    calendar.add("prodid", "-//alignscan//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _title(plan, words))
    stamp, plan_id = _stamp(plan), _plan_id(plan)
    for event in _events(plan, words):
        calendar.add_component(_component(event, stamp, plan_id))
    content: bytes = calendar.to_ical()
    return content


def _component(event: _Event, stamp: dt.datetime, plan_id: str) -> Any:
    from icalendar import Event

    out = Event()
    out.add("uid", f"{event.name}.{plan_id}@alignscan")
    out.add("dtstamp", stamp)
    out.add("dtstart", event.first)
    out.add("dtend", event.last + DAY)
    out.add("summary", one_line(event.summary))
    if event.description:
        out.add("description", event.description)
    out.add("categories", [event.category])
    out.add("transp", "TRANSPARENT")
    return out


def _events(plan: PlanFile, words: Words) -> Iterator[_Event]:
    for row in rows(plan, words):
        if row.kind == "action":
            yield from _span(row, words)
        else:
            yield from _days(row, words)
    for action in plan.actions:
        yield from _kpi(action, words)


def _span(row: Row, words: Words) -> Iterator[_Event]:
    first, last = row.start or row.due, row.due or row.start
    if first is not None and last is not None:
        summary, category = f"{row.id} {row.title}", words.say("planfile.kind.action")
        yield _Event(
            f"action-{row.id}", first, max(first, last), summary, _about(row, words), category
        )


def _days(row: Row, words: Words) -> Iterator[_Event]:
    category, of = words.say(f"planfile.kind.{row.kind}"), len(row.dates)
    for n, day in enumerate(row.dates, start=1):
        title = row.title
        if of > 1:
            title = words.say("planfile.session", title=row.title, n=n, of=of)
        yield _Event(f"{row.kind}-{row.id}-{n}", day, day, title, _about(row, words), category)


def _kpi(action: ActionEntry, words: Words) -> Iterator[_Event]:
    kpi = action.kpi
    if kpi is not None and kpi.due is not None and lives(action):
        summary = words.say("planfile.calendar.kpi", name=kpi.name)
        about = owner(action.owner, action.owner_role, words)
        yield _Event(f"kpi-{action.id}", kpi.due, kpi.due, summary, about, "KPI")


def _about(row: Row, words: Words) -> str:
    who = row.owner or row.role
    kpi = words.pair(row.kpi, row.target) if row.kpi and row.target else row.kpi
    return "\n".join(one_line(part) for part in (who, kpi, row.notes) if part)


def _title(plan: PlanFile, words: Words) -> str:
    if plan.title is None:
        return words.say("planfile.untitled")
    return one_line(words.say("planfile.title", title=plan.title))


def _plan_id(plan: PlanFile) -> str:
    named = f"{plan.title or ''}\n{plan.survey or ''}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _stamp(plan: PlanFile) -> dt.datetime:
    """Return when the plan begins: a time that does not depend on when it is exported."""
    dates = [action.start for action in plan.actions if action.start is not None]
    day = plan.start or min(dates, default=NO_DATES)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
