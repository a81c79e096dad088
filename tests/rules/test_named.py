"""Files that are named by mistake."""

from pathlib import Path

import pytest

from alignscan.rules.check import check_file


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("s.yml", "did you mean `s.yaml`?"),
        ("north.yaml", "did you mean `nort.yaml`?"),
        ("Nort.yaml", "did you mean `nort.yaml`?"),
        ("other.yaml", None),
        ("gone/s.yaml", None),
        ("a\0b.yaml", None),
    ],
)
def test_a_file_that_is_not_there_is_looked_for_close_by(
    name: str, hint: str | None, tmp_path: Path
) -> None:
    for there in ("s.csv", "s.yaml", "nort.yaml"):
        (tmp_path / there).write_text("format: alignscan/1\n", encoding="utf-8")
    if (tmp_path / name.replace("\0", "")).exists():
        pytest.skip("platform: names differ by more than capitals here")
    (finding,) = check_file(tmp_path / name).findings
    assert (finding.code, finding.hint) == ("AS001", hint)


@pytest.mark.parametrize("name", ["r.csv", "R.CSV", "r.xlsx"])
def test_a_table_of_answers_is_not_read_as_a_survey_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b'direction\n"4: wretched"\n\xff\x00')
    (finding,) = check_file(tmp_path / name).findings
    assert finding.code == "AS108"
    assert "under `responses:`" in (finding.hint or "")
