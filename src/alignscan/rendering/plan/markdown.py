"""A plan as GitHub-flavored Markdown; whatever people wrote stands there as plain text."""

import datetime as dt
from collections.abc import Iterable, Iterator

from alignscan.model.planfile import ActionEntry, PlanFile
from alignscan.rendering.options import Presentation
from alignscan.rendering.plan.rows import (
    Row,
    audience,
    modules,
    owner,
    role,
    rows,
    target,
    touchpoints,
)
from alignscan.rendering.report.clean import paragraphs
from alignscan.rendering.report.escape import cell, markdown
from alignscan.rendering.words import Words, words_in


def render(plan: PlanFile, presentation: Presentation) -> bytes:
    """Return the plan that counts as Markdown."""
    words = words_in(plan.language, presentation)
    found = tuple(rows(plan, words))
    actions = [row for row in found if row.kind == "action"]
    known = {action.id: action for action in plan.actions}
    blocks = [
        f"# {cell(_title(plan, words))}",
        *_prose(plan.notes),
        *_overview(actions, words),
        *(block for row in actions for block in _charter(known[row.id], row, words)),
        *_program(plan, words),
        *_communication(plan, words),
        *_cadence([row for row in found if row.kind == "rhythm"], words),
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _title(plan: PlanFile, words: Words) -> str:
    if plan.title is None:
        return words.say("planfile.untitled")
    return words.say("planfile.title", title=plan.title)


def _overview(actions: list[Row], words: Words) -> Iterator[str]:
    if not actions:
        yield words.say("planfile.empty")
        return
    yield f"## {words.say('planfile.actions')}"
    columns = ("start", "due", "id", "title", "owner", "status")
    yield _table(
        [words.say(f"planfile.column.{column}") for column in columns],
        (
            [_day(r.start, words), _day(r.due, words), r.id, r.title, r.owner or r.role, r.status]
            for r in actions
        ),
    )


def _charter(action: ActionEntry, row: Row, words: Words) -> Iterator[str]:
    yield f"### {cell(f'{row.id} {row.title}')}"
    if action.closed is not None:
        yield f"*{words.say(f'planfile.closed.{action.closed}')}*"
    yield _bullets(_facts(action, row, words))
    if action.steps:
        yield f"**{words.say('planfile.steps')}**"
        yield "\n".join(f"{n}. {markdown(step)}" for n, step in enumerate(action.steps, start=1))
    yield _bullets(
        words.say("planfile.risk", signal=risk.signal, mitigation=risk.mitigation)
        for risk in action.risks or ()
    )
    yield from _prose(action.notes)


def _facts(action: ActionEntry, row: Row, words: Words) -> Iterator[str]:
    who = owner(action.owner, action.owner_role, words)
    yield words.pair(words.say("planfile.column.owner"), who)
    if row.start is not None and row.due is not None:
        yield words.say("plan.from_to", start=row.start, end=row.due)
    yield words.pair(words.say("planfile.column.status"), row.status)
    if row.requires:
        yield words.say("planfile.requires", actions=words.series(row.requires))
    if action.kpi is not None:
        yield _kpi(action, words)


def _kpi(action: ActionEntry, words: Words) -> str:
    kpi = action.kpi
    if kpi is None:
        return ""
    goal = target(kpi, words)
    parts = [words.say("planfile.measure", name=kpi.name)]
    if kpi.baseline is not None:
        shown = words.in_unit(words.written(kpi.baseline), kpi.unit)
        parts.append(words.say("planfile.baseline", baseline=shown, unit=""))
    if goal:
        parts.append(words.say("planfile.target.to", target=goal, unit=""))
    if kpi.due is not None:
        parts.append(words.say("planfile.due", date=words.day(kpi.due)))
    if action.kpi_value is not None:
        parts.append(words.say("planfile.measured", value=words.written(action.kpi_value)))
    return words.series(parts)


def _program(plan: PlanFile, words: Words) -> Iterator[str]:
    if plan.program is None:
        return
    yield f"## {words.say('planfile.program')}"
    yield from _prose(plan.program.reason)
    yield _bullets(plan.program.outcomes or ())
    for module in modules(plan):
        yield f"### {cell(module.title or module.id)}"
        who = words.series(role(each, words) for each in module.audience or ())
        taught = words.series(role(each, words) for each in module.taught_by or ())
        yield _bullets(
            [
                words.pair(words.say("planfile.column.audience"), who),
                words.pair(words.say("planfile.column.owner"), module.owner or taught),
                words.pair(words.say("planfile.column.dates"), _days(module.dates or (), words)),
                *(text for text in (module.task, module.practice, module.feedback) if text),
            ]
        )
        yield from _prose(module.notes)


def _communication(plan: PlanFile, words: Words) -> Iterator[str]:
    strategy = plan.communication
    if strategy is None:
        return
    yield f"## {words.say('planfile.communication')}"
    yield from _prose(strategy.notes)
    yield _bullets(words.pair(m.title or m.id, m.text or "") for m in strategy.messages or ())
    columns = ("audience", "messages", "sender", "channel", "dates")
    names, channels = {m.id: m.title or m.id for m in strategy.messages or ()}, strategy.channels
    yield _table(
        [words.say(f"planfile.column.{column}") for column in columns],
        (
            [
                audience(t.audience, words),
                words.clauses(names.get(message, message) for message in t.messages or ()),
                t.owner or role(t.sender, words),
                (channels or {}).get(t.channel, t.channel) if t.channel else "",
                _days(t.dates or (), words),
            ]
            for t in touchpoints(plan)
        ),
    )


def _cadence(rhythms: list[Row], words: Words) -> Iterator[str]:
    if rhythms:
        yield f"## {words.say('planfile.cadence')}"
        columns = ("title", "owner", "dates")
        yield _table(
            [words.say(f"planfile.column.{column}") for column in columns],
            ([r.title, r.owner or r.role, _days(r.dates, words)] for r in rhythms),
        )


def _table(heads: list[str], lines: Iterable[list[str]]) -> str:
    body = [_line(map(cell, line)) for line in lines]
    return "\n".join([_line(map(cell, heads)), _line("---" for _ in heads), *body]) if body else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {markdown(text)}" for text in texts)


def _prose(text: str | None) -> Iterator[str]:
    yield from (markdown(paragraph) for paragraph in paragraphs(text or ""))


def _day(day: dt.date | None, words: Words) -> str:
    return "" if day is None else words.day(day)


def _days(days: Iterable[dt.date], words: Words) -> str:
    return words.series(map(words.day, days))
