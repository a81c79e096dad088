"""From an action of the library to the charter that stands in a plan, still without dates."""

from decimal import Decimal

from alignscan.model.actions import EFFORT_POINTS, Action
from alignscan.planning.baselines import baseline
from alignscan.planning.plan import Kpi, PlannedAction, Reason, Risk
from alignscan.publish.published import Published


def charter(
    action: Action, reasons: tuple[Reason, ...], published: Published | None = None
) -> PlannedAction:
    """Return what a reader needs to carry out an action, and why it is in the plan."""
    return PlannedAction(
        id=action.id,
        title=action.title,
        condition=action.condition,
        practices=action.practices,
        owner_role=action.owner_role,
        owner_function=action.owner_function,
        participants=action.participants,
        support=action.support,
        steps=action.steps,
        effort=action.effort,
        points=EFFORT_POINTS[action.effort],
        duration_weeks=action.duration_weeks,
        kpi=_kpi(action, published),
        evidence_grade=action.evidence.grade,
        evidence_refs=action.evidence.refs,
        risks=tuple(
            Risk(barrier=r.barrier, signal=r.signal, mitigation=r.mitigation, action=r.action)
            for r in action.risks
        ),
        feeds=action.feeds,
        initiative=action.initiative,
        reasons=reasons,
        last_week=action.duration_weeks,
    )


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _kpi(action: Action, published: Published | None) -> Kpi:
    kpi = action.kpi
    now, target = baseline(kpi.baseline.metric, published), _number(kpi.target.value)
    reached = now is not None and target is not None and _reaches(now, target, kpi.direction)
    return Kpi(
        name=kpi.name,
        unit=kpi.unit,
        direction=kpi.direction,
        baseline=now,
        baseline_from=kpi.baseline.metric,
        target=None if reached else target,
        change=Decimal(0) if reached else _number(kpi.target.delta),
        due_after_weeks=kpi.due_after_weeks,
        level=kpi.level,
    )


def _reaches(now: Decimal, target: Decimal, direction: str) -> bool:
    """Return whether a KPI is where it should be already: then it is to stay there."""
    return now >= target if direction == "up" else now <= target
