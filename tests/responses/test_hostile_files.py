"""Files with one thing wrong somewhere in many rows: one clear finding, and nothing half-scored."""

import random
import struct
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from tests.responses.samples import codes_of, survey

from alignscan.api.assess import tabulate
from alignscan.api.load import Assessment, InvalidInput
from alignscan.measurement.tabulate import tabulate as counted
from alignscan.model.codebook import Codebook
from alignscan.responses import csvfile
from alignscan.responses.errors import ResponsesError
from alignscan.responses.read import Reading, read
from alignscan.source.finding import Finding, Severity

Problems = Callable[..., tuple[Finding, ...]]
HEADER = "C1_1,C1_2,level,Standort\n"
ROW = "4,2.5,employee,2\n"
MANY = 4 * csvfile.BLOCK // len(ROW)
"""Rows of several blocks, so that threads share the work where there are processors."""


def lines(rows: int = MANY) -> list[str]:
    return [ROW] * rows


def only_error(found: tuple[Finding, ...]) -> Finding:
    (error,) = [f for f in found if f.severity is Severity.ERROR]
    return error


def test_one_answer_in_a_hundred_is_unknown(tmp_path: Path, problems: Problems) -> None:
    rows = lines()
    for place in range(0, MANY, 100):
        rows[place] = f"{8 + place // 100 % 2},2.5,employee,2\n"
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    found = only_error(problems("a.csv"))
    bad = len(range(0, MANY, 100))
    assert found.code == "AS801"
    assert f"{bad} cells not understood" in found.message
    assert f'"8" ({(bad + 1) // 2})' in found.message
    assert f'"9" ({bad // 2})' in found.message
    assert found.message.endswith("first in rows 2, 102, 202, 302, 402")
    assert "employee" not in found.message


def test_every_unknown_column_has_its_finding(tmp_path: Path, problems: Problems) -> None:
    rows = lines()
    rows[7], rows[-1] = "x,2.5,boss,2\n", "4,99,employee,2\n"
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    found = [f for f in problems("a.csv") if f.severity is Severity.ERROR]
    assert [f.code for f in found] == ["AS801", "AS801", "AS802"]
    assert found[1].message.endswith(f'"99" (1); in row {MANY + 1}')


