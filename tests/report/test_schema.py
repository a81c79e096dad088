import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from tests.rules.cases import Case, cases

from alignscan.api.reports import schema
from alignscan.model.content import packaged_questionnaires
from alignscan.report.schema import SCHEMAS, schema_of
from alignscan.source.finding import SourceError
from alignscan.source.text import read_text
from alignscan.source.yaml import load_yaml

TOP = Path(__file__).parents[2]
CONTENT = TOP / "src" / "alignscan" / "content"
KINDS = {
    "alignscan/1": "survey",
    "alignscan/questionnaire/1": "questionnaire",
    "alignscan/actions/1": "actions",
    "alignscan/plan/1": "plan",
    "alignscan/mapping/1": "mapping",
}
WRITTEN = [
    *(TOP / "assessments").glob("*/*.yaml"),
    *(TOP / "tests" / "cases" / "ok").rglob("*.yaml"),
    *(CONTENT / "questionnaires" / f"{name}.yaml" for name in packaged_questionnaires()),
    CONTENT / "actions.yaml",
]
SHAPES = [
    case for case in cases("err") if case.code.startswith("AS1") and case.main.parent.name == "err"
]
BOTH = pytest.mark.parametrize("draft", [Draft7Validator, Draft202012Validator])


@cache
def validator(draft: Any, name: str) -> Any:
    """Return what checks against a schema; making one takes a while."""
    return draft(schema_of(name))


def data_of(path: Path) -> Any:
    """Return what somebody wrote, before it is brought into its full form."""
    return load_yaml(read_text(path)).data


def name_of(value: object) -> str:
    return value.name if isinstance(value, Case) else "/".join(Path(str(value)).parts[-2:])


@BOTH
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str, draft: Any) -> None:
    draft.check_schema(schema_of(name))
    assert json.loads(schema(name)) == schema_of(name)


@BOTH
@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_files_that_people_wrote_are_valid(path: Path, draft: Any) -> None:
    data = data_of(path)
    if data["format"] in KINDS:
        errors = validator(draft, KINDS[data["format"]]).iter_errors(data)
        assert [(e.json_path, e.message) for e in errors] == []


def test_enough_files_were_looked_at() -> None:
    assert len(WRITTEN) >= 15
    assert len(SHAPES) >= 6


@BOTH
@pytest.mark.parametrize("case", SHAPES, ids=name_of)
def test_a_mistake_of_shape_is_a_mistake_to_an_editor_too(case: Case, draft: Any) -> None:
    try:
        data = data_of(case.main)
    except SourceError:
        pytest.fail("a mistake of shape is in a file that can be read")
    said = data.get("format") if isinstance(data, dict) else ""
    kind = KINDS.get(str(said), "survey")  # what an editor takes a file for until it says otherwise
    assert list(validator(draft, kind).iter_errors(data))


@BOTH
@pytest.mark.parametrize(
    "written",
    [
        {"wave": "2026-h2"},
        {"wave": {"id": "2026-h2"}},
        {"organization": {"name": "Northwind", "headcount": 40}},
        {"targets": {"of": {"systems": {"score": 4}}}},
        {"targets": {"C1": 4, "C1.2": 3, "segments": {"level=a": 3, "level=b": {"C1": 2}}}},
        {"population": 40},
        {"population": "invited.csv"},
        {"comments": "comments-review.csv"},
        {"comments": {"by": "level"}},
        {"questionnaire": {"use": "standard"}},
        {"gates": {"fail_under": 3.5, "fail_on": ["low-response"], "response_rate": 0.6}},
        {"responses": ["a.csv", {"file": "b.csv"}]},
        {"answers": {"q": [1, None, "na", 2.5], "r": 3}},
        {"variables": {"a": "x", "b": {"de": "y"}}},
    ],
    ids=str,
)
def test_everything_that_may_be_written_short_may_be_written(written: Any, draft: Any) -> None:
    survey = {"format": "alignscan/1", "organization": "N", "questionnaire": "standard"}
    assert list(validator(draft, "survey").iter_errors({**survey, **written})) == []


def test_no_schema_needs_more_than_draft_07() -> None:
    for name in SCHEMAS:
        text = json.dumps(schema_of(name))
        assert not [w for w in ("prefixItems", "unevaluated", "dependentSchemas") if w in text]


def test_limits_and_defaults_are_in_the_words_of_json_schema() -> None:
    written = schema_of("survey")["$defs"]
    assert written["Confidentiality"]["properties"]["min_group"]["minimum"] == 3
    assert written["Organization"]["properties"]["headcount"]["anyOf"][0]["exclusiveMinimum"] == 0
    assert written["Thresholds"]["properties"]["apparent"]["default"] == 3.5
