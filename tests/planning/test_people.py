import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.diagnose.samples import cell, five, publication
from tests.examples import report_of
from tests.planning.people import plan_of, problems, published_at, written

from alignscan.model.conditions import LEVELS, PRACTICES
from alignscan.planning.plan import Plan
from alignscan.publish.published import WithheldCell

EXAMPLES = sorted((Path(__file__).parents[2] / "assessments").glob("*/survey.yaml"))
START = dt.date(2026, 10, 5)
LEFT_OVER = re.compile(r"[{}]|TODO|XXX|\.\.\.|  ")
RANDOM_ROLES = ("AS401", "AS402", "AS403", "AS404")
PEOPLE = tuple(f"AS{number}" for number in range(501, 521))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def people(plan: Plan) -> dict[str, Any]:
    keys = {"program", "communication", "cadence", "guide"}
    return plan.model_dump(mode="json", include=keys)


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.parent.name)
def example(request: pytest.FixtureRequest) -> Plan:
    return report_of(request.param.parent.name).plan


def test_a_packaged_example_keeps_all_rules(example: Plan) -> None:
    assert problems(written(example)) == []


def test_a_packaged_example_leaves_no_placeholder(example: Plan) -> None:
    found = people(example)
    assert [text for text in texts(found) if LEFT_OVER.search(text)] == []


def test_dates_are_the_mondays_of_their_weeks(example: Plan) -> None:
    assert example.program is not None
    assert example.communication is not None
    for module in example.program.modules:
        expected = [] if example.start is None else list(module.weeks)
        assert len(module.dates) == len(expected)
    for touchpoint in example.communication.touchpoints:
        assert all(date.weekday() == 0 for date in touchpoint.dates)
        if example.start is not None:
            days = [(date - example.start).days // 7 + 1 for date in touchpoint.dates]
            assert days == list(touchpoint.weeks)


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.booleans(), st.sampled_from([None, 30, 3000]))
def test_what_is_generated_keeps_the_rules(seed: int, dated: bool, headcount: int | None) -> None:
    organization = {"name": "Northwind"} | ({"headcount": headcount} if headcount else {})
    plan = plan_of(published_at(seed), seed, START if dated else None, organization=organization)
    assert problems(written(plan), *PEOPLE) == []
    assert [text for text in texts(people(plan)) if LEFT_OVER.search(text)] == []


@settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_the_same_findings_give_the_same_bytes(seed: int) -> None:
    one, other = (plan_of(published_at(seed), seed, START) for _ in range(2))
    assert one.model_dump_json() == other.model_dump_json()


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_a_withheld_level_is_no_audience_and_no_cell(seed: int) -> None:
    published = published_at(seed)
    hidden = {c.filters["level"][0] for c in published.cells if isinstance(c, WithheldCell)}
    plan = plan_of(published, seed)
    assert plan.communication is not None
    named = {audience.id for audience in plan.communication.audiences}
    assert not named & hidden
    assert not {a.cell for a in plan.communication.audiences} & {f"level={h}" for h in hidden}
    if hidden and len(hidden) < len(LEVELS):
        assert named & {"others", "everybody"}


def direction(score: str) -> Plan:
    low = dict.fromkeys(PRACTICES, "2.4")
    return plan_of(publication(cell(five(score), low)), seed=7)


def test_a_program_waits_until_direction_is_settled() -> None:
    program = direction("2.2").program
    assert program is not None
    assert program.answer == "direction_first"
    assert {track.id for track in program.tracks} <= {"lead"}
    assert all(id.startswith("C1.") for id in program.why)


def test_a_program_is_recommended_where_managers_do_not_translate() -> None:
    program = direction("3.0").program
    assert program is not None
    assert program.answer == "recommended"


def test_no_program_where_nothing_falls_short() -> None:
    program = plan_of(publication(cell(five("4.2"), dict.fromkeys(PRACTICES, "4.4")))).program
    assert program is not None
    assert program.answer == "not_needed"
    assert (program.why, program.tracks, program.evaluation) == ((), (), ())


def test_neighboring_levels_that_differ_call_for_a_program() -> None:
    good = dict.fromkeys(PRACTICES, "4.4")
    one_low = good | {"C5.6": "2.0"}
    levels = {"senior_leadership": "4.8", "senior_management": "4.2"}
    cells = [
        cell(dict.fromkeys(five(), score), good, id=f"level={id}", filters={"level": (id,)})
        for id, score in levels.items()
    ]
    together = publication(cell(five("4.2"), one_low), *cells)
    alone = publication(cell(five("4.2"), one_low))
    answers = [plan_of(p, only=["A507"]).program for p in (together, alone)]
    assert [a.answer for a in answers if a is not None] == ["recommended", "optional"]


