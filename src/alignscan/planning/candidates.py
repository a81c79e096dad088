"""The actions that may be chosen in a situation, and what has to come before each."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from alignscan.model.actions import EFFORT_POINTS, Action, ActionLibrary
from alignscan.model.conditions import Condition, Role, condition_of
from alignscan.planning.fit import guided_by, reasons_of
from alignscan.planning.needs import GATES, Need, Situation
from alignscan.planning.owners import owner_of
from alignscan.planning.plan import Reason

REWARDS: Final = frozenset({"C5.1", "C5.2"})
LATER: Final = frozenset({"goals", "capability", "systems"})
MOST: Final = 5
Requires = Mapping[str, tuple[str, ...]]


class Gate(NamedTuple):
    """An action waits until one of these has ended."""

    by: Condition
    one_of: tuple[str, ...]


class Candidate(NamedTuple):
    """An action that may be chosen."""

    action: Action
    owner: Role
    reasons: tuple[Reason, ...] = ()
    """None for an action that is here only because another needs it first."""
    requires: tuple[str, ...] = ()
    """Actions that must end first."""
    met_by_state: tuple[str, ...] = ()
    """Actions that a measured state makes unnecessary."""
    gates: tuple[Gate, ...] = ()
    guided: bool = False
    """Whether the library begins with it for a pattern that was found."""

    @property
    def id(self) -> str:
        """The id of the action."""
        return self.action.id

    @property
    def points(self) -> int:
        """Its effort points."""
        return EFFORT_POINTS[self.action.effort]

    @property
    def closes(self) -> tuple[str, ...]:
        """The critical practices that it works on."""
        return tuple(reason.id for reason in self.reasons if reason.kind == "gap")

    @property
    def quick(self) -> bool:
        """Whether it takes little effort and nothing has to come first."""
        return self.action.effort == "S" and not self.requires

    def because(self, kind: str) -> bool:
        """Return whether it has a reason of some kind."""
        return any(reason.kind == kind for reason in self.reasons)


def candidates(
    situation: Situation, library: ActionLibrary, roles: Collection[Role], horizon_weeks: int
) -> tuple[Candidate, ...]:
    """Return the actions that fit, with all that must come first, by id.

    Left out is what needs an action that the library lacks, what needs itself first, what could
    not begin within the horizon, and what is held back for good.
    """
    guided = guided_by(library, situation)
    reasons = reasons_of(library, situation, guided)
    found = {
        action.id: Candidate(
            action=action,
            owner=owner_of(action.owner_role, roles),
            reasons=reasons[action.id],
            requires=_open(action, situation),
            met_by_state=_met(action, situation),
            guided=action.id in guided,
        )
        for action in sorted(library.actions, key=lambda a: a.id)
    }
    possible = _pulled_in(found, horizon_weeks)
    while True:  # what is held back for good may have been all that another one waited for
        left = _pulled_in(_gated(possible, situation), horizon_weeks)
        if left.keys() == possible.keys():
            return tuple(left.values())
        possible = left


def _pulled_in(found: Mapping[str, Candidate], horizon_weeks: int) -> dict[str, Candidate]:
    """Return what fits and can begin in time, and what must come before it."""
    requires = {id: candidate.requires for id, candidate in found.items()}
    weeks = {id: candidate.action.duration_weeks for id, candidate in found.items()}
    kept: set[str] = set()
    for id, candidate in found.items():
        needed = closure(id, requires) if candidate.reasons else None
        if needed is not None and _weeks_before(id, needed, requires, weeks) < horizon_weeks:
            kept |= needed
    return {id: candidate for id, candidate in found.items() if id in kept}


def _weeks_before(
    id: str, needed: Collection[str], requires: Requires, weeks: Mapping[str, int]
) -> int:
    """Return how many weeks the longest chain of what must come first takes."""
    ends: dict[str, int] = {}

    def begins(one: str) -> int:
        for before in requires[one]:
            if before not in ends:
                ends[before] = begins(before) + weeks[before]
        return max((ends[before] for before in requires[one]), default=0)

    return begins(id) if needed else 0


def _gated(found: Mapping[str, Candidate], situation: Situation) -> dict[str, Candidate]:
    """Return the candidates with what holds them back; without those held back for good."""
    low = [c for c in GATES if situation.bands.get(c) == "not_apparent"]
    waiting = {id for id, one in found.items() if any(_is_held(one, c) for c in low)}
    out = {}
    for id, one in found.items():
        held = [c for c in low if _is_held(one, c)]
        gates = tuple(Gate(c, _free(c, waiting, found)) for c in held)
        if all(gate.one_of for gate in gates):
            out[id] = one._replace(gates=gates)
    return out


def _is_held(candidate: Candidate, condition: Condition) -> bool:
    action = candidate.action
    if candidate.quick or action.condition == condition:
        return False
    if condition == "direction":
        return action.condition in LATER and action.effort != "S"
    return bool(REWARDS & set(action.practices))


def _free(
    condition: Condition, waiting: Collection[str], found: Mapping[str, Candidate]
) -> tuple[str, ...]:
    """Return the actions that fit here, of a condition, that need nothing first that waits.

    One that is here only because another needs it first does not work on what holds others back.
    """
    requires = {id: candidate.requires for id, candidate in found.items()}
    own = [id for id, one in found.items() if one.reasons and one.action.condition == condition]
    return tuple(id for id in own if not (closure(id, requires) or set()) & set(waiting))


def focused(situation: Situation, library: ActionLibrary) -> Situation:
    """Return a situation with at most five of the needs that only their condition was asked about.

    Nobody knows which of its practices is weakest, so those come first for which something can
    begin at once; a condition has two before any has three.
    """
    borrowed = [need for need in situation.needs if need.borrowed]
    if len(borrowed) <= MOST:
        return situation
    ready = {need.practice: _can_begin(need, situation, library) for need in borrowed}
    borrowed.sort(key=lambda n: (-n.severity, not ready[n.practice], n.practice))
    place: dict[str, int] = {}
    seen: dict[str, int] = {}
    for need in borrowed:
        condition = condition_of(need.practice)
        place[need.practice] = seen.get(condition, 0) // 2
        seen[condition] = seen.get(condition, 0) + 1
    kept = sorted(borrowed, key=lambda n: place[n.practice])[:MOST]
    stays = (n for n in situation.needs if n in kept or not n.borrowed)
    return situation._replace(needs=tuple(stays))


def _can_begin(need: Need, situation: Situation, library: ActionLibrary) -> bool:
    reasons = reasons_of(library, situation._replace(needs=(need,)), {})
    return any(
        not _open(action, situation)
        for action in library.actions
        if any(reason.kind == "gap" for reason in reasons[action.id])
    )


def closure(id: str, requires: Requires) -> frozenset[str] | None:
    """Return an action with all that must come first; None for a circle or an unknown action."""
    done: set[str] = set()

    def visit(one: str, path: frozenset[str]) -> bool:
        if one in done:
            return True
        if one in path or one not in requires:
            return False
        if not all(visit(before, path | {one}) for before in requires[one]):
            return False
        done.add(one)
        return True

    return frozenset(done) if visit(id, frozenset()) else None


def _met(action: Action, situation: Situation) -> tuple[str, ...]:
    return tuple(
        r.action
        for r in action.requires
        if r.or_state is not None
        and situation.reached(r.or_state.practice, Decimal(r.or_state.min))
    )


def _open(action: Action, situation: Situation) -> tuple[str, ...]:
    met = _met(action, situation)
    return tuple(dict.fromkeys(r.action for r in action.requires if r.action not in met))
