"""Split reports: one page for each unit that may be shown, and one that lists them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypedDict

from alignscan.diagnose.diagnosis import Standing
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.clean import tidy
from alignscan.rendering.report.escape import cell as inert
from alignscan.rendering.report.html import render_page as html_page
from alignscan.rendering.report.markdown import render_page as markdown_page
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.statements import Medium
from alignscan.rendering.report.tables import Column, Row, Table, cell
from alignscan.rendering.report.view import Link, View, drop_dead_links, view
from alignscan.rendering.words import Words, words_for
from alignscan.report.model import Report
from alignscan.report.units import Unit, of_unit, practices_beside, units_of, whole_beside

KEPT: Final = ("conditions", "items")
"""The chapters of a whole report that a unit's has as well, about itself."""
INDEX: Final = "index"
TEMPLATE: Final = "index.html.j2"
LONGEST: Final = 60


class Index(TypedDict):
    """The page that lists the reports."""

    language: str
    title: str
    intro: list[str]
    links: list[Link]
    generator: str
    skip: str


@dataclass(frozen=True, slots=True)
class Page:
    """One file: the report of a unit, or the list of reports."""

    file: str
    report: Report
    unit: Unit | None
    segment: str
    look: Presentation
    files: tuple[tuple[str, str], ...] = ()
    """For the list: names of units and their files."""

    def text(self, format: str) -> str:
        """Return the page as Markdown, or else as HTML."""
        medium: Medium = "markdown" if format == "markdown" else "html"
        if self.unit is None:
            page = _index(self)
            return _index_markdown(page) if medium == "markdown" else self._html(page, TEMPLATE)
        found = unit_page(self.report, self.unit, medium, self.look)
        if medium == "markdown":
            return markdown_page(found, words_for(self.report, self.look))
        return self._html(found)

    def _html(self, page: Any, template: str | None = None) -> str:
        if template is None:
            return html_page(page, self.look)
        return html_page(page, self.look, template)


def split(report: Report, segment: str, look: Presentation, suffix: str) -> tuple[Page, ...]:
    """Return the pages of a split report, the list last; ``suffix`` ends their names.

    Raises NoSuchSegment where the report has no such breakdown.
    """
    words = words_for(report, look)
    shown = [unit for unit in units_of(report, segment) if unit.category is not None]
    names = [words.category(segment, unit.name) for unit in shown]
    files = [f"{name}.{suffix}" for name in _slugs(segment, [unit.name for unit in shown])]
    pages = [
        Page(file, report, unit._replace(name=name), segment, look)
        for file, unit, name in zip(files, shown, names, strict=True)
    ]
    listed = tuple(zip(names, files, strict=True))
    return (*pages, Page(f"{INDEX}.{suffix}", report, None, segment, look, listed))


def unit_page(report: Report, unit: Unit, medium: Medium, look: Presentation) -> View:
    """Return what the report of a unit prints: itself, and everybody together beside it."""
    words, alone = words_for(report, look), of_unit(report, unit)
    page = view(alone, words, medium, look)
    kept = {found["id"]: found for found in page["sections"] if found["id"] in KEPT}
    beside = _whole(report, alone, unit, words)
    sections = [s for s in (kept.get("conditions"), beside, kept.get("items")) if s is not None]
    page["sections"] = sections
    page["title"] = tidy(words.pair(page["title"], unit.name))
    about = words.say(f"scope.{report.heading.scope}")
    page["cover"] = [line for line in page["cover"] if line != about]
    page["plan"], page["charters"], page["after"] = None, [], []
    listed = [page["summary"], *sections, page["method"]]
    page["contents"] = [Link(id=one["id"], name=one["name"]) for one in listed]
    drop_dead_links(page)
    return page


def _whole(report: Report, alone: Report, unit: Unit, words: Words) -> Section:
    found = section("whole", words)
    found["heading"] = _heading(report, alone, unit, words)
    found["table"] = _table(report, alone, unit, words)
    found["fold"] = ""
    clean: Section = tidy(found)
    return clean


