"""The plan of an assessment: what fits is found, chosen and put on dates."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.actions import ActionLibrary
from alignscan.model.conditions import Role
from alignscan.model.questionnaire import ScoreScale
from alignscan.model.survey import Survey
from alignscan.planning.candidates import Candidate, candidates, closure, focused
from alignscan.planning.charters import charter
from alignscan.planning.dates import dated, first_monday
from alignscan.planning.needs import ONE_TO_FIVE, Situation, situation_of
from alignscan.planning.owners import OWNERS, existing_roles
from alignscan.planning.plan import Capacity, HeldBack, Plan, PlannedAction, Reason
from alignscan.planning.problem import WEEKS_OF_QUARTER, Limits, Problem, problem_of
from alignscan.planning.schedule import Pace, Slot, critical_path, schedule
from alignscan.planning.select import select
from alignscan.planning.size import of_that_size
from alignscan.planning.whatif import offers
from alignscan.planning.with_people import with_people
from alignscan.publish.published import Published

FIRST: Final = 5
ZERO: Final = Decimal(0)
POINTS: Final = 12
"""Effort points of an owner role in one quarter, where the survey file names none."""


class Chosen(NamedTuple):
    """The actions of a plan and the problem that they were chosen for."""

    situation: Situation
    problem: Problem
    actions: tuple[Candidate, ...]
    """By id."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the actions."""
        return frozenset(candidate.id for candidate in self.actions)


def plan(
    diagnosis: Diagnosis,
    survey: Survey,
    library: ActionLibrary,
    scale: ScoreScale = ONE_TO_FIVE,
    published: Published | None = None,
) -> Plan:
    """Return the plan that answers a diagnosis within what the survey file allows.

    ``scale`` is the one that scores are on; the baselines of KPIs come from ``published``.
    """
    found = plan_for(situation_of(diagnosis, scale), survey, library, published)
    return with_people(found, diagnosis, survey, published, scale)


def plan_for(
    situation: Situation,
    survey: Survey,
    library: ActionLibrary,
    published: Published | None = None,
) -> Plan:
    """Return the plan that answers a situation, of actions for an organization of this size."""
    library, capacity = of_that_size(library, survey), capacity_of(survey)
    roles = existing_roles(survey)
    chosen = choose(focused(situation, library), library, capacity, roles)
    urgency = _urgency(chosen)
    slots = schedule(chosen.actions, urgency, Pace(_text_keys(capacity.points), capacity.running))
    monday = first_monday(survey.plan.start, survey.wave.closed)
    path = critical_path(slots, (c.id for c in chosen.actions if c.because("always")))
    actions = [
        dated(_charter(c, chosen, path, published), slots[c.id], monday) for c in chosen.actions
    ]
    return Plan(
        start=monday,
        actions=tuple(sorted(actions, key=lambda a: (a.first_week, a.id))),
        first=_first(chosen, slots, urgency),
        held_back=tuple(HeldBack(id=c.id, by=c.gates[0].by) for c in chosen.actions if c.gates),
        without_action=_without(chosen),
        beyond_capacity=tuple(p for p in _without(chosen) if p in _possible(chosen)),
        offers=offers(chosen.problem, chosen.ids),
        critical_path=path,
        capacity=capacity,
    )


def capacity_of(survey: Survey) -> Capacity:
    """Return what the organization can carry: as written, else 12 points for each owner role."""
    wish, existing = survey.plan, existing_roles(survey)
    points: dict[Role, int] = {
        role: wish.capacity.get(role, POINTS) for role in OWNERS if role in existing
    }
    return Capacity(
        points=points,
        running=wish.running,
        budget=wish.budget,
        horizon_weeks=wish.horizon_weeks,
    )


