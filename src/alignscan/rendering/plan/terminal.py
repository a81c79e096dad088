"""A plan as lines for a terminal, 80 columns wide."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from alignscan.planning.plan import Offer, Plan, PlannedAction
from alignscan.rendering.report.clean import one_line
from alignscan.rendering.report.terminal import Screen, Style, colored, plain, to_ascii
from alignscan.rendering.words import Words

START: Final = 12
WEEKS: Final = 7
OWNER: Final = 20
INDENT: Final = START + WEEKS + OWNER
NARROWEST: Final = 24


def render(
    plan: Plan, title: str, words: Words, screen: Screen, *, instead_of: Plan | None = None
) -> str:
    """Return a plan as a table with what to know about it.

    With ``instead_of``, the plan of the survey file, it ends with what is different.
    """
    style = colored if screen.color else plain
    lines = [style(one_line(words.say("plan.title", title=title)), "bold")]
    if plan.actions:
        lines += [*_span(plan, words), "", *_table(plan, words, style, screen)]
    else:
        key = "plan.nothing_fits" if plan.without_action or plan.offers else "plan.empty"
        lines += _wrapped(words.say(key), screen)
    for i, note in enumerate(_notes(plan, words)):
        lines += ["", *_wrapped(note, screen)] if i == 0 else _wrapped(note, screen)
    if instead_of is not None:
        lines += ["", *_changes(plan, instead_of, words, screen)]
    text = "\n".join(lines) + "\n"
    return to_ascii(text) if screen.ascii else text


def _span(plan: Plan, words: Words) -> Iterator[str]:
    last = max(plan.actions, key=lambda a: a.last_week)
    if plan.start is not None:
        yield words.say("plan.from_to", start=plan.start, end=last.end)
    else:
        yield words.say("plan.undated", weeks=words.count("weeks", last.last_week))


def _table(plan: Plan, words: Words, style: Style, screen: Screen) -> Iterator[str]:
    heads = [words.say(f"plan.column.{key}") for key in ("start", "weeks", "owner", "action")]
    yield style(_row(*heads), "dim")
    for horizon, actions in groupby(plan.actions, key=lambda action: action.horizon):
        if horizon is not None:
            yield style(words.say(f"plan.horizon.{horizon}"), "bold")
        for action in actions:
            yield from _action(action, words, style, screen)


def _action(action: PlannedAction, words: Words, style: Style, screen: Screen) -> Iterator[str]:
    wide = max(screen.width - INDENT, NARROWEST)
    first, *rest = textwrap.wrap(f"{action.id} {one_line(words.text(action.title))}", wide)
    begins = _begins(action, words)
    owner = words.say(f"role.{action.owner_role}")
    line = _row(begins, str(action.duration_weeks), owner, "")
    mark = style(action.id, "cyan") + first.removeprefix(action.id)
    yield f"{line:<{max(INDENT, len(line) + 1)}}{mark}"
    yield from (f"{'':<{INDENT}}{part}" for part in rest)


def _begins(action: PlannedAction, words: Words) -> str:
    if action.start is not None:
        return words.day(action.start)
    return words.say("plan.week", week=action.first_week)


def _row(start: str, weeks: str, owner: str, action: str) -> str:
    lead = f"{start:<{START}}{weeks:>{WEEKS - 2}}  {owner:<{OWNER}}"
    return f"{lead}{action}".rstrip()


def _notes(plan: Plan, words: Words) -> Iterator[str]:
    if len(plan.critical_path) > 1:
        yield words.say("plan.path", actions=words.series(plan.critical_path))
    for held in plan.held_back:
        yield words.say("plan.held", action=held.id, condition=words.condition_title(held.by))
    for practice in plan.without_action:
        key = "plan.beyond" if practice in plan.beyond_capacity else "plan.open"
        yield words.say(key, practice=words.subject(practice))
    for offer in plan.offers:
        yield _offer(offer, words)


def _offer(offer: Offer, words: Words) -> str:
    actions = words.listing(offer.actions) if offer.actions else words.say("plan.offer.better")
    points = words.count("plan.points", offer.more)
    if offer.role is None:
        return words.say("plan.offer.budget", points=points, actions=actions)
    role = words.say(f"role.{offer.role}")
    return words.say("plan.offer.capacity", points=points, role=role, actions=actions)


def _changes(plan: Plan, before: Plan, words: Words, screen: Screen) -> Iterator[str]:
    """Yield what is different from the plan of the survey file."""
    yield words.say("plan.changes")
    now, then = ({action.id: action for action in p.actions} for p in (plan, before))
    found = [
        *(_change("in", now[id], words) for id in now if id not in then),
        *(_change("out", then[id], words) for id in then if id not in now),
        *(_moved(now[id], then[id], words) for id in now if id in then),
    ]
    lines = [line for line in found if line]
    for line in lines or [words.say("plan.change.none")]:
        yield from textwrap.wrap(line, screen.width, initial_indent="  ", subsequent_indent=" " * 4)


def _change(kind: str, action: PlannedAction, words: Words) -> str:
    title = one_line(words.text(action.title))
    return words.say(f"plan.change.{kind}", action=action.id, title=title)


def _moved(action: PlannedAction, before: PlannedAction, words: Words) -> str:
    """Return a line where dates differ, or weeks where one of the plans has no dates."""
    dated = None not in (action.start, before.start)
    if (action.start == before.start) if dated else (action.first_week == before.first_week):
        return ""
    now, then = _begins(action, words), _begins(before, words)
    return words.say("plan.change.moved", action=action.id, now=now, then=then)


def _wrapped(text: str, screen: Screen) -> Iterable[str]:
    return textwrap.wrap(text, screen.width, subsequent_indent="  ")
