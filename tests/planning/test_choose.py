from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.diagnose.samples import Scores, banded, diagnosed, five

import alignscan
from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model import normalize
from alignscan.model.actions import EFFORT_POINTS, Action, ActionLibrary
from alignscan.model.conditions import CONDITIONS, PRACTICES, condition_of
from alignscan.model.content import action_library
from alignscan.model.questionnaire import ScoreScale
from alignscan.planning.choose import choose

HUNDRED = ScoreScale(low=Decimal(0), high=Decimal(100))
SCORES = st.decimals(1, 5, places=1).map(str)
DIAGNOSES = st.builds(
    diagnosed,
    st.fixed_dictionaries(dict.fromkeys(CONDITIONS, SCORES)),
    st.dictionaries(st.sampled_from(PRACTICES), SCORES),
)


def action(id: str, **more: Any) -> dict[str, Any]:
    """Return an action for practice C3.1, as a library holds it."""
    return {
        "id": id,
        "title": f"Do {id}",
        "condition": "goals",
        "practices": ["C3.1"],
        "when": {"bands": ["not_apparent", "partly"]},
        "owner_role": "senior_leadership",
        "steps": ["Begin."],
        "effort": "S",
        "duration_weeks": 4,
        "kpi": {
            "name": "Done",
            "unit": "%",
            "direction": "up",
            "baseline": {"from": "measure"},
            "target": {"value": "90"},
            "due_after_weeks": 8,
            "level": "behavior",
        },
        "evidence": {"grade": "C"},
        **more,
    }


def library(*actions: dict[str, Any]) -> ActionLibrary:
    data = {"format": "alignscan/actions/1", "id": "own", "actions": list(actions)}
    return ActionLibrary.model_validate(normalize.actions(data))


def first(diagnosis: Diagnosis, *actions: dict[str, Any]) -> list[str]:
    return [*choose(diagnosis, library(*actions)).first]


def low_goals(**practices: str) -> Diagnosis:
    scores: Scores = {"C3.1": "2.5"} | {k.replace("_", "."): v for k, v in practices.items()}
    return diagnosed(five(goals="2.5"), scores)


def actions_by_id() -> dict[str, Action]:
    return {a.id: a for a in action_library().actions}


def test_the_first_action_of_the_smallest_survey_is_the_one_in_the_documents() -> None:
    survey = Path(__file__).parents[2] / "assessments" / "leadership-team" / "survey.yaml"
    plan = alignscan.assess(survey).plan
    assert plan.first[0] == "A506"
    assert plan.begin[0].title["en"] == "Name one deciding role for each critical decision"
    assert [reason.id for reason in plan.begin[0].reasons] == ["C5.5"]


@settings(deadline=None)
@given(DIAGNOSES)
def test_chosen_actions_close_a_ranked_gap_in_a_state_that_they_are_for(
    diagnosis: Diagnosis,
) -> None:
    standing = {s.id: s for s in diagnosis.practices}
    ranked = {g.id: g.gap for g in diagnosis.practice_gaps}
    known = actions_by_id()
    plan = choose(diagnosis, action_library())
    assert len(plan.first) <= 5
    assert len(set(plan.first)) == len(plan.first)
    for chosen in plan.begin:
        assert chosen.reasons
        for reason in chosen.reasons:
            assert ranked[reason.id] == reason.gap
            assert reason.id in known[chosen.id].practices
            assert standing[reason.id].state in known[chosen.id].when.bands


@settings(deadline=None)
@given(DIAGNOSES)
def test_chosen_actions_can_begin_at_once(diagnosis: Diagnosis) -> None:
    standing = {s.id: s for s in diagnosis.practices if not s.borrowed}
    for chosen in choose(diagnosis, action_library()).begin:
        for requirement in actions_by_id()[chosen.id].requires:
            assert requirement.or_state is not None
            score = standing[requirement.or_state.practice].score
            assert score is not None
            assert score >= Decimal(requirement.or_state.min)


@settings(deadline=None)
@given(DIAGNOSES, st.randoms(use_true_random=False))
def test_the_order_of_the_library_does_not_matter(diagnosis: Diagnosis, random: Any) -> None:
    whole = action_library()
    mixed = list(whole.actions)
    random.shuffle(mixed)
    shuffled = whole.model_copy(update={"actions": tuple(mixed)})
    assert choose(diagnosis, shuffled) == choose(diagnosis, whole)


