import io
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from python_calamine import CalamineWorkbook

from alignscan.api.assess import assess
from alignscan.api.check import check
from alignscan.api.load import has_errors, load
from alignscan.forms.start import Start, example_files, starting_files
from alignscan.model.codebook import codebook
from alignscan.model.content import packaged_questionnaire, packaged_questionnaires
from alignscan.model.survey import Mode, ResponsesFile, Segment, Survey
from alignscan.responses.read import Reading

LEVELS = Segment(categories=("senior_leadership", "senior_management", "team_leader", "employee"))
STARTS = [
    Start("Northwind", mode, name)
    for mode, name in product(get_args(Mode), packaged_questionnaires())
]


def put(files: dict[str, bytes], folder: Path) -> Path:
    """Write files into a folder and return the survey file."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / "survey.yaml"


def by_name(start: Start) -> str:
    return f"{start.mode}-{start.questionnaire}"


@pytest.mark.parametrize("start", STARTS, ids=by_name)
def test_what_a_survey_starts_with_has_no_error(start: Start, tmp_path: Path) -> None:
    findings = check(put(starting_files(start), tmp_path))
    assert not has_errors(findings), findings


@pytest.mark.parametrize("start", STARTS, ids=by_name)
@pytest.mark.parametrize("name", ["responses.csv", "responses.xlsx"])
def test_the_templates_are_responses_of_nobody(start: Start, name: str, tmp_path: Path) -> None:
    put(starting_files(start), tmp_path)
    survey = Survey.model_validate(
        {
            "format": "alignscan/1",
            "organization": {"name": "Northwind"},
            "questionnaire": {"use": start.questionnaire},
            "segments": {"level": LEVELS} if start.mode == "confidential" else {},
            "responses": (ResponsesFile(file=name),),
        }
    )
    book = codebook(survey, packaged_questionnaire(start.questionnaire))
    reading = Reading(survey, book, tmp_path)
    assert sum(batch.size for batch in reading.batches()) == 0
    assert not has_errors(reading.report.findings)


@pytest.mark.parametrize("start", STARTS, ids=by_name)
def test_the_workbook_explains_every_question(start: Start) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(starting_files(start)["responses.xlsx"]))
    rows = book.get_sheet_by_name("questions").to_python()
    asked = packaged_questionnaire(start.questionnaire)
    assert [row[0] for row in rows] == [item.id for item in asked.items]
    assert not [row[1] for row in rows if "{" in str(row[1])]
    for item, row in zip(asked.items, rows, strict=True):
        explained = [cell for cell in row[2:] if cell]
        scale = asked.scale_of(item)
        assert len(explained) >= len(scale.points if scale else item.options)


@pytest.mark.parametrize("start", STARTS[:1])
def test_the_same_start_gives_the_same_bytes(start: Start) -> None:
    assert starting_files(start) == starting_files(start)


@pytest.mark.parametrize("name", ['The "Best" # Co: {x}', "- x", "2026", "null", "Müller & Söhne"])
def test_an_organization_may_have_any_name(name: str, tmp_path: Path) -> None:
    survey = put(starting_files(Start(name, "team", "self-check")), tmp_path)
    assert assess(survey).heading.organization == name


def test_responses_are_kept_out_of_version_control() -> None:
    assert starting_files(STARTS[0])[".gitignore"] == b"responses*\n*.tab\n*.ledger.json\n"


def test_the_example_holds_every_file_that_it_names(tmp_path: Path) -> None:
    survey = put(example_files(), tmp_path)
    assert not has_errors(check(survey))
    assert load(survey).survey.responses
    assert not [path for path in load(survey).inputs if path.suffix and not path.exists()]
