"""Which meetings and checks keep a plan going, with their first dates."""

from collections.abc import Collection, Iterator
from typing import Final

from alignscan.model.conditions import Role
from alignscan.model.people import RhythmText, guide_texts
from alignscan.planning.calendar import mondays, standing_in
from alignscan.planning.people import Program, Rhythm
from alignscan.planning.plan import Plan

DATES: Final = 4


def cadence(plan: Plan, program: Program | None, existing: Collection[Role]) -> tuple[Rhythm, ...]:
    """Return what comes again and again, the most frequent first."""
    held = program is not None and bool(program.modules)
    return tuple(
        _rhythm(text, plan, existing) for text in guide_texts().rhythms if held or not text.program
    )


def _rhythm(text: RhythmText, plan: Plan, existing: Collection[Role]) -> Rhythm:
    owner = standing_in((text.owner,), existing)[0]
    takes_part = (r for r in standing_in(text.takes_part, existing) if r != owner)
    return Rhythm(
        id=text.id,
        every=text.every,
        what=text.what,
        agenda=text.agenda,
        owner_role=owner,
        takes_part=tuple(takes_part),
        every_weeks=text.weeks,
        first_week=text.first_week,
        dates=mondays(plan.start, _first(text, plan.capacity.horizon_weeks)),
    )


def _first(text: RhythmText, horizon_weeks: int) -> Iterator[int]:
    """Yield the first weeks; the very first also where it is beyond the plan."""
    if text.first_week is None or text.weeks is None:
        return
    for i in range(DATES):
        week = text.first_week + i * text.weeks
        if i == 0 or week <= horizon_weeks:
            yield week
