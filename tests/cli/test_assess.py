from pathlib import Path

import pytest
from tests.cli.command import EXAMPLES, Inside, alignscan

FORMATS = ("json", "markdown", "html")
MINIMAL = "format: alignscan/1\norganization: Nord\nquestionnaire: self-check\n"
ANSWERED = MINIMAL + (
    "answers: {direction: 4, commitment: 3, goals: 2, capability: 3, systems: 2}\n"
)
SECRET = "wretched boss"


def survey(run: Inside, text: str = ANSWERED, name: str = "survey.yaml") -> None:
    (run.folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_verdict_fits_a_screen(examples: Path, example: str) -> None:
    verdict = Inside(examples)("assess", f"ex/{example}/survey.yaml")
    assert (verdict.code, verdict.err) == (0, "")
    lines = verdict.out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines[:-1])) <= 80
    assert lines[-1] == f"Next      alignscan assess ex/{example}/survey.yaml -o report.html"


def test_a_pipe_gets_no_colors_from_a_real_process(examples: Path) -> None:
    verdict = alignscan("assess", "ex/self-check", cwd=examples)
    assert (verdict.code, verdict.err) == (0, "")
    assert verdict.out.startswith("Alder Lane Dental Care: NOT ALIGNED.")
    assert b"\x1b" not in verdict.stdout


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ([], {}, False),
        (["--color"], {}, True),
        (["--color"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colors_are_a_choice(
    run: Inside, options: list[str], env: dict[str, str], colored: bool
) -> None:
    survey(run)
    assert (b"\x1b[" in run("assess", "survey.yaml", *options, **env).stdout) is colored


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
def test_a_console_that_cannot_show_signs_gets_plain_ones(run: Inside, encoding: str) -> None:
    survey(run, ANSWERED.replace("Nord", "Nørd ≥"))
    verdict = run("assess", "survey.yaml", encoding=encoding)
    assert verdict.code == 0
    assert verdict.stdout.isascii()
    assert b"NOT ALIGNED" in verdict.stdout


def test_an_ascii_pipe_of_a_real_process(examples: Path) -> None:
    verdict = alignscan("assess", "ex/leadership-team", cwd=examples, PYTHONIOENCODING="ascii")
    assert verdict.code == 0
    assert verdict.stdout.isascii()


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_printed_is_what_is_written(run: Inside, format: str) -> None:
    survey(run, ANSWERED.replace("Nord", "Nørd ≥ 日本"))
    run("assess", "survey.yaml", "-o", f"{format}=out.txt")
    for encoding in ("utf-8", "cp1252"):
        printed = run("assess", "survey.yaml", "-f", format, encoding=encoding)
        assert printed.stdout == (run.folder / "out.txt").read_bytes()
    assert "日本" in (run.folder / "out.txt").read_text(encoding="utf-8")


def test_several_files_are_written_in_one_run(run: Inside) -> None:
    survey(run)
    targets = ["a.html", "a.md", "A.JSON", "html=b.txt"]
    options = [part for target in targets for part in ("-o", target)]
    made = run("assess", "survey.yaml", *options)
    assert made.code == 0
    assert made.err == "wrote a.html\nwrote a.md\nwrote A.JSON\nwrote b.txt\n"
    assert (run.folder / "a.html").read_bytes() == (run.folder / "b.txt").read_bytes()
    assert (run.folder / "A.JSON").read_text("utf-8").startswith("{")


def test_quiet_writes_and_says_nothing(run: Inside) -> None:
    survey(run)
    assert run("assess", "survey.yaml", "-q", "-o", "a.md").said == ""
    assert (run.folder / "a.md").exists()


def test_quiet_prints_what_is_asked_for(run: Inside) -> None:
    survey(run)
    loud = run("assess", "survey.yaml", "-f", "json")
    assert loud.out
    assert run("assess", "survey.yaml", "-q", "-f", "json") == loud


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("report.odt", "does not tell a format"),
        ("report", "json=report"),
        ("", "does not tell a format"),
        ("-", "-f prints instead"),
        ("json=-", "`-f json` prints instead"),
        ("odt=report.odt", "choose one of json, markdown, html"),
        ("html=", "does not tell a format"),
        ("./good.html", "two outputs have the same name"),
        ("json=survey.yaml", "is an input"),
        ("nowhere/report.html", "there is no folder nowhere"),
        ("html=folder", "is a folder"),
        ("x" * 300 + ".html", "cannot be written"),
    ],
)
def test_one_bad_target_and_nothing_is_written(run: Inside, target: str, said: str) -> None:
    survey(run)
    (run.folder / "folder").mkdir()
    before = {p: p.is_file() and p.read_bytes() for p in run.folder.rglob("*")}
    refused = run("assess", "survey.yaml", "-o", "good.html", "-o", target)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert {p: p.is_file() and p.read_bytes() for p in run.folder.rglob("*")} == before


def test_a_responses_file_is_never_written_over(examples: Path) -> None:
    responses = examples / "ex" / "mid-sized" / "responses.csv"
    before = responses.read_bytes()
    refused = Inside(examples)("assess", "ex/mid-sized", "-o", f"json={responses}")
    assert refused.code == 2
    assert "is an input" in refused.err
    assert responses.read_bytes() == before


def test_a_link_is_not_written_through(run: Inside) -> None:
    survey(run)
    (run.folder / "target.html").write_text("mine")
    try:
        (run.folder / "link.html").symlink_to("target.html")
    except OSError:
        pytest.skip("platform: links cannot be made here")
    refused = run("assess", "survey.yaml", "-o", "good.html", "-o", "link.html")
    assert refused.code == 2
    assert "is a link" in refused.err
    assert (run.folder / "target.html").read_text() == "mine"
    assert not (run.folder / "good.html").exists()