def choose(
    situation: Situation, library: ActionLibrary, capacity: Capacity, roles: Iterable[Role]
) -> Chosen:
    """Return the best set of actions: see ``problem.Problem`` for what that is."""
    found = candidates(situation, library, frozenset(roles), capacity.horizon_weeks)
    quarters = -(-capacity.horizon_weeks // WEEKS_OF_QUARTER)
    limits = Limits(_text_keys(capacity.points), quarters, capacity.budget)
    problem = problem_of(found, situation.needs, limits)
    ids = select(problem)
    return Chosen(situation, problem, tuple(c for c in found if c.id in ids))


def _text_keys(points: Mapping[Role, int]) -> dict[str, int]:
    return {str(role): number for role, number in points.items()}


def _charter(
    candidate: Candidate, chosen: Chosen, path: tuple[str, ...], published: Published | None
) -> PlannedAction:
    """Return the charter of an action here: its owner, what it waits for, why it is there."""
    before = tuple(
        Reason(kind="prerequisite", id=other.id)
        for other in chosen.actions
        if candidate.id in other.requires
    )
    reasons = (*candidate.reasons, *before) or tuple(_frees(candidate, chosen))
    action = charter(candidate.action, reasons, published)
    stands_in = action.owner_role != candidate.owner
    return action.model_copy(
        update={
            "owner_role": candidate.owner,
            "stands_in_for": action.owner_role if stands_in else None,
            "requires": candidate.requires,
            "met_by_state": candidate.met_by_state,
            "quick_win": candidate.quick,
            "critical_path": candidate.id in path,
        }
    )


def _frees(candidate: Candidate, chosen: Chosen) -> Iterator[Reason]:
    """Yield the actions that wait for this one because it begins what holds them back."""
    for other in chosen.actions:
        if any(candidate.id in gate.one_of for gate in other.gates):
            yield Reason(kind="prerequisite", id=other.id)


def _urgency(chosen: Chosen) -> dict[str, int]:
    """Return a rank for each action: what every plan holds, what a pattern calls for, then value.

    The value is that of the action and of all that needs it first, for each effort point.
    """
    requires = {c.id: c.requires for c in chosen.actions}
    serves: dict[str, list[Candidate]] = {c.id: [] for c in chosen.actions}
    for candidate in chosen.actions:
        for id in closure(candidate.id, requires) or ():
            serves[id].append(candidate)
    worth = {o.id: sum(o.worth.values()) for o in chosen.problem.options}

    def key(candidate: Candidate) -> tuple[bool, bool, Fraction, str]:
        helped = serves[candidate.id]
        value = Fraction(sum(worth[c.id] for c in helped), candidate.points)
        guided = any(c.guided for c in helped)
        return not candidate.because("always"), not guided, -value, candidate.id

    return {c.id: rank for rank, c in enumerate(sorted(chosen.actions, key=key))}


def _first(
    chosen: Chosen, slots: Mapping[str, Slot], urgency: Mapping[str, int]
) -> tuple[str, ...]:
    """Return what to begin with: by date, then what a pattern calls for, then by severity.

    What only keeps a strength comes after that, and what every plan holds comes last.
    """
    needed = {id for candidate in chosen.actions for id in candidate.requires}

    def key(candidate: Candidate) -> tuple[bool, bool, int, bool, Decimal, int]:
        always, begin = candidate.because("always"), slots[candidate.id].begin
        keeps = {r.kind for r in candidate.reasons} == {"strength"} and candidate.id not in needed
        severest = max((r.severity or ZERO for r in candidate.reasons), default=ZERO)
        return always, keeps, begin, not candidate.guided, -severest, urgency[candidate.id]

    return tuple(c.id for c in sorted(chosen.actions, key=key)[:FIRST])


def _possible(chosen: Chosen) -> frozenset[str]:
    return frozenset(practice for option in chosen.problem.options for practice in option.worth)


def _without(chosen: Chosen) -> tuple[str, ...]:
    closed = {practice for c in chosen.actions for practice in c.closes}
    return tuple(n.practice for n in chosen.situation.needs if n.practice not in closed)