@settings(deadline=None)
@given(DIAGNOSES)
def test_every_ranked_condition_is_served_or_named_as_open(diagnosis: Diagnosis) -> None:
    plan = choose(diagnosis, action_library())
    served = {condition_of(r.id) for a in plan.begin for r in a.reasons}
    ranked = [g.id for g in diagnosis.gaps]
    assert [c for c in ranked if c in plan.without_action] == [*plan.without_action]
    assert not served & set(plan.without_action)


def test_without_a_gap_there_is_nothing_to_do() -> None:
    plan = choose(diagnosed(five("4.5", goals="4.5")), action_library())
    assert not plan.first
    assert not plan.without_action


def test_a_gap_that_no_action_closes_is_named() -> None:
    assert choose(low_goals(), library()).without_action == ("goals",)


@pytest.mark.parametrize(("score", "chosen"), [("2.7", []), ("2.8", ["A1"]), ("3.5", [])])
def test_an_action_is_for_the_states_it_names(score: str, chosen: list[str]) -> None:
    one = action("A1", when={"bands": ["partly"]})
    assert first(low_goals(C3_1=score), one) == chosen


REQUIRES = [{"action": "A9", "or_state": {"practice": "C1.5", "min": "3.5"}}]


@pytest.mark.parametrize(("score", "chosen"), [("3.4", []), ("3.45", ["A1"]), ("3.5", ["A1"])])
def test_a_measured_state_makes_a_prerequisite_unnecessary(score: str, chosen: list[str]) -> None:
    assert first(low_goals(C1_5=score), action("A1", requires=REQUIRES)) == chosen


def test_a_prerequisite_counts_as_met_near_the_end_of_the_scale() -> None:
    diagnosis = diagnosed(five(goals="2.5"), {"C3.1": "2.5", "C1.5": banded("4.6", "5.0")})
    assert first(diagnosis, action("A1", requires=REQUIRES)) == ["A1"]


def test_what_nobody_measured_meets_no_prerequisite() -> None:
    assert first(low_goals(), action("A1", requires=REQUIRES)) == []
    always = action("A1", requires=[{"action": "A9"}])
    assert first(low_goals(C1_5="5.0"), always) == []


def test_the_state_of_a_condition_meets_no_prerequisite_of_a_practice() -> None:
    borrowed = diagnosed(five("5.0", goals="2.5"))
    assert first(borrowed, action("A1", requires=REQUIRES)) == []


@pytest.mark.parametrize(("score", "chosen"), [("62.4", []), ("62.5", ["A1"])])
def test_prerequisites_move_with_the_score_scale(score: str, chosen: list[str]) -> None:
    scores = five("80", commitment="80", goals="30", capability="80", systems="80")
    diagnosis = diagnosed(scores, {"C3.1": "30", "C1.5": score}, scale=(0, 100))
    plan = choose(diagnosis, library(action("A1", requires=REQUIRES)), HUNDRED)
    assert [*plan.first] == chosen


def test_ties_are_broken_by_id() -> None:
    assert first(low_goals(), action("A3"), action("A1"), action("A2")) == ["A1", "A2", "A3"]


def test_less_effort_and_better_evidence_come_first() -> None:
    dear = action("A1", effort="L")
    proven = action("A2", evidence={"grade": "A"})
    assert first(low_goals(), dear, action("A3"), proven) == ["A2", "A3", "A1"]
    points = [EFFORT_POINTS[e] for e in ("S", "M", "L")]
    assert all(a < b for a, b in pairwise(points))


def test_the_widest_gap_comes_first_whatever_the_value() -> None:
    diagnosis = diagnosed(five("3.0", goals="2.0"), {"C3.1": "2.0", "C1.1": "3.0"})
    cheap = action("A1", condition="direction", practices=["C1.1"], evidence={"grade": "A"})
    assert first(diagnosis, cheap, action("A2", effort="L")) == ["A2", "A1"]


def test_two_actions_for_one_condition_come_before_any_third() -> None:
    diagnosis = diagnosed(five("3.0", goals="2.0"), {"C3.1": "2.0", "C1.1": "3.0"})
    many = [action(f"A{i}") for i in range(1, 7)]
    other = action("A9", condition="direction", practices=["C1.1"])
    assert first(diagnosis, *many, other) == ["A1", "A2", "A9", "A3", "A4"]
