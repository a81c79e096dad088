from pathlib import Path

import pytest
from tests.cli.command import Inside

SURVEY = """\
format: alignscan/1
organization: Northwind
questionnaire: self-check
mode: team
agreed: leadership team, 2026-09-21
wave: {id: w1, closed: 2026-09-21}
answers:
  direction: [4, 4]
  commitment: [3, 3]
  goals: [2, 3]
  capability: [3, 3]
  systems: [2, 2]
"""


def written(folder: Path, more: str = "") -> None:
    (folder / "survey.yaml").write_text(SURVEY + more, encoding="utf-8")


def test_the_plan_is_a_table_of_dates_owners_and_actions(run: Inside) -> None:
    written(run.folder)
    said = run("plan", "survey.yaml")
    lines = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert lines[0] == "Northwind: the plan"
    assert lines[1].startswith("From October 5, 2026 to ")
    assert lines[3].split() == ["Start", "Weeks", "Owner", "Action"]
    assert any(line.startswith("2026-10-05      6  Senior leadership   A506") for line in lines)
    assert any("Critical path: " in line for line in lines)
    assert all(len(line) <= 80 for line in lines)
    assert run("plan", "survey.yaml").out == said.out


def test_another_capacity_shows_what_changes(run: Inside) -> None:
    written(run.folder)
    said = run("plan", "survey.yaml", "--budget", "3", "--capacity", "senior_management=12")
    assert said.code == 0
    before, _, after = said.out.partition("Instead of the plan of the survey file:\n")
    assert "A506" not in before
    assert "No capacity for an action: C5.5" in before
    assert "  out: A506 Name one deciding role for each critical decision" in after
    assert "With 1 effort point more for the whole plan" in before or "With 3" in before


def test_nothing_changes_where_there_was_room_before(run: Inside) -> None:
    written(run.folder)
    assert "nothing changes" in run("plan", "survey.yaml", "--budget", "200").out


def test_another_start_moves_the_plan(run: Inside) -> None:
    written(run.folder)
    said = run("plan", "survey.yaml", "--start", "2027-01-05").out
    assert said.splitlines()[1].startswith("From January 11, 2027 to ")
    assert "moved: A506 begins 2027-01-11 instead of 2026-10-05" in said


def test_the_survey_file_says_what_the_plan_may_take(run: Inside) -> None:
    written(run.folder, "plan: {start: 2026-11-02, budget: 3}\n")
    said = run("plan", "survey.yaml").out
    assert "From November 2, 2026" in said
    assert "Instead of" not in said
    assert "A506" not in said


def test_a_library_of_ones_own_is_planned_with(run: Inside) -> None:
    cases = Path(__file__).parents[1] / "cases" / "ok" / "library.yaml"
    own = cases.read_text(encoding="utf-8")
    (run.folder / "own.yaml").write_text(own, encoding="utf-8")
    written(run.folder, "plan: {library: own.yaml}\n")
    assert run("plan", "survey.yaml").code == 0
    (run.folder / "own.yaml").write_text("format: alignscan/1\n", encoding="utf-8")
    said = run("plan", "survey.yaml")
    assert said.code == 2
    assert "AS" in said.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--capacity", "ceo=3"), "`ceo` owns no action"),
        (("--capacity", "team_leader"), "write for example team_leader=12"),
        (("--capacity", "team_leader=-1"), "write for example team_leader=12"),
        (("--start", "5.10.2026"), "write it as 2026-10-05"),
        (("--budget", "-1"), "budget"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    run: Inside, options: tuple[str, ...], message: str
) -> None:
    written(run.folder)
    said = run("plan", "survey.yaml", *options)
    assert (said.code, said.out) == (2, "")
    assert message in said.err


def test_before_the_wave_is_closed_there_is_nothing_to_plan(run: Inside) -> None:
    text = SURVEY.replace("closed: 2026-09-21", "trigger: pivot").replace(
        "team\n", "confidential\n"
    )
    text = text.replace("agreed: leadership team, 2026-09-21\n", "")
    (run.folder / "survey.yaml").write_text(text, encoding="utf-8")
    said = run("plan", "survey.yaml")
    assert said.code == 0
    assert "nothing to plan yet" in said.out


def test_where_nothing_fits_it_says_so_and_what_little_more_would_buy(run: Inside) -> None:
    written(run.folder)
    said = run("plan", "survey.yaml", "--budget", "0")
    assert said.code == 0
    assert "Nothing fits into this capacity and this budget." in said.out
    assert "no results are shown" not in said.out
    assert "With 1 effort point more for the whole plan: A601." in said.out
    assert "  out: A602 Name an accountable sponsor" in said.out


def test_what_belongs_to_the_first_30_60_and_90_days_is_told_apart(run: Inside) -> None:
    written(run.folder)
    lines = run("plan", "survey.yaml").out.splitlines()
    heads = ["First 30 days", "Days 31 to 60", "Days 61 to 90", "After 90 days"]
    at = [lines.index(head) for head in heads if head in lines]
    assert at == sorted(at)
    assert len(at) > 1
    later = lines.index("After 90 days")
    starts = [line.split()[0] for line in lines if line.startswith("20")]
    late = [line.split()[0] for line in lines[later:] if line.startswith("20")]
    assert late == [start for start in starts if start > "2026-12-29"]
