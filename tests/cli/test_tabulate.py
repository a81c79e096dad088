"""Counting where the answers lie, and assessing what was counted."""

import os
import stat
from pathlib import Path

import pytest
from tests.cli.command import Inside, alignscan

SURVEY = """\
format: alignscan/1
organization: Northwind Logistics
questionnaire: self-check
wave: {id: 2026-h2, closed: 2026-09-21}
targets: 4
population: 60
segments:
  site: {categories: [Bern, Oslo]}
"""
HEADER = "site,direction,commitment,goals,capability,systems\n"
BERN = "".join(
    f"Bern,{1 + i % 5},{1 + i % 4},{2 + i % 3},4,{'na' if i == 3 else 2}\n" for i in range(20)
)
OSLO = "".join(f"Oslo,{5 - i % 3},3,cs,{1 + i % 5},{1 + i % 2}\n" for i in range(15))


def put(run: Inside, name: str, text: str) -> None:
    path = run.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def sites(run: Inside) -> Inside:
    """The survey without answers, whole, and at two sites that have tabulated theirs."""
    put(run, "survey.yaml", SURVEY)
    put(run, "whole/survey.yaml", SURVEY + "responses: r.csv\n")
    put(run, "whole/r.csv", HEADER + BERN + OSLO)
    for site, rows in {
        "a": BERN + OSLO.splitlines(True)[0],
        "b": "".join(OSLO.splitlines(True)[1:]),
    }.items():
        put(run, f"{site}/survey.yaml", SURVEY + "responses: r.csv\n")
        put(run, f"{site}/r.csv", HEADER + rows)
        assert run("tabulate", f"{site}/survey.yaml", "-o", f"{site}.tab").code == 0
    return run


BOTH = ("--tabulation", "a.tab", "--tabulation", "b.tab")


def test_it_says_what_the_file_is(sites: Inside) -> None:
    done = sites("tabulate", "a", "-o", "again.tab")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "wrote again.tab: counts of 21 people; it holds figures of small groups: treat it like the"
        " answers\n"
    )
    assert (sites.folder / "again.tab").read_bytes() == (sites.folder / "a.tab").read_bytes()
    assert sites("tabulate", "a", "-q", "-o", "quiet.tab").said == ""


def test_no_answer_stands_in_the_file_in_words(run: Inside) -> None:
    put(run, "s.yaml", SURVEY + "responses: r.csv\n")
    put(
        run,
        "r.csv",
        "name,"
        + HEADER
        + "".join(f"Zanzibar{i}," + r + "\n" for i, r in enumerate(BERN.splitlines())),
    )
    assert run("tabulate", "s.yaml", "-o", "x.tab").code == 0
    assert b"anzibar" not in (run.folder / "x.tab").read_bytes()


@pytest.mark.parametrize("format", ["json", "markdown", "html"])
def test_sites_together_are_the_whole_byte_for_byte(sites: Inside, format: str) -> None:
    whole = sites("assess", "whole", "-f", format)
    merged = sites("assess", "survey.yaml", *BOTH, "-f", format)
    assert whole.code == merged.code == 0
    assert len(whole.stdout) > 1000
    assert merged.stdout == whole.stdout
    turned = sites("assess", "survey.yaml", *BOTH[2:], *BOTH[:2], "-f", format)
    assert turned.stdout == whole.stdout


def test_the_verdict_is_that_of_the_answers(sites: Inside) -> None:
    whole, merged = sites("assess", "whole"), sites("assess", "survey.yaml", *BOTH)
    assert merged.out.splitlines()[:-1] == whole.out.splitlines()[:-1]
    given = "--tabulation a.tab --tabulation b.tab"
    assert merged.out.endswith(f"Next      alignscan assess {given} survey.yaml -o report.html\n")
    assert sites("assess", *BOTH, "survey.yaml", "-o", "report.html").code == 0
    assert "35 of 60 answered" in merged.out or "35 answers" in merged.out


