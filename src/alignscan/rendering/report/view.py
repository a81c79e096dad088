"""The report as nested plain texts, in the order in which every long format prints it."""

from typing import TypedDict, cast

from alignscan.model.conditions import CODE_OF, condition_of
from alignscan.planning.plan import PlannedAction
from alignscan.rendering.report import (
    certainty,
    comparisons,
    drivers,
    dumbbell,
    patterns,
    people,
    phrases,
    standings,
    statements,
    voices,
)
from alignscan.rendering.report.clean import paragraphs, tidy
from alignscan.rendering.report.method import method as method_of
from alignscan.rendering.report.opening import Card, State, cards, cover, stage, states
from alignscan.rendering.report.quality import quality
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.statements import Medium
from alignscan.rendering.report.tables import anchors
from alignscan.rendering.words import Words, number
from alignscan.report.model import Report


class Fact(TypedDict):
    """One entry of an action's charter."""

    name: str
    texts: list[str]


class Charter(TypedDict):
    """What a reader needs to begin an action."""

    id: str
    code: str
    title: str
    brief: str
    facts: list[Fact]
    steps_name: str
    steps: list[str]


class Summary(TypedDict):
    """The first page."""

    id: str
    name: str
    heading: str
    verdict: str
    tone: str
    detail: str
    sentence: str
    certainty: list[str]
    cards: list[Card]
    states: list[State]
    stage: str
    first: str
    notes: list[str]


class Link(TypedDict):
    """One line of the contents."""

    id: str
    name: str


class View(TypedDict):
    """The whole report."""

    language: str
    title: str
    organization: str
    cover: list[str]
    contents: list[Link]
    summary: Summary
    sections: list[Section]
    plan: Section | None
    charters: list[Charter]
    after: list[Section]
    method: Section
    generator: str
    labels: dict[str, str]


def view(report: Report, words: Words, medium: Medium) -> View:
    """Return all that a report prints; no text holds a line break or an invisible character."""
    sections = _sections(report, words, medium)
    shown = report.published.overall is not None
    plan = _plan(report, words) if shown else None
    method = section("method", words, method_of(report, words), "heading.method")
    summary = _summary(report, words)
    after = people.chapters(report, words) if shown else []
    listed = [*sections, *([plan] if plan else []), *after, method]
    page = View(
        language=words.language,
        title=report.heading.title,
        organization=report.heading.organization,
        cover=cover(report, words),
        contents=[
            Link(id=summary["id"], name=summary["name"]),
            *(Link(id=s["id"], name=s["name"]) for s in listed),
        ],
        summary=summary,
        sections=sections,
        plan=plan,
        charters=_charters(report, words) if shown else [],
        after=after,
        method=method,
        generator=report.generator,
        labels={key: words.say(f"page.{key}") for key in ("skip", "contents", "verdict")},
    )
    return cast(View, tidy(page))


def _summary(report: Report, words: Words) -> Summary:
    verdict = report.diagnosis.verdict
    return Summary(
        id="summary",
        name=words.say("nav.summary"),
        heading=words.say("heading.summary"),
        verdict=phrases.verdict(report, words),
        tone=verdict,
        detail=phrases.verdict_detail(report, words),
        sentence=phrases.summary(report, words),
        certainty=list(phrases.certainty(report, words)),
        cards=cards(report, words),
        states=states(report, words),
        stage=stage(report, words),
        first=words.say("heading.plan"),
        notes=paragraphs(report.heading.notes or ""),
    )


def _sections(report: Report, words: Words, medium: Medium) -> list[Section]:
    overall = report.published.overall
    if overall is None:
        return []
    sections = [_conditions(report, words), _practices(report, words)]
    behind = patterns.chapter(report, words)
    sections += [behind] if behind else []
    sections += _breakdowns(report, words)
    outcome = drivers.chapter(report, words)
    sections += [outcome] if outcome else []
    table = statements.items(report, words, medium)
    if table:
        found = section("items", words)
        sections.append(found | {"heading": phrases.items_heading(overall, words), "table": table})
    return [*sections, *voices.comments(report, words), *quality(report, words)]


