"""The plan: chosen actions, each with the reason it was chosen for."""

from decimal import Decimal

from alignscan.model.actions import Effort, Grade
from alignscan.model.conditions import Role
from alignscan.publish.published import Frozen


class Reason(Frozen):
    """The gap an action closes."""

    id: str
    gap: Decimal


class ChosenAction(Frozen):
    """An action that can begin at once, with what a reader needs to begin it."""

    id: str
    title: dict[str, str]
    owner_role: Role
    participants: tuple[Role, ...]
    steps: tuple[dict[str, str], ...]
    effort: Effort
    duration_weeks: int
    kpi: dict[str, str]
    kpi_unit: str
    evidence_grade: Grade
    reasons: tuple[Reason, ...]


class Plan(Frozen):
    """The first actions, most urgent first."""

    first: tuple[ChosenAction, ...]
    gaps_without_action: tuple[str, ...]
    """Conditions with a ranked gap for which no action can begin now."""
