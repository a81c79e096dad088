"""``alignscan import`` and ``assess --responses``: what is written, refused and said."""

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest
from tests.cli.command import REPOSITORY, Inside, alignscan
from tests.responses.importing.layouts import (
    CANARIES,
    EMAIL,
    LAYOUTS,
    MISSING,
    SAMPLES,
    STATEMENTS,
    SURVEY,
    generic,
    google_forms,
    limesurvey,
    qualtrics,
    table,
)

RAW = SAMPLES / "limesurvey" / "rse_us_2017_codetext_full_answers.csv"
ENGINEERS = REPOSITORY / "assessments" / "research-engineers-2017"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    (tmp_path / "q.csv").write_bytes(qualtrics())
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def everything(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_an_export_becomes_a_responses_file_that_the_survey_names(folder: Path) -> None:
    done = alignscan("import", "q.csv", cwd=folder)
    assert done.code == 0, done.said
    assert "Qualtrics" in done.out
    assert "8 read, 5 kept; dropped: 1 preview, 1 spam, 1 unfinished" in done.out
    assert len(rows(folder / "responses.csv")) == 5
    assert (folder / "survey.yaml").read_text(
        encoding="utf-8"
    ) == SURVEY + "responses: responses.csv\n"
    assert "responses.csv" in (folder / ".gitignore").read_text(encoding="utf-8").split()
    if os.name == "posix":
        assert stat.S_IMODE((folder / "responses.csv").stat().st_mode) == 0o600
    assert alignscan("assess", "survey.yaml", cwd=folder).code == 0


def test_importing_again_replaces_the_rows_of_the_same_export(folder: Path) -> None:
    run = Inside(folder)
    assert run("import", "q.csv").code == 0
    before = everything(folder)
    again = run("import", "q.csv")
    assert again.code == 0
    assert "5 rows replaced" in again.out
    assert everything(folder) == before


def test_another_export_adds_rows_and_the_first_can_be_renewed(folder: Path) -> None:
    run = Inside(folder)
    (folder / "g.csv").write_bytes(google_forms())
    assert run("import", "q.csv").code == 0
    assert run("import", "g.csv").code == 0
    assert [row["source"] for row in rows(folder / "responses.csv")] == ["q.csv"] * 5 + [
        "g.csv"
    ] * 5
    assert run("import", "q.csv", "g.csv").code == 0
    assert len(rows(folder / "responses.csv")) == 10


def test_a_later_export_of_the_same_responses_is_refused_until_it_replaces(folder: Path) -> None:
    run = Inside(folder)
    assert run("import", "q.csv").code == 0
    before = everything(folder)
    (folder / "friday.csv").write_bytes(qualtrics())
    refused = run("import", "friday.csv")
    assert refused.code == 1
    assert "AS852" in refused.err
    (folder / "friday.csv").rename(folder.parent / "friday.csv")
    assert everything(folder) == before
    assert run("import", "../friday.csv", "--source", "q.csv").code == 0
    assert len(rows(folder / "responses.csv")) == 5


def test_nothing_is_written_but_a_mapping_file_while_a_column_is_open(folder: Path) -> None:
    export = qualtrics().replace(
        b"Our values guide what we do each day.", b"Our values guide us all"
    )
    (folder / "q.csv").write_bytes(export)
    before = everything(folder)
    run = Inside(folder)
    refused = run("import", "q.csv")
    assert refused.code == 1
    assert "Nothing was imported" in refused.out
    assert "column 18, Q2_1" in refused.err
    mapping = (folder / "mapping.yaml").read_text(encoding="utf-8")
    assert {**everything(folder)}.keys() - before.keys() == {"mapping.yaml"}
    assert run("check", "mapping.yaml").code == 0
    still = run("import", "q.csv", "--mapping", "mapping.yaml")
    assert still.code == 1
    assert "the mapping leaves it undecided" in still.err
    decided = mapping.replace("use: undecided", "use: item\n    id: C1_2")
    (folder / "mapping.yaml").write_text(decided, encoding="utf-8")
    done = run("import", "q.csv", "--mapping", "mapping.yaml")
    assert done.code == 0, done.said
    assert [row["C1_2"] for row in rows(folder / "responses.csv")] == ["4", "1", "3", "2", "5"]


def test_a_mapping_file_of_a_person_is_never_overwritten(folder: Path) -> None:
    (folder / "mapping.yaml").write_text("# mine\n", encoding="utf-8")
    (folder / "q.csv").write_bytes(table([["C1_1", "Own a car?"], ["4", "yes"], ["5", "yes"]]))
    assert Inside(folder)("import", "q.csv").code == 1
    assert (folder / "mapping.yaml").read_text(encoding="utf-8") == "# mine\n"


def test_unknown_answers_and_categories_stop_an_import(folder: Path) -> None:
    export = qualtrics().replace(b"Strongly agree", b"Totally").replace(b"Operations", b"Ops")
    (folder / "q.csv").write_bytes(export)
    refused = Inside(folder)("import", "q.csv", "-f", "json")
    assert refused.code == 1
    assert {"AS801", "AS802"} <= set(refused.err.replace("[", " ").replace("]", " ").split())
    report = json.loads(refused.out)
    assert report["status"] == "unresolved"
    assert {u["id"] for u in report["sources"][0]["unknown"]} == {"C1_1", "C1_2", "function"}
    assert not (folder / "responses.csv").exists()


@pytest.mark.skipif(
    os.name != "posix", reason="platform: links need no special right on POSIX only"
)
def test_it_never_writes_through_a_link_or_over_an_export(folder: Path) -> None:
    run = Inside(folder)
    (folder / "elsewhere.csv").write_text("keep\n", encoding="utf-8")
    (folder / "responses.csv").symlink_to("elsewhere.csv")
    assert run("import", "q.csv").code == 2
    assert (folder / "elsewhere.csv").read_text(encoding="utf-8") == "keep\n"
    (folder / "responses.csv").unlink()
    (folder / "q.csv").rename(folder / "responses.csv")
    assert run("import", "responses.csv").code == 0
    assert (folder / "responses.csv").read_bytes() == qualtrics()
    assert len(rows(folder / "imported.csv")) == 5
    assert run("import", "responses.csv", "--to", "responses.csv").code == 2
    assert (folder / "responses.csv").read_bytes() == qualtrics()


def test_answers_that_were_not_imported_are_not_replaced(folder: Path) -> None:
    (folder / "responses.csv").write_text("C1_1\n4\n", encoding="utf-8")
    refused = Inside(folder)("import", "q.csv")
    assert refused.code == 1
    assert (folder / "responses.csv").read_text(encoding="utf-8") == "C1_1\n4\n"
    assert Inside(folder)("import", "q.csv", "--to", "more.csv").code == 0


def test_without_a_survey_file_one_is_made_with_the_categories_found(tmp_path: Path) -> None:
    head = ["Department", "direction", "commitment", "goals", "capability", "systems"]
    people = [["Sales", *"43212"], ["Operations", *"54321"], ["Sales", *"33333"]]
    (tmp_path / "x.csv").write_bytes(table([head, *people]))
    done = Inside(tmp_path)("import", "x.csv", "--organization", "Northwind")
    assert done.code == 0, done.said
    text = (tmp_path / "survey.yaml").read_text(encoding="utf-8")
    assert "organization: Northwind" in text
    assert "questionnaire: self-check" in text
    assert "Operations" in text
    assert Inside(tmp_path)("check", "survey.yaml").code == 0
    assert "Participation only" in Inside(tmp_path)("assess", "survey.yaml").out


def test_a_questionnaire_that_nobody_named_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(table([["a", "b"], ["1", "2"]]))
    refused = Inside(tmp_path)("import", "x.csv")
    assert refused.code == 2
    assert "--questionnaire" in refused.err
    assert not (tmp_path / "survey.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--platform", "typeform"], "typeform"),
        (["--encoding", "klingon"], "klingon"),
        (["--to", "../x.csv"], "no name of a CSV file"),
        (["-f", "xml"], "no format"),
        (["--companion", "q.csv"], "AS856"),
        (["--mapping", "survey.yaml"], "AS107"),
        (["--survey", "q.csv"], "is an input"),
    ],
)
def test_options_that_cannot_be_followed(folder: Path, arguments: list[str], word: str) -> None:
    before = everything(folder)
    refused = Inside(folder)("import", "q.csv", *arguments)
    assert refused.code == 2
    assert word in refused.err
    assert everything(folder) == before


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"PK\x03\x04", b'a,b\n"1,2\n', b"a\n\xff\xfe\x81\n", b"C1_1\n4,5\n"],
)
def test_files_that_are_no_tables_are_refused(folder: Path, content: bytes) -> None:
    (folder / "bad.csv").write_bytes(content)
    refused = Inside(folder)("import", "bad.csv")
    assert refused.code in (1, 2)
    assert "internal error" not in refused.err
    assert not (folder / "responses.csv").exists()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_canary_gets_out(layout: str, tmp_path: Path) -> None:
    _, name, content, encoding = LAYOUTS[layout]
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / name).write_bytes(content)
    (tmp_path / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    run = Inside(tmp_path)
    more = ["--encoding", encoding] if encoding else []
    said = (
        run("import", f"in/{name}", *more).said
        + run("import", f"in/{name}", "-f", "json", *more).said
    )
    if encoding is None:
        said += run("assess", "survey.yaml", "--responses", f"in/{name}", "-f", "json").said
    said += run("assess", "survey.yaml").said
    (tmp_path / "other.yaml").write_text(SURVEY.replace("C1_2", "C1_9"), encoding="utf-8")
    said += run("import", f"in/{name}", "--survey", "other.yaml", *more).said
    for file in tmp_path.iterdir():
        said += file.read_bytes().decode() if file.is_file() else ""
    assert [canary for canary in CANARIES if canary in said] == []


def test_a_canary_in_a_comment_or_a_category_does_not_get_out(folder: Path) -> None:
    head = ["Department", *STATEMENTS, "remark"]
    people = [[EMAIL, "4", "5", "3", "write to " + EMAIL], ["Sales", "3", "3", "3", "ok"]]
    (folder / "x.csv").write_bytes(table([head, *people]))
    refused = Inside(folder)("import", "x.csv")
    assert refused.code == 1
    assert EMAIL not in refused.said
    (folder / "x.csv").write_bytes(table([head, ["Sales", *people[0][1:]], people[1]]))
    done = Inside(folder)("import", "x.csv")
    assert done.code == 0
    assert "1 address or number" in done.out
    assert EMAIL not in done.said + (folder / "responses.csv").read_text(encoding="utf-8")


def test_an_address_in_a_heading_does_not_get_out(folder: Path) -> None:
    head = ["C1_1", "C1_2", f"How well does {EMAIL} lead?"]
    (folder / "x.csv").write_bytes(table([head, ["4", "5", "3"], ["4", "5", "3"]]))
    run = Inside(folder)
    said = run("import", "x.csv").said + run("import", "x.csv", "-f", "json").said
    mapping = (folder / "mapping.yaml").read_text(encoding="utf-8")
    assert EMAIL not in said + mapping
    decided = mapping.replace("use: undecided", "use: ignored")
    (folder / "mapping.yaml").write_text(decided, encoding="utf-8")
    assert run("import", "x.csv", "--mapping", "mapping.yaml").code == 0


def test_assess_reads_an_export_at_once_and_stores_nothing(folder: Path) -> None:
    before = everything(folder)
    at_once = Inside(folder)("assess", "survey.yaml", "--responses", "q.csv", "-f", "json")
    assert at_once.code == 0, at_once.err
    assert everything(folder) == before
    Inside(folder)("import", "q.csv")
    later = Inside(folder)("assess", "survey.yaml", "-f", "json")
    assert json.loads(at_once.out) == json.loads(later.out)


def test_assess_says_what_to_run_where_something_is_open(folder: Path) -> None:
    (folder / "x.csv").write_bytes(generic().replace(b"remark", b"Your shoe size"))
    refused = Inside(folder)("assess", "survey.yaml", "--responses", "x.csv")
    assert refused.code == 2
    assert "AS857" in refused.err
    assert "alignscan import x.csv --survey survey.yaml" in refused.err


@pytest.mark.skipif(not RAW.exists(), reason=MISSING)
def test_a_real_survey_from_the_raw_export_to_a_report_in_two_commands(tmp_path: Path) -> None:
    for name in ("questionnaire.yaml", "mapping.yaml", "survey.yaml"):
        (tmp_path / name).write_bytes((ENGINEERS / name).read_bytes())
    done = alignscan("import", str(RAW), "--mapping", "mapping.yaml", cwd=tmp_path)
    assert done.code == 0, done.said
    report = Inside(tmp_path)("assess", "survey.yaml", "-f", "json")
    assert report.code == 0, report.said
    example = Inside(tmp_path)("assess", str(ENGINEERS / "survey.yaml"), "-f", "json")
    assert json.loads(report.out) == json.loads(example.out)
    texts = [row["tenure"] for row in rows(tmp_path / "responses.csv")]
    assert texts == [row["tenure"] for row in rows(ENGINEERS / "responses.csv")]


def test_unfinished_responses_can_be_kept(folder: Path) -> None:
    (folder / "l.csv").write_bytes(limesurvey())
    assert Inside(folder)("import", "l.csv", "--keep-unfinished").code == 0
    assert len(rows(folder / "responses.csv")) == 6
