import json
from pathlib import Path

import pytest
from tests.cli.command import Inside

HEAD = """\
format: alignscan/1
organization: Nord
questionnaire: standard
mode: confidential
"""
SEGMENTS = """\
responses: responses.csv
segments:
  level: {categories: [senior_leadership, team_leader, employee]}
  site: {categories: [Bern, Genf, Chur]}
"""
COUNTS = """\
population:
  level: {senior_leadership: 4, team_leader: 36, employee: 160}
  site: {Bern: 120, Genf: 80, Chur: 0}
"""


def written(folder: Path, text: str) -> None:
    (folder / "survey.yaml").write_text(HEAD + text, encoding="utf-8")


def rows(text: str) -> dict[str, list[str]]:
    lines = [line for line in text.splitlines()[3:] if line[34:].strip()]
    return {line[:34].strip(): line[34:].replace("in Other", "other").split() for line in lines}


def test_groups_and_their_chances_are_shown_without_an_answer(run: Inside) -> None:
    written(run.folder, SEGMENTS + COUNTS)
    said = run("preview", "survey.yaml")
    assert said.code == 0
    assert said.out.startswith("What will be visible of 200 people asked: groups of 5 or more\n")
    assert all(len(line) <= 80 for line in said.out.splitlines())
    found = rows(said.out)
    assert found["Everybody"] == ["200", "shown", "shown", "shown"]
    assert found["Senior leadership"] == ["4", "withheld", "withheld", "withheld"]
    assert found["Employees"] == ["160", "shown", "shown", "shown"]
    assert found["Chur"] == ["0", "withheld", "withheld", "withheld"]


def test_a_small_group_takes_another_with_it(run: Inside) -> None:
    written(run.folder, SEGMENTS + COUNTS)
    found = rows(run("preview", "survey.yaml").out)
    assert found["Team leaders"][1:] == ["withheld"] * 3


def test_the_same_is_said_twice(run: Inside) -> None:
    written(run.folder, SEGMENTS + COUNTS)
    assert run("preview", "survey.yaml").stdout == run("preview", "survey.yaml").stdout


def test_a_list_of_the_invited_tells_how_groups_overlap(run: Inside) -> None:
    people = ["level,site,name"]
    people += [f"employee,{site},canary-{i}" for site in ("Bern", "Genf") for i in range(30)]
    people += [f"team_leader,Bern,canary-{i}" for i in range(12)]
    (run.folder / "invited.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    written(
        run.folder,
        SEGMENTS + "population: invited.csv\n"
        "confidentiality: {crossings: [[level, site]], on_small: withhold}\n",
    )
    said = run("preview", "survey.yaml")
    assert said.code == 0
    assert "overlap is not known" not in said.err
    assert "canary" not in said.said
    found = rows(said.out)
    assert found["Everybody"][0] == "72"
    assert found["Team leaders"] == ["12", "shown", "shown", "shown"]
    assert found["level x site: combinations"][:3] == ["9", "3", "shown"]


def test_the_outlook_at_full_response_is_what_the_report_shows(run: Inside) -> None:
    """The same people as answers and as list: the preview promises what comes."""
    people = (
        [("employee", "Bern")] * 14 + [("team_leader", "Genf")] * 6 + [("employee", "Chur")] * 3
    )
    table = "\n".join(["level,site,C1_1a", *(f"{level},{site},4" for level, site in people)])
    (run.folder / "responses.csv").write_text(table + "\n", encoding="utf-8")
    written(
        run.folder,
        SEGMENTS + "population: responses.csv\nwave: {closed: 2026-09-21}\n"
        "confidentiality: {on_small: withhold}\n",
    )
    found = rows(run("preview", "survey.yaml").out)
    report = json.loads(run("assess", "survey.yaml", "-f", "json").out)
    status = {cell["id"]: cell["status"] for cell in report["published"]["cells"]}
    shown = {
        "level=employee": "Employees",
        "level=team_leader": "Team leaders",
        "site=Bern": "Bern",
    }
    for id, name in shown.items():
        assert found[name][3] == status[id]


@pytest.mark.parametrize("population", ["", "population: 0\n"])
def test_without_a_population_there_is_nothing_to_foresee(run: Inside, population: str) -> None:
    written(run.folder, SEGMENTS + population)
    said = run("preview", "survey.yaml")
    assert said.code == 2
    assert said.out == ""
    assert "population" in said.err


def test_a_team_sees_everything(run: Inside) -> None:
    text = "format: alignscan/1\norganization: N\nquestionnaire: self-check\nmode: team\n"
    text += "agreed: all, 2026-09-21\npopulation: 6\n"
    (run.folder / "survey.yaml").write_text(text, encoding="utf-8")
    said = run("preview", "survey.yaml")
    assert "nothing is withheld" in said.out
    assert said.err == ""