def test_a_survey_without_levels_has_one_audience_when_it_is_small() -> None:
    published = publication(cell(five("3.0")))
    small = plan_of(published).communication
    large = plan_of(published, organization={"name": "N", "headcount": 900}).communication
    assert small is not None
    assert large is not None
    assert [a.id for a in small.audiences] == ["everybody"]
    assert [a.id for a in large.audiences] == ["managers", "everybody"]


@pytest.mark.parametrize("trigger", ["pivot", "merger", "new_leader"])
def test_an_event_brings_a_new_cascade_and_its_own_words(trigger: str) -> None:
    published = publication(cell(five("3.0")))
    wave = {"id": "w", "closed": "2026-09-21"}
    plain = plan_of(published, wave=wave).communication
    found = plan_of(published, start=START, wave=wave | {"trigger": trigger}).communication
    assert plain is not None
    assert found is not None
    assert plain.recascade == ()
    assert [step.week for step in found.recascade] == sorted(s.week for s in found.recascade)
    assert all(step.date is not None for step in found.recascade)
    said = {m.id: m.text["en"] for m in found.messages}
    assert said["why_now"] != {m.id: m.text["en"] for m in plain.messages}["why_now"]


def test_a_role_that_does_not_exist_is_stood_in_for() -> None:
    levels = ("senior_leadership", "employee")
    cells = [cell(five("3.0"), id=f"level={x}", filters={"level": (x,)}) for x in levels]
    plan = plan_of(publication(cell(five("3.0")), *cells), seed=5)
    assert plan.guide is not None
    assert [card.role for card in plan.guide.roles] == ["senior_leadership", "external_consultant"]
    assert set(plan.guide.roles[0].stands_in_for) == {
        "senior_management",
        "team_leader",
        "project_manager",
    }
    owners = {owner for s in plan.guide.subjects for owner, d in s.duties.items() if "acc" in d}
    assert owners == {"senior_leadership"}
    assert {rhythm.owner_role for rhythm in plan.cadence} == {"senior_leadership"}


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_a_consultant_is_never_accountable(seed: int) -> None:
    plan = plan_of(published_at(seed), seed)
    assert plan.guide is not None
    for subject in plan.guide.subjects:
        assert subject.duties.get("external_consultant", "supports") == "supports"
        held = [r for r, d in subject.duties.items() if d == "accountable"]
        assert len(held) == 1
    assert not [r for r in plan.cadence if r.owner_role == "external_consultant"]


def test_each_gap_has_its_cost_and_the_interviews_follow_the_findings() -> None:
    low = dict.fromkeys(PRACTICES, "4.4") | {"C4.4": "2.0"}
    plan = plan_of(publication(cell(five("4.2", capability="3.0"), low)))
    assert plan.guide is not None
    assert [cost.id for cost in plan.guide.costs] == ["C4.4"]
    about = {question.about for question in plan.guide.questions}
    assert about == {"", "capability"}
    assert len([q for q in plan.guide.questions if "senior_leadership" in q.roles]) == 5


def test_messages_say_what_is_known_and_nothing_else() -> None:
    priorities = [{"id": "p1", "name": "Deliver on the promised date"}]
    targets = {"systems": {"score": 4.2, "by": "2027-12-31", "why": "rewards {follow} it."}}
    low = dict.fromkeys(PRACTICES, "4.4") | {"C5.1": "2.0"}
    published = publication(cell(five("4.4", systems="2.1"), low))
    plan = plan_of(published, seed=2, priorities=priorities, targets=targets)
    assert plan.communication is not None
    said = {m.id: m.text["en"] for m in plan.communication.messages}
    assert "Our priorities are Deliver on the promised date." in said["why"]
    assert (
        "Our reason for aiming at 4.2 in Systems and processes: rewards {follow} it." in said["why"]
    )
    assert "December 31, 2027" in said["why_now"]
    assert "20 people" in said["results"]
    assert "Recognition and rewards follow priorities (C5.1)" in said["results"]


def test_nothing_is_planned_for_people_before_there_are_results() -> None:
    plan = plan_of(publication(stage="empty"))
    assert (plan.program, plan.communication, plan.cadence, plan.guide) == (None, None, (), None)