def test_a_file_open_in_another_program_is_said(
    run: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey(run)

    def locked(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", locked)
    refused = run("assess", "survey.yaml", "-o", "a.html")
    assert refused.code == 2
    assert "close it if it is open in another program" in refused.err
    assert [p.name for p in run.folder.iterdir()] == ["survey.yaml"]


def test_a_folder_gives_one_line_for_each_survey(examples: Path) -> None:
    listed = Inside(examples)("assess", "ex")
    assert listed.code == 0
    assert [line.split(":")[0] for line in listed.out.splitlines()] == [
        str(Path("ex", example, "survey.yaml")) for example in sorted(EXAMPLES)
    ]


def test_reports_are_for_one_survey(run: Inside) -> None:
    survey(run)
    survey(run, name="second.yaml")
    for options in (["-o", "a.html"], ["-f", "json"]):
        refused = run("assess", ".", *options)
        assert refused.code == 2
        assert "one survey file" in refused.err


@pytest.mark.parametrize(
    ("limit", "code"), [("2", 0), ("2.0", 0), ("2.1", 1), ("2.01", 1), ("-1", 0), ("6", 1)]
)
def test_the_gate_is_met_at_the_displayed_score(run: Inside, limit: str, code: int) -> None:
    survey(run)
    gated = run("assess", "survey.yaml", f"--fail-under={limit}")
    assert gated.code == code
    assert gated.err.startswith("error: survey.yaml: gate missed, fail-under") is bool(code)


def test_the_gate_compares_what_is_shown(run: Inside) -> None:
    five = "[4, 4, 3]"  # 3.667, shown as 3.7
    ids = ("direction", "commitment", "goals", "capability", "systems")
    answers = "".join(f"  {id}: {five}\n" for id in ids)
    survey(run, f"{MINIMAL}mode: team\nagreed: all of us\nanswers:\n{answers}")
    assert "3.7" in run("assess", "survey.yaml").out
    assert run("assess", "survey.yaml", "--fail-under", "3.7").code == 0
    assert run("assess", "survey.yaml", "--fail-under", "3.8").code == 1


def test_what_cannot_be_scored_misses_every_limit(examples: Path) -> None:
    gated = Inside(examples)("assess", "ex/research-engineers-2017", "--fail-under", "1")
    assert gated.code == 1
    assert "1 Direction exists without a score" in gated.err
    (examples / "survey.yaml").write_text(MINIMAL)
    assert Inside(examples)("assess", "survey.yaml", "--fail-under", "1").code == 1


@pytest.mark.parametrize("limit", ["abc", "", "nan", "inf", "3,5"])
def test_a_limit_is_a_number(run: Inside, limit: str) -> None:
    survey(run)
    refused = run("assess", "survey.yaml", "--fail-under", limit)
    assert (refused.code, refused.out) == (2, "")
    assert "write for example 3.5" in refused.err


def test_an_invalid_file_does_not_stop_the_others(run: Inside) -> None:
    survey(run, name="a.yaml")
    survey(run, ANSWERED.replace("direction: 4", f"direction: {SECRET}"), name="b.yaml")
    survey(run, name="c.yaml")
    (run.folder / "d.yaml").write_bytes(b"format: alignscan/1\norganization: \xff\n")
    mixed = run("assess", ".", "--fail-under", "5")
    assert mixed.code == 2
    assert [line.split(":")[0] for line in mixed.out.splitlines()] == ["a.yaml", "c.yaml"]
    assert "b.yaml:4:22: error[AS204]" in mixed.err
    assert "d.yaml:2:15: error[AS002]" in mixed.err
    assert SECRET not in mixed.said


def test_a_survey_without_answers_has_a_next_step(run: Inside) -> None:
    survey(run, MINIMAL)
    empty = run("assess", "survey.yaml")
    assert empty.code == 0
    assert empty.out.endswith("0 answers. Next: alignscan answer survey.yaml\n")


@pytest.mark.parametrize("options", [["-f", "pdf"], ["--language", "xx"], ["--nope"]])
def test_a_wrong_option_is_said_first(run: Inside, options: list[str]) -> None:
    refused = run("assess", "missing.yaml", *options)
    assert (refused.code, refused.out) == (2, "")
    assert "missing.yaml" not in refused.err


def test_a_report_overwrites_an_older_one(run: Inside) -> None:
    survey(run)
    (run.folder / "a.md").write_text("old")
    assert run("assess", "survey.yaml", "-o", "a.md").code == 0
    assert (run.folder / "a.md").read_text("utf-8") != "old"
    assert {p.name for p in run.folder.iterdir()} == {"survey.yaml", "a.md"}


@pytest.mark.parametrize(
    "example",
    [
        pytest.param("self-check", marks=pytest.mark.slow),
        "leadership-team",
        pytest.param("mid-sized", marks=pytest.mark.slow),
    ],
)
def test_the_same_command_gives_the_same_bytes_everywhere(
    examples: Path, tmp_path_factory: pytest.TempPathFactory, example: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "deep er"
    (elsewhere / "ex").mkdir(parents=True)
    (examples / "ex" / example).rename(elsewhere / "ex" / example)
    names = [f"out.{suffix}" for suffix in ("json", "md", "html")]
    command = ["assess", f"ex/{example}", *(p for n in names for p in ("-o", n))]
    first = alignscan(*command, cwd=elsewhere, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    written = [(elsewhere / name).read_bytes() for name in names]
    (elsewhere / "ex" / example).rename(examples / "ex" / example)
    second = alignscan(*command, cwd=examples, PYTHONHASHSEED="2", TZ="America/Los_Angeles")
    assert (first.code, second.code) == (0, 0)
    assert first.stdout == second.stdout
    assert written == [(examples / name).read_bytes() for name in names]
