import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.modules import HEAVY
from tests.responses.samples import questionnaire, survey

from alignscan.responses.errors import ResponsesError
from alignscan.responses.header import check_header, read_header


def test_reading_a_header_loads_nothing_heavy() -> None:
    loaded = f"[m for m in {sorted(HEAVY)} if m in sys.modules]"
    code = f"import sys, alignscan.responses.header; print({loaded})"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_of_a_csv_file(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    names = ["C1_1", '"Größe, and\nso; on"', " x "]
    path.write_bytes((delimiter.join(names) + "\r\n1,2,3\r\n").encode(encoding))
    assert read_header(path) == ["C1_1", "Größe, and so; on", "x"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a;b,c;d\n1;2;3\n", ["a", "b,c", "d"]),
        ("sep=;\na,b,c;d\n", ["a,b,c", "d"]),
        ("only\n1,5\n", ["only"]),
        ("", []),
    ],
)
def test_the_delimiter_is_the_one_rows_agree_on(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    (tmp_path / "a.csv").write_text(text)
    assert read_header(tmp_path / "a.csv") == names


def test_a_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        bomb = '<!DOCTYPE x [<!ENTITY a "b">]><Relationships>&a;</Relationships>'
        archive.writestr("xl/_rels/workbook.xml.rels", bomb)
    with pytest.raises(ResponsesError, match="AS806"):
        read_header(path)


def test_the_headers_of_a_survey_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,level\n1,2\n")
    (tmp_path / "b.csv").write_text("C1_1,C1_2,goals_now,cause,level,Standort\n9,9,9,9,9,9\n")
    (tmp_path / "c.parquet").write_bytes(b"PAR1")
    files = ["a.csv", "b.csv", "c.parquet", "../d.csv"]
    found = check_header(survey(responses=files), questionnaire(), tmp_path)
    assert [f.code for f in found] == ["AS803", "AS812", "AS814", "AS809"]


def test_a_missing_list_of_the_invited_is_found(tmp_path: Path) -> None:
    (found,) = check_header(survey(population="invited.csv"), questionnaire(), tmp_path)
    assert (found.code, found.data_path) == ("AS809", "population.file")
    assert found.message == "there is no population file `invited.csv`"
    (tmp_path / "invited.csv").write_text("level\nemployee\n")
    assert check_header(survey(population="invited.csv"), questionnaire(), tmp_path) == []
