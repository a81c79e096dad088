"""`--why`: how a score came about, from a survey and from a results file."""

import json
from pathlib import Path

import pytest
from tests.cli.command import Inside, alignscan

TEAM = "ex/leadership-team/survey.yaml"


@pytest.fixture
def team(examples: Path) -> Inside:
    return Inside(examples)


def test_a_condition_in_place_of_the_verdict(team: Inside) -> None:
    found = team("assess", TEAM, "--why", "goals")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("3 Translated into goals: how the score came about\n")
    assert "NOT ALIGNED" not in found.out
    for name in ("C3", "c3", "Goals"):
        assert team("assess", TEAM, "--why", name).stdout == found.stdout


def test_a_results_file_tells_the_same(examples: Path) -> None:
    run = Inside(examples)
    first = run("assess", TEAM, "-o", "a.json", "--why", "systems")
    assert first.err == "wrote a.json\n"
    again = alignscan("report", "a.json", "--why", "systems", cwd=examples)
    assert (again.code, again.stdout, again.err) == (0, first.stdout, "")
    assert b"\x1b" not in again.stdout


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("gaols", "did you mean `goals`?"),
        ("C3.22", "did you mean `C3.2`?"),
        ("directoin", "did you mean `direction`?"),
        ("???", "name a condition (goals, C3), a practice (C3.2) or an item"),
        ("", "name a condition"),
    ],
)
def test_a_name_that_means_nothing_writes_nothing(team: Inside, name: str, hint: str) -> None:
    refused = team("assess", TEAM, "--why", name, "-o", "a.json")
    assert (refused.code, refused.out) == (2, "")
    assert hint in refused.err
    assert not (team.folder / "a.json").exists()


def test_as_json(team: Inside) -> None:
    found = team("assess", TEAM, "--why", "goals", "-f", "json", "-q")
    data = json.loads(found.out)
    assert (data["format"], data["id"]) == ("alignscan/why/1", "goals")
    refused = team("assess", TEAM, "--why", "goals", "-f", "html")
    assert (refused.code, refused.out) == (2, "")
    assert "choose one of json" in refused.err


def test_the_gate_is_kept(team: Inside) -> None:
    found = team("assess", TEAM, "--why", "goals", "--fail-under", "3.5")
    assert found.code == 1
    assert found.out.startswith("3 Translated")


def test_one_survey_at_a_time(team: Inside) -> None:
    refused = team("assess", "ex", "--why", "goals")
    assert (refused.code, refused.out) == (2, "")
    assert "name one survey file" in refused.err


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
def test_a_console_of_long_ago(team: Inside, encoding: str) -> None:
    found = team("assess", "ex/research-engineers-2017", "--why", "systems", encoding=encoding)
    assert found.code == 0
    assert found.stdout.isascii()
    assert b"+-" in found.stdout


def test_colors_are_a_choice(team: Inside) -> None:
    assert b"\x1b[" in team("assess", TEAM, "--why", "goals", "--color").stdout
    assert b"\x1b[" not in team("assess", TEAM, "--why", "goals").stdout


def test_a_statistic_is_found_as_people_write_it(run: Inside) -> None:
    found = run("explain", "Half rule")
    assert found.code == 0
    assert found.out.startswith("half-rule: ")
    assert found.stdout == run("explain", "half-rule").stdout


def test_everything_is_listed_with_and_without_asking(run: Inside) -> None:
    listed = run("explain").out
    assert listed == run("explain", "--list").out
    for heading in ("Words", "Agreement", "Differences between groups", "Rules"):
        assert f"\n{heading}\n" in f"\n{listed}"
