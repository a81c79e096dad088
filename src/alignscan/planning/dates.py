"""From weeks of the plan to dates."""

import datetime as dt
from typing import Final

from alignscan.planning.plan import Horizon, PlannedAction
from alignscan.planning.schedule import Slot

AFTER_CLOSING: Final = dt.timedelta(days=14)
"""How long after a wave closed its plan begins, where nothing else is said."""
TO_FRIDAY: Final = dt.timedelta(days=3)
ENDS: Final[tuple[tuple[int, Horizon], ...]] = ((30, "now"), (60, "next"), (90, "then"))


def first_monday(start: dt.date | None, closed: dt.date | None) -> dt.date | None:
    """Return the Monday on which a plan begins: on or after its start, or two weeks after the wave
    closed; None where neither is known.
    """
    day = start or (closed + AFTER_CLOSING if closed is not None else None)
    return None if day is None else day + dt.timedelta(days=-day.weekday() % 7)


def horizon(begin: int) -> Horizon:
    """Return when something begins that begins so many weeks after the plan."""
    days = 7 * begin
    return next((name for end, name in ENDS if days <= end), "later")


def dated(action: PlannedAction, slot: Slot, monday: dt.date | None) -> PlannedAction:
    """Return an action with its weeks, and with its dates where the plan has a start."""
    when: dict[str, object] = {
        "first_week": slot.begin + 1,
        "last_week": slot.end,
        "quarter": slot.quarter + 1,
        "horizon": horizon(slot.begin),
    }
    if monday is not None:
        start = monday + dt.timedelta(weeks=slot.begin)
        due = start + dt.timedelta(weeks=action.kpi.due_after_weeks) - TO_FRIDAY
        end = monday + dt.timedelta(weeks=slot.end) - TO_FRIDAY
        kpi = action.kpi.model_copy(update={"due": due})
        when |= {"start": start, "end": end, "kpi": kpi}
    return action.model_copy(update=when)
