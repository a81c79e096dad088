"""Which actions a plan takes, and why."""

from decimal import Decimal
from typing import Any

import pytest
from tests.diagnose.samples import banded, diagnosed, figures, five
from tests.examples import report_of
from tests.planning.libraries import ALWAYS, action, library, team

from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.conditions import PRACTICES
from alignscan.model.content import action_library
from alignscan.model.questionnaire import ScoreScale
from alignscan.planning.build import plan, plan_for
from alignscan.planning.candidates import closure
from alignscan.planning.library import merged
from alignscan.planning.needs import Need, Situation
from alignscan.planning.plan import Plan
from alignscan.publish.published import ScoreFigures

HUNDRED = ScoreScale(low=Decimal(0), high=Decimal(100))
C1_5 = [{"action": "A9", "or_state": {"practice": "C1.5", "min": "3.5"}}]
LIST = action("A9", condition="direction", practices=["C1.5"], when={"bands": ["not_apparent"]})


def goals(score: str | ScoreFigures = "2.8", **practices: str | ScoreFigures) -> Diagnosis:
    """Return a diagnosis in which C3.1 is the widest gap."""
    scores = {"C3.1": score} | {k.replace("_", "."): v for k, v in practices.items()}
    return diagnosed(five(goals="3.0"), scores)


def planned(diagnosis: Diagnosis, *actions: Any, survey: Any = None, **limits: Any) -> Plan:
    return plan(diagnosis, survey or team(plan=limits), library(*actions))


def ids(diagnosis: Diagnosis, *actions: Any, **limits: Any) -> list[str]:
    return [a.id for a in planned(diagnosis, *actions, **limits).actions]


def needing(**more: Any) -> Situation:
    """Return a situation with one critical gap, of C3.1."""
    base: dict[str, Any] = {
        "practice": "C3.1",
        "gap": Decimal("1.0"),
        "severity": Decimal("1.0"),
        "band": "partly",
        "patterns": frozenset({"shared_low"}),
        "cells": ("overall",),
    }
    bands = dict.fromkeys(("direction", "commitment", "goals", "capability", "systems"), "partly")
    return Situation(needs=(Need(**(base | more)),), bands=bands)


def from_library(situation: Situation, *actions: Any, **more: Any) -> Plan:
    return plan_for(situation, team(), library(*actions, **more))


@pytest.mark.parametrize(("score", "chosen"), [("2.7", []), ("2.8", ["A1"]), ("3.5", [])])
def test_an_action_is_for_the_states_it_names(score: str, chosen: list[str]) -> None:
    assert ids(goals(score), action("A1", when={"bands": ["partly"]})) == chosen


@pytest.mark.parametrize(
    ("score", "chosen"), [("3.4", ["A1", "A9"]), ("3.45", ["A1"]), ("3.5", ["A1"])]
)
def test_a_measured_state_makes_a_prerequisite_unnecessary(score: str, chosen: list[str]) -> None:
    found = planned(goals(C1_5=score), action("A1", requires=C1_5), LIST)
    assert sorted(a.id for a in found.actions) == chosen
    one = next(a for a in found.actions if a.id == "A1")
    assert (one.requires, one.met_by_state) in [(("A9",), ()), ((), ("A9",))]


def test_a_prerequisite_counts_as_met_near_the_end_of_the_scale() -> None:
    found = goals(C1_5=banded("4.6", "5.0"))
    assert ids(found, action("A1", requires=C1_5), LIST) == ["A1"]


def test_what_nobody_measured_meets_no_prerequisite() -> None:
    assert ids(goals(), action("A1", requires=C1_5), LIST) == ["A9", "A1"]
    borrowed = diagnosed(five("5.0", goals="2.8"))
    assert ids(borrowed, action("A1", requires=C1_5), LIST) == ["A9", "A1"]


@pytest.mark.parametrize(("score", "chosen"), [("62.4", ["A9", "A1"]), ("62.5", ["A1"])])
def test_prerequisites_move_with_the_score_scale(score: str, chosen: list[str]) -> None:
    scores = five("80", commitment="80", goals="50", capability="80", systems="80")
    diagnosis = diagnosed(scores, {"C3.1": "50", "C1.5": score}, scale=(0, 100))
    found = plan(diagnosis, team(), library(action("A1", requires=C1_5), LIST), HUNDRED)
    assert [a.id for a in found.actions] == chosen


