"""A plan told in another language, and messages with names of an organization's own."""

from functools import cache
from itertools import product
from time import process_time
from typing import Any

import pytest
from tests.examples import ASSESSMENTS, EXAMPLES, report_of

from alignscan.api.load import load
from alignscan.api.planfile import plan_text
from alignscan.model.labels import languages
from alignscan.model.planfile import PlanFile
from alignscan.rendering.core_messages import said_in
from alignscan.rendering.options import Presentation
from alignscan.rendering.plan.formats import render
from alignscan.rendering.report import markdown
from alignscan.rendering.words import words_for

EVERY = pytest.mark.parametrize("name", EXAMPLES)
PAIRS = pytest.mark.parametrize(("own", "other"), [*product(languages(), repeat=2)])
OWN = {"condition.systems": "Ways of working"}
MINE = Presentation(labels=OWN, labels_in="en")


@cache
def planned(name: str, language: str) -> PlanFile:
    ready = load(ASSESSMENTS / name / "survey.yaml")
    return plan_text(ready, report_of(name).plan, ASSESSMENTS / "p.yaml", None, language).plan


def told(plan: PlanFile, language: str, format: str = "markdown") -> str:
    return render(plan, format, Presentation(language=language)).decode()


@EVERY
def test_a_plan_reads_as_if_it_was_begun_in_the_language(name: str) -> None:
    for other in languages():
        for format in ("markdown", "csv"):
            native = told(planned(name, other), other, format)
            assert told(planned(name, "en"), other, format) == native


@PAIRS
def test_so_it_does_from_every_language_to_every_other(own: str, other: str) -> None:
    native = told(planned("leadership-team", other), other)
    assert told(planned("leadership-team", own), other) == native


def test_what_somebody_wrote_stays_as_it_is() -> None:
    plan = planned("leadership-team", "en")
    title, step = "Decide who decides", "Ask Ana first."
    first = plan.actions[0].model_copy(update={"title": title, "steps": (step,), "owner": "Why"})
    text = told(plan.model_copy(update={"actions": (first, *plan.actions[1:])}), "de")
    assert title in text
    assert "Ask Ana first" in text
    assert "Why" in text


def messages() -> dict[str, dict[str, str]]:
    strategy = report_of("mid-sized").plan.communication
    assert strategy is not None
    return {message.id: message.text for message in strategy.messages}


def words(look: Presentation) -> Any:
    return words_for(report_of("mid-sized"), look)


@PAIRS
def test_every_message_is_known_again(own: str, other: str) -> None:
    for kind, text in messages().items():
        assert said_in(words(Presentation(language=other)), kind, text[own], own) == text[other]


@pytest.mark.parametrize("change", ["We owe {}", "{} And a word of mine.", "{}\n", " {}"])
def test_a_message_that_was_changed_stays(change: str) -> None:
    german = words(Presentation(language="de"))
    for kind, text in messages().items():
        changed = change.format(text["en"])
        assert said_in(german, kind, changed, "en") == changed


@pytest.mark.parametrize(
    "text", ["", "x", "Our priorities are .", "Our priorities are a; b. " * 80]
)
def test_any_text_is_looked_at_in_little_time(text: str) -> None:
    german, begin = words(Presentation(language="de")), process_time()
    for kind in messages():
        assert said_in(german, kind, text, "en")[:0] == ""
    assert process_time() - begin < 1


def test_conditions_have_the_names_of_the_organization_in_messages_too() -> None:
    report = report_of("mid-sized")
    heading = report.heading.model_copy(update={"own_labels": {"en": OWN}})
    named = report.model_copy(update={"heading": heading})
    by_file = markdown.render(named, Presentation())
    assert "The widest gap is in Ways of working" in by_file
    assert "Systems and processes" not in by_file
    assert markdown.render(report, MINE) == by_file
    for language in ("de", "fr"):
        look = Presentation(language=language)
        assert markdown.render(named, look) == markdown.render(report, look)


def test_conditions_have_these_names_in_a_plan_that_is_exported() -> None:
    plan = planned("mid-sized", "en")
    assert "The widest gap is in Ways of working" in render(plan, "markdown", MINE).decode()
    begun = planned("mid-sized", "fr")
    in_english = Presentation(language="en", labels=OWN, labels_in="en")
    assert "The widest gap is in Ways of working" in render(begun, "markdown", in_english).decode()
