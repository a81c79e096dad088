from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.responses.samples import codes_of, questionnaire, survey

from alignscan.model.codebook import codebook
from alignscan.responses import csvfile
from alignscan.responses.csvfile import open_csv
from alignscan.responses.read import Reading, read
from alignscan.source.finding import Finding, Severity
from alignscan.source.span import Span

Read = Callable[..., Reading]
Problems = Callable[..., tuple[Finding, ...]]
HEADER = "id,C1_1,C1_2,goals_now,cause,level,Standort,comment\n"
PLAIN = HEADER + "7,1,0.5,Agree,none,employee,1,\n8,5,,cs,,team_leader,Süd,fine\n"
EXPECTED = {
    "C1_1": [0, 4],
    "C1_2": [1, -1],
    "goals_now": [3, -2],
    "cause": [0, -1],
    "level": [1, 0],
    "site": [0, 1],
}
cell = st.sampled_from(["", "1", "2.0", "Agree", "Völlig", "na", "cs", "Weiß nicht"])
half = st.sampled_from(["", "0", "3.5", "4.0", "n/a"])
comment = st.text("ab ,;\"\t\n'éß", max_size=8)
rows = st.lists(st.tuples(cell, half, cell, comment), min_size=1, max_size=8)


def written(table: list[tuple[str, ...]], delimiter: str, comma: bool, quote: bool) -> str:
    def field(text: str, numeric: bool) -> str:
        text = text.replace(".", ",") if comma and numeric else text
        if quote or any(c in text for c in '",;\t\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    lines = [delimiter.join(["C1_1", "C1_2", "goals_now", "comment"])]
    lines += [delimiter.join(field(c, i < 3) for i, c in enumerate(row)) for row in table]
    return "\n".join(lines) + "\n"


@settings(max_examples=50)
@given(
    table=rows,
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    quote=st.booleans(),
    block=st.sampled_from([64, 1000, csvfile.BLOCK]),
)
def test_the_same_table_gives_the_same_codes_however_it_is_written(
    tmp_path_factory: pytest.TempPathFactory,
    table: list[tuple[str, ...]],
    delimiter: str,
    encoding: str,
    newline: str,
    quote: bool,
    block: int,
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    (folder / "plain.csv").write_text(written(table, ",", False, True), "utf-8", newline="")
    text = written(table, delimiter, delimiter != ",", quote).replace("\n", newline)
    (folder / "other.csv").write_bytes(text.encode(encoding))
    book = codebook(survey(), questionnaire())
    plain, other = (
        codes_of(read(survey(responses=name), book, folder)) for name in ("plain.csv", "other.csv")
    )
    assert plain == other
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alignscan.responses.read.open_csv", lambda p, s: open_csv(p, s, block=block))
        assert codes_of(read(survey(responses="other.csv"), book, folder)) == plain


def test_codes_labels_and_segments(tmp_path: Path, reading: Read) -> None:
    (tmp_path / "a.csv").write_text(PLAIN, "utf-8")
    answers = reading("a.csv")
    assert codes_of(answers.batches()) == EXPECTED
    assert answers.report.tables[0].ignored == ("id", "comment")
    assert answers.report.tables[0].used == tuple(HEADER.strip().split(",")[1:-1])
    assert answers.report.findings == ()


@pytest.mark.parametrize("batch_rows", [1, 2, 3, 7, 100])
def test_batches_of_any_size_give_the_same_codes(
    tmp_path: Path, reading: Read, batch_rows: int
) -> None:
    lines = [f"{i},{1 + i % 5},{i % 9 / 2},,,employee,2,\n" for i in range(20)]
    (tmp_path / "a.csv").write_text(HEADER + "".join(lines))
    batches = list(reading("a.csv", batch_rows=batch_rows).batches())
    assert all(batch.size <= batch_rows for batch in batches)
    assert codes_of(batches) == codes_of(reading("a.csv").batches())


def test_the_last_rows_are_split_evenly_where_they_are_many(
    tmp_path: Path, reading: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alignscan.responses.read.FEW_ROWS", 3)
    for rows, sizes in (
        (3, [3]),
        (4, [3, 1]),
        (7, [4, 3]),
        (12, [4, 4, 4]),
        (17, [5, 5, 5, 2]),
        (24, [10, 5, 5, 4]),
    ):
        lines = [f"{i},{1 + i % 5},0,,,employee,2,\n" for i in range(rows)]
        (tmp_path / "a.csv").write_text(HEADER + "".join(lines))
        batches = list(reading("a.csv", batch_rows=10).batches())
        assert [batch.size for batch in batches] == sizes


def test_files_are_joined_and_an_absent_item_was_not_asked(tmp_path: Path, reading: Read) -> None:
    (tmp_path / "a.csv").write_text("C1_1\n2\n")
    (tmp_path / "b.csv").write_text("c1_2,LEVEL\n4,Employee\n")
    answers = reading("a.csv", "b.csv")
    codes = codes_of(answers.batches())
    assert codes["C1_1"] == [1, -4]
    assert codes["C1_2"] == [-4, 8]
    assert codes["goals_now"] == [-4, -4]
    assert codes["level"] == [-1, 1]
    assert [f.code for f in answers.report.findings] == ["AS811", "AS812"] * 2


def test_rows_without_an_answer_are_counted_and_left_out(tmp_path: Path, reading: Read) -> None:
    (tmp_path / "a.csv").write_text("C1_1,level\n\n1,employee\n,employee\n\nna,\n,\n\n")
    answers = reading("a.csv")
    assert codes_of(answers.batches())["C1_1"] == [0, -3]
    assert (answers.report.rows, answers.report.empty) == (4, 2)


@pytest.mark.parametrize("content", ["", "\n", "C1_1,C1_2\n", "\ufeffC1_1,C1_2"])
def test_a_file_without_rows_is_nobody(tmp_path: Path, reading: Read, content: str) -> None:
    (tmp_path / "a.csv").write_text(content, "utf-8")
    answers = reading("a.csv")
    (batch,) = answers.batches()
    assert batch.size == 0
    assert set(batch.answers) == {"C1_1", "C1_2", "goals_now", "cause"}
    assert "AS810" in [f.code for f in answers.report.findings]


def test_unknown_answers_are_one_finding_for_each_column(
    tmp_path: Path, problems: Problems
) -> None:
    bad = "".join(f"{6 + i % 2},x,,,chief,1,secret\n" for i in range(7))
    (tmp_path / "a.csv").write_text(HEADER.removeprefix("id,") + "1,1,,,employee,1,\n" + bad)
    found = [f for f in problems("a.csv") if f.severity is Severity.ERROR]
    assert [f.code for f in found] == ["AS801", "AS801", "AS802"]
    first = found[0]
    assert first.message == (
        'column C1_1 (item C1_1): 7 cells not understood: "6" (4), "7" (3); '
        "first in rows 3, 4, 5, 6, 7"
    )
    assert first.span == Span(1, 1, 1, 5)
    assert first.hint is not None
    assert "1 to 5" in first.hint
    assert found[2].hint == "add them to `map:` or `categories:` of the segment level"
    assert not any("secret" in f.message for f in found)


def test_a_column_of_texts_is_not_quoted(tmp_path: Path, problems: Problems) -> None:
    names = "".join(f"person{i}@example.com\n" for i in range(30))
    (tmp_path / "a.csv").write_text("C1_1\n" + names)
    (found,) = [f for f in problems("a.csv") if f.code == "AS801"]
    assert "example.com" not in found.message + str(found.hint)
    assert "30 cells" in found.message


def test_unknown_values_are_cut_and_cleaned(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text("C1_1\n" + "\x1b[2J" + "y" * 90 + "\n")
    (found,) = [f for f in problems("a.csv") if f.code == "AS801"]
    assert "\x1b" not in found.message
    assert "y" * 41 not in found.message


def test_the_row_is_the_line_in_the_file(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text('sep=;\nC1_1;comment\n1;"two\nlines"\n\n9;\n')
    (found,) = [f for f in problems("a.csv") if f.code == "AS801"]
    assert found.message.endswith("in row 6")
    assert found.span == Span(2, 1, 2, 5)


@pytest.mark.parametrize("row", ["1", "1,2,3", '1,2,"x,y"', "1,2,"])
def test_a_row_with_too_few_or_too_many_fields_is_refused(
    tmp_path: Path, problems: Problems, row: str
) -> None:
    (tmp_path / "a.csv").write_text(f"C1_1,C1_2\n1,2\n{row}\n3,4\n")
    (found,) = [f for f in problems("a.csv") if f.severity is Severity.ERROR]
    assert found.code == "AS805"
    assert "row 3 has" in found.message


def test_a_quotation_mark_that_is_never_closed_is_refused(
    tmp_path: Path, problems: Problems
) -> None:
    (tmp_path / "a.csv").write_text('C1_1,comment\n1,a\n2,"b\n3,c\n')
    (found,) = [f for f in problems("a.csv") if f.severity is Severity.ERROR]
    assert found.code == "AS806"
    assert "row 3" in found.message


@pytest.mark.parametrize(
    "rows",
    [
        '1,5" pipe\n2,b\n3,6" c\n',
        '1,say "hi" now\n',
        '1,"x"y\n',
        '1, "a,b"\n',
        '"1"x,2\n',
    ],
)
def test_a_quotation_mark_inside_a_cell_never_swallows_rows(
    tmp_path: Path, problems: Problems, rows: str
) -> None:
    (tmp_path / "a.csv").write_text("C1_1,comment\n" + rows)
    (found,) = [f for f in problems("a.csv") if f.severity is Severity.ERROR]
    assert found.code == "AS806"
    assert "row 2" in found.message


@pytest.mark.parametrize("text", ['"C1_1,b\n', "C1_1\n\x00\x01\x02\n"])
def test_what_is_no_table_is_refused(tmp_path: Path, problems: Problems, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    assert "AS806" in [f.code for f in problems("a.csv")]


def test_windows_1252_is_assumed_with_a_warning(tmp_path: Path, reading: Read) -> None:
    (tmp_path / "a.csv").write_bytes("C1_1;x\nVöllig;é\n".encode("cp1252"))
    answers = reading("a.csv")
    assert codes_of(answers.batches())["C1_1"] == [4]
    assert answers.report.findings[0].code == "AS808"


@pytest.mark.parametrize("tail", [b"\xe9,1\n", b"\x81,1\n"])
def test_two_encodings_in_one_file_are_refused(
    tmp_path: Path, problems: Problems, tail: bytes
) -> None:
    (tmp_path / "a.csv").write_bytes("x,C1_1\né,1\n".encode() + tail)
    assert [f.code for f in problems("a.csv")] == ["AS807"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("block", [3, 8, 1000])
def test_blank_lines_are_no_rows_wherever_they_are(tmp_path: Path, end: str, block: int) -> None:
    lines = ["", "", "C1_1,C1_2", "", "", "1,2", "", "", "2,", "3,", ""]
    (tmp_path / "a.csv").write_text(end.join(lines), newline="")
    table = open_csv(tmp_path / "a.csv", "a.csv", block=block)
    frames = list(table.frames([0]))
    assert [line for f in frames for line in f.rows.tolist()] == [6, 9, 10]
    cells = [f.columns[0].values[i] for f in frames for i in f.columns[0].index.tolist()]
    assert cells == ["1", "2", "3"]


def test_lines_of_an_old_mac_are_read(tmp_path: Path, reading: Read) -> None:
    (tmp_path / "a.csv").write_bytes(b"C1_1,C1_2\r1,4\r2,3\r")
    assert codes_of(reading("a.csv").batches())["C1_1"] == [0, 1]


def test_columns_that_are_named_twice_are_refused(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text("C1_1,x,x,C1_1\n1,2,3,4\n")
    (found,) = [f for f in problems("a.csv") if f.severity is Severity.ERROR]
    assert found.code == "AS804"
    assert found.span == Span(1, 10, 1, 14)


def test_a_file_without_any_item_is_refused(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text("Timestamp,Q1\n1,2\n")
    assert "AS803" in [f.code for f in problems("a.csv")]


def test_the_problems_of_all_files_are_told_at_once(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text("C1_1\n9\n")
    (tmp_path / "b.csv").write_text("C1_1,C1_2\n1\n")
    codes = {f.code for f in problems("a.csv", "b.csv", "c.csv") if f.severity is Severity.ERROR}
    assert codes == {"AS801", "AS805", "AS809"}


def test_no_batch_is_given_once_something_is_wrong(tmp_path: Path, reading: Read) -> None:
    (tmp_path / "a.csv").write_text("C1_1\n9\n1\n")
    (tmp_path / "b.csv").write_text("C1_1\n1\n")
    batches = reading("a.csv", "b.csv").batches()
    with pytest.raises(Exception, match="AS801"):
        next(batches)