def _conditions(report: Report, words: Words) -> Section:
    target = phrases.targets(report, words)
    return section("conditions", words) | {
        "heading": phrases.conditions_heading(report, words),
        "intro": [target] if target else [],
        "chart": dumbbell.chart(report, words),
        "table": standings.conditions(report, words),
    }


def _practices(report: Report, words: Words) -> Section:
    table = standings.practices(report, words)
    found = report.diagnosis
    whole = [
        c.id
        for c in found.conditions
        if any(p.borrowed and condition_of(p.id) == c.id for p in found.practices)
    ]
    names = words.listing(words.condition_title(c) for c in whole) if whole else ""
    heading = phrases.practices_heading(report, words)
    return section("practices", words) | {
        "heading": heading if table else words.say("heading.practices.borrowed"),
        "table": table,
        "notes": [words.say("practices.borrowed", conditions=names)] if whole else [],
    }


def _breakdowns(report: Report, words: Words) -> list[Section]:
    ids = anchors("breakdown", (b.segment for b in report.breakdowns))
    sections = []
    for id, breakdown in zip(ids, report.breakdowns, strict=True):
        name = words.say("nav.breakdown", segment=words.segment(breakdown.segment))
        one = Section(
            id=id,
            name=name,
            heading=phrases.breakdown_heading(breakdown, report, words),
            intro=certainty.between_groups(breakdown, report, words),
            chart=None,
            table=standings.breakdown(breakdown, id, report, words),
            notes=[],
            parts=[],
        )
        hidden = {c.id for c in report.published.cells if c.status == "withheld"}
        count = sum(category.cell in hidden for category in breakdown.categories)
        one["notes"] = [words.count("withheld", count)] if count else []
        others = comparisons.part(breakdown, id, report, words)
        one["parts"] += [others] if others else []
        sections.append(one)
    return sections


def _plan(report: Report, words: Words) -> Section:
    without = [_closed(id, words) for id in report.plan.without_action]
    notes = [words.say("plan.without", conditions=words.listing(without))] if without else []
    key = "heading.plan" if report.plan.first else "heading.plan.none"
    return section("plan", words, tuple(notes), key)


def _closed(id: str, words: Words) -> str:
    return words.condition_title(id) if id in CODE_OF else words.practice(id)


def _charters(report: Report, words: Words) -> list[Charter]:
    ids = anchors("action", (a.id for a in report.plan.begin))
    return [_charter(id, a, words) for id, a in zip(ids, report.plan.begin, strict=True)]


def _charter(id: str, action: PlannedAction, words: Words) -> Charter:
    weeks = words.count("weeks", action.duration_weeks)
    owner = words.say(f"role.{action.owner_role}")
    return Charter(
        id=id,
        code=action.id,
        title=words.text(action.title),
        brief=", ".join((owner, weeks)),
        facts=_facts(action, owner, weeks, words),
        steps_name=words.say("column.steps"),
        steps=[words.text(step) for step in action.steps],
    )


def _facts(action: PlannedAction, owner: str, weeks: str, words: Words) -> list[Fact]:
    why = [
        words.say("reason.gap", practice=words.subject(r.id), gap=number(r.gap))
        for r in action.reasons
        if r.kind == "gap" and r.gap is not None
    ]
    unit = f" ({action.kpi.unit})" if action.kpi.unit else ""
    facts = {
        "owner": [owner],
        "participants": [words.say(f"role.{p}") for p in action.participants],
        "effort": [words.say(f"effort.{action.effort}")],
        "duration": [weeks],
        "kpi": [f"{words.text(action.kpi.name)}{unit}"],
        "why": why,
        "evidence": [words.say(f"grade.{action.evidence_grade}")],
    }
    return [Fact(name=words.say(f"column.{k}"), texts=texts) for k, texts in facts.items() if texts]
