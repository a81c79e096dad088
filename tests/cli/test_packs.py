"""The packaged questionnaires beside the standard one, from a survey file to the plan file."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import Inside

from alignscan.model.content import packaged_questionnaire
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

SURVEY = """\
format: alignscan/1
organization: Northwind Logistics
questionnaire: {name}
mode: team
agreed: product council, 2026-09-21
wave: {{id: 2026-h2, closed: 2026-09-21, trigger: pivot}}
answers:
  direction: [4, 3, 4, 2, 4, 3]
  commitment: [3, 3, 2, 3, 2, 3]
  goals: [2, 2, 3, 2, 2, 2]
  capability: [3, 4, 3, 3, 4, 4]
  systems: [2, 1, 2, 3, 2, 2]
  O1: [3, 3, 2, 3, 3, 2]
"""


def written(folder: Path, name: str) -> Path:
    path = folder / "survey.yaml"
    path.write_text(SURVEY.format(name=name), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["product-pack", "innovation-pack"])
def test_a_pack_is_asked_assessed_and_planned(run: Inside, name: str) -> None:
    written(run.folder, name)
    assert run("check", "survey.yaml").code == 0
    said = run("assess", "survey.yaml", "-o", "report.md")
    assert said.code == 0
    assert "NOT ALIGNED. Weakest: 5 Systems and processes" in said.out
    report = (run.folder / "report.md").read_text(encoding="utf-8")
    asked = {item.id: item for item in packaged_questionnaire(name).items}
    assert asked["O1"].text["en"].partition("{")[0] in report
    assert packaged_questionnaire(name).title["en"] in report
    assert run("plan", "survey.yaml", "-o", "plan.yaml").code == 0
    assert run("check", "plan.yaml").code == 0


def test_a_change_of_strategy_is_passed_on_anew_step_by_step(run: Inside) -> None:
    path = written(run.folder, "product-pack")
    assert run("plan", "survey.yaml", "-o", "plan.yaml").code == 0
    plan = run.folder / "plan.yaml"
    data: Any = load_yaml(Text("plan.yaml", plan.read_text(encoding="utf-8"))).data
    strategy = data["communication"]["suggested"]
    weeks = [step["week"] for step in strategy["recascade"]]
    assert strategy["event"] == "pivot"
    assert weeks == sorted(weeks)
    owners = {step["owner_role"] for step in strategy["recascade"]}
    assert {"senior_leadership", "senior_management", "team_leader"} <= owners
    text = path.read_text(encoding="utf-8").replace(", trigger: pivot", "")
    path.write_text(text, encoding="utf-8")
    assert run("plan", "survey.yaml", "-o", "calm.yaml").code == 0
    assert "recascade" not in (run.folder / "calm.yaml").read_text(encoding="utf-8")
