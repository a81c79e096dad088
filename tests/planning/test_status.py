"""How a plan stands: an action counts as late only while somebody may be expected to do it."""

import datetime as dt
from typing import Any

import pytest

from alignscan.model.planfile import PlanFile
from alignscan.model.planfile_people import Status
from alignscan.planning.status import PlanStatus, status_of

TODAY = dt.date(2027, 1, 15)
LATE = {"start": dt.date(2026, 10, 5), "end": dt.date(2026, 12, 4)}


def standing(*actions: dict[str, Any], today: dt.date = TODAY) -> PlanStatus:
    plan = {"format": "alignscan/plan/1", "actions": actions}
    return status_of(PlanFile.model_validate(plan), today)


def ids(actions: Any) -> list[str]:
    return [action.id for action in actions]


@pytest.mark.parametrize("why", ["gap_closed", "not_chosen"])
def test_what_is_not_suggested_any_more_is_not_late_but_asks_for_a_decision(why: str) -> None:
    gone = {"id": "A1", "suggested": {"closed": why, "requires": ("A2",), **LATE}}
    found = standing(gone, {"id": "A2", "suggested": LATE})
    assert (ids(found.overdue), ids(found.blocked), ids(found.let_go)) == (["A2"], [], ["A1"])
    assert [a.closed for a in found.let_go] == [why]
    assert found.counts == {"done": 0, "started": 0, "planned": 1, "dropped": 0}
    assert [step.action for step in found.next_steps] == ["A2"]


@pytest.mark.parametrize(("status", "late"), [("started", ["A1"]), ("done", []), ("dropped", [])])
def test_what_was_begun_goes_on_when_it_is_not_suggested_any_more(
    status: Status, late: list[str]
) -> None:
    found = standing({"id": "A1", "status": status, "suggested": {"closed": "gap_closed", **LATE}})
    assert (ids(found.overdue), ids(found.let_go)) == (late, [])
    assert found.counts[status] == 1


def test_the_date_of_a_person_counts_before_that_of_the_tool() -> None:
    found = standing({"id": "A1", "due": dt.date(2027, 1, 29), "suggested": LATE})
    assert (ids(found.overdue), ids(found.due_soon)) == ([], ["A1"])


def test_what_was_dropped_holds_nothing_up() -> None:
    waits = {"id": "A2", "start": TODAY, "requires": ("A1",)}
    assert ids(standing({"id": "A1", "status": "dropped"}, waits).blocked) == []
    assert ids(standing({"id": "A1", "status": "planned"}, waits).blocked) == ["A2"]
    assert ids(standing({"id": "A1"}, waits, today=TODAY - dt.timedelta(1)).blocked) == []


def test_without_dates_only_what_was_started_can_be_blocked() -> None:
    first = {"id": "A1"}
    assert ids(standing(first, {"id": "A2", "requires": ("A1",)}).blocked) == []
    waits = {"id": "A2", "requires": ("A1",), "status": "started"}
    assert ids(standing(first, waits).blocked) == ["A2"]
    steps = standing(first, {"id": "A2", "requires": ("A1",)}).next_steps
    assert [(step.step, step.action) for step in steps] == [("name_owner", "A1")]
