from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from tests.responses.samples import codes_of

from alignscan.responses.header import read_header
from alignscan.responses.read import Reading
from alignscan.source.finding import Finding

Read = Callable[..., Reading]
Problems = Callable[..., tuple[Finding, ...]]
TABLE: list[list[Any]] = [
    ["C1_1", "C1_2", "goals_now", "level", "Standort", "comment"],
    [1.0, 0.5, "Agree", "employee", 2.0, "x"],
    [None, None, None, "employee", None, None],
    [5.0, "3,5", "cs", None, "1", None],
]
EXPECTED = {
    "C1_1": [0, 4],
    "C1_2": [1, 7],
    "goals_now": [3, -2],
    "cause": [-4, -4],
    "level": [1, -1],
    "site": [1, 0],
}


def workbook(path: Path, table: list[list[Any]], row: int = 0, column: int = 0) -> Path:
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        for i, cells in enumerate(table):
            sheet.write_row(row + i, column, cells)
        book.add_worksheet("other").write(0, 0, "C1_1")
    path.write_bytes(data.getvalue())
    return path


@pytest.mark.parametrize(("row", "column"), [(0, 0), (3, 2)])
def test_the_first_sheet_of_a_workbook_is_read(
    tmp_path: Path, reading: Read, row: int, column: int
) -> None:
    path = workbook(tmp_path / "a.xlsx", TABLE, row, column)
    assert codes_of(reading("a.xlsx").batches()) == EXPECTED
    assert read_header(path) == TABLE[0]


def test_a_row_number_is_that_of_the_sheet(tmp_path: Path, problems: Problems) -> None:
    workbook(tmp_path / "a.xlsx", [["C1_1"], [1], [9]], row=4)
    (found,) = [f for f in problems("a.xlsx") if f.code == "AS801"]
    assert found.message.endswith("in row 7")


def test_an_empty_sheet_is_nobody(tmp_path: Path, reading: Read) -> None:
    path = workbook(tmp_path / "a.xlsx", [])
    assert [b.size for b in reading("a.xlsx").batches()] == [0]
    assert read_header(path) == []


def test_parquet_is_read_whatever_the_type_of_a_column(tmp_path: Path, reading: Read) -> None:
    frame = pl.DataFrame(
        {
            "C1_1": pl.Series([1, None, 5], dtype=pl.UInt8),
            "C1_2": pl.Series([0.5, float("nan"), 3.5], dtype=pl.Float32),
            "goals_now": pl.Series(["Agree", None, "cs"], dtype=pl.Categorical),
            "level": ["employee", None, None],
            "Standort": [2.0, None, 1.0],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    assert codes_of(reading("a.parquet").batches()) == EXPECTED
    assert read_header(tmp_path / "a.parquet") is None


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet"])
@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_refused(
    tmp_path: Path, problems: Problems, name: str, part: float
) -> None:
    whole = workbook(tmp_path / "whole.xlsx", TABLE).read_bytes()
    if name == "a.parquet":
        pl.DataFrame({"C1_1": ["1"] * 99}).write_parquet(tmp_path / "whole.parquet")
        whole = (tmp_path / "whole.parquet").read_bytes()
    (tmp_path / name).write_bytes(whole[: int(len(whole) * part)])
    assert [f.code for f in problems(name)] == ["AS806"]


def test_a_workbook_named_csv_is_refused(tmp_path: Path, problems: Problems) -> None:
    workbook(tmp_path / "a.csv", TABLE)
    (found,) = problems("a.csv")
    assert found.code == "AS806"
    assert "suffix" in str(found.hint)


def test_answers_in_the_survey_are_those_of_a_csv(tmp_path: Path, reading: Read) -> None:
    (tmp_path / "a.csv").write_text("C1_1,C1_2,goals_now\n1,3.5,Agree\n,,\nna,cs,2\n")
    inline = {"C1_1": [1, None, "na"], "C1_2": [3.5, None, "cs"], "goals": ["Agree", None, 2]}
    assert codes_of(reading(answers=inline).batches()) == codes_of(reading("a.csv").batches())
    by_code = {"C1_1": [1, None, "na"], "C1_2": [3.5, None, "cs"], "C3": ["Agree", None, 2]}
    assert codes_of(reading(answers=by_code).batches()) == codes_of(reading("a.csv").batches())


def test_a_wrong_answer_in_the_survey_says_where(problems: Problems) -> None:
    (found,) = [f for f in problems(answers={"goals": [1, 9]}) if f.code == "AS801"]
    assert found.data_path == "answers.goals"
    assert "(item goals_now)" in found.message
    assert found.message.endswith("in answer 2")


def test_unequal_columns_in_the_survey_are_refused(problems: Problems) -> None:
    found = problems(answers={"C1_1": [1, 2], "C1_2": [1]})
    assert [(f.code, f.data_path) for f in found] == [("AS805", "answers.C1_2")]


def test_one_item_answered_under_two_names_is_refused(problems: Problems) -> None:
    assert "AS804" in [f.code for f in problems(answers={"goals": [1], "goals_now": [1]})]


def test_a_survey_without_answers_is_nobody(reading: Read) -> None:
    assert [batch.size for batch in reading().batches()] == [0]
