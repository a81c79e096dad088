import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import REPOSITORY, Inside, alignscan, environment

from alignscan import __version__
from alignscan.cli import explain

COMMANDS = ("init", "answer", "freeze", "assess", "check", "report", "schema", "explain")


def test_the_version_and_no_command(tmp_path: Path) -> None:
    version = alignscan("--version", cwd=tmp_path)
    assert (version.code, version.out, version.err) == (0, f"alignscan {__version__}\n", "")


def test_every_command_has_help_that_fits(run: Inside) -> None:
    listed = run("--help").out
    for command in COMMANDS:
        line = next(x for x in listed.splitlines() if x.strip().startswith(f"{command} "))
        assert "..." not in line
        shown = run(command, "-h")
        assert shown.code == 0
        for text in (listed, shown.out):
            assert max(map(len, text.splitlines())) <= 80
        assert "list[" not in shown.out.replace("<list[Path]>", "")


def test_an_unknown_command_is_a_usage_error(run: Inside) -> None:
    refused = run("asess")
    assert (refused.code, refused.out) == (2, "")
    assert "Did you mean 'assess'?" in refused.err


@pytest.mark.parametrize("arguments", [["check", "--nope", "x"], ["report"], []])
def test_a_wrong_command_line_is_a_usage_error(run: Inside, arguments: list[str]) -> None:
    refused = run(*arguments)
    assert refused.code == 2
    assert "Usage: alignscan" in refused.said


def raises(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("alignscan.rules.explain.entries", broken)


def test_a_crash_is_one_line_without_what_was_in_the_file(
    run: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    raises(monkeypatch, ZeroDivisionError("the answer was 4"))
    crashed = run("explain")
    assert (crashed.code, crashed.out) == (3, "")
    first, second = crashed.err.splitlines()
    assert first.startswith("error: internal error (ZeroDivisionError at test_app.py:")
    assert first.endswith("; no result was produced")
    assert second.startswith("  help: ")
    assert "answer was" not in crashed.err


def test_an_interruption_has_its_own_code(run: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    raises(monkeypatch, KeyboardInterrupt())
    stopped = run("explain")
    assert (stopped.code, stopped.said) == (130, "")


def test_a_reader_that_stops_reading_is_nothing_to_report(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "alignscan", "explain"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) == 0


def test_a_reader_that_stops_reading_changes_no_exit_code(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("format: alignscan/1\nfoo: 1\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "alignscan", "check", "x.yaml"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=30) == 1


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="platform: there is no device that is always full"
)
def test_a_full_disk_is_not_a_clean_run(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "alignscan", "explain"],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=30,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: the result cannot be printed (")


def test_every_format_has_a_schema(run: Inside) -> None:
    for name in ("survey", "questionnaire", "actions", "plan", "report"):
        assert run("schema", name).out.startswith("{\n")
    assert run("schema").out == run("schema", "survey").out
    refused = run("schema", "surveys")
    assert (refused.code, refused.out) == (2, "")
    assert "choose one of survey, questionnaire, actions, plan, " in refused.err


def test_codes_names_and_terms_are_explained(run: Inside) -> None:
    by_code, by_name = run("explain", "AS101"), run("explain", "unknown-key")
    assert by_code.code == 0
    assert by_code.out == by_name.out
    assert by_code.out.startswith("AS101 unknown-key (error)\n")
    assert "formula" in run("explain", "-h").out
    assert "Burke" in run("explain", "agreement").out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("agrement", "did you mean `agreement`?"),
        ("unknwon-key", "did you mean `unknown-key`?"),
        ("???", "lists"),
    ],
)
def test_a_misspelt_name_gets_a_hint(run: Inside, name: str, hint: str) -> None:
    refused = run("explain", name)
    assert (refused.code, refused.out) == (2, "")
    assert hint in refused.err


def test_the_list_of_explanations_fits_a_screen(run: Inside) -> None:
    lines = run("explain").out.splitlines()
    assert max(map(len, lines)) <= explain.WIDTH
    assert any(line.startswith("AS101 unknown-key") for line in lines)


def test_a_report_has_the_bytes_of_the_assessment(examples: Path) -> None:
    run = Inside(examples)
    outputs = [part for s in ("json", "md", "html") for part in ("-o", f"a.{s}")]
    assert run("assess", "ex/research-engineers-2017", *outputs).code == 0
    again = [part for s in ("json", "md", "html") for part in ("-o", f"b.{s}")]
    made = alignscan("report", "a.json", *again, cwd=examples)
    assert made.code == 0
    for suffix in ("json", "md", "html"):
        assert (examples / f"a.{suffix}").read_bytes() == (examples / f"b.{suffix}").read_bytes()


def test_a_report_is_gated_as_the_assessment_was(examples: Path) -> None:
    run = Inside(examples)
    run("assess", "ex/self-check", "-o", "a.json")
    assert run("report", "a.json", "--fail-under", "2.0").code == 0
    assert run("report", "a.json", "--fail-under", "2.1").code == 1
    assert run("report", "a.json", "-o", "a.json").code == 2


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", "null", "nonsense", '{"format": "x"}'])
def test_what_is_no_report_is_one_clear_finding(run: Inside, text: str) -> None:
    (run.folder / "a.json").write_text(text)
    refused = run("report", "a.json", "-o", "b.html")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("a.json: error[AS")
    assert len(refused.err.splitlines()) <= 2
    assert not (run.folder / "b.html").exists()


def test_the_module_is_found_from_the_repository() -> None:
    assert alignscan("check", "assessments", cwd=REPOSITORY).code == 0


@pytest.mark.skipif(os.name == "nt", reason="platform: streams cannot be closed from a shell here")
def test_a_run_without_any_streams_ends_as_ever(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("format: alignscan/1\nfoo: 1\n")
    script = '"$0" -m alignscan check x.yaml <&- >&- 2>&-'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable],
        cwd=tmp_path,
        env=environment(),
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
