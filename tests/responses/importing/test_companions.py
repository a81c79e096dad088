"""Companions settle what numbers mean, and which columns tell who somebody is."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.responses.importing.layouts import (
    LABELS,
    MISSING,
    SAMPLES,
    STATEMENTS,
    cells,
    imported,
    survey_in,
    table,
)

from alignscan.responses.companions.read import read_companion
from alignscan.responses.errors import ResponsesError
from alignscan.responses.importing.source import Imported

BACKWARDS = {str(code): label for code, label in zip((9, 2, 4, 3, 8), LABELS, strict=True)}
"""Codes in no order at all, as choice ids of edited questions are."""
CODE_OF = {label: code for code, label in BACKWARDS.items()}
PEOPLE = ((5, 4, 4), (2, 1, 2), (3, 3, 4))


def export(folder: Path, names: list[str]) -> Path:
    rows = [[CODE_OF[LABELS[a - 1]] for a in person] for person in PEOPLE]
    (folder / "x.csv").write_bytes(table([[*names, "who"], *([*row, "7781"] for row in rows)]))
    return folder / "x.csv"


def qsf() -> bytes:
    question: dict[str, Any] = {
        "QuestionType": "Matrix",
        "DataExportTag": "Q2",
        "QuestionText": "How much do you <b>agree</b>?",
        "Choices": {str(i): {"Display": t} for i, t in enumerate(STATEMENTS.values(), 1)},
        "Answers": {str(i): {"Display": label} for i, label in enumerate(LABELS, 1)},
        "RecodeValues": {str(i): code for i, code in enumerate(BACKWARDS, 1)},
        "ChoiceDataExportTags": {"1": "vision", "2": "values", "3": "words"},
    }
    other = {"QuestionType": "MC", "DataExportTag": "Q9", "Choices": [{"Display": "Yes"}]}
    elements: list[dict[str, object]] = [{"Element": "BL", "Payload": []}]
    elements += [{"Element": "SQ", "Payload": p} for p in (question, other)]
    return json.dumps({"SurveyEntry": {}, "SurveyElements": elements}).encode()


def xlsform() -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    survey = [["type", "name", "label::English (en)"], ["begin_group", "g", "Group"]]
    survey += [
        ["select_one agree", name, text]
        for name, text in zip(("vision", "values", "words"), STATEMENTS.values(), strict=True)
    ]
    choices = [["list_name", "name", "label::English (en)", "label::Deutsch (de)"]]
    choices += [["agree", code, label, "?"] for code, label in BACKWARDS.items()]
    for name, rows in (("survey", survey), ("choices", choices), ("settings", [["form_title"]])):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return content.getvalue()


def dictionary() -> bytes:
    head = ["Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label"]
    head += ["Choices, Calculations, OR Slider Labels", "Field Note", "Identifier?"]
    choices = " | ".join(f"{code}, {label}" for code, label in BACKWARDS.items())
    names = zip(("vision", "values", "words"), STATEMENTS.values(), strict=True)
    rows = [[name, "scan", "", "radio", text, choices, "", ""] for name, text in names]
    return table([head, *rows, ["who", "scan", "", "text", "Badge", "", "", "y"]])


def settled(folder: Path, name: str, content: bytes | None) -> Imported:
    if content is not None:
        (folder / name).write_bytes(content)
    companion = read_companion(folder / name)
    path = export(folder, ["vision", "values", "words"])
    return imported(path, survey_in(folder), companion=companion, companion_name=name)


def assert_settled(one: Imported) -> None:
    for at, item in enumerate(STATEMENTS):
        assert cells(one, item) == [str(person[at]) for person in PEOPLE]
    assert one.report.assumed == ()


@pytest.mark.parametrize(
    ("name", "content"), [("f.qsf", qsf()), ("f.xlsx", xlsform()), ("d.csv", dictionary())]
)
def test_codes_mean_what_the_form_says(name: str, content: bytes, tmp_path: Path) -> None:
    assert_settled(settled(tmp_path, name, content))


def test_spss_files_hold_their_labels(tmp_path: Path) -> None:
    pandas, pyreadstat = pytest.importorskip("pandas"), pytest.importorskip("pyreadstat")
    names = ["vision", "values", "words"]
    labels = {name: {float(code): text for code, text in BACKWARDS.items()} for name in names}
    frame = pandas.DataFrame({name: [9.0, 8.0] for name in names})
    texts = dict(zip(names, STATEMENTS.values(), strict=True))
    pyreadstat.write_sav(
        frame, str(tmp_path / "f.sav"), column_labels=texts, variable_value_labels=labels
    )
    assert_settled(settled(tmp_path, "f.sav", None))


def test_a_dictionary_says_what_tells_who_somebody_is(tmp_path: Path) -> None:
    one = settled(tmp_path, "d.csv", dictionary())
    assert [(note.heading, note.why) for note in one.report.personal] == [
        ("who", "the data dictionary marks it as identifying")
    ]


def test_a_companion_of_another_form_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes(dictionary().replace(b"2, Disagree | ", b""))
    one = imported(
        export(tmp_path, list(STATEMENTS)),
        survey_in(tmp_path),
        companion=read_companion(tmp_path / "d.csv"),
    )
    assert {unknown.id for unknown in one.report.unknown} == {"C1_1", "C1_2"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.qsf", b"{}"),
        ("f.qsf", b"[1, 2"),
        ("f.qsf", b'{"SurveyElements": 5}'),
        ("f.xlsx", b"PK\x03\x04"),
        ("f.sav", b"$FL2 no"),
        ("f.csv", b"a,b\n1,2\n"),
        ("f.csv", b"\xff\xfe"),
    ],
)
def test_what_is_no_companion_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ResponsesError) as error:
        read_companion(tmp_path / name)
    assert [f.code for f in error.value.findings] == ["AS856"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=MISSING)
def test_a_real_dictionary_marks_personal_fields() -> None:
    found = read_companion(SAMPLES / "redcap" / "redcapr_simple_data_dictionary.csv")
    marked = {name for name, one in found.items() if one.personal}
    assert {"name_first", "name_last", "address", "telephone", "email", "dob"} <= marked
    assert found["sex"].answers == {"0": ("Female",), "1": ("Male",)}
