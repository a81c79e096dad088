"""Every number that a report prints is one of its results file, or is worked out as said here."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import combinations
from typing import Any, get_args

import pytest
from tests.examples import EXAMPLES, report_of
from tests.rendering.test_html import content, tree

from alignscan.model.conditions import CONDITIONS
from alignscan.model.labels import labels
from alignscan.rendering.options import Detail, Presentation
from alignscan.rendering.report import terminal
from alignscan.rendering.report.markdown import render
from alignscan.rendering.report.units import split
from alignscan.report.model import Report
from alignscan.report.why import why

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
"""Not the digits of a name such as A406."""
PERCENT = Decimal(100)
DETAILS: tuple[Detail, ...] = get_args(Detail)


def printed(value: Decimal, places: int) -> str:
    return str(abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def forms(text: str) -> set[str]:
    """Return how a number of a results file may look: with fewer decimals, or as percent."""
    value = Decimal(text)
    places = max(-int(value.as_tuple().exponent), 0)
    out = {text, *(printed(value, p) for p in range(min(places, 3)))}
    out |= {str(abs(value.normalize()).to_eng_string()), printed(value, 1), printed(value, 2)}
    return out | ({printed(value * PERCENT, 0)} if value <= 1 else set())


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner)
    elif value is not None:
        yield str(value)


def counted(report: Report) -> set[str]:
    """Return counts of what a results file lists, such as how many actions there are."""
    d, plan = report.diagnosis, report.plan
    most = max(len(d.practices), len(d.patterns), len(plan.actions), len(d.remarks), 64)
    return {str(n) for n in range(most + 1)}


def worked_out(report: Report) -> set[str]:
    """Return differences of printed scores between groups, one by one and on average."""
    shown = [c.conditions for b in report.breakdowns for c in b.categories if c.conditions]
    out: set[str] = set()
    for one, other in combinations([*shown, report.diagnosis.conditions], 2):
        pairs = [(a.score, b.score) for a, b in zip(one, other, strict=True)]
        known = [a - b for a, b in pairs if a is not None and b is not None]
        out |= {printed(difference, 1) for difference in known}
        if known:
            out.add(printed(sum(known, Decimal(0)) / len(known), 1))
    return out


@cache
def known(example: str) -> frozenset[str]:
    """Return every number that the report of an example may print."""
    report = report_of(example)
    sources = [report, *(why(report, "condition", id) for id in CONDITIONS)]
    texts = (text for one in sources for text in texts_of(one.model_dump(mode="json")))
    numbers = {n for text in texts for n in NUMBER.findall(text)}
    said = {n for text in labels("en").values() for n in NUMBER.findall(text)}
    found = {form for number in numbers for form in forms(number)}
    return frozenset(found | said | counted(report) | worked_out(report))


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_of_the_page_is_known(name: str, detail: Detail) -> None:
    report = report_of(name)
    page = tree(report, detail)
    body = page.find("body")
    assert body is not None
    for element in body.iter():
        if element.tag == "script" or element.get("class") == "tick":  # of an axis
            element.text = ""
    assert sorted(set(NUMBER.findall(content(body))) - known(name)) == []


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_of_the_text_is_known(name: str, detail: Detail) -> None:
    report = report_of(name)
    text = render(report, Presentation(detail=detail))
    assert sorted(set(NUMBER.findall(text.replace("\\", ""))) - known(name)) == []


@pytest.mark.parametrize("segment", ["level", "function", "site"])
def test_every_number_of_the_report_of_a_unit_is_known(segment: str) -> None:
    report = report_of("mid-sized")
    pages = split(report, segment, Presentation(), "md")
    assert len(pages) > 1
    for page in pages:
        found = NUMBER.findall(page.text("markdown").replace("\\", ""))
        assert sorted(set(found) - known("mid-sized")) == [], page.file


def test_the_index_of_each_group_stands_in_the_results_file() -> None:
    report = report_of("mid-sized")
    (functions,) = (b for b in report.breakdowns if b.segment == "function")
    shown = {c.label: c.index for c in functions.categories if c.conditions}
    assert shown
    assert None not in shown.values()
    for page in split(report, "function", Presentation(), "md"):
        if page.unit is not None:
            text = page.text("markdown")
            assert f"- {labels('en')['card.index']}: {shown[page.unit.name]}\n" in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_on_the_screen_is_known(name: str) -> None:
    report = report_of(name)
    screen = terminal.Screen(80, color=False, ascii=False)
    text = terminal.render(report, Presentation(), screen, "survey.yaml")
    assert sorted(set(NUMBER.findall(text)) - known(name)) == []
