"""Which target applies to a condition or practice."""

from decimal import Decimal

from alignscan.diagnose.diagnosis import AppliedTarget
from alignscan.diagnose.states import midpoint, on_scale
from alignscan.model.conditions import CODE_OF, condition_of
from alignscan.model.questionnaire import ScoreScale
from alignscan.model.survey import Target, Targets
from alignscan.publish.published import ShownCell

DEFAULT = Decimal(4)
"""Used when nothing is set and nobody was asked for a wish, on a scale from 1 to 5."""


def target_for(id: str, targets: Targets, scale: ScoreScale, cell: ShownCell) -> AppliedTarget:
    """Return the target of a condition or practice in a cell.

    The nearest one counts: of the segment, of the practice, of its condition, the survey's default;
    then the wish of the people asked; then 4 of 5.
    """
    condition = id if id in CODE_OF else condition_of(id)
    own = targets.segments.get(cell.id, {})
    nearest = own.get(id) or own.get(condition) or own.get("default")
    found = nearest or targets.of.get(id) or targets.of.get(condition) or targets.default
    if found is not None:
        return _applied(found)
    wish = cell.wishes.get(condition)
    wished = midpoint(wish, scale) if wish is not None else None
    if wished is not None:
        return AppliedTarget(score=wished, source="wish")
    return AppliedTarget(score=on_scale(DEFAULT, scale), source="default")


def _applied(target: Target) -> AppliedTarget:
    return AppliedTarget(score=target.score, source="set", by=target.by, why=target.why)