def test_what_needs_an_unknown_action_or_itself_is_left_out() -> None:
    assert ids(goals(), action("A1", requires=C1_5)) == []
    circle = [action("A1", requires=[{"action": "A2"}]), action("A2", requires=[{"action": "A1"}])]
    found = planned(goals(), *circle)
    assert found.actions == ()
    assert found.without_action == ("C3.1",)
    assert found.beyond_capacity == ()
    assert closure("A1", {"A1": ("A1",)}) is None


def test_what_cannot_begin_within_the_horizon_is_left_out() -> None:
    long = {**LIST, "duration_weeks": 13}
    one = action("A1", requires=C1_5)
    assert ids(goals(), one, long, horizon_weeks=14) == ["A9", "A1"]
    assert ids(goals(), one, long, horizon_weeks=13) == []


def test_the_better_evidence_is_taken_then_less_effort_then_the_lower_id() -> None:
    one, proven = action("A1", effort="S"), action("A2", effort="L", evidence={"grade": "A"})
    assert ids(goals(), one, proven) == ["A1", "A2"]  # A1 is a quick win as well
    medium = action("A1", effort="M")
    assert ids(goals(), medium, proven) == ["A2"]
    assert ids(goals(), medium, action("A3", effort="M"), action("A2", effort="L")) == ["A1"]


def test_two_quick_wins_are_in_a_plan_where_there_are_some() -> None:
    quick = [action(f"A{i}") for i in range(1, 5)]
    assert ids(goals(), *quick, action("A9", effort="M", evidence={"grade": "A"})) == [
        "A1",
        "A2",
        "A9",
    ]


def test_what_always_belongs_to_a_plan_goes_before_every_gap() -> None:
    always = action("A601", **ALWAYS)
    gap = action("A1", evidence={"grade": "A"})
    assert ids(goals(), gap, always, budget=1) == ["A601"]
    found = planned(goals(), gap, always, budget=1)
    assert [o.actions for o in found.offers] == [("A1",)]
    assert (found.without_action, found.beyond_capacity) == (("C3.1",), ("C3.1",))
    assert ids(diagnosed({}), always) == []


def test_one_action_keeps_a_strength() -> None:
    keep = {"when": {"bands": ["apparent"], "patterns": ["shared_high"]}, "practices": ["C4.5"]}
    strong = diagnosed(five("4.5", goals="3.0"), {"C3.1": "4.4", "C4.5": "4.4"})
    found = planned(strong, action("A7", **keep), action("A8", **keep))
    assert [(a.id, a.reasons[0].kind, a.reasons[0].id) for a in found.actions] == [
        ("A7", "strength", "C4.5")
    ]


def test_an_action_of_the_right_pattern_goes_before_one_of_the_right_state_only() -> None:
    by_state = action("A1", when={"bands": ["partly"], "patterns": ["divided"]}, effort="M")
    by_both = action("A2", when={"bands": ["partly"], "patterns": ["shared_low"]}, effort="L")
    assert [a.id for a in from_library(needing(), by_state, by_both).actions] == ["A2"]
    assert [a.id for a in from_library(needing(), by_state).actions] == ["A1"]


def test_an_action_for_a_pattern_between_groups_waits_for_it() -> None:
    one = action("A1", when={"bands": ["partly"], "patterns": ["leaders_higher"]})
    assert from_library(needing(), one).without_action == ("C3.1",)
    seen = needing(patterns=frozenset({"shared_low", "leaders_higher"}))
    assert [a.id for a in from_library(seen, one).actions] == ["A1"]


def test_an_action_for_some_groups_waits_until_a_gap_shows_there() -> None:
    one = action("A1", when={"bands": ["partly"], "segments": ["team_leader"]})
    assert from_library(needing(), one).actions == ()
    seen = needing(cells=("overall", "level=team_leader"))
    assert [a.id for a in from_library(seen, one).actions] == ["A1"]


def test_a_plan_begins_with_what_the_guide_names_for_a_pattern() -> None:
    wanted = {"bands": ["apparent"], "patterns": ["unit_island"]}
    support = action("A4", condition="all", practices=[], when=wanted, effort="M")
    one, guide = action("A1", evidence={"grade": "A"}), {"unit_island": {"first": ["A4"]}}
    situation = Situation(
        needs=needing().needs,
        bands=needing().bands,
        patterns={"unit_island": ("site=North",)},
    )
    found = from_library(situation, one, support, guide=guide)
    assert found.first == ("A4", "A1")
    assert [(r.kind, r.id, r.cells) for r in found.begin[0].reasons] == [
        ("pattern", "unit_island", ("site=North",))
    ]


