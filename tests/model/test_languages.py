"""Texts in several languages: what answers mean does not change when a translation is added."""

from typing import Any

import pytest
from tests.model.samples import questionnaire, survey

from alignscan.model.base import in_language
from alignscan.model.form import near
from alignscan.model.labels import OWN, fits, labels, languages, placeholders, values_of
from alignscan.model.lock import changed_items, lock_of
from alignscan.model.naming import questionnaire_fingerprint
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.wording import worded


def asked(text: Any, **more: Any) -> Questionnaire:
    labels_of = more.pop("labels", ["a", "b", "c", "d", "e"])
    item = {"id": "q", "practice": "C1.1", "scale": "own", "text": text}
    scales = {"own": {"low": 1, "high": 5, "labels": labels_of}}
    return questionnaire([], items=[item], scales=scales, **more)


def test_a_translation_leaves_lock_and_fingerprint_as_they_are() -> None:
    before = asked("Is it so?")
    after = asked(
        {"en": "Is it so?", "de": "Ist es so?"},
        labels={"en": ["a", "b", "c", "d", "e"], "de": ["v", "w", "x", "y", "z"]},
    )
    assert changed_items(lock_of(before), after) == ()
    assert questionnaire_fingerprint(before) == questionnaire_fingerprint(after)


def test_the_own_language_is_that_of_the_questionnaire() -> None:
    before = asked({"en": "Is it so?", "de": "Ist es so?"}, language="de")
    english = asked({"en": "Was it so?", "de": "Ist es so?"}, language="de")
    german = asked({"en": "Is it so?", "de": "War es so?"}, language="de")
    assert questionnaire_fingerprint(before) == questionnaire_fingerprint(english)
    assert changed_items(lock_of(before), english) == ()
    assert changed_items(lock_of(before), german) == ("q",)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "B"), ("de-AT", "C"), ("de-CH", "B"), ("en-GB", "A"), ("fr", "A")],
)
def test_a_region_has_its_own_text_or_that_of_its_language(language: str, text: str) -> None:
    assert in_language({"en": "A", "de": "B", "de-AT": "C"}, language) == text


@pytest.mark.parametrize(
    ("language", "found"), [("de", "de"), ("de-AT", "de"), ("fr-CH", "fr-CH"), ("nl", None)]
)
def test_the_nearest_of_some_languages(language: str, found: str | None) -> None:
    assert near(language, ("en", "de", "fr-CH")) == found


def test_a_variable_in_the_language_comes_before_one_in_another() -> None:
    own = questionnaire(["q"], variables={"leaders": {"en": "leaders", "de": "die Leitung"}})
    text = {"en": "Ask {leaders}.", "de": "Fragen Sie {leaders}."}
    mine = survey(variables={"leaders": {"en": "the board"}})
    assert worded(text, mine, own, "en") == "Ask the board."
    assert worded(text, mine, own, "de") == "Fragen Sie die Leitung."
    assert worded(text, mine, own, "de-AT") == "Fragen Sie die Leitung."
    both = survey(variables={"leaders": {"en": "the board", "de": "der Vorstand"}})
    assert worded(text, both, own, "de") == "Fragen Sie der Vorstand."


@pytest.mark.parametrize("language", languages())
def test_every_packaged_label_fits(language: str) -> None:
    assert [key for key, text in labels(language).items() if not fits(key, text)] == []


@pytest.mark.parametrize(
    "text", ["{0}", "{}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{", "}", "{a"]
)
def test_braces_hold_a_name_alone(text: str) -> None:
    assert placeholders(text) is None


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("condition.systems", frozenset()),
        ("condition.nothing", None),
        ("practice.C1.1", frozenset()),
        ("practice.C9.9", None),
        ("segment.tenure", frozenset()),
        ("segment.", None),
        ("unit.cups_of_tea.other", frozenset("n")),
        ("unit.cups", None),
        ("weeks.other", frozenset("n")),
        ("nothing", None),
    ],
)
def test_what_a_label_is_filled_with(key: str, values: frozenset[str] | None) -> None:
    assert values_of(key) == values
    assert OWN in languages()
