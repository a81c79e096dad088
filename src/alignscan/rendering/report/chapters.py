"""The chapters that say where the organization stands."""

from typing import Final

from alignscan.model.conditions import condition_of
from alignscan.rendering.options import Bars
from alignscan.rendering.report import (
    certainty,
    comparisons,
    drivers,
    dumbbell,
    levels,
    patterns,
    phrases,
    quadrant,
    standings,
    statements,
    voices,
)
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.statements import Medium
from alignscan.rendering.report.tables import anchors
from alignscan.rendering.words import Words
from alignscan.report.model import Report

INTRO: Final[dict[Bars, str]] = {"diverging": "items.intro", "stacked": "items.intro.stacked"}


def findings(report: Report, words: Words, medium: Medium, bars: Bars) -> list[Section]:
    """Return all chapters before the plan, from the whole to what stands behind the gaps."""
    found = [
        conditions(report, words),
        levels.chapter(report, words),
        *breakdowns(report, words),
        practices(report, words),
        items(report, words, medium, bars),
        quadrant.chapter(report, words),
        drivers.chapter(report, words),
        *voices.comments(report, words),
        patterns.critical(report, words),
        patterns.chapter(report, words),
    ]
    return [one for one in found if one is not None]


def conditions(report: Report, words: Words) -> Section:
    """Return where the five conditions stand against their targets."""
    target = phrases.targets(report, words)
    margin = phrases.margin(report, words)
    return section("conditions", words) | {
        "heading": phrases.conditions_heading(report, words),
        "intro": [line for line in (target, margin) if line],
        "chart": dumbbell.chart(report, words),
        "table": standings.conditions(report, words),
    }


def practices(report: Report, words: Words) -> Section:
    """Return where the practices stand, and which of them were not asked one by one."""
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


def breakdowns(report: Report, words: Words) -> list[Section]:
    """Return a chapter for each way of grouping respondents."""
    ids = anchors("breakdown", (b.segment for b in report.breakdowns))
    hidden = {c.id for c in report.published.cells if c.status == "withheld"}
    sections = []
    for id, breakdown in zip(ids, report.breakdowns, strict=True):
        count = sum(category.cell in hidden for category in breakdown.categories)
        others = comparisons.part(breakdown, id, report, words)
        sections.append(
            Section(
                id=id,
                name=words.say("nav.breakdown", segment=words.segment(breakdown.segment)),
                heading=phrases.breakdown_heading(breakdown, report, words),
                intro=certainty.between_groups(breakdown, report, words),
                chart=None,
                table=standings.breakdown(breakdown, id, report, words),
                notes=[words.count("withheld", count)] if count else [],
                parts=[others] if others else [],
            )
        )
    return sections


def items(report: Report, words: Words, medium: Medium, bars: Bars) -> Section | None:
    """Return the statements with their answers; None without figures."""
    overall = report.published.overall
    table = statements.items(report, words, medium, bars)
    if overall is None or table is None:
        return None
    more = statements.distributions(report, words)
    return section("items", words) | {
        "heading": phrases.items_heading(overall, words),
        "intro": [words.say(INTRO[bars])] if medium == "html" else [],
        "table": table,
        "parts": [more] if more else [],
    }
