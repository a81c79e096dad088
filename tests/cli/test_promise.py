from pathlib import Path

import pytest
from tests.cli.command import Inside

SURVEY = """\
format: alignscan/1
organization: Nord
questionnaire: standard
mode: confidential
responses: responses.csv
segments:
  level: {categories: [senior_leadership, employee]}
  site: {categories: [Bern, Genf]}
"""


def written(folder: Path, more: str = "") -> None:
    (folder / "survey.yaml").write_text(SURVEY + more, encoding="utf-8")


def test_the_promise_stands_before_there_are_answers(run: Inside) -> None:
    written(run.folder, "confidentiality: {min_group: 8}\n")
    said = run("promise", "survey.yaml")
    assert said.code == 0
    assert "only for groups of at least 8 people" in said.out
    assert "by level and site." in said.out
    assert "combinations" not in said.out


def test_what_is_not_said_yet_is_named_for_the_author_alone(run: Inside) -> None:
    written(run.folder)
    said = run("promise", "survey.yaml")
    assert "Ask who that is." in said.out
    assert said.err.count("not said yet") == 2
    assert "confidentiality: {readers: ...}" in said.err


def test_what_is_said_is_part_of_the_promise(run: Inside) -> None:
    more = """\
confidentiality:
  readers: two analysts of Muster Consulting
  retention: until 2027-03-31
  crossings: [[level, site]]
consented: {level: senior_leadership, reason: all four agreed}
"""
    written(run.folder, more)
    said = run("promise", "survey.yaml")
    assert said.err == ""
    assert "themselves: two analysts of Muster Consulting." in said.out
    assert "kept: until 2027-03-31." in said.out
    assert "for combinations: level with site." in said.out
    assert "has agreed to be shown as a whole: Senior leadership." in said.out


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        ("self-check", "one person's own view"),
        ("leadership-team", "agreed to look at its figures together"),
        ("mid-sized", "Your answers are given in confidence."),
    ],
)
def test_every_mode_has_its_own_promise(run: Inside, example: str, sentence: str) -> None:
    root = Path(__file__).resolve().parents[2] / "assessments"
    assert sentence in run("promise", str(root / example)).out


def test_a_promise_cannot_hide_control_characters(run: Inside) -> None:
    written(run.folder, 'confidentiality: {readers: "me\\u202eyou\\e[2J"}\n')
    said = run("promise", "survey.yaml").out
    assert "\x1b" not in said
    assert "\u202e" not in said
