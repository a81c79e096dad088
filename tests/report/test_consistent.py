import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import Inside
from tests.examples import EXAMPLES, report_of

import alignscan
from alignscan.report.consistent import inconsistency
from alignscan.report.model import Report

Edit = Callable[[Any], None]


def put(place: str, value: Any) -> Edit:
    """Return an edit that sets the value at a place such as ``a.0.b``."""
    *path, last = [int(part) if part.isdecimal() else part for part in place.split(".")]

    def edit(data: Any) -> None:
        for part in path:
            data = data[part]
        data[last] = value

    return edit


def cut(place: str) -> Edit:
    """Return an edit that deletes the first of the values at a place."""

    def edit(data: Any) -> None:
        for part in place.split("."):
            data = data[part]
        del data[0]

    return edit


def edited(edit: Edit) -> str:
    data = json.loads(report_of("leadership-team").model_dump_json())
    edit(data)
    return json.dumps(data)


EDITS = {
    "diagnosis.conditions": cut("diagnosis.conditions"),
    "diagnosis.practices.0": put("diagnosis.practices.0.id", "C9.9"),
    "diagnosis.practices": put("diagnosis.practices.0.id", "C1.2"),
    "diagnosis.practices.2": put("diagnosis.practices.2.gap", None),
    "diagnosis.gaps.0": put("diagnosis.gaps.0.id", "sistems"),
    "diagnosis.practice_gaps.0": put("diagnosis.practice_gaps.0.id", "x"),
    "diagnosis.verdict": put("diagnosis.verdict", "aligned"),
    "diagnosis.weakest": put("diagnosis.weakest", None),
    "diagnosis.conditions.4.score": put("diagnosis.conditions.4.score", "9.9"),
    "diagnosis.conditions.3.target.score": put("diagnosis.conditions.3.target.score", "0"),
    "diagnosis.mean": put("diagnosis.mean", "1E+999999"),
    "diagnosis.index": put("diagnosis.index", "1E-999999"),
    "questionnaire.score_scale": put("questionnaire.score_scale.high", "1"),
    "questionnaire.title": put("questionnaire.title", {}),
    "questionnaire.items.0.text.en": put("questionnaire.items.0.text.en", " "),
    "questionnaire.items.1.text": put("questionnaire.items.1.text", {"../x": "a"}),
    "heading.title": put("heading.title", ""),
    "heading.language": put("heading.language", "../en"),
    "published.participation.responded": put("published.participation.responded", -1),
    "published.participation.rate": put("published.participation.rate", "7"),
    "plan.without_action.0": put("plan.without_action", ["x"]),
    "plan.first.0": put("plan.first", ["x"]),
    "plan.actions.0.requires.0": put("plan.actions.0.requires", ["x"]),
    "plan.actions.1.reasons.0": put("plan.actions.1.reasons.0.id", "x"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_written_is_consistent(name: str) -> None:
    assert inconsistency(report_of(name)) is None


@pytest.mark.parametrize("place", EDITS)
def test_an_edit_that_no_assessment_could_make_is_found_at_its_place(place: str) -> None:
    assert inconsistency(Report.model_validate_json(edited(EDITS[place]))) == place


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("leadership-team", "diagnosis.index", "99"),
        ("mid-sized", "breakdowns.0.categories.1.index", "99"),
        ("mid-sized", "breakdowns.0.categories.1.index", None),
    ],
)
def test_an_index_is_that_of_its_conditions(name: str, place: str, value: str | None) -> None:
    data = json.loads(report_of(name).model_dump_json())
    put(place, value)(data)
    assert inconsistency(Report.model_validate(data)) == place


def test_an_edited_file_is_invalid_input(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(edited(EDITS["diagnosis.gaps.0"]), encoding="utf-8")
    with pytest.raises(alignscan.InvalidInput, match="AS107") as refusal:
        alignscan.load_report(path)
    assert "sistems" not in repr(refusal.value.findings)


def test_what_cannot_be_rendered_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise KeyError

    monkeypatch.setattr("alignscan.cli.making.render", fail)
    (tmp_path / "r.json").write_text(edited(lambda _: None), encoding="utf-8")
    refused = Inside(tmp_path)("report", "r.json", "-f", "html")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("r.json: error[AS107]")
