"""What an import with mistakes says: each column with its question, each help once, and in JSON."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from tests.cli.command import Inside
from tests.responses.importing.layouts import CANARIES, EMAIL, SURVEY, qualtrics, table

MORE = {
    "Q9": "How many years have you been working in this organization, all in all?",
    "Q10": f"Do you own a car? Write to {EMAIL}",
    "Q11": "Mail",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A survey, and an export with three columns too many, an odd label and an odd category."""
    text = qualtrics().decode().replace("Strongly agree", "Totally").replace("Operations", "Ops")
    rows = list(csv.reader(io.StringIO(text)))
    rows[0] += MORE
    rows[1] += MORE.values()
    rows[2] += [json.dumps({"ImportId": f"QID{name}"}) for name in MORE]
    for at, row in enumerate(rows[3:]):
        row += [str(at % 3), "yes", EMAIL]
    (tmp_path / "q.csv").write_bytes(table(rows))
    (tmp_path / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    return tmp_path


def test_the_same_help_stands_once(folder: Path) -> None:
    done = Inside(folder)("import", "q.csv")
    assert done.code == 1
    helps = Counter(line for line in done.err.splitlines() if line.startswith("  help: "))
    assert set(helps.values()) == {1}
    assert done.err.count("error[AS850]") == 2
    assert 'column 21, Q9 "How many years' in done.err


def test_a_terminal_of_80_columns_is_wide_enough(folder: Path) -> None:
    done = Inside(folder)("import", "q.csv")
    assert max(map(len, done.out.splitlines())) <= 80
    assert "all in all?" in done.out


def test_the_mapping_file_says_what_was_asked(folder: Path) -> None:
    run = Inside(folder)
    run("import", "q.csv")
    assert f"  # {MORE['Q9']}\n" in (folder / "mapping.yaml").read_text(encoding="utf-8")
    assert run("check", "mapping.yaml").code == 0


def test_json_holds_every_finding_and_nobody(folder: Path) -> None:
    done = Inside(folder)("import", "q.csv", "-f", "json")
    report = json.loads(done.out)
    codes = [finding["code"] for finding in report["findings"]]
    assert sorted(codes) == ["AS801", "AS801", "AS802", "AS850", "AS850"]
    assert all(finding["hint"] for finding in report["findings"])
    (source,) = report["sources"]
    assert [note["text"] for note in source["unresolved"]][:1] == [MORE["Q9"]]
    every = [n["at"] for k in ("mapped", "personal", "ignored", "unresolved") for n in source[k]]
    assert sorted(every) == list(range(1, 24))
    written = "".join(
        path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != "q.csv"
    )
    assert [word for word in CANARIES if word in done.said + written] == []
