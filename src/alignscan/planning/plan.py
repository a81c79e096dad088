"""The plan: chosen actions with dates, owners and the reason for each.

Texts are given by language. Figures are published ones; no plan promises what a score will become.
"""

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import Field

from alignscan.model.actions import Effort, Grade
from alignscan.model.conditions import Condition, Role
from alignscan.planning.people import Communication, Guide, Program, Rhythm
from alignscan.publish.frozen import Frozen

TextsByLanguage = dict[str, str]
Horizon = Literal["now", "next", "then", "later"]
"""Begins in days 0 to 30, 31 to 60, 61 to 90 of the plan, or later; computed, never stored."""
ReasonKind = Literal["gap", "pattern", "always", "prerequisite", "strength"]


class Reason(Frozen):
    """Why an action is in the plan."""

    kind: ReasonKind
    id: str
    """A practice or condition, a pattern, the action that needs this one first; else empty."""
    gap: Decimal | None = None
    severity: Decimal | None = None
    cells: tuple[str, ...] = ()
    """The shown cells that the evidence is in."""


class Kpi(Frozen):
    """How one will know that an action worked."""

    name: TextsByLanguage
    unit: str
    direction: Literal["up", "down"]
    baseline: Decimal | None = None
    """In ``unit``; null where it is still to be measured or was not shown."""
    baseline_from: str | None = None
    """The published figure that the baseline is, such as ``C1.2.favorable``."""
    target: Decimal | None = None
    """In ``unit``; null where it is a change from a baseline that is not known yet."""
    target_text: TextsByLanguage | None = None
    """The target in words, where a number alone does not say it."""
    change: Decimal | None = None
    """What the owner aims to change, in ``unit``; percentage points where that is %."""
    due: dt.date | None = None
    due_after_weeks: int
    """Counted from the start of the action."""
    level: Literal["activity", "behavior", "result"]


class Risk(Frozen):
    """What can go wrong with an action, how one sees it, and what helps."""

    barrier: str
    signal: TextsByLanguage
    mitigation: TextsByLanguage
    action: str | None = None


class PlannedAction(Frozen):
    """One action of the plan: its charter and when it runs."""

    id: str
    title: TextsByLanguage
    condition: Condition | Literal["all"]
    practices: tuple[str, ...]
    owner_role: Role
    owner_function: str | None = None
    """The part of senior management whose work it is, such as ``hr``."""
    stands_in_for: Role | None = None
    """The role that the library names, where it does not exist in this organization."""
    participants: tuple[Role, ...] = ()
    support: tuple[Role, ...] = ()
    steps: tuple[TextsByLanguage, ...]
    effort: Effort
    points: int
    """Effort points: S 1, M 3, L 8."""
    duration_weeks: int
    requires: tuple[str, ...] = ()
    """Actions of the plan that must end before this one starts."""
    met_by_state: tuple[str, ...] = ()
    """Actions that are not needed first, because a measured practice is good enough."""
    kpi: Kpi
    evidence_grade: Grade
    evidence_refs: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    feeds: tuple[str, ...] = ()
    initiative: bool = False
    reasons: tuple[Reason, ...]
    quick_win: bool = False
    """Little effort, and nothing has to come first."""
    first_week: int = 1
    """The week of the plan, from 1, in which it begins."""
    last_week: int = 1
    start: dt.date | None = None
    """A Monday; null where the plan has no start date."""
    end: dt.date | None = None
    """A Friday."""
    quarter: int = 1
    """The quarter of the plan, of 13 weeks from 1, in which it begins."""
    horizon: Horizon | None = None
    critical_path: bool = False
    """Whether any delay of this action delays the end of the plan."""


class HeldBack(Frozen):
    """An action that waits until an earlier condition is no longer far from its target."""

    id: str
    by: Condition


class Capacity(Frozen):
    """What the organization can carry."""

    points: dict[Role, int] = Field(default_factory=dict)
    """Effort points for each owner role that exists, in one quarter."""
    running: int = 3
    """How many actions may run at once for each owner role."""
    budget: int | None = None
    """Effort points of the whole plan, over all roles."""
    horizon_weeks: int = 52


class Offer(Frozen):
    """What a little more capacity would buy."""

    what: Literal["capacity", "budget"]
    role: Role | None = None
    more: int
    """Effort points: for each quarter, or for the whole budget."""
    actions: tuple[str, ...]
    """Actions that would come in."""
    gain: Decimal
    """How much more of the severity would be worked on; never a gain of any score."""


class Plan(Frozen):
    """What to do, by whom and when."""

    start: dt.date | None = None
    actions: tuple[PlannedAction, ...] = ()
    """By start, then id."""
    first: tuple[str, ...] = ()
    """At most five actions to begin with, most urgent first."""
    held_back: tuple[HeldBack, ...] = ()
    without_action: tuple[str, ...] = ()
    """Critical practices that no action of the plan works on."""
    beyond_capacity: tuple[str, ...] = ()
    """Those of them for which there is an action, but no capacity or budget."""
    offers: tuple[Offer, ...] = ()
    critical_path: tuple[str, ...] = ()
    """The chain of actions that decides when the plan ends, in order."""
    capacity: Capacity = Field(default_factory=Capacity)
    program: Program | None = None
    communication: Communication | None = None
    cadence: tuple[Rhythm, ...] = ()
    guide: Guide | None = None

    @property
    def begin(self) -> tuple[PlannedAction, ...]:
        """The actions to begin with, in order."""
        known = {action.id: action for action in self.actions}
        return tuple(known[id] for id in self.first if id in known)
