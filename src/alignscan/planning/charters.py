"""From an action of the library to the charter that stands in a plan, still without dates."""

from decimal import Decimal

from alignscan.model.actions import EFFORT_POINTS, Action
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
    return Kpi(
        name=kpi.name,
        unit=kpi.unit,
        direction=kpi.direction,
        baseline=_baseline(action, published),
        baseline_from=kpi.baseline.metric,
        target=_number(kpi.target.value),
        change=_number(kpi.target.delta),
        due_after_weeks=kpi.due_after_weeks,
        level=kpi.level,
    )


def _baseline(action: Action, published: Published | None) -> Decimal | None:
    """Return the published figure that a KPI starts from, such as ``C1.2.favorable``, in percent
    where that is its unit; None where it is not shown.
    """
    overall = None if published is None else published.overall
    metric = action.kpi.baseline.metric
    if overall is None or metric is None:
        return None
    practice, _, name = metric.rpartition(".")
    figures = overall.practices.get(practice)
    if figures is None:
        return None
    if name == "favorable":
        share = figures.favorable
        return None if share is None else share * 100
    return figures.displayed if name == "score" else None
