"""What stands on which page of a form."""

from pathlib import Path

import pytest
from tests.forms.company import write_survey

from alignscan.api.form import asked
from alignscan.forms.form import Form
from alignscan.model.content import packaged_questionnaires


def form_of(folder: Path, questionnaire: str) -> Form:
    return asked(write_survey(folder, questionnaire=questionnaire), "html", language="en")


@pytest.mark.parametrize("name", packaged_questionnaires())
def test_pages_are_short_and_keep_the_order(name: str, tmp_path: Path) -> None:
    form = form_of(tmp_path, name)
    sizes = [sum(len(block.questions) for block in page) for page in form.pages]
    assert max(sizes) <= 12
    assert all(block.questions for page in form.pages for block in page)
    names = [question.name for question in form.questions]
    assert names[:2] == ["seg_level", "seg_unit"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", packaged_questionnaires())
def test_segments_and_recall_stand_apart(name: str, tmp_path: Path) -> None:
    for page in form_of(tmp_path, name).pages:
        questions = [question for block in page for question in block.questions]
        if any(question.recall for question in questions):
            assert len(questions) == 1
        assert len({question.segment is not None for question in questions}) == 1


@pytest.mark.parametrize("name", packaged_questionnaires())
def test_rows_of_a_grid_have_the_same_answers(name: str, tmp_path: Path) -> None:
    for block in (block for page in form_of(tmp_path, name).pages for block in page):
        assert len({tuple(a.cell for a in q.answers) for q in block.questions}) == 1
        if block.is_grid:
            assert all(question.kind == "scale" for question in block.questions)
