"""A form that is filled in, exported and imported brings back the very answers that were given."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.forms import exports
from tests.forms.company import HALVES, WHOLE, write_odd_survey, write_survey
from tests.forms.exports import Given
from tests.forms.routes import ROUTES, as_cells, asked_by, imported
from tests.forms.test_form_files import CATEGORIES, ODD

from alignscan.api.form import form
from alignscan.api.load import load
from alignscan.forms.carrying import CannotCarry
from alignscan.model.codebook import CANNOT_SAY, NOT_APPLICABLE, codebook
from alignscan.model.form import Question
from alignscan.responses.read import Reading
from alignscan.source.cells import inert

WORDS = st.sampled_from(
    ("Ship on time", "Über alles; gut, ja", 'He said "so"', "two\nlines", "<b>&amp;</b>", "日本")
)


def same(row: Mapping[str, str], want: Mapping[str, str]) -> None:
    """Compare a row with what it has to hold; no spreadsheet may run what people wrote."""
    inactive = {column: inert(cell) for column, cell in want.items()}
    assert {column: inert(row.get(column, "")) for column in want} == inactive


def _answer(question: Question) -> st.SearchStrategy[Given]:
    """Return the answers to a question, or none."""
    count = len(question.answers)
    some: st.SearchStrategy[Given] = st.integers(0, count - 1) if count else WORDS
    return st.none() | some


def person(draw: st.DrawFn, questions: tuple[Question, ...]) -> list[Given]:
    """Draw the answers of somebody who rates something: others are no respondents."""
    out = [draw(_answer(question)) for question in questions]
    rated = next(i for i, q in enumerate(questions) if q.kind == "scale")
    return [0 if i == rated and one is None else one for i, one in enumerate(out)]


@st.composite
def people(draw: st.DrawFn, questions: tuple[Question, ...]) -> list[list[Given]]:
    return [person(draw, questions) for _ in range(draw(st.integers(1, 5)))]


@pytest.mark.parametrize("name", ROUTES)
@settings(
    max_examples=4,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a smaller failure is not worth minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), categories=CATEGORIES, language=st.sampled_from(("en", "nl")))
def test_answers_come_back_as_they_were_given(
    name: str, language: str, data: st.DataObject, categories: list[str], tmp_path: Path
) -> None:
    route = ROUTES[name]
    survey = write_survey(
        tmp_path, categories, numbers=WHOLE if route.target == "qualtrics" else HALVES
    )
    questions = asked_by(survey)
    given = data.draw(people(questions))
    try:
        rows = imported(route, survey, given, language)
    except CannotCarry:
        assert route.target in ("google-forms", "paste")
        return
    wanted = as_cells(questions, given)
    assert len(rows) == len(wanted)
    for want, row in zip(wanted, rows, strict=True):
        same(row, want)


@pytest.mark.parametrize("name", ROUTES)
def test_odd_questions_and_labels_are_found_again(name: str, tmp_path: Path) -> None:
    survey = write_odd_survey(tmp_path, ODD[4:13])
    questions = asked_by(survey)
    given = [
        [
            (i + place) % len(q.answers) if q.answers else "Words"
            for place, q in enumerate(questions)
        ]
        for i in range(9)
    ]
    for language in ("en", "nl"):
        rows = imported(ROUTES[name], survey, given, language)
        for want, row in zip(as_cells(questions, given), rows, strict=True):
            same(row, want)


def test_the_answer_sheet_is_a_responses_file_as_it_stands(tmp_path: Path) -> None:
    survey = write_survey(tmp_path, responses="sheet.xlsx")
    questions = asked_by(survey)
    place = [[i % len(q.answers) if q.answers else None for i in range(9)] for q in questions]
    given = list(zip(*place, strict=True))
    sheet = exports.answer_sheet(form(survey, "xlsx", language="nl"))
    (tmp_path / "sheet.xlsx").write_bytes(exports.filled_sheet(sheet, given))
    ready = load(survey)
    book = codebook(ready.survey, ready.questionnaire)
    reading = Reading(ready.survey, book, tmp_path)
    (batch,) = reading.batches()
    assert batch.size == 9
    assert reading.report.findings == ()
    for question in questions:
        if question.kind == "choice":
            expected = [i % len(question.answers) for i in range(9)]
            assert batch.answers[question.name].tolist() == expected
        if question.segment is not None:
            expected = [i % len(question.answers) for i in range(9)]
            assert batch.segments[question.segment].tolist() == expected
    assert batch.answers["C1_1"].tolist() == [0, 1, 2, 3, 4, CANNOT_SAY, 0, 1, 2]
    assert batch.answers["O1"].tolist() == [0, 1, 2, 3, 4, NOT_APPLICABLE, 0, 1, 2]


def test_a_category_that_looks_like_a_formula_is_found_again(tmp_path: Path) -> None:
    survey = write_survey(tmp_path, ["=1+1", "@here", "-5 or so"], responses="responses.csv")
    (tmp_path / "responses.csv").write_text(
        "unit,C1_1\n'=1+1,4\n=1+1,4\n'@here,3\n'-5 or so,2\n", encoding="utf-8"
    )
    ready = load(survey)
    reading = Reading(ready.survey, codebook(ready.survey, ready.questionnaire), tmp_path)
    (batch,) = reading.batches()
    assert batch.segments["unit"].tolist() == [0, 0, 1, 2]
