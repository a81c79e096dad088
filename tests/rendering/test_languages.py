"""A report, plan, form or promise in another language holds no English, and the same figures."""

import datetime as dt
import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from tests.examples import ASSESSMENTS, EXAMPLES, report_of
from tests.rendering import factory
from tests.rendering.languages import OTHERS, english_in, nodes, written
from tests.rendering.test_numbers import NUMBER, known

from alignscan.api.form import form
from alignscan.api.load import Assessment, load
from alignscan.api.planfile import plan_text
from alignscan.api.preview import preview
from alignscan.model.labels import OWN, labels, languages
from alignscan.rendering.charts.export import chart_files
from alignscan.rendering.options import Presentation
from alignscan.rendering.outlook import outlook_lines, outlook_remarks
from alignscan.rendering.plan.formats import render as render_plan
from alignscan.rendering.promise import promise_heading, promise_sentences
from alignscan.rendering.report import html, markdown, terminal
from alignscan.rendering.report.units import split
from alignscan.rendering.words import words_for, words_in
from alignscan.report.model import Report
from alignscan.report.promise import promise_of
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

EVERY = pytest.mark.parametrize("name", EXAMPLES)
IN_EACH = pytest.mark.parametrize("language", OTHERS)
NUMERIC = re.compile(r"\b(\d\d)[./](\d\d)[./](\d{4})\b")
CODES = re.compile(r"\bC\d\.\d\b|alignscan [\d.]+|\b\d+(?:\.\d+){2,}\b|[Vv]ersi\w+ [\d.]+")
GROUPS = {"de": ".", "fr": "\u202f", "es": "\u00a0"}


@cache
def loaded(name: str) -> Assessment:
    return load(ASSESSMENTS / name / "survey.yaml")


@cache
def page_of(name: str, language: str) -> Element:
    text = html.render(report_of(name), Presentation(language=language, detail="full"))
    found: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return found


def own(name: str, language: str) -> list[str]:
    return written(report_of(name), loaded(name).survey, language)


def look(language: str) -> Presentation:
    return Presentation(language=language, detail="full")


@EVERY
@IN_EACH
def test_a_page_holds_no_english(name: str, language: str) -> None:
    page = page_of(name, language)
    assert page.get("lang") == language
    assert english_in(nodes(page), own(name, language), language) == []


@EVERY
@IN_EACH
def test_a_text_and_a_screen_hold_no_english(name: str, language: str) -> None:
    report = report_of(name)
    text = markdown.render(report, look(language)).replace("\\", "")
    screen = terminal.render(report, look(language), terminal.Screen(width=500), "FILE")
    shown = [line for line in screen.splitlines() if "alignscan assess" not in line]
    assert english_in([text, *shown], own(name, language), language) == []


@EVERY
@IN_EACH
def test_a_verdict_fits_its_screen(name: str, language: str) -> None:
    screen = terminal.render(report_of(name), look(language), terminal.Screen(), "survey.yaml")
    lines = screen.splitlines()
    assert len(lines) <= terminal.LINES + 2
    assert [line for line in lines if len(line) > 80 and "survey.yaml" not in line] == []


@EVERY
@IN_EACH
def test_every_number_is_one_of_the_results(name: str, language: str) -> None:
    report = report_of(name)
    text = markdown.render(report, look(language)).replace("\\", "")
    text = NUMERIC.sub(r"\3-\2-\1", text)
    assert not re.search(r"(?<![\w./-])\d+\.\d+(?![\w.])", _without_codes(text, name, language))
    plain = re.sub(r"(?<=\d),(?=\d)", ".", text)
    said = {n for label in labels(language).values() for n in NUMBER.findall(_point(label))}
    assert sorted(set(NUMBER.findall(plain)) - known(name) - said) == []


