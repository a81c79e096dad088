"""The report as nested plain texts, in the order in which every long format prints it."""

from typing import Any, TypedDict, cast

from alignscan.model.conditions import CODE_OF
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import matrix, people, phrases, timeline, traces
from alignscan.rendering.report.chapters import findings
from alignscan.rendering.report.charters import Charter, charters
from alignscan.rendering.report.clean import paragraphs, tidy
from alignscan.rendering.report.depth import at_depth
from alignscan.rendering.report.method import method as method_of
from alignscan.rendering.report.opening import Card, State, cards, cover, stage, states
from alignscan.rendering.report.quality import quality
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.statements import Medium
from alignscan.rendering.words import Words
from alignscan.report.model import Report


class Finding(TypedDict):
    """What a chapter found."""

    href: str
    text: str


class Summary(TypedDict):
    """The first page."""

    id: str
    name: str
    heading: str
    verdict: str
    tone: str
    detail: str
    sentence: str
    findings: list[Finding]
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
    detail: str
    labels: dict[str, str]


MAIN_FINDINGS = ("conditions", "levels", "critical")
LABELS = ("skip", "contents", "verdict", "charters.first", "charters.rest")


def view(report: Report, words: Words, medium: Medium, presentation: Presentation) -> View:
    """Return all that a report prints; no text holds a line break or an invisible character."""
    shown = report.published.overall is not None
    detail = presentation.detail
    sections = findings(report, words, medium, presentation.items) if shown else []
    plan = at_depth([_plan(report, words)], detail, words) if shown else []
    after = [*people.chapters(report, words), *quality(report, words)] if shown else []
    after += [found] if shown and (found := traces.chapter(report, words)) else []
    summary = _summary(report, sections, words)
    sections, after = at_depth(sections, detail, words), at_depth(after, detail, words)
    method = section("method", words, method_of(report, words), "heading.method")
    method["fold"] = words.say("page.method") if detail == "standard" else ""
    listed = [*sections, *plan, *after, method]
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
        plan=plan[0] if plan else None,
        charters=charters(report, words, detail) if shown else [],
        after=after,
        method=method,
        generator=report.generator,
        detail=detail,
        labels=_labels(words),
    )
    clean = cast(View, tidy(page))
    drop_dead_links(clean)
    return clean


def _labels(words: Words) -> dict[str, str]:
    found = {key: words.say(f"page.{key}") for key in LABELS}
    return found | {"verdict": words.ahead(found["verdict"])}


def _summary(report: Report, sections: list[Section], words: Words) -> Summary:
    verdict = report.diagnosis.verdict
    return Summary(
        id="summary",
        name=words.say("nav.summary"),
        heading=words.say("heading.summary"),
        verdict=phrases.verdict(report, words),
        tone=verdict,
        detail=phrases.verdict_detail(report, words),
        sentence=phrases.summary(report, words),
        findings=_findings(sections),
        certainty=list(phrases.certainty(report, words)),
        cards=cards(report, words),
        states=states(report, words),
        stage=stage(report, words),
        first=words.say("heading.plan"),
        notes=paragraphs(report.heading.notes or ""),
    )


def _findings(sections: list[Section]) -> list[Finding]:
    """Return what the chapters found that a board reads first."""
    return [Finding(href=s["id"], text=s["heading"]) for s in sections if s["id"] in MAIN_FINDINGS]


def _plan(report: Report, words: Words) -> Section:
    plan = report.plan
    without = [_closed(id, words) for id in plan.without_action]
    notes = [words.say("plan.without", conditions=words.listing(without))] if without else []
    if plan.held_back:
        notes += [
            words.say("plan.held", action=one.id, condition=words.condition_title(one.by))
            for one in plan.held_back
        ]
    found = section("plan", words, notes, "heading.plan" if plan.first else "heading.plan.none")
    found["name"] = words.say("nav.actions")
    if plan.first:
        found["heading"] = timeline.heading(report, words)
    parts = (matrix.matrix(report, words), timeline.timeline(report, words))
    found["parts"] = [part for part in parts if part is not None]
    return found


def _closed(id: str, words: Words) -> str:
    return words.condition_title(id) if id in CODE_OF else words.practice(id)


def drop_dead_links(page: View) -> None:
    """Empty each link to a part that a report of this depth does not have."""
    ids: set[str] = set()
    links: list[dict[str, str]] = []
    _gather(page, ids, links)
    for found in links:
        if found["href"] not in ids:
            found["href"] = ""


def _gather(value: Any, ids: set[str], links: list[dict[str, str]]) -> None:
    """Add the ids of the parts of a page, and all that links."""
    if isinstance(value, dict):
        if value.get("id"):
            ids.add(value["id"])
        if value.get("href"):
            links.append(value)
        for inner in value.values():
            if inner and not isinstance(inner, str):
                _gather(inner, ids, links)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, ids, links)