def test_other_processes_come_to_the_same_bytes(sites: Inside) -> None:
    for site, seed in (("a", "1"), ("b", "7")):
        made = alignscan(
            "tabulate", site, "-o", f"{site}2.tab", cwd=sites.folder, PYTHONHASHSEED=seed
        )
        assert made.code == 0
        folder = sites.folder
        assert (folder / f"{site}2.tab").read_bytes() == (folder / f"{site}.tab").read_bytes()


def test_counts_stand_for_the_answers_that_are_named(sites: Inside) -> None:
    put(sites, "none.yaml", SURVEY + "responses: nowhere.csv\n")
    assert sites("assess", "none.yaml").code == 2
    merged = sites("assess", "none.yaml", *BOTH, "-f", "json")
    assert merged.stdout == sites("assess", "whole", "-f", "json").stdout


def test_counts_are_confidential_unless_the_survey_says_otherwise(run: Inside) -> None:
    text = SURVEY.replace("population: 60\n", "").replace(
        "  site: {categories: [Bern, Oslo]}\n", ""
    )
    text = text.replace("segments:\n", "")
    put(run, "s.yaml", text + "answers: {direction: 4, commitment: 3, goals: 2, systems: 1}\n")
    assert run("tabulate", "s.yaml", "-o", "one.tab").code == 0
    put(run, "survey.yaml", text)
    hidden = run("assess", "survey.yaml", "--tabulation", "one.tab")
    assert hidden.code == 0
    assert "confidential" in hidden.out
    assert "1.0" not in hidden.out
    put(run, "self.yaml", text + "mode: self\n")
    assert "1.0" in run("assess", "self.yaml", "--tabulation", "one.tab").out


def test_an_open_wave_is_tabulated_and_not_shown(run: Inside) -> None:
    put(run, "survey.yaml", SURVEY.replace(", closed: 2026-09-21", "") + "responses: r.csv\n")
    put(run, "r.csv", HEADER + BERN)
    assert run("tabulate", "survey.yaml", "-o", "a.tab").code == 0
    shown = run("assess", "survey.yaml", "--tabulation", "a.tab", "-f", "json")
    assert shown.stdout == run("assess", "survey.yaml", "-f", "json").stdout
    assert '"stage": "participation"' in shown.out


def test_more_people_than_invited_are_noticed(sites: Inside) -> None:
    put(sites, "few.yaml", SURVEY.replace("60", "30"))
    assert "AS223" in sites("assess", "few.yaml", *BOTH).err


@pytest.mark.parametrize("again", ["a.tab", "./a.tab", "copy.tab"])
def test_the_same_counts_twice_are_refused(sites: Inside, again: str) -> None:
    put(sites, "copy.tab", "")
    (sites.folder / "copy.tab").write_bytes((sites.folder / "a.tab").read_bytes())
    refused = sites("assess", "survey.yaml", *BOTH, "--tabulation", again)
    assert (refused.code, refused.out) == (2, "")
    assert "error[AS824]" in refused.err


def test_everything_wrong_with_all_files_is_said_at_once(sites: Inside) -> None:
    whole = (sites.folder / "a.tab").read_bytes()
    (sites.folder / "cut.tab").write_bytes(whole[:-5])
    put(sites, "text.tab", HEADER)
    put(sites, "old.tab", "alignscan/tabulation/0\n")
    put(sites, "other/survey.yaml", SURVEY.replace("Oslo", "Lima"))
    sites("tabulate", "other", "-o", "other.tab")
    names = ("cut.tab", "text.tab", "old.tab", "other.tab", "gone.tab", "whole")
    options = [part for name in names for part in ("--tabulation", name)]
    refused = sites("assess", "survey.yaml", *options, "-o", "report.html")
    assert (refused.code, refused.out) == (2, "")
    for name, code in zip(
        names, ("AS822", "AS820", "AS821", "AS823", "AS001", "AS001"), strict=True
    ):
        assert f"{name}: error[{code}]" in refused.err
    assert "segment `site` has other categories than in the survey file" in refused.err
    assert not (sites.folder / "report.html").exists()


