"""What people are promised stands on every form, and platforms are told to keep it."""

import html
import json
import re
from pathlib import Path

import pytest
from tests.forms.company import WHOLE, write_survey
from tests.forms.exports import page_data, records, sheet

from alignscan.api.form import form
from alignscan.forms.targets import TARGETS

PROMISE = "Your answers are given in confidence."


def text_of(target: str, file: bytes) -> str:
    if target == "xlsform":
        rows = records(sheet(file, "survey"))
        return " ".join(row["label::English (en)"] + row["calculation"] for row in rows)
    if target == "xlsx":
        return " ".join(cell for row in sheet(file, "questions") for cell in row)
    return html.unescape(file.decode("utf-8-sig"))


@pytest.mark.parametrize("target", TARGETS)
def test_the_promise_stands_before_the_first_question(target: str, tmp_path: Path) -> None:
    path = write_survey(tmp_path, numbers=WHOLE, confidentiality={"readers": "Ann & <Bo>"})
    text = text_of(target, form(path, target, language="en"))
    assert PROMISE in text
    assert "Who can read the answers themselves: Ann" in text
    if target not in ("html", "xlsx"):
        assert text.index(PROMISE) < text.index("I can picture the future")


@pytest.mark.parametrize("target", TARGETS)
def test_variables_are_filled_in(target: str, tmp_path: Path) -> None:
    text = text_of(target, form(write_survey(tmp_path, numbers=WHOLE), target, language="en"))
    assert "{organization}" not in text
    assert "Northwind" in text


def test_limesurvey_keeps_no_traces(tmp_path: Path) -> None:
    text = form(write_survey(tmp_path), "limesurvey").decode("utf-8-sig")
    rows = [line.split("\t") for line in text.splitlines()]
    settings = {row[2]: row[4] for row in rows if row[0] == "S"}
    assert settings["anonymized"] == "Y"
    for name in ("ipaddr", "refurl", "datestamp", "savetimings", "allowsave", "publicstatistics"):
        assert settings[name] == "N"
    assert (settings["language"], settings["additional_languages"]) == ("en", "nl")


def test_xlsform_asks_for_no_metadata(tmp_path: Path) -> None:
    file = form(write_survey(tmp_path), "xlsform")
    kinds = {row["type"].partition(" ")[0] for row in records(sheet(file, "survey"))}
    assert kinds == {"note", "begin_group", "end_group", "select_one", "text", "calculate"}


def test_google_collects_no_address(tmp_path: Path) -> None:
    script = form(write_survey(tmp_path), "google-forms").decode()
    for call in ("setCollectEmail", "setLimitOneResponsePerUser", "setPublishingSummary"):
        assert f"form.{call}(false);" in script
    assert "setShuffleQuestions(false)" in script


@pytest.mark.parametrize(
    "target", ["qualtrics", "google-forms", "redcap", "surveyjs", "limesurvey"]
)
def test_nothing_is_required_or_shuffled(target: str, tmp_path: Path) -> None:
    text = form(write_survey(tmp_path, numbers=WHOLE), target).decode("utf-8-sig")
    assert not re.search(r"setRequired\(true\)|isRequired|eachRowRequired|ForceResponse", text)
    assert "random" not in text.casefold()


def test_the_response_of_the_offline_form_has_no_time_and_no_name(tmp_path: Path) -> None:
    about = page_data(form(write_survey(tmp_path), "html"))["response"]
    assert set(about) == {"format", "questionnaire", "version", "fingerprint", "wave"}
    assert json.dumps(about["wave"]) == '"2026-h2"'
