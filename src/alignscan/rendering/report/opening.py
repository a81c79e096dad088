"""The first page: whom the report is about, the number cards and the states at a glance."""

from decimal import Decimal
from typing import TypedDict

from alignscan.diagnose.diagnosis import Standing
from alignscan.rendering.report import evidence, levels, phrases
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.tables import anchor
from alignscan.rendering.words import Words
from alignscan.report.model import Report

CARDS = 4


class Card(TypedDict):
    """One number with what it says."""

    value: str
    label: str
    detail: str
    href: str
    """Where the report tells how it came about."""


class State(TypedDict):
    """A condition and its state, in one line."""

    href: str
    name: str
    tone: str
    text: str


def cover(report: Report, words: Words) -> list[str]:
    """Return who was asked, when, how many answered and on what basis figures are shown."""
    heading = report.heading
    lines = [heading.organization] if heading.organization != heading.title else []
    lines.append(words.say(f"scope.{heading.scope}"))
    if heading.headcount is not None:
        lines.append(words.count("headcount", heading.headcount))
    if heading.wave:
        lines.append(words.say("wave.id", id=heading.wave))
    if heading.closed:
        lines.append(words.say("wave.closed", date=heading.closed))
    if heading.trigger:
        lines.append(words.say(f"trigger.{heading.trigger}"))
    return [*lines, phrases.answers(report, words), phrases.mode(report, words)]


def stage(report: Report, words: Words) -> str:
    """Return why no figures are shown; nothing where they are."""
    if report.published.stage == "empty":
        return words.say("stage.none")
    if report.published.stage == "participation":
        return words.say("stage.participation")
    return "" if report.published.overall else words.say("stage.withheld")


def states(report: Report, words: Words) -> list[State]:
    """Return the state of each condition."""
    return [
        State(
            href=f"condition-{c.id}",
            name=words.condition(c.id),
            tone=c.state,
            text=words.say(f"state.{c.state}"),
        )
        for c in report.diagnosis.conditions
    ]


def cards(report: Report, words: Words) -> list[Card]:
    """Return up to four numbers that matter most; none without figures."""
    if report.published.overall is None:
        return []
    found = (
        _index(report, words),
        _gap(report, words),
        _levels(report, words),
        _critical(report, words),
        _apparent(report, words),
        _weakest(report, words),
        _answers(report, words),
    )
    return [card for card in found if card][:CARDS]


def _index(report: Report, words: Words) -> Card | None:
    index = report.diagnosis.index
    if index is None:
        return None
    return Card(
        value=words.number(index, 0), label=words.say("card.index"), detail="", href="why-index"
    )


def _apparent(report: Report, words: Words) -> Card:
    conditions = report.diagnosis.conditions
    count = sum(c.state == "apparent" for c in conditions)
    value = words.say("card.apparent.of", n=count, all=len(conditions))
    return Card(value=value, label=words.say("card.apparent"), detail="", href="conditions")


def _gap(report: Report, words: Words) -> Card | None:
    widest = max(report.diagnosis.conditions, key=_size, default=None)
    if widest is None or _size(widest) <= 0:
        return None
    figures = f.figures_of(report.published.overall, widest.id)
    value = f.gap(widest, figures, report.questionnaire.score_scale, words)
    detail = words.condition_title(widest.id)
    href = anchor("why", widest.id)
    return Card(value=value, label=words.say("card.gap"), detail=detail, href=href)


def _levels(report: Report, words: Words) -> Card | None:
    apart = levels.distance(report)
    if apart is None:
        return None
    key = "higher" if apart >= 0 else "lower"
    detail = words.say(f"card.levels.{key}")
    value = words.number(abs(apart))
    return Card(value=value, label=words.say("card.levels"), detail=detail, href="levels")


def _critical(report: Report, words: Words) -> Card | None:
    """Return how many gaps the plan works on, and the worst of them."""
    found = report.diagnosis.critical
    if not found:
        return None
    label = words.count("card.critical", len(found))
    detail = words.say("card.critical.worst", subject=evidence.title(found[0].id, words))
    return Card(value=words.whole(len(found)), label=label, detail=detail, href="critical")


def _size(standing: Standing) -> Decimal:
    return standing.gap if standing.gap is not None else Decimal(-1000)


def _weakest(report: Report, words: Words) -> Card | None:
    weakest = report.diagnosis.weakest
    standing = next((c for c in report.diagnosis.conditions if c.id == weakest), None)
    if standing is None:
        return None
    figures = f.figures_of(report.published.overall, standing.id)
    value = f.now(standing, figures, report.questionnaire.score_scale, words)
    detail = words.condition_title(standing.id)
    href = anchor("why", standing.id)
    return Card(value=value, label=words.say("card.weakest"), detail=detail, href=href)


def _answers(report: Report, words: Words) -> Card | None:
    part = report.published.participation
    if part.responded is None:
        return None
    detail = ""
    if part.invited is not None and part.rate is not None:
        detail = words.say("card.answers.of", invited=part.invited, rate=words.percent(part.rate))
    label = words.say("card.answers")
    return Card(value=words.whole(part.responded), label=label, detail=detail, href="quality")