def gated(direction: str = "2.0", commitment: str = "4.0", **practices: str) -> Diagnosis:
    scores = {"C1.5": direction} | {k.replace("_", "."): v for k, v in practices.items()}
    return diagnosed(five(direction, commitment=commitment, goals="2.8", systems="2.8"), scores)


def test_larger_actions_wait_for_a_direction_and_small_ones_do_not() -> None:
    low = gated(C3_1="2.8")
    large, small = action("A1", effort="M", evidence={"grade": "A"}), action("A2")
    found = {a.id: a for a in planned(low, large, small, LIST).actions}
    assert found["A2"].first_week == found["A9"].first_week == 1
    assert found["A1"].first_week == found["A9"].last_week + 1
    held = planned(low, large, small, LIST).held_back
    assert [(h.id, h.by) for h in held] == [("A1", "direction")]
    assert planned(gated("3.0", C3_1="2.8"), large, LIST).held_back == ()
    assert ids(low, large) == []


def test_nothing_waits_for_an_action_that_does_not_work_on_what_holds_it_back() -> None:
    direction: dict[str, Any] = {"condition": "direction", "practices": ["C1.5"]}
    first = action("A1", when={"bands": ["partly"]}, **direction)
    after = action("A2", when={"bands": ["not_apparent"]}, requires=[{"action": "A1"}], **direction)
    found = planned(gated(C3_1="2.0"), first, after, action("A3", effort="M", duration_weeks=1))
    assert [(a.id, bool(a.reasons)) for a in found.actions] == [
        ("A1", True),
        ("A2", True),
        ("A3", True),
    ]
    assert found.actions[2].first_week == found.actions[1].last_week + 1


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ({"organization": {"name": "Nord", "headcount": 20}}, ["A1"]),
        ({"organization": {"name": "Nord", "headcount": 19}, "population": 40}, []),
        ({"population": 19}, []),
        ({"population": {"level": {"team_leader": 4, "employee": 15}}}, []),
        ({}, ["A1"]),
    ],
)
def test_an_action_for_larger_organizations_is_left_out(
    written: dict[str, Any], chosen: list[str]
) -> None:
    large = action("A1", when={"bands": ["partly"], "min_org_size": 20})
    assert [a.id for a in planned(goals(), large, survey=team(**written)).actions] == chosen


def test_rewards_wait_until_people_are_behind_the_direction() -> None:
    low = gated("4.0", "2.0", C5_1="2.8", C2_5="2.0")
    rewards = action("A1", condition="systems", practices=["C5.1"], effort="M")
    hear = action("A2", condition="commitment", practices=["C2.5"], duration_weeks=3)
    found = planned(low, rewards, hear)
    assert [(a.id, a.first_week) for a in found.actions] == [("A2", 1), ("A1", 4)]
    assert [(h.id, h.by) for h in found.held_back] == [("A1", "commitment")]


def test_direction_is_worked_on_even_where_other_gaps_are_wider() -> None:
    wide = dict.fromkeys(("C3.1", "C4.3", "C5.1", "C3.5", "C4.1"), "1.2")
    low = diagnosed(
        five("2.7", goals="1.2", capability="1.2", systems="1.2"), {"C1.5": "2.7"} | wide
    )
    assert "C1.5" not in {one.id for one in low.critical}
    assert "A9" in ids(low, action("A1", effort="M"), LIST)


def test_a_role_that_does_not_exist_is_stood_in_for_by_the_next_higher_one() -> None:
    levels = {"level": {"categories": ["senior_leadership", "team_leader", "employee"]}}
    small = team(segments=levels)
    found = planned(
        goals(),
        action("A1", owner_role="senior_management"),
        action("A2", owner_role="project_manager"),
        survey=small,
    )
    assert [(a.owner_role, a.stands_in_for) for a in found.actions] == [
        ("senior_leadership", "senior_management"),
        ("team_leader", "project_manager"),
    ]
    assert set(found.capacity.points) == {"senior_leadership", "team_leader"}


