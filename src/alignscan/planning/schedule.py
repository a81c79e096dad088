"""When each chosen action runs: list scheduling in weeks.

Each week, what may begin does, most urgent first: all that has to come first has ended, fewer
actions of its owner run than may, and its effort points still fit into the owner's quarter. Effort
points count in the quarter in which an action begins; what does not fit waits for the next one.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from alignscan.planning.candidates import Candidate
from alignscan.planning.problem import WEEKS_OF_QUARTER

NOT_BEFORE: Final = {"A603": WEEKS_OF_QUARTER}
"""Measuring again waits for 90 days of work."""
BEGIN_EARLY: Final = 10
"""How many actions begin in the first 90 days, at most."""


class Slot(NamedTuple):
    """When an action runs: from the beginning of one week to the beginning of another."""

    begin: int
    """Counted from 0."""
    end: int
    last_before: str | None = None
    """The action that ended last of those that had to come first."""

    @property
    def quarter(self) -> int:
        """The quarter in which it begins, from 0."""
        return self.begin // WEEKS_OF_QUARTER


class Pace(NamedTuple):
    """How much may happen at once."""

    points: Mapping[str, int]
    """Effort points for each owner role in one quarter."""
    running: int = 3


def schedule(
    chosen: Iterable[Candidate], urgency: Mapping[str, int], pace: Pace
) -> dict[str, Slot]:
    """Return when each action runs; the lowest urgency number goes first, then the lowest id.

    All that an action requires has to be among the chosen ones, and no action may be larger than
    the room of its owner: ValueError otherwise, for it could never begin.
    """
    waiting = sorted(chosen, key=lambda c: (urgency.get(c.id, 0), c.id))
    latest = sum(c.action.duration_weeks for c in waiting) + max(NOT_BEFORE.values())
    latest += WEEKS_OF_QUARTER * (len(waiting) + 1)
    owner = {c.id: c.owner for c in waiting}
    spent: dict[tuple[str, int], int] = {}
    slots: dict[str, Slot] = {}
    for week in range(latest):
        for candidate in tuple(waiting):
            if _may_begin(candidate, week, slots, owner, spent, pace):
                end = week + candidate.action.duration_weeks
                before = _last_before(candidate, week, slots)
                slots[candidate.id] = Slot(week, end, before)
                key = (candidate.owner, week // WEEKS_OF_QUARTER)
                spent[key] = spent.get(key, 0) + candidate.points
                waiting.remove(candidate)
        if not waiting:
            return slots
    raise ValueError(f"{waiting[0].id} can never begin")


def _may_begin(
    candidate: Candidate,
    week: int,
    slots: Mapping[str, Slot],
    owner: Mapping[str, str],
    spent: Mapping[tuple[str, int], int],
    pace: Pace,
) -> bool:
    ended = {id for id, slot in slots.items() if slot.end <= week}
    ready = set(candidate.requires) <= ended and all(ended & set(g.one_of) for g in candidate.gates)
    if not ready or week < NOT_BEFORE.get(candidate.id, 0):
        return False
    if week < WEEKS_OF_QUARTER and len(slots) >= BEGIN_EARLY:
        return False
    busy = sum(owner[id] == candidate.owner and s.end > week for id, s in slots.items())
    used = spent.get((candidate.owner, week // WEEKS_OF_QUARTER), 0)
    room = pace.points.get(candidate.owner, 0)
    return busy < pace.running and used + candidate.points <= room


def _last_before(candidate: Candidate, week: int, slots: Mapping[str, Slot]) -> str | None:
    """Return the action that decided when this one could begin: the last to end before it."""
    gates = []
    for gate in candidate.gates:
        opened = [id for id in gate.one_of if id in slots and slots[id].end <= week]
        gates.append(min(opened, key=lambda id: (slots[id].end, id)))
    before = {*candidate.requires, *gates}
    return max(before, key=lambda id: (slots[id].end, id), default=None)


def critical_path(slots: Mapping[str, Slot], leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the chain of actions that ends last, each one waiting for the one before it."""
    left_out = set(leave_out)
    ends = {id: slot.end for id, slot in slots.items() if id not in left_out}
    path: list[str] = []
    one = min(ends, key=lambda id: (-ends[id], id), default=None)
    while one is not None:
        path.insert(0, one)
        one = slots[one].last_before
    return tuple(path)