def test_a_pipe_is_no_tabulation(sites: Inside) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("platform: no named pipes here")
    os.mkfifo(sites.folder / "pipe")
    refused = sites("assess", "survey.yaml", "--tabulation", "pipe")
    assert refused.code == 2
    assert "no regular file" in refused.err


@pytest.mark.skipif(os.name != "posix", reason="platform: no file modes here")
@pytest.mark.parametrize("before", [None, 0o644])
def test_nobody_else_may_read_the_file(sites: Inside, before: int | None) -> None:
    target = sites.folder / "c.tab"
    if before is not None:
        target.write_bytes(b"")
        target.chmod(before)
    assert sites("tabulate", "a", "-o", "c.tab").code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Missing option"),
        (["-o"], "requires an argument"),
        (["-o", "-"], "no name for a file"),
        (["-o", "a/r.csv"], "is an input"),
        (["-o", "a/survey.yaml"], "is an input"),
        (["-o", "a"], "is a folder"),
        (["-o", "nowhere/a.tab"], "there is no folder"),
    ],
)
def test_a_target_that_cannot_be_is_a_usage_error(
    sites: Inside, options: list[str], said: str
) -> None:
    before = {p: p.is_file() and p.read_bytes() for p in sites.folder.rglob("*")}
    refused = sites("tabulate", "a/survey.yaml", *options)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert {p: p.is_file() and p.read_bytes() for p in sites.folder.rglob("*")} == before


def test_a_link_is_not_written_through(sites: Inside) -> None:
    put(sites, "mine", "mine")
    try:
        (sites.folder / "link.tab").symlink_to("mine")
    except OSError:
        pytest.skip("platform: links cannot be made here")
    refused = sites("tabulate", "a", "-o", "link.tab")
    assert refused.code == 2
    assert "is a link" in refused.err
    assert (sites.folder / "mine").read_text() == "mine"


def test_answers_that_cannot_be_read_leave_no_file(sites: Inside) -> None:
    put(sites, "a/r.csv", HEADER + "Bern,4,4,4,4,44\n")
    refused = sites("tabulate", "a", "-o", "new.tab")
    assert refused.code == 2
    assert "error[AS801]" in refused.err
    assert not (sites.folder / "new.tab").exists()


def test_warnings_about_the_answers_are_passed_on(sites: Inside) -> None:
    put(sites, "a/r.csv", "site,direction\nBern,4\n")
    warned = sites("tabulate", "a", "-o", "new.tab")
    assert warned.code == 0
    assert "warning[AS811]" in warned.err
    assert "counts of 1 person;" in warned.err


def test_a_report_is_never_written_over_a_tabulation(sites: Inside) -> None:
    before = (sites.folder / "a.tab").read_bytes()
    refused = sites("assess", "survey.yaml", *BOTH, "-o", "json=a.tab")
    assert refused.code == 2
    assert "is an input" in refused.err
    assert (sites.folder / "a.tab").read_bytes() == before


def test_tabulations_are_of_one_survey(sites: Inside) -> None:
    refused = sites("assess", "a", "b", *BOTH)
    assert refused.code == 2
    assert "one survey file" in refused.err
    assert sites("tabulate", ".", "-o", "x.tab").code == 2
    assert not (sites.folder / "x.tab").exists()


def test_a_wider_folder_for_the_answers(sites: Inside) -> None:
    put(sites, "a/survey.yaml", SURVEY + "responses: ../b/r.csv\n")
    assert "AS809" in sites("tabulate", "a", "-o", "x.tab").err
    assert sites("tabulate", "a", "--root", ".", "-o", "x.tab").code == 0
    made = Path(sites.folder / "x.tab").read_bytes()
    assert made == (sites.folder / "b.tab").read_bytes()


def test_a_tabulation_is_no_responses_file(sites: Inside) -> None:
    put(sites, "wrong.yaml", SURVEY + "responses: a.tab\n")
    for command in ("check", "assess"):
        refused = sites(command, "wrong.yaml")
        assert "error[AS806] this is a tabulation" in refused.said
        assert "--tabulation" in refused.said