def test_effort_that_does_not_fit_waits_for_the_next_quarter() -> None:
    diagnosis = goals(C3_5="2.9")
    other = action("A2", practices=["C3.5"], effort="M")
    one = action("A1", effort="M")
    found = planned(diagnosis, one, other, capacity={"senior_leadership": 3})
    assert [(a.id, a.first_week, a.quarter) for a in found.actions] == [("A1", 1, 1), ("A2", 14, 2)]


def test_only_so_many_actions_run_at_once() -> None:
    diagnosis = goals(C3_5="2.9")
    other = action("A2", practices=["C3.5"])
    found = planned(diagnosis, action("A1"), other, running=1)
    assert [(a.id, a.first_week) for a in found.actions] == [("A1", 1), ("A2", 5)]


def test_dates_are_weeks_from_monday_to_friday() -> None:
    survey = team(plan={"start": "2026-10-06"})
    one = planned(goals(), action("A1"), survey=survey)
    assert [str(d) for d in (one.start, one.actions[0].start, one.actions[0].end)] == [
        "2026-10-12",
        "2026-10-12",
        "2026-11-06",
    ]
    assert str(one.actions[0].kpi.due) == "2026-12-04"
    assert str(planned(goals(), action("A1")).start) == "2026-10-05"  # closed on 2026-09-21
    undated = planned(goals(), action("A1"), survey=team(wave={"id": "w"}))
    assert (undated.start, undated.actions[0].start, undated.actions[0].horizon) == (
        None,
        None,
        "now",
    )


@pytest.mark.parametrize(
    ("weeks", "horizon"), [(4, "now"), (5, "next"), (8, "next"), (9, "then"), (12, "then")]
)
def test_horizons_follow_from_when_an_action_begins(weeks: int, horizon: str) -> None:
    found = planned(goals(), action("A1", requires=C1_5), {**LIST, "duration_weeks": weeks})
    assert [(a.id, a.horizon) for a in found.actions] == [("A9", "now"), ("A1", horizon)]
    assert found.critical_path == ("A9", "A1")
    assert all(a.critical_path for a in found.actions)


def test_a_baseline_is_a_published_figure() -> None:
    kpi = action("A1")["kpi"] | {"baseline": {"from": "scan", "metric": "C3.1.favorable"}}
    report = report_of("mid-sized")
    overall = report.published.overall
    assert overall is not None
    share = overall.practices["C3.1"].favorable
    found = plan(
        goals(figures("2.8")), team(), library(action("A1", kpi=kpi)), published=report.published
    )
    assert share is not None
    assert found.actions[0].kpi.baseline == share * 100
    assert planned(goals(), action("A1", kpi=kpi)).actions[0].kpi.baseline is None


def test_the_first_action_of_the_smallest_survey_is_the_one_in_the_documents() -> None:
    found = report_of("leadership-team").plan
    assert found.begin[0].title["en"] == "Name one deciding role for each critical decision"


def test_without_a_gap_there_is_nothing_to_close() -> None:
    found = plan(diagnosed(five("4.5", goals="4.5")), team(), action_library())
    assert {a.id for a in found.actions} <= {"A601", "A602", "A603"}
    assert found.without_action == ()


def test_a_library_of_ones_own_adds_and_replaces() -> None:
    both = merged(action_library(), library(action("A506", title="Ours")))
    assert len(both.actions) == len(action_library().actions)
    assert next(a for a in both.actions if a.id == "A506").title == {"en": "Ours"}
    assert both.guide == action_library().guide


OF_PRACTICES = {"shared_low": ("C1.5", "C2.2", "C3.1"), "divided": ("C1.5", "C5.5")}


@pytest.mark.parametrize("pattern", sorted(set(action_library().guide) - {"shared_high"}))
def test_a_plan_begins_as_the_quick_guide_says(pattern: str) -> None:
    wanted = action_library().guide[pattern].first
    needs = tuple(
        Need(p, Decimal("1.0"), Decimal("1.0"), "partly", frozenset({pattern}), ("overall",))
        for p in OF_PRACTICES.get(pattern, ())
    )
    situation = Situation(
        needs=needs,
        patterns={} if needs else {pattern: ("level=employee",)},
        bands=needing().bands,
        levels=dict.fromkeys(PRACTICES, Decimal("3.5")),
    )
    found = plan_for(situation, team(), action_library())
    assert set(found.first[: len(wanted)]) == set(wanted)
    for one in found.begin[: len(wanted)]:
        assert pattern in {reason.id for reason in one.reasons}
