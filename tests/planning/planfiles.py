"""Small plans, and what of a plan file is people's own: found without the code under test."""

import datetime as dt
import re
from functools import cache
from typing import Any

from tests.planning.people import plan_of, published_at

from alignscan.planning.plan import Plan, PlannedAction, Reason
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

START = dt.date(2026, 10, 5)
_SUGGESTED = re.compile(r"^(?P<before> *(?:- )?)suggested:")


@cache
def whole_plan(seed: int = 3) -> Plan:
    """Return a plan with all its parts."""
    plan = plan_of(published_at(seed), seed, START)
    return plan.model_copy(update={"actions": tuple(map(_with_reasons, plan.actions))})


def _with_reasons(action: PlannedAction) -> PlannedAction:
    gaps = (Reason(kind="gap", id=practice) for practice in action.practices)
    return action.model_copy(update={"reasons": (Reason(kind="always", id=""), *gaps)})


@cache
def small_plans() -> tuple[Plan, ...]:
    """Return some plans that differ: actions come, go and move, and so do their companions."""
    plan = whole_plan()
    a = plan.actions
    later = tuple(x.model_copy(update={"end": START + dt.timedelta(days=400)}) for x in a[:3])
    return (
        _cut(plan, a[:3], people=2),
        _cut(plan, a[1:5], people=3),
        _cut(plan, later, people=2),
        _cut(plan, (), people=1),
        _cut(plan, a[:6], people=0),
    )


def _cut(plan: Plan, actions: tuple[Any, ...], people: int) -> Plan:
    communication, program = plan.communication, plan.program
    if communication is not None:
        parts = {
            "audiences": communication.audiences[:people],
            "touchpoints": communication.touchpoints[:people],
        }
        communication = communication.model_copy(update=parts) if people else None
    if program is not None:
        program = program.model_copy(update={"tracks": program.tracks[:people]})
    return plan.model_copy(
        update={
            "actions": actions,
            "program": program,
            "communication": communication,
            "cadence": plan.cadence[:people],
        }
    )


def data_of(text: str) -> Any:
    """Return the data of a plan file."""
    return load_yaml(Text("plan.yaml", text.removeprefix("\ufeff"))).data


def peoples_part(text: str) -> list[str]:
    """Return the lines of a plan file, with their ends, that are not what was suggested.

    Comments below the last line of a suggestion are people's own.
    """
    kept, lines = [], text.splitlines(keepends=True)
    i = 0
    while i < len(lines):
        kept.append(lines[i])
        found = _SUGGESTED.match(lines[i])
        i += 1
        if found:
            end = last = i
            while end < len(lines) and _deeper(lines[end], len(found["before"])):
                end += 1
                if lines[end - 1].strip() and not lines[end - 1].lstrip().startswith("#"):
                    last = end
            i = last
    return kept


def _deeper(line: str, column: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) > column


def without_suggestions(data: Any) -> Any:
    """Return data without anything suggested."""
    if isinstance(data, list):
        return [without_suggestions(item) for item in data]
    if isinstance(data, dict):
        return {k: without_suggestions(v) for k, v in data.items() if k != "suggested"}
    return data


def holds(more: Any, less: Any) -> bool:
    """Return whether all of some data is still there, in its order; new entries come after it."""
    if isinstance(less, dict):
        return isinstance(more, dict) and all(k in more and holds(more[k], less[k]) for k in less)
    if isinstance(less, list) and less and isinstance(less[0], dict):
        kept = more[: len(less)] if isinstance(more, list) else []
        return len(kept) == len(less) and all(map(holds, kept, less))
    return bool(more == less) or (less in (None, []) and isinstance(more, list))
