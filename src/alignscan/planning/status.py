"""How a plan stands on a day: what is overdue, what is blocked, what comes next."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from alignscan.model.conditions import Role
from alignscan.model.planfile import ActionEntry, PlanFile
from alignscan.model.planfile_people import Status
from alignscan.publish.frozen import Frozen

SOON: Final = dt.timedelta(days=14)
NEXT_STEPS: Final = 5
SETTLED: Final = ("done", "dropped")
Step = Literal["finish", "unblock", "start", "name_owner"]


class Standing(Frozen):
    """How one action stands."""

    id: str
    title: str
    status: Status
    owner: str | None
    """A name, where one was written."""
    owner_role: Role | None
    start: dt.date | None
    due: dt.date | None
    overdue: bool
    """Not done, and due before today."""
    waits_for: tuple[str, ...]
    """What has to be done before it, and is not."""
    blocked_by: tuple[str, ...]
    """What it should have waited for: it would have to run by now, and these are not done."""
    due_soon: bool
    """Due within 14 days from today on."""
    closed: Literal["gap_closed", "not_chosen"] | None
    """Why it is not suggested any more."""

    @property
    def let_go(self) -> bool:
        """Whether it is not suggested any more, and nobody has begun it."""
        return self.closed is not None and self.status == "planned"


class NextStep(Frozen):
    """What to do now."""

    step: Step
    action: str
    of: tuple[str, ...] = ()
    """For ``unblock``: what has to be done first."""


class PlanStatus(Frozen):
    """How a plan stands."""

    today: dt.date
    title: str | None
    actions: tuple[Standing, ...]
    next_steps: tuple[NextStep, ...]

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """The actions that are overdue, the longest first."""
        late = [a for a in self.actions if a.overdue]
        return tuple(sorted(late, key=lambda a: (a.due or dt.date.max, a.id)))

    @property
    def blocked(self) -> tuple[Standing, ...]:
        """The actions that cannot go on."""
        return tuple(a for a in self.actions if a.blocked_by)

    @property
    def due_soon(self) -> tuple[Standing, ...]:
        """The actions that are due within 14 days, the soonest first."""
        soon = [a for a in self.actions if a.due_soon]
        return tuple(sorted(soon, key=lambda a: (a.due or dt.date.max, a.id)))

    @property
    def let_go(self) -> tuple[Standing, ...]:
        """The actions that are not suggested any more, and that nobody has begun."""
        return tuple(a for a in self.actions if a.let_go)

    @property
    def counts(self) -> dict[Status, int]:
        """How many actions have each status; without those that were let go."""
        statuses: tuple[Status, ...] = ("done", "started", "planned", "dropped")
        return {s: sum(a.status == s and not a.let_go for a in self.actions) for s in statuses}


def status_of(written: PlanFile, today: dt.date) -> PlanStatus:
    """Return how a plan stands on a day."""
    plan = written.in_force()
    known = {action.id: action for action in plan.actions}
    standings = tuple(_standing(action, known, today) for action in plan.actions)
    steps = tuple(_steps(standings, today))[:NEXT_STEPS]
    return PlanStatus(today=today, title=plan.title, actions=standings, next_steps=steps)


def _standing(action: ActionEntry, known: Mapping[str, ActionEntry], today: dt.date) -> Standing:
    status = action.status or "planned"
    open_ = status == "started" or (status == "planned" and action.closed is None)
    overdue = open_ and action.due is not None and action.due < today
    soon = open_ and action.due is not None and today <= action.due <= today + SOON
    runs = status == "started" if action.start is None else action.start <= today
    waits_for = _unfinished(action, known) if open_ else ()
    return Standing(
        id=action.id,
        title=action.title or action.id,
        status=status,
        owner=action.owner,
        owner_role=action.owner_role,
        start=action.start,
        due=action.due,
        overdue=overdue,
        waits_for=waits_for,
        blocked_by=waits_for if runs else (),
        due_soon=soon,
        closed=action.closed,
    )


def _unfinished(action: ActionEntry, known: Mapping[str, ActionEntry]) -> tuple[str, ...]:
    """Return what an action waits for; what was dropped or is not there holds nothing up."""
    return tuple(
        id
        for id in action.requires or ()
        if id in known and (known[id].status or "planned") not in SETTLED
    )


def _steps(standings: tuple[Standing, ...], today: dt.date) -> Iterator[NextStep]:
    """Yield what to do, most urgent first; an action is named once."""
    live = [a for a in standings if a.status not in SETTLED and not a.let_go]
    by_date = sorted(live, key=lambda a: (a.due or dt.date.max, a.id))
    for action in by_date:
        if action.overdue and not action.blocked_by:
            yield NextStep(step="finish", action=action.id)
    for action in by_date:
        if action.blocked_by:
            yield NextStep(step="unblock", action=action.id, of=action.blocked_by)
    for action in sorted(live, key=lambda a: (a.start or dt.date.max, a.id)):
        begins = not action.waits_for if action.start is None else action.start <= today + SOON
        if begins and action.status == "planned" and not (action.overdue or action.blocked_by):
            yield NextStep(step="start" if action.owner else "name_owner", action=action.id)
