"""From the answers to the plan: each pattern, and what a plan for it begins with."""

from typing import get_args

import pytest
from tests.diagnose.companies import Company, found, published_of
from tests.planning.people import problems, written

from alignscan.diagnose.diagnose import diagnose
from alignscan.diagnose.diagnosis import Diagnosis, PatternId
from alignscan.model.conditions import PRACTICES, practices_of
from alignscan.model.content import action_library
from alignscan.planning.build import plan
from alignscan.planning.plan import Plan, PlannedAction

HIGH = dict.fromkeys(PRACTICES, "4.2")
"""Everything else is fine, so that nothing but the pattern decides."""
BOTH_ENDS = (50, 0, 0, 100, 0)


def low(*practices: str, score: str = "3.2") -> dict[str, str]:
    return HIGH | dict.fromkeys(practices, score)


SURVEYS: dict[str, Company] = {
    "shared_low": Company(scores=low("C1.5", "C2.2", "C3.1", score="2.8")),
    "shared_high": Company(scores=HIGH),
    "divided": Company(scores=HIGH, exact={"C1.5": BOTH_ENDS, "C5.5": BOTH_ENDS}),
    "leaders_higher": Company(scores=low("C2.5", "C2.6"), levels={"senior_leadership": "0.6"}),
    "frontline_higher": Company(scores=low("C1.6"), levels={"senior_leadership": "-0.6"}),
    "middle_dip": Company(
        scores=low("C4.3"), levels={"senior_management": "-0.4", "team_leader": "-0.4"}
    ),
    "unit_island": Company(scores=low("C2.5"), units={"West": "-0.6"}),
    "know_not_commit": Company(scores=low("C2.4", "C2.5", "C2.6", score="2.8")),
    "commit_not_know": Company(scores=low("C2.1", "C2.2", "C2.3", score="2.8")),
    "goals_without_systems": Company(scores=low(*practices_of("systems"), score="2.8")),
    "illusion": Company(scores=low("C2.2"), recalled=(60, 60, 20, 10)),
}


def answered(company: Company) -> tuple[Diagnosis, Plan]:
    """Return the diagnosis and the plan of a company, from its answers and through the gate."""
    published, asking, given = published_of(company)
    diagnosis = diagnose(published, given, asking)
    return diagnosis, plan(diagnosis, given, action_library(), published=published)


def earliest(one: PlannedAction, actions: dict[str, PlannedAction]) -> int:
    """Return the first week that what comes before an action leaves to it."""
    return max((actions[id].last_week + 1 for id in one.requires), default=1)


def test_every_pattern_but_that_of_goal_documents_has_a_survey_and_a_beginning() -> None:
    assert {*SURVEYS} == {*get_args(PatternId)} - {"cascade_finding"}
    assert {*SURVEYS} == {*action_library().guide}


@pytest.mark.parametrize("id", SURVEYS)
def test_a_survey_that_shows_a_pattern_gets_the_plan_of_the_quick_guide(id: str) -> None:
    diagnosis, made = answered(SURVEYS[id])
    assert any(pattern.evidence for pattern in found(diagnosis, id))
    wanted = action_library().guide[id].first
    actions = {action.id: action for action in made.actions}
    assert {*wanted} <= {*made.first}
    for one in wanted:
        assert actions[one].first_week == earliest(actions[one], actions)
        before = made.first[: made.first.index(one)]
        assert all(actions[o].first_week <= actions[one].first_week for o in before)
        reasons = {reason.id for reason in actions[one].reasons}
        assert id in reasons


@pytest.mark.parametrize("id", SURVEYS)
def test_the_plan_of_each_pattern_keeps_the_rules_of_plans(id: str) -> None:
    _, made = answered(SURVEYS[id])
    assert problems(written(made)) == []
    assert {"A601", "A602", "A603"} <= {action.id for action in made.actions}


def test_what_keeps_a_strength_does_not_come_before_what_closes_a_gap() -> None:
    _, made = answered(SURVEYS["unit_island"])
    kinds = {a.id: {reason.kind for reason in a.reasons} for a in made.actions}
    keeps = [id for id in made.first if kinds[id] == {"strength"}]
    closes = [id for id in made.first if kinds[id] & {"gap", "pattern"}]
    assert keeps == ["A108"]
    assert max(map(made.first.index, closes)) < made.first.index("A108")
