"""AS402 to AS406 and AS5: what holds in a plan, whoever wrote it.

Each rule is a pure function of a ``WrittenPlan``; places are those of the plan as it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from alignscan.model.plan import WrittenAction, WrittenPlan
from alignscan.rules.plan_communication import CHECKS as COMMUNICATION
from alignscan.rules.plan_program import CHECKS as PROGRAM
from alignscan.rules.problem import Check, Problem, check

CONSULTANT: Final = "external_consultant"
TOP: Final = "senior_leadership"
SPONSOR: Final = "A602"
BELOW_THE_WHOLE: Final = frozenset({"team_leader", "employee"})
OF_THE_WHOLE: Final = frozenset({"C3.1", "C4.1"})
"""Practices of other conditions that only the whole organization can change."""


def _owners(plan: WrittenPlan) -> Iterator[tuple[tuple[str | int, ...], WrittenAction]]:
    for i, action in enumerate(plan.actions):
        yield ("actions", i, "owner_role"), action


def consultant_owns(plan: WrittenPlan) -> Iterator[Problem]:
    """AS401 (R01): a consultant is accountable."""
    for loc, action in _owners(plan):
        if action.owner_role == CONSULTANT:
            what = f"an external consultant is accountable for {action.id}"
            yield Problem("AS401", loc, what, "name a role inside; consultants support")


def direction_below_the_top(plan: WrittenPlan) -> Iterator[Problem]:
    """AS402 (R02): the direction is owned below senior leadership."""
    for loc, action in _owners(plan):
        if action.condition == "direction" and action.owner_role not in (TOP, CONSULTANT):
            what = f"{action.id} is about the direction and is owned below senior leadership"
            yield Problem("AS402", loc, what, f"write `owner_role: {TOP}`")


def project_manager_beyond(plan: WrittenPlan) -> Iterator[Problem]:
    """AS403 (R03): a project manager owns something that is no initiative."""
    for loc, action in _owners(plan):
        others = action.initiative or action.condition == "direction"
        if action.owner_role == "project_manager" and not others:
            what = f"a project manager owns {action.id}, which is no initiative"
            yield Problem("AS403", loc, what, "let a team leader or senior management own it")


def team_owns_the_whole(plan: WrittenPlan) -> Iterator[Problem]:
    """AS404 (R04): a team owns what concerns the whole organization."""
    for loc, action in _owners(plan):
        whole = action.condition == "systems" or OF_THE_WHOLE & set(action.practices)
        if action.owner_role in BELOW_THE_WHOLE and whole:
            what = f"{action.id} concerns the whole organization and is owned in a team"
            yield Problem("AS404", loc, what, "write `owner_role: senior_management`")


def over_capacity(plan: WrittenPlan) -> Iterator[Problem]:
    """AS405 (R05): a role owns more in a quarter than its capacity."""
    taken: Counter[tuple[str, int]] = Counter()
    for loc, action in _owners(plan):
        key = (action.owner_role, action.quarter)
        limit = plan.capacity.points.get(action.owner_role)
        before = taken[key]
        taken[key] += action.points
        if limit is not None and before <= limit < taken[key]:
            what = (
                f"with {action.id} this role has {taken[key]} effort points in quarter "
                f"{action.quarter}, and a capacity of {limit}"
            )
            yield Problem("AS405", loc, what, "move an action to a later quarter, or drop one")


def top_owns_nothing(plan: WrittenPlan) -> Iterator[Problem]:
    """AS406 (R06): senior leadership owns nothing on direction, commitment or as the sponsor."""
    asked = [
        action
        for action in plan.actions
        if action.condition in ("direction", "commitment") or action.id == SPONSOR
    ]
    if plan.actions and not any(action.owner_role == TOP for action in asked):
        what = "senior leadership owns no action on direction or commitment and sponsors nothing"
        hint = f"add {SPONSOR}, or give senior leadership an action on the direction"
        yield Problem("AS406", ("actions",), what, hint, at_key=True)


CHECKS: Final[tuple[Check[WrittenPlan], ...]] = (
    check(consultant_owns),
    check(direction_below_the_top),
    check(project_manager_beyond),
    check(team_owns_the_whole),
    check(over_capacity),
    check(top_owns_nothing, "actions"),
    *COMMUNICATION,
    *PROGRAM,
)
