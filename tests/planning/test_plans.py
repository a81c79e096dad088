"""Whatever the library and the diagnosis: a plan keeps to its capacity and its own order."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import report_of
from tests.planning.libraries import DIAGNOSES, LIBRARIES, SURVEYS

import alignscan
from alignscan.api.load import load
from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.actions import ActionLibrary
from alignscan.model.content import action_library
from alignscan.model.survey import Survey
from alignscan.planning.build import capacity_of, choose, plan
from alignscan.planning.candidates import focused
from alignscan.planning.greedy import greedy
from alignscan.planning.needs import situation_of
from alignscan.planning.owners import existing_roles
from alignscan.planning.plan import Plan, PlannedAction

ASSESSMENTS = Path(__file__).parents[2] / "assessments"
EXAMPLES = sorted(path.parent.name for path in ASSESSMENTS.glob("*/survey.yaml"))
RELAXED = (HealthCheck.too_slow, HealthCheck.data_too_large)


def broken(found: Plan, diagnosis: Diagnosis, survey: Survey, library: ActionLibrary) -> list[str]:
    """Return what is wrong with a plan."""
    actions = {a.id: a for a in found.actions}
    wrong = [f"{a.id} twice" for a in found.actions if found.actions.count(a) > 1]
    for one in found.actions:
        wrong += _order(one, actions, diagnosis, library)
    wrong += _capacity(found)
    for held in found.held_back:
        first = [a for a in found.actions if a.condition == held.by]
        if not any(a.last_week < actions[held.id].first_week for a in first):
            wrong.append(f"{held.id} begins before anything for {held.by} has ended")
    if found.capacity.points.keys() - existing_roles(survey):
        wrong.append("capacity of a role that does not exist")
    return wrong


def _order(
    one: PlannedAction,
    actions: dict[str, PlannedAction],
    diagnosis: Diagnosis,
    library: ActionLibrary,
) -> list[str]:
    written = next(a for a in library.actions if a.id == one.id)
    scores = {s.id: s.level for s in diagnosis.practices if not s.borrowed}
    wrong = []
    if {r.action for r in written.requires} != {*one.requires, *one.met_by_state}:
        wrong.append(f"{one.id} lost a requirement")
    for before in one.requires:
        if before not in actions or actions[before].last_week >= one.first_week:
            wrong.append(f"{one.id} begins before {before} has ended")
    for requirement in written.requires:
        if requirement.action in one.met_by_state:
            state = requirement.or_state
            level = scores.get(state.practice) if state else None
            if level is None or state is None or level < Decimal(state.min):
                wrong.append(f"{one.id}: nothing makes {requirement.action} unnecessary")
    if one.last_week - one.first_week + 1 != one.duration_weeks or not one.reasons:
        wrong.append(f"{one.id} has no reason, or runs for another time")
    return wrong


def _capacity(found: Plan) -> list[str]:
    spent: Counter[tuple[str, int]] = Counter()
    running: Counter[tuple[str, int]] = Counter()
    for one in found.actions:
        spent[one.owner_role, one.quarter] += one.points
        for week in range(one.first_week, one.last_week + 1):
            running[one.owner_role, week] += 1
    room = {str(role): points for role, points in found.capacity.points.items()}
    wrong = [f"{key}: {n} points" for key, n in spent.items() if n > room.get(key[0], 0)]
    wrong += [f"{key}: {n} at once" for key, n in running.items() if n > found.capacity.running]
    budget = found.capacity.budget
    if budget is not None and sum(a.points for a in found.actions) > budget:
        wrong.append("over the budget")
    return wrong


def check(library: ActionLibrary, diagnosis: Diagnosis, survey: Survey) -> None:
    found = plan(diagnosis, survey, library)
    assert broken(found, diagnosis, survey, library) == []
    situation = focused(situation_of(diagnosis), library)
    chosen = choose(situation, library, capacity_of(survey), existing_roles(survey))
    quick = greedy(chosen.problem)
    assert chosen.problem.allowed(quick)
    assert chosen.problem.allowed(chosen.ids)
    assert chosen.problem.value(quick) <= chosen.problem.value(chosen.ids)
    needs = {need.practice for need in situation.needs}
    closed = {r.id for a in found.actions for r in a.reasons if r.kind == "gap"}
    assert needs == closed | set(found.without_action)
    assert not closed & set(found.without_action)
    for offer in found.offers:
        assert not set(offer.actions) & chosen.ids


@settings(max_examples=40, suppress_health_check=RELAXED)
@given(LIBRARIES, DIAGNOSES, SURVEYS)
def test_a_plan_keeps_its_order_and_its_capacity(
    library: ActionLibrary, diagnosis: Diagnosis, survey: Survey
) -> None:
    check(library, diagnosis, survey)


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=RELAXED)
@given(LIBRARIES, DIAGNOSES, SURVEYS)
def test_many_plans_keep_their_order_and_their_capacity(
    library: ActionLibrary, diagnosis: Diagnosis, survey: Survey
) -> None:
    check(library, diagnosis, survey)


@pytest.mark.exhaustive
@settings(max_examples=5000, suppress_health_check=RELAXED)
@given(LIBRARIES, DIAGNOSES, SURVEYS)
def test_five_thousand_plans_keep_their_order_and_their_capacity(
    library: ActionLibrary, diagnosis: Diagnosis, survey: Survey
) -> None:
    check(library, diagnosis, survey)


@settings(max_examples=10, suppress_health_check=RELAXED)
@given(DIAGNOSES, SURVEYS)
def test_plans_from_the_packaged_actions_keep_their_order_and_their_capacity(
    diagnosis: Diagnosis, survey: Survey
) -> None:
    check(action_library(), diagnosis, survey)


@settings(max_examples=5, suppress_health_check=RELAXED)
@given(DIAGNOSES, SURVEYS, st.randoms(use_true_random=False))
def test_the_order_of_the_library_does_not_matter(
    diagnosis: Diagnosis, survey: Survey, random: Random
) -> None:
    whole = action_library()
    mixed = list(whole.actions)
    random.shuffle(mixed)
    shuffled = whole.model_copy(update={"actions": tuple(mixed)})
    same = plan(diagnosis, survey, whole)
    assert plan(diagnosis, survey, shuffled) == same
    assert plan(diagnosis, survey, whole).model_dump_json() == same.model_dump_json()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_plans_of_the_examples_keep_their_order_and_their_capacity(name: str) -> None:
    ready = load(ASSESSMENTS / name / "survey.yaml")
    report = report_of(name)
    found = report.plan
    assert broken(found, report.diagnosis, ready.survey, action_library()) == []
    assert alignscan.plan(ready, report=report).model_dump_json() == found.model_dump_json()
    dated = [a for a in found.actions if a.start is not None]
    assert len(dated) == (len(found.actions) if ready.survey.wave.closed else 0)
    for one in dated:
        assert one.start is not None
        assert one.end is not None
        assert (one.start.weekday(), one.end.weekday()) == (0, 4)
        assert (one.end - one.start).days == 7 * one.duration_weeks - 3
        assert all(a.end < one.start for a in dated if a.id in one.requires and a.end)
    assert {"A601", "A602", "A603"} <= {a.id for a in found.actions}
    asked = {need for one in report.diagnosis.critical for need in one.practices}
    assert set(found.without_action) <= asked
