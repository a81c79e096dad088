import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from tests.examples import ASSESSMENTS, EXAMPLES, report_of
from tests.model.samples import questionnaire

import alignscan
from alignscan.diagnose.diagnose import diagnose
from alignscan.model import normalize
from alignscan.model.survey import Survey
from alignscan.planning.plan import Plan
from alignscan.publish.published import Basis, Participation, Published
from alignscan.report.compose import compose
from alignscan.report.model import Report
from alignscan.report.schema import schema_of

LARGEST = ("mid-sized", Draft7Validator)
"""It takes seconds; the later draft looks at the same report, and both at the same schemas."""


def composed(written: Any, **asked: Any) -> Report:
    """Return the report of a survey that nobody answered yet."""
    base = {"format": "alignscan/1", "organization": "Northwind", "questionnaire": "own"}
    survey = Survey.model_validate(normalize.survey({**base, **written}))
    questions = questionnaire(["q"], **asked)
    published = Published(
        basis=Basis(mode="self"),
        stage="empty",
        participation=Participation(responded=0, invited=None, rate=None),
        cells=(),
        scorable={},
    )
    diagnosis = diagnose(published, survey, questions)
    return compose(survey, questions, published, diagnosis, Plan(), "alignscan test")


@pytest.mark.parametrize(
    ("name", "draft"),
    [
        pytest.param(e, d, marks=pytest.mark.slow if (e, d) == LARGEST else ())
        for e in EXAMPLES
        for d in (Draft7Validator, Draft202012Validator)
    ],
)
def test_the_json_of_a_report_follows_its_schema(name: str, draft: Any) -> None:
    data = json.loads(report_of(name).model_dump_json())
    errors = draft(schema_of("report")).iter_errors(data)
    assert [(e.json_path, e.message[:200]) for e in errors] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_report_read_back_is_the_same_report(name: str) -> None:
    report = report_of(name)
    text = report.model_dump_json()
    assert Report.model_validate_json(text) == report
    assert Report.model_validate_json(text).model_dump_json() == text


@pytest.mark.parametrize(
    "name",
    [pytest.param(e, marks=pytest.mark.slow if e == "mid-sized" else ()) for e in EXAMPLES],
)
def test_the_same_files_give_the_same_bytes(name: str) -> None:
    again = alignscan.assess(ASSESSMENTS / name / "survey.yaml")
    assert again.model_dump_json() == report_of(name).model_dump_json()


def test_no_number_is_a_float() -> None:
    def floats(value: Any) -> list[Any]:
        if isinstance(value, float):
            return [value]
        inner = value.values() if isinstance(value, dict) else value
        return [f for v in inner for f in floats(v)] if isinstance(value, dict | list) else []

    assert floats(json.loads(report_of("mid-sized").model_dump_json())) == []


def test_groups_stand_in_the_order_of_the_survey_and_withheld_ones_are_empty() -> None:
    report = report_of("mid-sized")
    assert [b.segment for b in report.breakdowns] == ["level", "function", "site"]
    cells = {c.id: c for c in report.published.cells}
    for breakdown in report.breakdowns:
        for category in breakdown.categories:
            assert category.cell == f"{breakdown.segment}={category.label}"
            withheld = cells[category.cell].status == "withheld"
            assert withheld == (category.n is None)
            assert withheld == (not category.conditions)
    assert report.published.withheld > 0


def test_items_are_printed_as_they_were_asked() -> None:
    report = report_of("mid-sized")
    texts = [text for item in report.questionnaire.items for text in item.text.values()]
    assert not [text for text in texts if "{" in text]
    assert any("the executive board" in text for text in texts)
    for item in report.questionnaire.items:
        assert item.labels
        assert all(item.labels)


def test_a_point_without_a_label_is_its_number() -> None:
    report = composed({}, language="de")
    assert report.questionnaire.items[0].labels[0] == {"de": "1"}


def test_thresholds_are_printed_on_the_score_scale() -> None:
    report = composed({}, score_scale={"low": 0, "high": 100})
    shown = report.thresholds
    assert (shown.partly, shown.apparent) == (Decimal("43.75"), Decimal("62.5"))
    assert shown.min_gap == Decimal("7.5")


def test_the_heading_says_what_the_survey_says() -> None:
    heading = composed({"title": "Scan", "wave": {"id": "w", "trigger": "merger"}}).heading
    assert (heading.title, heading.organization) == ("Scan", "Northwind")
    assert (heading.wave, heading.trigger, heading.closed) == ("w", "merger", None)
    assert composed({}).heading.title == "Northwind"


def test_an_open_confidential_wave_puts_no_group_into_the_report(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "site,direction\n" + "Bern,3\n" * 9 + "Basel,4\n" * 9, encoding="utf-8"
    )
    (tmp_path / "s.yaml").write_text(
        "format: alignscan/1\norganization: Northwind\nquestionnaire: self-check\n"
        "segments: {site: {categories: [Bern, Basel]}}\nresponses: r.csv\n",
        encoding="utf-8",
    )
    data = json.loads(alignscan.assess(tmp_path / "s.yaml").model_dump_json())
    assert data["published"]["cells"] == data["breakdowns"] == data["diagnosis"]["conditions"] == []
    assert data["published"]["participation"]["responded"] == 18
    assert "Bern" not in json.dumps(data["published"])
    assert data["diagnosis"]["verdict"] == "not_shown"
    assert data["plan"]["first"] == []
