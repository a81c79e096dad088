"""Which gaps a plan works on: the most severe ones, few enough to be worked on at all."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from alignscan.diagnose.diagnosis import Critical, Gap, Pattern, Standing
from alignscan.diagnose.patterns import about
from alignscan.diagnose.reading import Reading
from alignscan.diagnose.states import state_of
from alignscan.model.conditions import CONDITIONS, condition_of
from alignscan.model.survey import Survey
from alignscan.publish.published import ShownCell

MOST_PRACTICES: Final = 5
MOST_CONDITIONS: Final = 3
DIVIDED: Final = Decimal("1.25")
"""A quarter more where people are divided: the second condition says "throughout"."""
HUNDREDTH: Final = Decimal("0.01")
THOUSANDTH: Final = Decimal("0.001")


class Chosen(NamedTuple):
    """The gaps that a plan works on, and the others."""

    critical: tuple[Critical, ...]
    watch: tuple[str, ...]


def critical_gaps(
    gaps: Sequence[Gap],
    practices: Sequence[Standing],
    found: Sequence[Pattern],
    reading: Reading,
    survey: Survey,
) -> Chosen:
    """Return at most five critical gaps in at most three conditions, and the others to watch.

    A practice that was not asked by itself has no gap of its own: its condition stands for it.
    """
    borrowed = {s.id for s in practices if s.borrowed}
    own = {condition_of(g.id) if g.id in borrowed else g.id: g.gap for g in gaps}
    severe = [severity(id, gap, found, reading, survey) for id, gap in own.items()]
    severe.sort(key=lambda c: (-c.severity, -c.gap, _place(c.id)))
    few = _few(severe)
    return Chosen(few, tuple(c.id for c in severe if c not in few))


def severity(
    id: str, gap: Decimal, found: Iterable[Pattern], reading: Reading, survey: Survey
) -> Critical:
    """Return a gap times its weight, its reach, and a quarter more where people are divided.

    Each term is rounded first, so that the product of what is printed is what is printed.
    """
    divided = id in about(found, "divided", "leaders_higher")
    factor = DIVIDED if divided else Decimal(1)
    weight = weight_of(id, survey)
    groups = _groups(id, reading)
    reach = _reach(id, groups, reading)
    product = gap * weight * reach * factor
    return Critical(
        id=id,
        gap=gap,
        weight=weight,
        reach=reach,
        groups=len(groups),
        factor=factor,
        severity=product.quantize(THOUSANDTH, ROUND_HALF_UP),
    )


def weight_of(id: str, survey: Survey) -> Decimal:
    """Return how much a practice counts: its own weight, else that of its condition, else 1."""
    condition = id if id in CONDITIONS else condition_of(id)
    return survey.weights.get(id, survey.weights.get(condition, Decimal(1)))


def _groups(id: str, reading: Reading) -> tuple[ShownCell, ...]:
    """Return the shown units that have a score; where there are not two, the shown levels."""
    for cells in (*reading.units.values(), reading.levels):
        known = tuple(c for c in cells if reading.score(c, id) is not None)
        if len(known) > 1:
            return known
    return ()


def _reach(id: str, groups: Sequence[ShownCell], reading: Reading) -> Decimal:
    """Return the share of groups in which it is not apparent: at least one, where there is a gap.

    Where no groups are shown everybody is one group.
    """
    if not groups:
        return Decimal(1)
    short = sum(
        state_of(reading.figures(cell, id), True, reading.thresholds, reading.scale) != "apparent"
        for cell in groups
    )
    return (Decimal(max(short, 1)) / len(groups)).quantize(HUNDREDTH, ROUND_HALF_UP)


def _few(severe: Iterable[Critical]) -> tuple[Critical, ...]:
    """Return at most five gaps, from at most three conditions."""
    chosen: list[Critical] = []
    conditions: set[str] = set()
    for one in severe:
        condition = one.id if one.id in CONDITIONS else condition_of(one.id)
        if len(chosen) < MOST_PRACTICES and len(conditions | {condition}) <= MOST_CONDITIONS:
            chosen.append(one)
            conditions.add(condition)
    return tuple(chosen)


def _place(id: str) -> tuple[int, str]:
    condition = id if id in CONDITIONS else condition_of(id)
    return [*CONDITIONS].index(condition), id
