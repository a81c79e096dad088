"""Findings on the command line: streams, files, job pages, and an exit code that stays."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from tests.cli.command import Inside, alignscan, environment
from tests.modules import HEAVY, loaded_after, packages

from alignscan.rendering.findings.formats import FORMATS

HEAD = "format: alignscan/1\norganization: Nord\nquestionnaire: self-check\n"
CLEAN = HEAD + "answers: {direction: 4}\n"
WRONG = HEAD + "targets: {sistems: 4}\n"
WARNED = CLEAN.replace("Nord", "yes")
MACHINE = tuple(format for format in FORMATS if format != "text")


def write(run: Inside, name: str, text: str) -> None:
    path = run.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (CLEAN, (), 0),
        (WARNED, (), 0),
        (WARNED, ("--fail-on", "warning"), 1),
        (WRONG, (), 1),
        (WRONG, ("--exit-zero",), 0),
    ],
)
def test_the_format_never_changes_the_exit_code(
    run: Inside, format: str, text: str, options: tuple[str, ...], code: int
) -> None:
    write(run, "s.yaml", text)
    assert run("check", "s.yaml", *options, "-f", format).code == code
    assert run("check", "s.yaml", *options, "-o", f"{format}=out").code == code


@pytest.mark.parametrize("format", MACHINE)
def test_what_is_printed_is_what_is_written(run: Inside, format: str) -> None:
    write(run, "s.yaml", WRONG)
    printed = run("check", "s.yaml", "-f", format, "-o", f"{format}=out")
    assert printed.stdout == (run.folder / "out").read_bytes()
    assert printed.err == "checked 1 file, 1 finding\nwrote out\n"
    assert run("check", "s.yaml", "-f", format, "-q").err == ""


def test_text_in_a_file_is_what_a_person_sees(run: Inside) -> None:
    write(run, "s.yaml", WRONG)
    shown = run("check", "s.yaml", "-o", "found.txt")
    assert shown.out == (run.folder / "found.txt").read_text(encoding="utf-8")
    assert "^^^^^^^" in shown.out


def test_one_run_feeds_log_annotations_and_upload(run: Inside) -> None:
    write(run, "s.yaml", WRONG)
    done = run(
        *("check", ".", "-f", "github", "-o", "out.sarif", "-o", "out.json", "-o", "out.xml"),
        *("-o", "gitlab=quality.json", "--summary", "page.md"),
    )
    assert done.code == 1
    assert done.out.startswith("::error file=s.yaml,line=4,col=11,endColumn=17,title=AS202 ")
    assert {p.name for p in run.folder.iterdir()} == {
        *("s.yaml", "out.sarif", "out.json", "out.xml", "quality.json", "page.md"),
    }
    schema = json.loads(run("schema", "findings").out)
    Draft7Validator.check_schema(schema)
    Draft7Validator(schema).validate(json.loads((run.folder / "out.json").read_text()))


@pytest.mark.parametrize("name", ["f.sarif", "F.SARIF", "f.sarif.json", "json.sarif"])
def test_the_longest_suffix_tells_the_format(run: Inside, name: str) -> None:
    write(run, "s.yaml", WRONG)
    assert run("check", "s.yaml", "-o", name).code == 1
    assert '"version": "2.1.0"' in (run.folder / name).read_text(encoding="utf-8")
    for nameless in ("sarif", ".sarif", "sarif.yaml"):
        assert "does not tell a format" in run("check", "s.yaml", "-o", nameless).err


def test_a_summary_is_added_to_what_is_there(run: Inside) -> None:
    write(run, "s.yaml", WRONG)
    write(run, "page.md", "# Before\n")
    run("check", "s.yaml", "--summary", "page.md")
    run("check", "s.yaml", "--summary", "page.md")
    page = (run.folder / "page.md").read_text(encoding="utf-8")
    assert page.startswith("# Before\n\n## alignscan check\n")
    assert page.count("AS202 unknown-condition") == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "s.yaml"), "does not tell a format"),
        (("-o", "json=s.yaml"), "is an input"),
        (("--summary", "s.yaml"), "is an input"),
        (("-o", "a.md", "--summary", "a.md"), "is an output already"),
        (("-o", "nowhere/a.sarif"), "there is no folder nowhere"),
        (("-f", "html"), "choose one of text, json, sarif, github, gitlab, junit, markdown"),
        (("-o", "html=a"), "no format `html`"),
    ],
)
def test_what_cannot_be_written_writes_nothing(
    run: Inside, options: tuple[str, ...], said: str
) -> None:
    write(run, "s.yaml", WRONG)
    refused = run("check", "s.yaml", "-o", "first.json", *options)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert [p.name for p in run.folder.iterdir()] == ["s.yaml"]
    assert (run.folder / "s.yaml").read_text() == WRONG


def test_answers_are_in_no_format(run: Inside) -> None:
    write(run, "s.yaml", HEAD + "answers: {direction: wretched, systems: [wretched, 4]}\n")
    for format in FORMATS:
        found = run("check", "s.yaml", "-f", format)
        assert found.code == 1
        assert "wretched" not in found.said


def test_a_key_cannot_write_a_command_into_the_log(tmp_path: Path) -> None:
    text = WRONG + '"a\\e[31m\\r\\n::error::b\\u202e": 1\n'
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    own = alignscan("check", "s.yaml", "-f", "github", cwd=tmp_path)
    for format in FORMATS:
        found = Inside(tmp_path)("check", "s.yaml", "-f", format)
        assert format != "github" or found == own
        assert not any(line.startswith("::error::b") for line in found.out.splitlines())
        assert not {"\x1b", "\u202e", "\r"} & set(found.out)


def test_every_file_is_told_whatever_happens_to_one(run: Inside) -> None:
    write(run, "a.yaml", WRONG)
    (run.folder / "b.yaml").write_bytes(b"format: alignscan/1\norganization: \xff\n")
    write(run, "c.yaml", CLEAN)
    found = run("check", "a.yaml", "b.yaml", "c.yaml", "missing.yaml", "-f", "junit")
    assert found.code == 2
    assert 'tests="4" failures="1" errors="2"' in found.out


@pytest.mark.parametrize("format", MACHINE)
def test_the_same_files_give_the_same_bytes_from_anywhere(run: Inside, format: str) -> None:
    write(run, "s.yaml", WRONG)
    near = run("check", "s.yaml", "-f", format)
    assert run("check", "./s.yaml", "-f", format).stdout == near.stdout
    assert run("check", str(run.folder / "s.yaml"), "-f", format).stdout == near.stdout


def test_no_format_loads_what_only_assessing_needs(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(WRONG, encoding="utf-8")
    order = sorted(FORMATS, key=lambda format: format != "text")
    checks = [("check", "s.yaml", "-f", format) for format in order]
    loaded = loaded_after(*checks, cwd=tmp_path, env=environment())
    assert not any("xml.sax" in name or name.endswith(".fingerprints") for name in loaded[0])
    for after, modules in enumerate(loaded, 1):
        assert not packages(modules) & HEAVY, order[after - 1]
        formats = {name.rpartition(".")[2] for name in modules if ".rendering.findings." in name}
        assert formats & set(MACHINE) <= set(order[:after])


@pytest.mark.skipif(os.name != "posix", reason="platform: names are not bytes here")
def test_a_name_that_is_no_text_is_told_in_every_format(run: Inside) -> None:
    name = os.fsdecode(b"s\xff\n.yaml")
    (run.folder / name).write_text(WRONG, encoding="utf-8")
    for format in FORMATS:
        found = run("check", ".", "-f", format)
        assert found.code == 1
        assert "internal" not in found.err
    assert "s%FF%0A.yaml" in run("check", ".", "-f", "sarif").out
