"""The packaged action library keeps the rules that make a plan executable and honest."""

import re
from collections import Counter
from decimal import Decimal
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml

from alignscan.model.content import action_ids, action_library

FILE = Path(__file__).parents[2] / "src" / "alignscan" / "content" / "actions.yaml"

CODES = {"direction": 1, "commitment": 2, "goals": 3, "capability": 4, "systems": 5, "all": 6}
PRACTICES = {f"C{condition}.{number}" for condition in range(1, 6) for number in range(1, 7)}
BANDS = {"not_apparent", "partly", "apparent"}
PATTERNS = {
    "shared_low",
    "divided",
    "leaders_higher",
    "frontline_higher",
    "middle_dip",
    "unit_island",
    "know_not_commit",
    "commit_not_know",
    "illusion",
    "goals_without_systems",
    "cascade_finding",
    "shared_high",
    "always",
}
OWNERS = {"senior_leadership", "senior_management", "team_leader", "project_manager"}
FUNCTIONS = {"hr", "finance", "communications", "it"}
SERIES = {1: 9, 2: 10, 3: 9, 4: 8, 5: 9, 6: 4}
IDS = [f"A{series}{number:02}" for series, size in SERIES.items() for number in range(1, size + 1)]
KEYS = {
    "id",
    "title",
    "condition",
    "practices",
    "when",
    "owner_role",
    "owner_function",
    "participants",
    "support",
    "steps",
    "effort",
    "duration_weeks",
    "requires",
    "kpi",
    "evidence",
    "risks",
    "feeds",
    "initiative",
}
PROMISE = re.compile(
    r"guarantee|expected gain|\bwill (improve|increase|raise|lift)"
    r"|(raises?|lifts?|improves?) the score",
    re.IGNORECASE,
)
BRITISH = re.compile(
    r"(organ|recogn|priorit|real|util|emphas|summar|final|minim|maxim)is(e|ed|es|ing|ation)\b"
    r"|analys(e|ed|ing)\b"
    r"|behaviour|favour|colour|labour|programme|practise|centre\b|judgement|afterwards",
    re.IGNORECASE,
)

LIBRARY: dict[str, Any] = yaml.load(FILE.read_bytes(), yaml.CSafeLoader)
ACTIONS: list[dict[str, Any]] = LIBRARY["actions"]
BY_ID = {action["id"]: action for action in ACTIONS}

each_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action["id"]))


def sentences(action: dict[str, Any]) -> list[str]:
    """Return the steps and the texts of the risks, which are full sentences."""
    risks = [risk[key] for risk in action["risks"] for key in ("signal", "mitigation")]
    return [*action["steps"], *risks]


def is_number(value: object) -> bool:
    """Return whether the value is a plain decimal number written as text."""
    return isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def test_header() -> None:
    keys = {"format", "id", "version", "language", "evidence", "guide", "actions"}
    assert set(LIBRARY) == keys
    assert LIBRARY["format"] == "alignscan/actions/1"
    assert (LIBRARY["id"], LIBRARY["version"], LIBRARY["language"]) == ("alignscan", "1.0", "en")


def test_ids_are_the_49_known_ones_in_order() -> None:
    assert len(IDS) == 49
    assert [action["id"] for action in ACTIONS] == IDS


def test_the_guide_names_actions_that_are_for_the_pattern() -> None:
    wanted = {action["id"]: action["when"]["patterns"] for action in ACTIONS}
    for pattern, guide in LIBRARY["guide"].items():
        for id in (*guide["first"], *guide["then"]):
            assert id in wanted
        assert any(pattern in wanted[id] for id in guide["first"])


def test_titles_are_unique() -> None:
    assert len({action["title"] for action in ACTIONS}) == len(ACTIONS)


def test_file_uses_plain_yaml_only() -> None:
    tokens = list(yaml.scan(FILE.read_text(encoding="utf-8")))
    banned = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DocumentStartToken)
    assert not [token for token in tokens if isinstance(token, banned)]


def test_decimals_are_text() -> None:
    events = yaml.scan(FILE.read_text(encoding="utf-8"))
    plain = [token.value for token in events if isinstance(token, yaml.ScalarToken) and token.plain]
    assert not [value for value in plain if re.fullmatch(r"[-+]?\d*\.\d+", value)]


def test_lines_fit() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert not [number for number, line in enumerate(lines, 1) if len(line) > 100]


@each_action
def test_keys(action: dict[str, Any]) -> None:
    assert set(action) == KEYS
    assert action["effort"] in {"S", "M", "L"}
    assert isinstance(action["duration_weeks"], int)
    assert 0 < action["duration_weeks"] <= 52
    assert set(action["feeds"]) <= {"plan", "program", "communication"}
    assert action["feeds"]


