"""French sets a space that does not break before ``:``, ``;``, ``?``, ``!`` and within quotes."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from xml.etree.ElementTree import Element

import html5lib
import pytest
from tests.examples import ASSESSMENTS, EXAMPLES, report_of
from tests.rendering.languages import written

from alignscan.api.form import asked
from alignscan.api.load import Assessment, load
from alignscan.api.planfile import plan_text
from alignscan.model.labels import labels
from alignscan.rendering.charts.export import chart_files
from alignscan.rendering.gates import outcomes
from alignscan.rendering.options import Presentation
from alignscan.rendering.plan.formats import render as render_plan
from alignscan.rendering.report import html, markdown, terminal
from alignscan.rendering.report.units import split
from alignscan.rendering.words import words_for
from alignscan.report.model import Gates

FRENCH = Presentation(language="fr", detail="full")
FAULT = re.compile(r"[^\W\d][;?!:](?=\s|$)|(?<=\w) [:;?!»](?=\s|$)|«[^\u00a0\u202f]")
STRICT = Gates(fail_under=Decimal(5), fail_on=("not-aligned", "critical-gap", "low-response"))
EVERY = pytest.mark.parametrize("name", EXAMPLES)


@cache
def loaded(name: str) -> Assessment:
    return load(ASSESSMENTS / name / "survey.yaml")


def said(page: Element) -> Iterator[str]:
    """Yield what a page says, without its style and script."""
    for element in page.iter():
        if element.tag not in ("style", "script"):
            yield from filter(None, (element.text, element.get("aria-label"), element.get("title")))
        yield element.tail or ""


def faults(name: str, text: str) -> list[str]:
    """Return lines with a fault in them, but for what people wrote themselves."""
    for part in written(report_of(name), loaded(name).survey, "fr"):
        text = text.replace(part, "…")
    return [line for line in text.splitlines() if FAULT.search(line)]


def of_page(name: str, source: str) -> list[str]:
    page = html5lib.parse(source, namespaceHTMLElements=False)
    return faults(name, "\n".join(said(page)))


@pytest.mark.parametrize("text", ["Verdict: non", "Où ?", "a ; b", "«x»"])
def test_faults_are_found(text: str) -> None:
    assert FAULT.search(text)


@EVERY
def test_a_page_is_set_as_french_is(name: str) -> None:
    assert of_page(name, html.render(report_of(name), FRENCH)) == []


@EVERY
def test_a_text_and_a_screen_are_set_as_french_is(name: str) -> None:
    report = report_of(name)
    screen = terminal.render(report, FRENCH, terminal.Screen(width=500), "FILE")
    shown = [line for line in screen.splitlines() if "alignscan assess" not in line]
    text = re.sub(r"&\w+;|\\", "", markdown.render(report, FRENCH))
    assert faults(name, "\n".join([text, *shown])) == []


def test_the_report_of_a_unit_is_set_as_french_is() -> None:
    for page in split(report_of("mid-sized"), "function", FRENCH, "html"):
        assert of_page("mid-sized", page.text("html")) == []


@EVERY
def test_texts_of_charts_plans_and_gates_are_set_as_french_is(name: str) -> None:
    report, ready = report_of(name), loaded(name)
    charts = chart_files(report, FRENCH)
    plan = plan_text(ready, report.plan, ASSESSMENTS / "plan.yaml", None, "fr").plan
    texts = [text for file, text in charts.items() if file.endswith(".txt")]
    texts += [render_plan(plan, "markdown", FRENCH).decode()]
    texts += [one.why for one in outcomes(report, STRICT, words_for(report, FRENCH))]
    assert faults(name, "\n".join(texts)) == []


def test_the_opening_of_a_form_is_set_as_french_is() -> None:
    opening = asked(loaded("mid-sized"), "html", language="fr").opening("fr")
    assert "Ce que deviennent vos réponses\u00a0:" in opening
    assert faults("mid-sized", "\n".join(opening)) == []


@pytest.mark.parametrize("key", ["pair", "list.semicolon"])
def test_what_joins_texts_is_a_label(key: str) -> None:
    assert "\u00a0" in labels("fr")[key]
