"""Patterns between groups: the top and the front line, the middle, and units apart."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from alignscan.diagnose.diagnosis import Evidence, Pattern, PatternId
from alignscan.diagnose.reading import FRONT, TOP, Reading, differing, pattern
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.compared import Comparison
from alignscan.publish.published import DISPLAY_STEP, ShownCell

REST: Final = "rest"
"""Stands for all other respondents."""
MOST_ISLANDS: Final = 2
FEWEST_OTHERS: Final = 2
"""So many other units have to agree before one is called apart from them."""


def level_patterns(reading: Reading) -> Iterator[Pattern]:
    """Yield where the top, the middle and the front line see things differently.

    Only shown cells take part, with scores that are not shown more coarsely than usual.
    """
    if reading.one_rater:
        return
    top, front = reading.level_of(TOP), reading.level_of(FRONT)
    if top is None or front is None:
        return
    for id in reading.subjects(top):
        found = _apart(top, front, id, reading)
        yield from () if found is None else (found,)
        for middle in reading.middles:
            dip = _dip(middle, (top, front), id, reading)
            yield from () if dip is None else (dip,)


def _apart(top: ShownCell, front: ShownCell, id: str, reading: Reading) -> Pattern | None:
    above, below = reading.fine(top, id), reading.fine(front, id)
    limit = reading.width(reading.thresholds.level_difference)
    if above is None or below is None or abs(above - below) < limit:
        return None
    high, low = (top, front) if above > below else (front, top)
    difference = abs(above - below)
    evidence = differing(high, low.id, id, difference, "at_least", limit)
    name: PatternId = "leaders_higher" if above > below else "frontline_higher"
    return pattern(name, id, difference - limit, (evidence,), reading.shown)


def _dip(
    middle: ShownCell, neighbors: tuple[ShownCell, ShownCell], id: str, reading: Reading
) -> Pattern | None:
    score = reading.fine(middle, id)
    limit = reading.width(reading.thresholds.middle_dip)
    evidence = []
    for neighbor in neighbors:
        other = reading.fine(neighbor, id)
        if score is None or other is None or other - score < limit:
            return None
        evidence.append(differing(neighbor, middle.id, id, other - score, "at_least", limit))
    depth = min(e.value for e in evidence if e.value is not None)
    return pattern("middle_dip", id, depth - limit, evidence, reading.shown)


def unit_patterns(reading: Reading) -> Iterator[Pattern]:
    """Yield the conditions on which one or two units stand apart while the others agree."""
    if reading.one_rater:
        return
    for segment, cells in reading.units.items():
        for id in CONDITIONS:
            found = _islands(segment, cells, id, reading)
            yield from () if found is None else (found,)


def _islands(
    segment: str, cells: tuple[ShownCell, ...], id: str, reading: Reading
) -> Pattern | None:
    limit = reading.width(reading.thresholds.unit_difference)
    away = {c.id: d for c in cells if (d := _distance(segment, c, id, reading)) is not None}
    islands = [c for c in cells if abs(away.get(c.id, Decimal(0))) >= limit]
    others = [s for c in cells if c not in islands and (s := reading.fine(c, id)) is not None]
    if not 1 <= len(islands) <= MOST_ISLANDS or len(others) < FEWEST_OTHERS:
        return None
    if max(others) - min(others) >= limit:
        return None
    ordered = sorted(islands, key=lambda c: (-abs(away[c.id]), c.id))
    evidence = [_island(cell, id, away[cell.id], limit) for cell in ordered]
    farthest = max(abs(away[c.id]) for c in islands)
    return pattern("unit_island", id, farthest - limit, evidence, reading.shown)


def _island(cell: ShownCell, id: str, distance: Decimal, limit: Decimal) -> Evidence:
    if distance > 0:
        return differing(cell, REST, id, distance, "at_least", limit)
    return differing(cell, REST, id, distance, "at_most", -limit)


def _distance(segment: str, cell: ShownCell, id: str, reading: Reading) -> Decimal | None:
    """Return how far a unit is from all other respondents, as displayed."""
    compared = reading.published.comparisons.get(segment)
    found: Comparison | None = compared.groups.get(cell.id, {}).get(id) if compared else None
    if found is None or found.difference is None or reading.fine(cell, id) is None:
        return None
    return found.difference.quantize(DISPLAY_STEP, ROUND_HALF_UP)