@each_action
def test_title_is_short_and_a_phrase(action: dict[str, Any]) -> None:
    assert 10 <= len(action["title"]) <= 80
    assert not action["title"].endswith(".")


@each_action
def test_condition_matches_the_id(action: dict[str, Any]) -> None:
    assert CODES[action["condition"]] == int(action["id"][1])


@each_action
def test_practices_exist(action: dict[str, Any]) -> None:
    practices = action["practices"]
    assert set(practices) <= PRACTICES
    assert len(set(practices)) == len(practices)
    assert bool(practices) == (action["condition"] != "all")


@each_action
def test_when(action: dict[str, Any]) -> None:
    assert set(action["when"]) == {"bands", "patterns"}
    assert action["when"]["bands"]
    assert set(action["when"]["bands"]) <= BANDS
    assert action["when"]["patterns"]
    assert set(action["when"]["patterns"]) <= PATTERNS


@pytest.mark.parametrize("band", ["not_apparent", "partly"])
def test_every_practice_has_an_action_in_band(band: str) -> None:
    covered = {
        practice
        for action in ACTIONS
        if band in action["when"]["bands"]
        for practice in action["practices"]
    }
    assert covered == PRACTICES


def test_every_pattern_has_an_action() -> None:
    assert {pattern for action in ACTIONS for pattern in action["when"]["patterns"]} == PATTERNS


@pytest.mark.parametrize("condition", CODES)
def test_every_condition_has_an_action_with_good_evidence(condition: str) -> None:
    grades = {a["evidence"]["grade"] for a in ACTIONS if a["condition"] == condition}
    assert grades & {"A", "B"}


@each_action
def test_consultants_only_support(action: dict[str, Any]) -> None:
    assert action["owner_role"] in OWNERS
    assert set(action["participants"]) <= OWNERS - {action["owner_role"]}
    assert set(action["support"]) <= {"external_consultant"}


@each_action
def test_owner_function_is_one_of_senior_management(action: dict[str, Any]) -> None:
    if action["owner_function"] is not None:
        assert action["owner_function"] in FUNCTIONS
        assert action["owner_role"] == "senior_management"


@each_action
def test_direction_is_owned_at_the_top(action: dict[str, Any]) -> None:
    if action["condition"] == "direction":
        assert action["owner_role"] == "senior_leadership"


@each_action
def test_project_managers_own_initiatives_only(action: dict[str, Any]) -> None:
    assert isinstance(action["initiative"], bool)
    if action["owner_role"] == "project_manager":
        assert action["initiative"]
    if action["initiative"]:
        assert "project_manager" in {action["owner_role"], *action["participants"]}


@each_action
def test_steps_are_three_to_six_sentences(action: dict[str, Any]) -> None:
    assert 3 <= len(action["steps"]) <= 6
    for sentence in sentences(action):
        assert isinstance(sentence, str)
        assert re.fullmatch(r"[A-Z][^.?!]*\.", sentence), sentence
        assert len(sentence.split()) <= 30, sentence


def test_steps_are_not_repeated() -> None:
    counts = Counter(step for action in ACTIONS for step in action["steps"])
    assert not [step for step, count in counts.items() if count > 1]


@each_action
def test_texts_promise_no_gain_and_are_american(action: dict[str, Any]) -> None:
    for text in [action["title"], action["kpi"]["name"], *sentences(action)]:
        assert not PROMISE.search(text), text
        assert not BRITISH.search(text), text


@each_action
def test_requirements_name_the_state_that_replaces_them(action: dict[str, Any]) -> None:
    for requirement in action["requires"]:
        assert set(requirement) == {"action", "or_state"}
        assert requirement["action"] in BY_ID
        state = requirement["or_state"]
        if BY_ID[requirement["action"]]["condition"] == "all":
            assert state is None
        else:
            assert set(state) == {"practice", "min"}
            assert state["practice"] in BY_ID[requirement["action"]]["practices"]
            assert is_number(state["min"])
            assert 1 <= Decimal(state["min"]) <= 5


def test_requirements_are_acyclic() -> None:
    graph = {a["id"]: [r["action"] for r in a["requires"]] for a in ACTIONS}
    assert len(list(TopologicalSorter(graph).static_order())) == len(ACTIONS)


def test_small_actions_without_prerequisite_exist() -> None:
    starters = [a["id"] for a in ACTIONS if a["effort"] == "S" and not a["requires"]]
    assert len(starters) >= 6


def test_the_ids_are_known_without_loading_the_library() -> None:
    assert action_ids() == {action.id for action in action_library().actions}
