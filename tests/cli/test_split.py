import os
import stat
import subprocess
from pathlib import Path

import pytest
from tests.cli.command import Inside

from alignscan.source.cells import inert

ANSWERS = """\
# who we are
format: alignscan/1
organization: Nord
questionnaire: self-check
mode: confidential     # promised in the kick-off
wave: {id: w1, closed: 2026-09-21}
answers:               # one column per person
  direction:  [4, 5, 4, 3, 4, 2]
  commitment: [3, 3, 2, 4, 3, 2]
  goals:      [3, 2, 3, 3, 2, 3]
  capability: [2, 3, 3, 2, 3, na]
  systems:    [2, 2, 1, 2, 3, cs]
# targets come last
targets: {default: 4.0}
"""


def written(folder: Path, text: str = ANSWERS) -> Path:
    survey = folder / "survey.yaml"
    survey.write_text(text, encoding="utf-8")
    return survey


def test_answers_move_and_the_rest_stays(run: Inside) -> None:
    survey = written(run.folder)
    before = run("assess", "survey.yaml", "-f", "json").out
    assert run("split", "survey.yaml").code == 0
    kept, moved = ANSWERS.split("answers:", maxsplit=1)[0], ANSWERS[ANSWERS.index("# targets") :]
    text = survey.read_text(encoding="utf-8")
    assert text.startswith(kept + "responses: responses.csv")
    assert text.endswith(moved)
    rows = (run.folder / "responses.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "direction,commitment,goals,capability,systems"
    assert rows[1:] == [
        "4,3,3,2,2",
        "5,3,2,3,2",
        "4,2,3,3,1",
        "3,4,3,2,2",
        "4,3,2,3,3",
        "2,2,3,na,cs",
    ]
    after = run("assess", "survey.yaml", "-f", "json").out
    assert after.replace('"answers_in": "file"', '"answers_in": "survey"') == before
    assert (run.folder / ".gitignore").read_text(encoding="utf-8") == "responses.csv\n"


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have file modes")
def test_only_the_owner_may_read_what_was_moved(run: Inside) -> None:
    written(run.folder)
    run("split", "survey.yaml")
    assert stat.S_IMODE((run.folder / "responses.csv").stat().st_mode) == 0o600


def test_one_persons_view_stays_one_persons_view(run: Inside) -> None:
    text = "format: alignscan/1\norganization: N\nquestionnaire: self-check\nanswers: {goals: 3}\n"
    survey = written(run.folder, text)
    before = run("assess", "survey.yaml").out
    run("split", "survey.yaml", "--to", "mine.csv")
    assert "mode: self" in survey.read_text(encoding="utf-8")
    assert run("assess", "survey.yaml").out == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "a/b.csv"), "`a/b.csv` is no name of a CSV file"),
        (("--to", "../b.csv"), "`../b.csv` is no name of a CSV file"),
        (("--to", "survey.yaml"), "`survey.yaml` is no name of a CSV file"),
        (("--to", "there.csv"), "there.csv is there already"),
    ],
)
def test_nothing_is_overwritten(run: Inside, arguments: tuple[str, ...], said: str) -> None:
    survey = written(run.folder)
    (run.folder / "there.csv").write_text("kept", encoding="utf-8")
    refused = run("split", "survey.yaml", *arguments)
    assert refused.code == 2
    assert said in refused.err
    assert survey.read_text(encoding="utf-8") == ANSWERS
    assert (run.folder / "there.csv").read_text(encoding="utf-8") == "kept"


def test_a_file_without_answers_is_left_alone(run: Inside) -> None:
    text = "format: alignscan/1\norganization: N\nquestionnaire: self-check\nresponses: r.csv\n"
    survey = written(run.folder, text)
    refused = run("split", "survey.yaml")
    assert refused.code == 2
    assert "holds no answers; nothing was written" in refused.err
    assert survey.read_text(encoding="utf-8") == text
    assert not (run.folder / ".gitignore").exists()


def test_an_ignore_file_keeps_what_it_says(run: Inside) -> None:
    written(run.folder)
    (run.folder / ".gitignore").write_bytes(b"*.tmp")
    run("split", "survey.yaml")
    assert (run.folder / ".gitignore").read_bytes() == b"*.tmp\nresponses.csv\n"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        (" @x", "' @x"),
        ("-2", "-2"),
        ("+3.5", "+3.5"),
        ("4", "4"),
        ("na", "na"),
    ],
)
def test_no_cell_is_a_formula(cell: str, expected: str) -> None:
    assert inert(cell) == expected


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have file modes")
@pytest.mark.parametrize("command", ["check", "assess"])
def test_answers_that_all_can_read_are_warned_of(run: Inside, command: str) -> None:
    survey = written(run.folder)
    survey.chmod(0o644)
    said = run(command, "survey.yaml").said
    assert "AS830" in said
    assert "every user of this machine can read the file" in said
    assert "alignscan split" in said
    survey.chmod(0o600)
    assert "AS830" not in run(command, "survey.yaml").said


def test_answers_that_git_keeps_are_warned_of(run: Inside) -> None:
    survey = written(run.folder)
    if os.name == "posix":
        survey.chmod(0o600)
    subprocess.run(["git", "init", "-q", "."], cwd=run.folder, check=True)
    assert "AS830" not in run("check", "survey.yaml").said
    subprocess.run(["git", "add", "survey.yaml"], cwd=run.folder, check=True)
    assert "git keeps the file" in run("check", "survey.yaml").said
    run("split", "survey.yaml")
    assert "AS830" not in run("check", "survey.yaml").said


def test_a_team_that_agreed_is_not_warned(run: Inside) -> None:
    text = ANSWERS.replace("mode: confidential", "mode: team\nagreed: all, 2026-09-21")
    written(run.folder, text)
    assert "AS830" not in run("check", "survey.yaml").said
