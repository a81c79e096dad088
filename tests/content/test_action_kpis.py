"""The KPIs, the evidence and the risks of the packaged action library."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).parents[2] / "src" / "alignscan" / "content" / "actions.yaml"

BARRIERS = {
    "unclear_direction",
    "top_team_split",
    "resistance",
    "competing_priorities",
    "one_way_communication",
    "weak_bridge",
    "overload",
    "pull_of_old_systems",
    "initiative_fatigue",
    "low_trust_in_survey",
}
OF_THE_WHOLE = {
    "recall.enough": "%",
    "participation.rate": "%",
    "apart.employee": "points",
    "apart.senior_management": "points",
    "units.spread": "points",
    "units.lowest": "points",
}
UNITS = {"%", "index 0 to 1", "working days", "points", "count"}

LIBRARY: dict[str, Any] = yaml.load(FILE.read_bytes(), yaml.CSafeLoader)
ACTIONS: list[dict[str, Any]] = LIBRARY["actions"]
BY_ID = {action["id"]: action for action in ACTIONS}

each_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action["id"]))


def is_number(value: object) -> bool:
    """Return whether the value is a plain decimal number written as text."""
    return isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


@each_action
def test_kpi_is_complete(action: dict[str, Any]) -> None:
    kpi = action["kpi"]
    expected = {"name", "unit", "direction", "baseline", "target", "due_after_weeks", "level"}
    assert set(kpi) == expected
    assert kpi["unit"] in UNITS
    assert kpi["direction"] in {"up", "down"}
    assert action["duration_weeks"] <= kpi["due_after_weeks"] <= 52
    assert len(kpi["name"]) <= 100


@each_action
def test_kpi_target_is_one_number_that_fits_the_direction(action: dict[str, Any]) -> None:
    kpi = action["kpi"]
    ((kind, number),) = kpi["target"].items()
    assert kind in {"value", "delta"}
    assert is_number(number)
    if kind == "delta":
        assert Decimal(number) >= 0 if kpi["direction"] == "up" else Decimal(number) <= 0
    if kind == "value" and kpi["unit"] == "%":
        assert 0 <= Decimal(number) <= 100


@each_action
def test_kpi_baseline(action: dict[str, Any]) -> None:
    baseline = action["kpi"]["baseline"]
    if baseline == {"from": "measure"}:
        return
    assert set(baseline) == {"from", "metric"}
    assert baseline["from"] == "scan"
    if baseline["metric"] in OF_THE_WHOLE:
        assert action["kpi"]["unit"] == OF_THE_WHOLE[baseline["metric"]]
        return
    practice, _, metric = baseline["metric"].rpartition(".")
    assert practice in action["practices"]
    assert (metric, action["kpi"]["unit"]) in {("favorable", "%"), ("score", "points")}


@each_action
def test_kpi_of_activity_alone_is_for_small_actions(action: dict[str, Any]) -> None:
    assert action["kpi"]["level"] in {"activity", "behavior", "result"}
    if action["kpi"]["level"] == "activity":
        assert action["effort"] == "S"


@pytest.mark.parametrize("code", [f"E{number}" for number in range(1, 21)])
def test_evidence_is_one_graded_sentence_with_a_source(code: str) -> None:
    entry = LIBRARY["evidence"][code]
    assert set(entry) == {"finding", "source", "grade"}
    assert entry["grade"] in {"A", "B", "C"}
    assert re.fullmatch(r"[A-Z][^.]*\.", entry["finding"])
    assert re.search(r"\b(19|20)\d\d\b|\bundated\b", entry["source"])


def test_evidence_is_complete_and_used() -> None:
    assert list(LIBRARY["evidence"]) == [f"E{number}" for number in range(1, 21)]
    assert {ref for a in ACTIONS for ref in a["evidence"]["refs"]} == set(LIBRARY["evidence"])


@each_action
def test_evidence_grade_is_not_better_than_its_sources(action: dict[str, Any]) -> None:
    assert set(action["evidence"]) == {"grade", "refs"}
    grades = [LIBRARY["evidence"][ref]["grade"] for ref in action["evidence"]["refs"]]
    assert action["evidence"]["grade"] >= min(grades)


@each_action
def test_risks(action: dict[str, Any]) -> None:
    assert 1 <= len(action["risks"]) <= 3
    for risk in action["risks"]:
        assert {"barrier", "signal", "mitigation"} <= set(risk)
        assert set(risk) <= {"barrier", "signal", "mitigation", "action"}
        assert risk["barrier"] in BARRIERS
        if "action" in risk:
            assert risk["action"] in BY_ID
            assert risk["action"] != action["id"]


@pytest.mark.parametrize("barrier", sorted(BARRIERS))
def test_every_barrier_has_two_answers_in_the_library(barrier: str) -> None:
    risks = [risk for action in ACTIONS for risk in action["risks"]]
    answers = {r.get("action") for r in risks if r["barrier"] == barrier} - {None}
    assert len(answers) >= 2