def _heading(report: Report, alone: Report, unit: Unit, words: Words) -> str:
    whole = {s.id: s.score for s in whole_beside(report)}
    apart = [
        (s.score - all_, s.id)
        for s in alone.diagnosis.conditions
        if s.score is not None and (all_ := whole.get(s.id)) is not None
    ]
    widest, id = max(apart, key=lambda pair: abs(pair[0]), default=(Decimal(0), ""))
    if abs(widest) < report.thresholds.min_gap:
        minimum = words.number(report.thresholds.min_gap)
        return words.say("heading.whole.even", unit=unit.name, minimum=minimum)
    key = "heading.whole.above" if widest > 0 else "heading.whole.below"
    return words.say(key, unit=unit.name, condition=words.condition_title(id))


def _table(report: Report, alone: Report, unit: Unit, words: Words) -> Table:
    ends = report.questionnaire.score_scale
    low, high = words.number(ends.low, 0), words.number(ends.high, 0)
    return Table(
        id="table-whole",
        caption=words.say("caption.whole", unit=unit.name, low=low, high=high),
        columns=[
            Column(kind="text", text=words.say("column.condition")),
            Column(kind="number", text=unit.name),
            Column(kind="number", text=words.say("group.everybody")),
        ],
        rows=[*_conditions(report, alone, words), *_practices(report, unit, words)],
    )


def _conditions(report: Report, alone: Report, words: Words) -> Iterable[Row]:
    for mine, everybody in zip(alone.diagnosis.conditions, whole_beside(report), strict=True):
        shown = (_now(mine, alone, words), _now(everybody, report, words))
        yield _row(words.condition(mine.id), *shown, strong=True)


def _practices(report: Report, unit: Unit, words: Words) -> Iterable[Row]:
    for id, mine, everybody in practices_beside(report, unit):
        yield _row(words.practice(id), words.number(mine), words.number(everybody))


def _now(standing: Standing, report: Report, words: Words) -> str:
    figures = f.figures_of(report.published.overall, standing.id)
    return f.now(standing, figures, report.questionnaire.score_scale, words)


def _row(name: str, mine: str, everybody: str, *, strong: bool = False) -> Row:
    tone = "strong" if strong else ""
    cells = [cell(name), cell(mine, "number", tone), cell(everybody, "number", tone)]
    return Row(id="", tone="", cells=cells)


def _index(page: Page) -> Index:
    report, look = page.report, page.look
    words = words_for(report, look)
    without = [
        words.category(page.segment, unit.name)
        for unit in units_of(report, page.segment)
        if unit.category is None
    ]
    intro = [words.count("split.intro", len(page.files))] if page.files else []
    if without:
        intro.append(words.say("split.none", units=words.listing(without)))
    segment = words.segment(page.segment)
    found: Index = tidy(
        Index(
            language=words.language,
            title=words.say("split.title", title=report.heading.title, segment=segment),
            intro=[*intro, words.say("split.back")],
            links=[Link(id=file, name=name) for name, file in page.files],
            generator=report.generator,
            skip=words.say("page.skip"),
        )
    )
    return found


def _index_markdown(page: Index) -> str:
    links = "\n".join(f"- [{inert(link['name'])}]({link['id']})" for link in page["links"])
    blocks = [f"# {inert(page['title'])}", *map(inert, page["intro"]), links]
    return "\n\n".join(block for block in blocks if block) + "\n"


def file_prefix(segment: str) -> str:
    """Return how the names of the files of a breakdown's units begin."""
    return f"{_slug(segment)}-"


def _slugs(segment: str, names: Iterable[str]) -> list[str]:
    """Return names for files: plain letters, all different on every system, none of them index."""
    seen: set[str] = set()
    out = []
    for name in names:
        slug = first = f"{file_prefix(segment)}{_slug(name)}"[:LONGEST].strip("-")
        count = 1
        while slug in seen:
            count += 1
            slug = f"{first}-{count}"
        seen.add(slug)
        out.append(slug)
    return out


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unit"