def _point(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


def _without_codes(text: str, name: str, language: str) -> str:
    for said in own(name, language):
        text = text.replace(said, "")
    return CODES.sub("", text)


@EVERY
@IN_EACH
def test_dates_are_written_as_in_the_language(name: str, language: str) -> None:
    whole = " ".join(nodes(page_of(name, language)))
    for said in own(name, language):
        whole = whole.replace(said, "")
    assert re.findall(r"\d{4}-\d\d-\d\d", whole) == []


@EVERY
@IN_EACH
def test_a_plan_and_its_exports_hold_no_english(name: str, language: str) -> None:
    ready, report = loaded(name), report_of(name)
    found = plan_text(ready, report.plan, Path("plan.yaml"), None, language)
    comments = [line[1:] for line in found.text.splitlines() if line.startswith("#")]
    comments = [line for line in comments if "alignscan" not in line]
    data: Any = load_yaml(Text("plan.yaml", found.text)).data
    kept = [value for value in _values(data) if " " in value]
    exported = [
        render_plan(found.plan, format, look(language)).decode() for format in ("csv", "markdown")
    ]
    texts = [" ".join(comments), *kept, *exported]
    assert english_in(texts, own(name, language), language) == []
    assert found.plan.language == language


def _values(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in _values(value)]
    if isinstance(data, list):
        return [text for value in data for text in _values(value)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize("name", ["mid-sized", "leadership-team"])
@IN_EACH
def test_a_form_holds_no_english(name: str, language: str) -> None:
    ready = loaded(name)
    content = form(ready, "html", language=language).decode()
    page = html5lib.parse(content, namespaceHTMLElements=False)
    assert page.get("lang") == language
    data = page.find(".//script[@id='data']").text
    texts = [*nodes(page), *(v for v in _values(json.loads(data)) if " " in v)]
    assert english_in(texts, own(name, language), language) == []


@IN_EACH
def test_promises_previews_charts_and_lists_of_units_hold_no_english(language: str) -> None:
    ready, report = loaded("mid-sized"), report_of("mid-sized")
    words = words_in(ready.survey.language, look(language))
    promise = [promise_heading(words), *promise_sentences(promise_of(ready.survey), words)]
    found = preview(ready)
    seen = [*outlook_lines(found, words), *outlook_remarks(found, words)]
    drawn = [text for name, text in chart_files(report, look(language)).items() if "txt" in name]
    units = split(report, "function", look(language), "md")
    listed = [units[0].text("markdown"), units[-1].text("markdown")]
    listed = [re.sub(r"\]\([^)]*\)", "]", text.replace("\\", "")) for text in listed]
    texts = [*promise, *seen, *drawn, *listed]
    assert english_in(texts, own("mid-sized", language), language) == []


def test_the_detector_sees_english() -> None:
    said = ["Der Plan", "People agree on what they see", "KPI scorecard", "Von Ann: all is well"]
    assert english_in(said, ["all is well"], "de") == [
        "People agree on what they see",
        "KPI scorecard",
        "People agree on what they see",
    ]


@pytest.mark.parametrize("language", languages())
def test_numbers_dates_and_shares(language: str) -> None:
    words = words_in(language, Presentation())
    point = "." if language == OWN else ","
    group = "," if language == OWN else GROUPS[language]
    space = "" if language == OWN else "\u00a0"
    assert words.number(Decimal("3.25")) == f"3{point}3"
    assert words.number(Decimal("-12345.6")) == f"-12{group}345{point}6"
    assert (words.whole(1234), words.whole(12345)) == ("1234", f"12{group}345")
    assert words.percent(Decimal("0.524")) == f"52{space}%"
    assert words.number(None) == words.percent(None) == words.whole(None) == "-"
    assert words.in_unit("4", "points") != words.in_unit("1", "points")
    assert words.in_unit("4", "cups of tea") == "4 cups of tea"
    assert words.in_unit("4", None) == "4"


@pytest.mark.parametrize(
    ("figure", "english", "french"),
    [
        ("0", "points", "point"),
        ("0.7", "points", "point"),
        ("-0.3", "points", "point"),
        ("1", "point", "point"),
        ("1.9", "points", "point"),
        ("2", "points", "points"),
        ("10", "points", "points"),
        ("12345", "points", "points"),
    ],
)
def test_the_singular_of_each_language(figure: str, english: str, french: str) -> None:
    for language, unit in (("en", english), ("fr", french)):
        words = words_in(language, Presentation())
        assert words.in_unit(words.exact(Decimal(figure)), "points").split()[-1] == unit
    if "." not in figure:
        said = words.count("answers", int(figure))
        assert said.endswith("réponse" if french == "point" else "réponses")


@pytest.mark.parametrize(
    ("language", "first", "fifth", "short"),
    [
        ("en", "October 1, 2026", "October 5, 2026", "2026-10-05"),
        ("de", "1. Oktober 2026", "5. Oktober 2026", "05.10.2026"),
        ("fr", "1er octobre 2026", "5 octobre 2026", "05/10/2026"),
        ("es", "1 de octubre de 2026", "5 de octubre de 2026", "05/10/2026"),
    ],
)
def test_dates(language: str, first: str, fifth: str, short: str) -> None:
    words, day = words_in(language, Presentation()), dt.date(2026, 10, 5)
    assert words.date(day.replace(day=1)).replace("\u00a0", " ") == first
    assert words.date(day).replace("\u00a0", " ") == fifth
    assert words.day(day) == short


@pytest.mark.parametrize(
    ("own", "chosen", "spoken", "label"),
    [
        ("en", None, "en", "Owner"),
        ("de", None, "de", "Verantwortlich"),
        ("de-AT", None, "de-AT", "Verantwortlich"),
        ("en", "fr-CH", "fr-CH", "Pilote"),
        ("nl", None, "en", "Owner"),
        ("nl", "es-MX", "es-MX", labels("es")["column.owner"]),
    ],
)
def test_a_region_has_the_words_of_its_language(
    own: str, chosen: str | None, spoken: str, label: str
) -> None:
    words = words_in(own, Presentation(language=chosen))
    assert (words.language, words.say("column.owner")) == (spoken, label)


def labeled(given: dict[str, dict[str, str]]) -> Report:
    report = factory.team()
    heading = report.heading.model_copy(update={"own_labels": given})
    return report.model_copy(update={"heading": heading})


def test_labels_of_ones_own_stand_in_reports_of_their_language_alone() -> None:
    report = labeled({"en": {"card.index": "Strategy fit"}, "de": {"card.index": "Passung"}})
    for language, said in (("en", "Strategy fit"), ("de-CH", "Passung"), ("fr", "indice")):
        text = markdown.render(report, Presentation(language=language))
        assert said.casefold() in text.casefold()
    assert "Strategy fit" not in markdown.render(report, Presentation(language="de"))
    mine = Presentation(labels={"card.index": "Mine"}, labels_in="en")
    assert "Mine" in markdown.render(report, mine)
    assert "Strategy fit" not in markdown.render(report, mine)


@pytest.mark.parametrize("text", ["{n:>99999999}", "{n.__class__}", "{n!r}", "{0}", "{", "{x}", ""])
def test_a_label_of_a_results_file_that_does_not_fit_is_left_out(text: str) -> None:
    words = words_for(labeled({"en": {"weeks.other": text, "card.index": text}}), Presentation())
    assert words.count("weeks", 3) == "3 weeks"
    if text:
        assert words.say("card.index") == labels("en")["card.index"]
