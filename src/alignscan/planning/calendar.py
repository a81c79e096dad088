"""What the parts of a plan about people share: dates of weeks, roles and gaps."""

import datetime as dt
from collections.abc import Collection, Iterable
from decimal import Decimal

from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.conditions import Role
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

    A critical gap counts its severity, another one its size at half.
    """
    critical = {gap.id: gap.severity for gap in diagnosis.critical}
    rest = {g.id: g.gap / 2 for g in diagnosis.practice_gaps if g.id not in critical}
    return critical | rest
