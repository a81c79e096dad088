"""What the parts of a plan about people share: dates of weeks, roles and gaps."""

import datetime as dt
from collections.abc import Collection, Iterable
from decimal import Decimal

from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.conditions import CODE_OF, CODES, Condition, Role, condition_of
from alignscan.planning.owners import owner_of


def monday(start: dt.date | None, week: int) -> dt.date | None:
    """Return the first day of a week of the plan; None where the plan has no start."""
    return None if start is None else start + dt.timedelta(weeks=week - 1)


def mondays(start: dt.date | None, weeks: Iterable[int]) -> tuple[dt.date, ...]:
    """Return the first day of each of some weeks; none where the plan has no start."""
    return () if start is None else tuple(start + dt.timedelta(weeks=w - 1) for w in weeks)


def standing_in(roles: Iterable[Role], existing: Collection[Role]) -> tuple[Role, ...]:
    """Return roles, each that does not exist replaced by who stands in for it, none twice."""
    return tuple(dict.fromkeys(owner_of(role, existing) for role in roles))


def gaps_of(diagnosis: Diagnosis) -> dict[str, Decimal]:
    """Return each practice with a ranked gap and how much it counts, critical ones first.

    A critical gap counts its severity, another one its size at half. A condition stands for its
    practices where they were not asked one by one.
    """
    if not diagnosis.critical:
        return {gap.id: gap.gap for gap in diagnosis.practice_gaps}
    gap = {s.id: s.gap for s in (*diagnosis.conditions, *diagnosis.practices)}
    critical = {one.id: one.severity for one in diagnosis.critical}
    return critical | {id: (gap.get(id) or Decimal(0)) / 2 for id in diagnosis.watch}


def main_gaps(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Return the critical gaps, else all that are ranked, in their order."""
    critical = tuple(gap.id for gap in diagnosis.critical)
    return critical or tuple(gaps_of(diagnosis))


def condition_behind(id: str) -> Condition:
    """Return the condition of a practice, or the condition itself."""
    return CODES[CODE_OF[id]] if id in CODE_OF else condition_of(id)


def closed_by(practices: Iterable[str], gaps: Iterable[str]) -> tuple[str, ...]:
    """Return the gaps, in their order, that work on some practices is work on."""
    worked_on = set(practices)
    conditions = {condition_of(practice) for practice in worked_on}
    return tuple(gap for gap in gaps if gap in worked_on or gap in conditions)