@pytest.mark.parametrize("place", [0, MANY // 2, MANY - 1])
@pytest.mark.parametrize("row", ["4,2.5\n", "4\n", "4,2.5,employee,2,1\n"])
def test_one_row_is_too_short_or_too_long(
    tmp_path: Path, problems: Problems, place: int, row: str
) -> None:
    rows = lines()
    rows[place] = row
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    found = only_error(problems("a.csv"))
    assert found.code == "AS805"
    assert f"row {place + 2} has {row.count(',') + 1}" in found.message


def test_a_row_that_breaks_off_at_the_end(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text(HEADER + "".join(lines()) + "4,2.5,empl")
    found = only_error(problems("a.csv"))
    assert found.code == "AS805"
    assert f"row {MANY + 2} has 3" in found.message


def test_short_and_long_rows_that_make_up_for_each_other(
    tmp_path: Path, problems: Problems
) -> None:
    (tmp_path / "a.csv").write_text(HEADER + ROW + "4,2.5,employee\n" + "2,4,2.5,employee,2\n")
    found = only_error(problems("a.csv"))
    assert "row 3 has 3, row 4 has 5" in found.message


@pytest.mark.parametrize("place", [0, MANY // 2, MANY - 1])
def test_one_line_is_in_another_encoding(tmp_path: Path, problems: Problems, place: int) -> None:
    rows = [line.encode() for line in lines()]
    rows[3 if place != 3 else 4] = "4,2.5,employee,Süd\n".encode()
    rows[place] = "4,2.5,employee,Süd\n".encode("cp1252")
    (tmp_path / "a.csv").write_bytes(HEADER.encode() + b"".join(rows))
    assert [f.code for f in problems("a.csv")] == ["AS807"]


@pytest.mark.parametrize("place", [0, MANY // 2, MANY - 1])
def test_one_quotation_mark_stands_inside_a_cell(
    tmp_path: Path, problems: Problems, place: int
) -> None:
    rows = lines()
    rows[place] = '4,2.5,empl"oyee,2\n'
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    found = only_error(problems("a.csv"))
    assert found.code == "AS806"
    assert f"row {place + 2} " in found.message


def test_what_is_wrong_before_a_broken_block_is_told_as_well(
    tmp_path: Path, problems: Problems
) -> None:
    rows = lines()
    rows[5], rows[-1] = "7,2.5,employee,2\n", '4,2.5,empl"oyee,2\n'
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    assert {f.code for f in problems("a.csv") if f.severity is Severity.ERROR} == {"AS801", "AS806"}


def parquet(path: Path, rows: int = 200_000) -> bytes:
    rng = random.Random(5)
    answers = [str(rng.randint(1, 5)) for _ in range(rows)]
    frame = pl.DataFrame({"C1_1": answers, "C1_2": answers[::-1]})
    frame.write_parquet(path, compression="zstd", row_group_size=rows // 4)
    return path.read_bytes()


@pytest.mark.parametrize("part", [0.05, 0.5, 0.999])
def test_a_parquet_file_breaks_off(tmp_path: Path, problems: Problems, part: float) -> None:
    whole = parquet(tmp_path / "whole.parquet")
    (tmp_path / "a.parquet").write_bytes(whole[: int(len(whole) * part)])
    assert [f.code for f in problems("a.parquet")] == ["AS806"]


def test_a_parquet_file_lacks_a_part_in_the_middle(tmp_path: Path, problems: Problems) -> None:
    """The names of columns are there and the last row groups, but not all the bytes between."""
    whole = parquet(tmp_path / "whole.parquet")
    (tmp_path / "a.parquet").write_bytes(whole[: len(whole) // 3] + whole[len(whole) // 2 :])
    assert only_error(problems("a.parquet")).code == "AS806"


def test_a_parquet_file_with_a_footer_beyond_its_size(tmp_path: Path, problems: Problems) -> None:
    whole = parquet(tmp_path / "whole.parquet", 100)
    (tmp_path / "a.parquet").write_bytes(whole[:-8] + struct.pack("<I", 2**31 - 1) + b"PAR1")
    assert only_error(problems("a.parquet")).code == "AS806"


@pytest.mark.parametrize("part", [0.05, 0.5, 0.9, 0.999])
def test_a_workbook_breaks_off(tmp_path: Path, problems: Problems, part: float) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "whole.xlsx")) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate([HEADER, *lines(500)]):
            sheet.write_row(place, 0, line.strip().split(","))
    whole = (tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: int(len(whole) * part)])
    assert [f.code for f in problems("a.xlsx")] == ["AS806"]


BROKEN = {
    "unknown.csv": "9,2.5,employee,2\n",
    "short.csv": "4\n",
    "mixed.csv": "4,2.5,employee,Süd\n",
    "stray.csv": '4,2.5,employee,"2"x\n',
}


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_is_scored_of_a_file_that_is_wrong_in_its_last_row(
    tmp_path: Path, book: Codebook, name: str
) -> None:
    first = "4,2.5,employee,é2\n" if name == "mixed.csv" else ROW
    head = HEADER + first + ROW * (MANY - 1)
    (tmp_path / name).write_bytes(head.encode() + BROKEN[name].encode("cp1252"))
    with pytest.raises(ResponsesError):
        counted(book, read(survey(responses=name), book, tmp_path))


def test_the_api_gives_findings_and_no_tabulation(tmp_path: Path) -> None:
    from alignscan.api.load import load

    (tmp_path / "survey.yaml").write_text(
        "format: alignscan/1\norganization: N\nquestionnaire: self-check\nresponses: a.csv\n"
    )
    (tmp_path / "a.csv").write_text("direction\n" + "4\n" * 99 + "6\n")
    ready = load(tmp_path / "survey.yaml")
    assert isinstance(ready, Assessment)
    with pytest.raises(InvalidInput, match="AS801"):
        tabulate(ready)


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_many_rows_are_read_as_few_are(
    tmp_path: Path, book: Codebook, quoted: bool, end: str
) -> None:
    rng = random.Random(3)
    levels = ["employee", "team_leader", "Team_Leader", "", "EMPLOYEE"]
    sites = ["1", "2", "Süd", "", "2.0"]
    answers = ["1", "2", "5", "", "na", "cs", "Überwiegend", "4.0", "Weiß nicht"]
    rows = [
        [rng.choice(answers), rng.choice(["0", "2.5", ""]), rng.choice(levels), rng.choice(sites)]
        for _ in range(20_000)
    ]

    mark = '"' if quoted else ""
    text = "".join(",".join(f"{mark}{cell}{mark}" for cell in row) + end for row in rows)

    def written(name: str, times: int) -> dict[str, list[int]]:
        (tmp_path / name).write_bytes((HEADER.strip() + end + text * times).encode())
        return codes_of(read(survey(responses=name), book, tmp_path))

    often = 5 * csvfile.BLOCK // (2 * len(text.encode())) + 1
    few = written("few.csv", 1)
    assert written("whole.csv", often) == {name: codes * often for name, codes in few.items()}


def test_progress_is_told_in_rows(tmp_path: Path, book: Codebook) -> None:
    (tmp_path / "a.csv").write_text(HEADER + "".join(lines()))
    told: list[tuple[int, int | None]] = []
    reading = Reading(
        survey(responses="a.csv"),
        book,
        tmp_path,
        progress=lambda done, about: told.append((done, about)),
    )
    assert sum(batch.size for batch in reading.batches()) == MANY
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1][0] == MANY
    assert all(about is not None and abs(about - MANY) <= 4 for _, about in told)


def test_nobody_knows_how_many_rows_several_files_have(tmp_path: Path, book: Codebook) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(HEADER + ROW * 3)
    told: list[tuple[int, int | None]] = []
    both = survey(responses=["a.csv", "b.csv"])
    list(Reading(both, book, tmp_path, progress=lambda *at: told.append(at)).batches())
    assert told == [(3, None), (6, None)]
