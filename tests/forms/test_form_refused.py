"""Questionnaires that a target cannot carry are refused, with what to change."""

from pathlib import Path
from typing import Any

import pytest
from tests.forms.company import HALVES, WHOLE, questionnaire, write_survey

from alignscan.api.form import form
from alignscan.forms.carrying import CannotCarry


def refused(path: Path, target: str, language: str | None = None) -> str:
    with pytest.raises(CannotCarry) as caught:
        form(path, target, language=language)
    return " ".join(f"{t.message} {t.hint}" for t in caught.value.troubles)


def with_item(folder: Path, **item: Any) -> Path:
    asked = questionnaire(WHOLE)
    asked["items"].append({"kind": "comment", **item})
    return write_survey(folder, questionnaire=asked)


def test_qualtrics_has_whole_numbers_only(tmp_path: Path) -> None:
    assert "`O1` has points that are no whole numbers" in refused(
        write_survey(tmp_path, numbers=HALVES), "qualtrics"
    )


@pytest.mark.parametrize("target", ["google-forms", "paste"])
def test_two_questions_of_one_text(target: str, tmp_path: Path) -> None:
    text = {"en": "anything  ELSE?", "nl": "Iets anders"}
    path = with_item(tmp_path, id="more", text=text)
    assert "`comment` and `more` have the same text in `en`" in refused(path, target)
    assert form(path, target, language="nl")
    assert form(path, "redcap")


@pytest.mark.parametrize("target", ["google-forms", "paste"])
@pytest.mark.parametrize(
    "labels", [["low", "Low", "high"], ["3", "2", "1"]], ids=["alike", "numbers"]
)
def test_labels_that_do_not_tell_answers_apart(
    target: str, labels: list[str], tmp_path: Path
) -> None:
    scale = {"low": 1, "high": 3, "labels": labels}
    assert "a label of" in (said := refused(write_survey(tmp_path, numbers=scale), target)) or (
        "have the same label" in said
    )


def test_a_name_that_limesurvey_keeps(tmp_path: Path) -> None:
    path = with_item(tmp_path, id="time", text={"en": "When?", "nl": "Wanneer?"})
    assert "LimeSurvey keeps the name `time` for itself" in refused(path, "limesurvey")


@pytest.mark.parametrize("name", ["record_id", "two__lines", "last_"])
def test_a_name_that_redcap_does_not_take(name: str, tmp_path: Path) -> None:
    path = with_item(tmp_path, id=name, text={"en": "When?", "nl": "Wanneer?"})
    assert f"REDCap takes no variable named `{name}`" in refused(path, "redcap")


def test_a_language_that_is_not_complete(tmp_path: Path) -> None:
    path = with_item(tmp_path, id="late", text="Only in English?")
    assert "not complete in `nl`: see item `late`" in refused(path, "html", "nl")
    assert b"Only in English" in form(path, "html")
    assert b"Neutraal" not in form(path, "html")


def test_a_segment_and_an_item_of_one_name(tmp_path: Path) -> None:
    path = with_item(tmp_path, id="seg_unit", text={"en": "Which?", "nl": "Welke?"})
    assert "would share the name `seg_unit`" in refused(path, "xlsform")


def test_a_segment_in_the_column_of_an_item(tmp_path: Path) -> None:
    segments = {"unit": {"column": "comment", "categories": ["Sales", "Operations"]}}
    path = write_survey(tmp_path, segments=segments)
    assert "`seg_unit` and `comment` would share the name `comment`" in refused(path, "xlsx")
