"""The charter of each action: all that a reader needs to begin it."""

from collections.abc import Iterator
from typing import TypedDict

from alignscan.model.conditions import CODE_OF
from alignscan.planning.plan import PlannedAction, Reason
from alignscan.rendering.options import Detail
from alignscan.rendering.report.scorecard import aim, baseline, due_in_words
from alignscan.rendering.report.sections import Fact
from alignscan.rendering.report.tables import anchors
from alignscan.rendering.words import Words
from alignscan.report.model import Report


class Charter(TypedDict):
    """One action."""

    id: str
    code: str
    title: str
    brief: str
    first: bool
    """One of the few to begin with."""
    facts: list[Fact]
    steps_name: str
    steps: list[str]


def charters(report: Report, words: Words, detail: Detail) -> list[Charter]:
    """Return the charters, those to begin with first; a summary has no others."""
    begin = report.plan.begin
    rest = [a for a in report.plan.actions if a.id not in report.plan.first]
    listed = [*begin, *([] if detail == "summary" else rest)]
    ids = anchors("action", (a.id for a in listed))
    return [
        _charter(id, action, words, first=i < len(begin))
        for i, (id, action) in enumerate(zip(ids, listed, strict=True))
    ]


def _charter(id: str, action: PlannedAction, words: Words, *, first: bool) -> Charter:
    weeks = words.count("weeks", action.duration_weeks)
    owner = words.say(f"role.{action.owner_role}")
    facts = {
        "owner": [owner],
        "participants": [words.say(f"role.{p}") for p in action.participants],
        "support": [words.say(f"role.{p}") for p in action.support],
        "when": [_when(action, words)],
        "effort": [words.say(f"effort.{action.effort}")],
        "requires": [words.series(action.requires)] if action.requires else [],
        "why": [*_why(action, words)],
        "kpi": _kpi(action, words),
        "risk": [
            words.say(
                "charter.risk", signal=words.text(r.signal), mitigation=words.text(r.mitigation)
            )
            for r in action.risks
        ],
        "evidence": [words.say(f"grade.{action.evidence_grade}")],
    }
    return Charter(
        id=id,
        code=action.id,
        title=words.text(action.title),
        brief=words.series((owner, weeks)),
        first=first,
        facts=[Fact(name=words.say(f"column.{k}"), texts=t) for k, t in facts.items() if t],
        steps_name=words.say("column.steps"),
        steps=[words.text(step) for step in action.steps],
    )


def _when(action: PlannedAction, words: Words) -> str:
    weeks = words.say("chart.weeks", first=action.first_week, last=action.last_week)
    if action.start is None or action.end is None:
        return weeks
    return words.say("charter.when", start=action.start, end=action.end, weeks=weeks)


def _kpi(action: PlannedAction, words: Words) -> list[str]:
    kpi = action.kpi
    goal = words.say(
        "charter.kpi", now=baseline(kpi, words), aim=aim(kpi, words), due=due_in_words(kpi, words)
    )
    return [words.text(kpi.name), goal]


def _why(action: PlannedAction, words: Words) -> Iterator[str]:
    """Yield the reasons; actions that wait for this one stand in one line."""
    waiting = [r.id for r in action.reasons if r.kind == "prerequisite"]
    for reason in action.reasons:
        if reason.kind != "prerequisite":
            yield _reason(reason, words)
    if waiting:
        yield words.say("reason.prerequisite", actions=words.series(waiting))


def _reason(reason: Reason, words: Words) -> str:
    if reason.kind == "gap":
        return words.say(
            "reason.gap", practice=words.subject(reason.id), gap=words.number(reason.gap)
        )
    if reason.kind == "pattern":
        return words.say("reason.pattern", pattern=words.say(f"pattern.{reason.id}.title"))
    if reason.kind == "strength":
        name = words.condition(reason.id) if reason.id in CODE_OF else words.practice(reason.id)
        return words.say("reason.strength", practice=name)
    return words.say("reason.always")
