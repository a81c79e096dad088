import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from xml.etree.ElementTree import Element

import html5lib
import pytest
from tests.rendering import factory

from alignscan.rendering.options import Detail, Presentation
from alignscan.rendering.report.html import render
from alignscan.report.model import Report

REPORTS = pytest.mark.parametrize("make", factory.ALL.values(), ids=factory.ALL)
Make = Callable[[], Report]


def source(report: Report, detail: Detail = "standard") -> str:
    return render(report, Presentation(detail=detail))


def tree(report: Report, detail: Detail = "standard") -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: Element = parser.parse(source(report, detail))
    return found


def content(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def one(page: Element, path: str) -> Element:
    (found,) = page.findall(path)
    return found


@REPORTS
def test_it_is_valid_html_with_one_heading_and_landmarks(make: Make) -> None:
    page = tree(make())
    for name in ("h1", "main", "header", "nav", "footer"):
        assert len(page.findall(f".//{name}")) == 1
    assert page.get("lang") == "en"


@REPORTS
def test_only_its_own_style_and_script_may_run(make: Make) -> None:
    page = tree(make())
    policy = one(page, ".//meta[@http-equiv='Content-Security-Policy']")
    rules = policy.get("content") or ""
    for name in ("style", "script"):
        text = one(page, f".//{name}").text or ""
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in rules
    for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"):
        assert rule in rules


@REPORTS
def test_it_asks_for_nothing(make: Make) -> None:
    page = tree(make())
    for element in page.iter():
        for name in element.keys():  # noqa: SIM118  an element is its children
            assert name != "style"
            assert not name.startswith("on")
            if name in ("src", "href", "action", "srcset", "data"):
                assert (element.get(name) or "").startswith("#")
    assert not re.search(r"url\(|@import|@font-face", one(page, ".//style").text or "")


@REPORTS
def test_ids_are_unique_and_every_fragment_leads_somewhere(make: Make) -> None:
    page = tree(make())
    ids = [id for e in page.iter() if (id := e.get("id"))]
    assert len(ids) == len(set(ids))
    links = {href for e in page.iter("a") if (href := e.get("href"))}
    named = {id for e in page.iter() for id in (e.get("aria-labelledby") or "").split()}
    assert {link.removeprefix("#") for link in links} | named <= set(ids)


@REPORTS
def test_tables_can_be_read_aloud(make: Make) -> None:
    page = tree(make())
    for table in page.iter("table"):
        assert content(one(table, "caption"))
        assert all(th.get("scope") in ("col", "row") for th in table.iter("th"))
        assert all(row[0].tag == "th" for row in table.iter("tr"))
        widths = {len(row) for row in table.iter("tr")}
        assert len(widths) == 1
    for drawing in page.findall(".//td//*[@role='img']"):
        assert drawing.get("aria-label")


@REPORTS
def test_it_is_the_same_each_time(make: Make) -> None:
    assert source(make()) == source(make())


def test_hostile_texts_stay_texts() -> None:
    page = tree(factory.hostile())
    assert len(page.findall(".//script")) == 1
    assert not page.findall(".//b")
    assert not page.findall(".//img")
    title = content(one(page, ".//h1"))
    assert "<script>alert(1)</script>" in title
    assert "{{ 7 * 7 }}" in title
    assert "\u202e" not in source(factory.hostile())


def test_parts_have_names_that_stay() -> None:
    page = tree(factory.team())
    ids = {e.get("id") for e in page.iter()}
    assert {
        "summary", "conditions", "practices", "items", "plan", "method",
        "condition-systems", "practice-C1-1", "item-C1_1", "action-A506",
    } <= ids  # fmt: skip


def test_withheld_groups_hold_the_word_and_no_figure() -> None:
    page = tree(factory.confidential())
    rows = [[content(c) for c in row] for row in page.findall(".//tr")]
    assert ["Legal", *["withheld"] * 6] in rows
    section = one(page, ".//section[@id='breakdown-function']")
    assert "1 group is withheld" in content(section)


def test_tones_follow_the_scale_and_not_the_groups() -> None:
    page = tree(factory.confidential())
    (row,) = [r for r in page.findall(".//tr") if content(r).startswith("Sales")]
    tones = [re.findall(r"heat-\d", cell.get("class") or "") for cell in row[2:]]
    assert tones == [["heat-7"], ["heat-4"], ["heat-3"], ["heat-3"], ["heat-2"]]


def test_a_state_has_a_word_beside_its_sign() -> None:
    page = tree(factory.team())
    cells = [e for e in page.iter("td") if "state" in (e.get("class") or "").split()]
    assert {content(cell) for cell in cells} == {"apparent", "partly", "not apparent"}


def test_every_number_stands_in_the_report() -> None:
    report = factory.confidential()
    page = tree(report)
    known = set(re.findall(r"\d+(?:\.\d+)?", report.model_dump_json()))
    known |= {str(int(n)) for n in known if "." not in n}
    printed = {
        number
        for name in ("td", "dd")
        for cell in page.iter(name)
        for number in re.findall(r"\d+(?:\.\d+)?", content(cell))
    }
    shares = {"52", "20", "28", "7", "67"}  # 0.52 and the like, in percent
    bounds = {"1", "4", "5", "6"}  # of five, and ranks; person-days of an effort
    efforts = {"20"}
    assert printed <= known | shares | bounds | efforts


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (factory.participation, "Participation only"),
        (factory.empty, "There are no answers yet."),
        (factory.too_few, "Too few people answered"),
    ],
)
def test_a_report_without_figures_is_short_and_says_why(make: Make, why: str) -> None:
    page = tree(make())
    assert why in content(page)
    assert {s.get("id") for s in page.iter("section")} == {"summary", "method"}
    assert not page.findall(".//table")


def test_dots_lie_on_the_scale() -> None:
    page = tree(factory.team())
    places = [e.get("cx") for e in page.iter() if e.get("class") == "now"]
    places = [x for x in places if x and x.endswith("%")]  # those of the legend are pixels
    assert places == ["66.8%", "45.2%", "42.8%", "40.4%", "26%"]
