"""The plan file: what the tool suggests, and beside it what people decided.

Every key that may stand under ``suggested:`` may also stand beside it; then it counts instead.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from alignscan.model.actions import Effort, Grade
from alignscan.model.base import Day, Language, Line, Number, Prose, Slug, Whole, Written
from alignscan.model.conditions import Condition, Role
from alignscan.model.planfile_people import CommunicationEntry, Kept, ProgramEntry, RhythmEntry

FORMAT = "alignscan/plan/1"
Count = Annotated[Whole, Field(ge=0)]
Flag = Annotated[bool, Field(strict=True)]


class PlanKpi(Written):
    """How one will know that an action worked."""

    name: Prose
    unit: Line | None = None
    direction: Literal["up", "down"] | None = None
    baseline: Number | None = None
    baseline_from: Line | None = None
    target: Number | None = None
    target_text: Prose | None = None
    change: Number | None = None
    due: Day | None = None
    due_after_weeks: Count | None = None
    level: Literal["activity", "behavior", "result"] | None = None


class PlanReason(Written):
    """Why an action is in the plan."""

    kind: Literal["gap", "pattern", "always", "prerequisite", "strength"]
    id: Line | None = None
    gap: Number | None = None
    severity: Number | None = None
    cells: tuple[Line, ...] | None = None


class PlanRisk(Written):
    """What can go wrong with an action, how one sees it, and what helps."""

    barrier: Slug | None = None
    signal: Prose
    mitigation: Prose
    action: Slug | None = None


class ActionFields(Written):
    """What is suggested for an action, or decided instead."""

    closed: Literal["gap_closed", "not_chosen"] | None = None
    """The action is not suggested any more; what was suggested last stays below."""
    start: Day | None = None
    end: Day | None = None
    owner_role: Role | None = None
    owner_function: Slug | None = None
    stands_in_for: Role | None = None
    condition: Condition | Literal["all"] | None = None
    practices: tuple[Slug, ...] | None = None
    kpi: PlanKpi | None = None
    reasons: tuple[PlanReason, ...] | None = None
    requires: tuple[Slug, ...] | None = None
    """Actions of the plan that end before this one starts."""
    met_by_state: tuple[Slug, ...] | None = None
    participants: tuple[Role, ...] | None = None
    support: tuple[Role, ...] | None = None
    steps: tuple[Prose, ...] | None = None
    effort: Effort | None = None
    points: Count | None = None
    duration_weeks: Count | None = None
    quarter: Annotated[Whole, Field(ge=1)] | None = None
    evidence_grade: Grade | None = None
    evidence_refs: tuple[Slug, ...] | None = None
    risks: tuple[PlanRisk, ...] | None = None
    feeds: tuple[Slug, ...] | None = None
    initiative: Flag | None = None
    quick_win: Flag | None = None
    critical_path: Flag | None = None


class ActionEntry(ActionFields, Kept):
    """One action: what people keep about it, and what is suggested."""

    id: Slug
    title: Prose | None = None
    due: Day | None = None
    """When it has to be done; the suggested end where it is left out."""
    kpi_value: Number | None = None
    """The value of the KPI as it was measured last."""
    suggested: ActionFields | None = None


class HeldBackEntry(Written):
    """An action that waits for an earlier condition."""

    id: Slug
    by: Condition


class PlanCapacity(Written):
    """What the organization can carry."""

    points: dict[str, Count] = Field(default_factory=dict)
    running: Count | None = None
    budget: Count | None = None
    horizon_weeks: Count | None = None


class PlanFields(Written):
    """What is suggested about the plan as a whole."""

    start: Day | None = None
    first: tuple[Slug, ...] | None = None
    """At most five actions to begin with."""
    critical_path: tuple[Slug, ...] | None = None
    held_back: tuple[HeldBackEntry, ...] | None = None
    without_action: tuple[Slug, ...] | None = None
    beyond_capacity: tuple[Slug, ...] | None = None
    capacity: PlanCapacity | None = None


class PlanFile(PlanFields):
    """A plan that people own."""

    format: Literal["alignscan/plan/1"]
    title: Line | None = None
    survey: Line | None = None
    """The survey file that the plan is from."""
    library: Line | None = None
    """The organization's own library of actions, as the survey file names it."""
    language: Language = "en"
    notes: Prose | None = None
    own: dict[str, Any] | None = None
    suggested: PlanFields | None = None
    actions: tuple[ActionEntry, ...] = ()
    program: ProgramEntry | None = None
    communication: CommunicationEntry | None = None
    cadence: tuple[RhythmEntry, ...] = ()

    def in_force(self) -> PlanFile:
        """Return the plan as it counts: what people wrote, else what is suggested."""
        data = in_force(self.model_dump(exclude_none=True))
        for action in data.get("actions", ()):
            if "due" not in action and "end" in action:
                action["due"] = action["end"]
        return PlanFile.model_validate(data)


def in_force(data: Any) -> Any:
    """Return plain data with each suggestion taken where nothing stands beside it."""
    if isinstance(data, list | tuple):
        return [in_force(item) for item in data]
    if not isinstance(data, dict):
        return data
    suggested = data.get("suggested")
    base = in_force(suggested) if isinstance(suggested, dict) else {}
    rest = ((k, v) for k, v in data.items() if k != "suggested" and v is not None)
    return base | {k: v if k == "own" else in_force(v) for k, v in rest}
