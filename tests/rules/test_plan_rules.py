"""The rules on written plans: every one has a failing case, and a plan that keeps it."""

import copy
from typing import Any

import pytest
from tests.planning.people import plan_of, problems, published_at, written
from tests.rules.examples import data_of

from alignscan.model.plan import WrittenPlan
from alignscan.rules.plan_rules import CHECKS
from alignscan.rules.rule import Rule
from alignscan.rules.table import RULES
from alignscan.rules.table_plan import PLAN
from alignscan.source.finding import Severity

SEED = 11


def of(data: Any) -> WrittenPlan:
    return WrittenPlan.model_validate(data)


def by_code(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("rule", PLAN, ids=by_code)
def test_the_bad_example_breaks_the_rule(rule: Rule) -> None:
    assert rule.code in problems(of(data_of(rule.bad)))


@pytest.mark.parametrize("rule", PLAN, ids=by_code)
def test_the_good_example_keeps_the_rule(rule: Rule) -> None:
    assert rule.code not in problems(of(data_of(rule.good)))


def test_all_of_r_m_and_p_are_there() -> None:
    codes = {rule.code for rule in PLAN} | {"AS401"}
    assert codes == {f"AS{n}" for n in (*range(401, 407), *range(501, 521))}
    assert {rule.code for rule in PLAN} <= {rule.code for rule in RULES}
    assert len(CHECKS) == len(codes)


def test_who_may_own_what_is_an_error_and_the_rest_a_warning() -> None:
    errors = {rule.code for rule in PLAN if rule.severity is Severity.ERROR}
    assert errors == {"AS402"}


@pytest.fixture(scope="module")
def sound() -> dict[str, Any]:
    plan = plan_of(published_at(SEED), SEED)
    assert plan.program is not None
    assert len(plan.program.modules) > 2
    data: dict[str, Any] = plan.model_dump(mode="json")
    return data


@pytest.fixture
def data(sound: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(sound)


def broken(data: dict[str, Any]) -> set[str]:
    return {code for code in problems(of(data)) if code > "AS500"}


def test_the_plan_that_is_edited_below_is_sound(data: dict[str, Any]) -> None:
    assert broken(data) == set()


def touchpoints(data: dict[str, Any], message: str) -> list[dict[str, Any]]:
    return [t for t in data["communication"]["touchpoints"] if message in t["messages"]]


def modules(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [module for track in data["program"]["tracks"] for module in track["modules"]]


def test_an_edit_that_silences_an_audience_is_found(data: dict[str, Any]) -> None:
    for touchpoint in data["communication"]["touchpoints"]:
        touchpoint["mode"] = "one_way"
    for audience in data["communication"]["audiences"]:
        audience["state"] = "not_apparent"
    assert broken(data) == {"AS501"}


def test_reasons_from_someone_else_are_found(data: dict[str, Any]) -> None:
    touchpoints(data, "why")[0]["sender"] = "senior_management"
    assert broken(data) == {"AS502"}


def test_ones_own_part_told_by_a_stranger_is_found(data: dict[str, Any]) -> None:
    touchpoints(data, "for_me")[-1]["sender"] = "project_manager"
    assert broken(data) == {"AS502"}


def test_a_touchpoint_dropped_is_found(data: dict[str, Any]) -> None:
    data["communication"]["touchpoints"].remove(touchpoints(data, "what_stays")[0])
    assert broken(data) == {"AS504"}


def test_five_times_over_one_channel_is_not_enough(data: dict[str, Any]) -> None:
    for touchpoint in touchpoints(data, "what_stays"):
        touchpoint["channel"] = "company_meeting"
    assert broken(data) == {"AS504"}


def test_no_answer_time_is_found(data: dict[str, Any]) -> None:
    del data["communication"]["touchpoints"][0]["feedback"]["answer_days"]
    assert broken(data) == {"AS505"}


def test_results_moved_to_the_end_are_found(data: dict[str, Any]) -> None:
    touchpoints(data, "results")[0]["weeks"] = [40]
    assert "AS508" in broken(data)


def test_a_summer_without_recognition_is_found(data: dict[str, Any]) -> None:
    data["communication"]["recognition"] = data["communication"]["recognition"][:1]
    assert broken(data) == {"AS509"}


def test_messages_piled_up_in_a_week_are_found(data: dict[str, Any]) -> None:
    first = touchpoints(data, "why")[0]
    other = next(t for t in touchpoints(data, "for_me") if t["audience"] == first["audience"])
    other["weeks"][0] = first["weeks"][0]
    assert broken(data) == {"AS510"}


def test_two_sessions_in_a_week_are_found(data: dict[str, Any]) -> None:
    one, other, *_ = modules(data)
    other["audience"] = list(dict.fromkeys([*other["audience"], *one["audience"]]))
    other["weeks"] = list(one["weeks"])
    assert "AS513" in broken(data)


def test_a_live_task_taken_out_of_the_plan_is_found(data: dict[str, Any]) -> None:
    task = modules(data)[0]["live_task"]
    data["actions"] = [a for a in data["actions"] if a["id"] != task]
    assert broken(data) == {"AS514"}


def test_others_before_the_top_are_found(data: dict[str, Any]) -> None:
    for module in modules(data):
        if "senior_leadership" in module["audience"]:
            module["weeks"] = [week + 100 for week in module["weeks"]]
    assert broken(data) == {"AS516"}


def test_hours_that_are_wrong_are_found(data: dict[str, Any]) -> None:
    role = next(iter(data["program"]["hours"]))
    data["program"]["hours"][role] += 1
    assert broken(data) == {"AS519"}


def test_a_plan_without_program_and_communication_is_not_blamed_for_them() -> None:
    assert broken({"actions": []}) == set()


def test_generated_owners_keep_the_roles() -> None:
    plan = written(plan_of(published_at(SEED), SEED))
    assert problems(plan, "AS401", "AS402", "AS403", "AS404") == []
