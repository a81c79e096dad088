"""Which actions can begin now and close most of the widest gaps.

An action is ready when each action it requires is made unnecessary by a state that was measured.
Ready actions are ordered by the gap of the condition they serve, then by value: the sum of the gaps
they close, times the evidence factor, for each point of effort.
"""

from decimal import Decimal

from alignscan.diagnose.diagnosis import Diagnosis, Standing
from alignscan.diagnose.states import on_scale
from alignscan.model.actions import EFFORT_POINTS, EVIDENCE_FACTOR, Action, ActionLibrary
from alignscan.model.conditions import condition_of
from alignscan.model.questionnaire import ScoreScale
from alignscan.planning.charters import charter
from alignscan.planning.plan import Plan, Reason

FIRST = 5
ONE_TO_FIVE = ScoreScale()


def choose(diagnosis: Diagnosis, library: ActionLibrary, scale: ScoreScale = ONE_TO_FIVE) -> Plan:
    """Return at most five actions to begin with, and the conditions none could be found for.

    ``scale`` is the one that scores are on; requirements of actions are given on 1 to 5.
    """
    gaps = {g.id: g.gap for g in diagnosis.practice_gaps}
    standing = {s.id: s for s in diagnosis.practices}
    rank = {g.id: i for i, g in enumerate(diagnosis.gaps)}
    closes = {a.id: _closed(a, gaps, standing) for a in library.actions}
    ready = [a for a in library.actions if closes[a.id] and _is_ready(a, standing, scale)]
    ready.sort(key=lambda a: (rank.get(a.condition, len(rank)), -_value(a, closes[a.id]), a.id))
    served = {condition_of(reason.id) for a in ready for reason in closes[a.id]}
    chosen = _spread(ready)[:FIRST]
    return Plan(
        actions=tuple(sorted((charter(a, closes[a.id]) for a in chosen), key=lambda a: a.id)),
        first=tuple(a.id for a in chosen),
        without_action=tuple(g.id for g in diagnosis.gaps if g.id not in served),
    )


def _closed(
    action: Action, gaps: dict[str, Decimal], standing: dict[str, Standing]
) -> tuple[Reason, ...]:
    return tuple(
        Reason(kind="gap", id=p, gap=gaps[p])
        for p in action.practices
        if p in gaps and _fits(action, standing[p])
    )


def _fits(action: Action, practice: Standing) -> bool:
    """Return whether an action is meant for the state and the pattern of a practice.

    A practice of its own shows three patterns: divided, or shared and low, or shared and high.
    Actions for patterns between groups wait until such a pattern has been found.
    """
    if practice.agreement == "divided":
        pattern = "divided"
    else:
        pattern = "shared_high" if practice.state == "apparent" else "shared_low"
    wanted = action.when.patterns
    return practice.state in action.when.bands and (not wanted or pattern in wanted)


def _is_ready(action: Action, standing: dict[str, Standing], scale: ScoreScale) -> bool:
    for requirement in action.requires:
        state = requirement.or_state
        practice = standing.get(state.practice) if state else None
        if state is None or practice is None or practice.borrowed or practice.level is None:
            return False
        if practice.level < on_scale(Decimal(state.min), scale):
            return False
    return True


def _value(action: Action, reasons: tuple[Reason, ...]) -> Decimal:
    closed = sum((reason.gap or Decimal(0) for reason in reasons), Decimal(0))
    return closed * EVIDENCE_FACTOR[action.evidence.grade] / EFFORT_POINTS[action.effort]


def _spread(actions: list[Action]) -> list[Action]:
    """Return the actions with at most two for one condition before any third."""
    count: dict[str, int] = {}
    early: list[Action] = []
    late: list[Action] = []
    for action in actions:
        count[action.condition] = count.get(action.condition, 0) + 1
        (early if count[action.condition] <= 2 else late).append(action)
    return early + late
