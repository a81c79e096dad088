"""Every layout of every platform gives the same answers, and is taken for no other platform."""

from pathlib import Path

import pytest
from tests.responses.importing.layouts import (
    CANARIES,
    LAYOUTS,
    PEOPLE,
    SURVEY,
    cells,
    generic,
    imported,
    limesurvey,
    number,
    qualtrics,
    survey_in,
    table,
)

from alignscan.responses.importing.opened import open_export
from alignscan.responses.importing.written import csv_of
from alignscan.responses.platforms.detect import detect
from alignscan.responses.platforms.profile import Head
from alignscan.source.finding import Severity

DROPPED = {
    "qualtrics": {"preview": 1, "spam": 1, "unfinished": 1},
    "limesurvey": {"unfinished": 1},
    "kobo": {"not approved": 1},
    "odk": {"rejected": 1},
    "redcap": {"unfinished": 1},
}


def written(folder: Path, layout: str) -> Path:
    _, name, content, _ = LAYOUTS[layout]
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_layouts_hold_the_same_answers(layout: str, tmp_path: Path) -> None:
    path, survey = written(tmp_path, layout), survey_in(tmp_path)
    one = imported(path, survey, LAYOUTS[layout][3])
    assert [f for f in one.findings if f.severity is Severity.ERROR] == []
    assert cells(one, "Department") == [str(person[0]) for person in PEOPLE]
    for at, item in enumerate(("C1_1", "C1_2", "C1_3"), 1):
        assert cells(one, item) == [number(person[at]) for person in PEOPLE]
    assert cells(one, "remark") == [person[4] for person in PEOPLE]
    assert one.report.unresolved == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_taken_for_its_platform_only(layout: str, tmp_path: Path) -> None:
    platform, _, _, encoding = LAYOUTS[layout]
    head = Head(open_export(written(tmp_path, layout), encoding).head)
    assert detect(head).profile.id == platform


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_that_are_no_answers_are_counted_by_reason(layout: str, tmp_path: Path) -> None:
    platform, _, _, encoding = LAYOUTS[layout]
    one = imported(written(tmp_path, layout), survey_in(tmp_path), encoding)
    expected = {} if layout == "qualtrics legacy" else DROPPED.get(platform, {})
    assert one.report.dropped == expected
    assert one.report.read == one.report.kept + sum(expected.values()) == 5 + sum(expected.values())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_personal_gets_into_columns_report_or_findings(layout: str, tmp_path: Path) -> None:
    one = imported(written(tmp_path, layout), survey_in(tmp_path), LAYOUTS[layout][3])
    told = repr(one.report) + repr(one.findings) + csv_of(one.columns, one.size).decode()
    assert [canary for canary in CANARIES if canary in told] == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Timestamp", "level", "message"], ["2026-09-01T10:00:00Z", "info", "started"]],
        [["id", "name", "task_complete"], ["1", "x", "0"]],
        [["ID", "Start", "End", "Answer"], ["1", "2026-09-01", "2026-09-02", "x"]],
        [["answers[0]", "answers[1]", "other"], ["4", "5", "1"]],
        [["StartDate", "EndDate", "Value"], ["2026-09-01", "2026-09-02", "3"]],
        [["Task", "StartDate", "EndDate", "Progress"], ["x", "2026-09-01", "2026-09-02", "3"]],
        [["SubmissionDate", "deviceid", "instanceID", "KEY"], ["2026-09-01", "1", "2", "3"]],
        [["Response", "Response", "x"], ["Response", "no", "y"]],
        [["_id", "_uuid", "answer"], ["1", "2", "3"]],
        [["KEY", "value"], ["a", "1"]],
        [["Start Date", "End Date", "IP Address"], ["1", "2", "3"]],
        [["user_complete", "score"], ["1", "2"]],
        [["Question [a]", "Question [b]"], ["Agree", "Disagree"]],
    ],
)
def test_thin_evidence_is_no_platform(rows: list[list[str]], tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(table(rows))
    found = detect(Head(open_export(tmp_path / "x.csv").head))
    assert found.profile.id == "generic"
    assert len(found.why) == 1


def test_two_platforms_at_once_are_none(tmp_path: Path) -> None:
    head = ["_uuid", "_submission_time", "KEY", "SubmissionDate", "ReviewState", "Edits"]
    (tmp_path / "x.csv").write_bytes(table([head, ["1", "2", "3", "4", "", "5"]]))
    found = detect(Head(open_export(tmp_path / "x.csv").head))
    assert found.profile.id == "generic"
    assert "as much as" in found.why[0]


def test_a_platform_that_is_asked_for_counts(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(generic())
    one = imported(tmp_path / "x.csv", survey_in(tmp_path), platform="redcap")
    assert (one.report.platform, one.report.why) == ("redcap", ("as asked",))


def test_headings_in_another_language_are_the_same_questions(tmp_path: Path) -> None:
    content = limesurvey("text").decode("utf-8-sig")
    from tests.responses.importing.layouts import GERMAN, GERMAN_STATEMENTS, LABELS, STATEMENTS

    for id, text in STATEMENTS.items():
        content = content.replace(text, GERMAN_STATEMENTS[id].upper())
    for english, german in zip(LABELS[::-1], GERMAN[::-1], strict=True):
        content = content.replace(f'"{english}"', f'"{german}"')
    (tmp_path / "l.csv").write_text(content, encoding="utf-8")
    one = imported(tmp_path / "l.csv", survey_in(tmp_path))
    assert cells(one, "C1_1") == ["5", "2", "3", "1", "4"]


def test_an_id_and_a_text_that_contradict_each_other_are_unresolved(tmp_path: Path) -> None:
    content = limesurvey("both").replace(b"C12]. Agree? [Our values", b"C11]. Agree? [Our values")
    (tmp_path / "l.csv").write_bytes(content)
    one = imported(tmp_path / "l.csv", survey_in(tmp_path))
    assert [(note.at, note.why) for note in one.report.unresolved] == [
        (10, "its id and its text are of different questions")
    ]
    assert "AS850" in {f.code for f in one.findings}


def test_what_looks_like_a_question_is_suggested_and_never_applied(tmp_path: Path) -> None:
    content = qualtrics().replace(b"Our values guide what we do each day.", b"Our values guide us.")
    (tmp_path / "q.csv").write_bytes(content.replace(b"guide us", b"guide what we do every day"))
    one = imported(tmp_path / "q.csv", survey_in(tmp_path))
    (note,) = one.report.unresolved
    assert note.at == 18
    assert [id for id, _ in note.suggested] == ["C1_2"]
    assert "C1_2" not in one.columns
    assert "C1_2" in one.report.unasked


def test_a_question_that_nobody_planned_is_named(tmp_path: Path) -> None:
    rows = [["C1_1", "Do you own a car?"], *[["4", "yes"], ["3", "no"], ["4", "yes"]]]
    (tmp_path / "x.csv").write_bytes(table(rows))
    one = imported(tmp_path / "x.csv", survey_in(tmp_path))
    assert [f.message for f in one.findings if f.code == "AS850"] == [
        "column 2, Do you own a car?: no question of the survey has this id or text"
    ]


def test_columns_of_one_question_are_put_together_where_no_row_fills_two(tmp_path: Path) -> None:
    text = "Our values guide what we do each day."
    rows = [["C1_1", text, text + " "], ["4", "5", ""], ["3", "", "2"], ["2", "", ""]]
    (tmp_path / "x.csv").write_bytes(table(rows))
    one = imported(tmp_path / "x.csv", survey_in(tmp_path))
    assert cells(one, "C1_2") == ["5", "2", ""]
    (tmp_path / "x.csv").write_bytes(table([*rows, ["1", "1", "1"]]))
    two = imported(tmp_path / "x.csv", survey_in(tmp_path))
    assert "AS851" in {f.code for f in two.findings}


def test_a_response_that_stands_twice_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_bytes(qualtrics().replace(b"R_3abc", b"R_1abc"))
    one = imported(tmp_path / "q.csv", survey_in(tmp_path))
    assert "AS852" in {f.code for f in one.findings}


def test_an_item_against_the_rest_asks_whether_it_is_reversed(tmp_path: Path) -> None:
    rows = [["C1_1", "C1_2", "C1_3"]]
    rows += [[str(1 + i % 5), str(1 + i % 5), str(5 - i % 5)] for i in range(40)]
    (tmp_path / "x.csv").write_bytes(table(rows))
    one = imported(tmp_path / "x.csv", survey_in(tmp_path))
    assert "C1_3" in dict(one.report.reversed)
    declared = SURVEY.replace("id: C1_3,", "id: C1_3, reverse: true,")
    again = imported(tmp_path / "x.csv", survey_in(tmp_path, declared))
    assert again.report.reversed == ()
