"""Where the KPI of an action starts from: a published figure of the scan.

A library names it: ``C1.2.favorable`` and ``C1.2.score`` of a practice, ``recall.enough``,
``participation.rate``, ``apart.employee`` (how far senior leadership and a level are apart, on
average of the five conditions), ``units.spread`` and ``units.lowest``.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from alignscan.diagnose.reading import LEVEL, category_of
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.published import DISPLAY_STEP, Published, ShownCell

TOP: Final = "level=senior_leadership"
HUNDRED: Final = 100


def baseline(metric: str | None, published: Published | None) -> Decimal | None:
    """Return a published figure, shares in percent; None where it is not shown or not known."""
    if metric is None or published is None or published.overall is None:
        return None
    if metric in WHOLE:
        return WHOLE[metric](published)
    subject, _, name = metric.rpartition(".")
    if subject == "apart":
        return _apart(f"{LEVEL}={name}", published)
    return _of_practice(subject, name, published.overall)


def _of_practice(practice: str, name: str, overall: ShownCell) -> Decimal | None:
    figures = overall.practices.get(practice)
    if figures is None:
        return None
    if name == "favorable":
        return _percent(figures.favorable)
    return figures.displayed if name == "score" else None


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else share * HUNDRED


def _recall(published: Published) -> Decimal | None:
    recall = None if published.overall is None else published.overall.recall
    return None if recall is None else _percent(recall.enough)


def _rate(published: Published) -> Decimal | None:
    return _percent(published.participation.rate)


def _average(cell: ShownCell | None) -> Decimal | None:
    """Return the mean of the five conditions, where all are shown finely enough to be compared."""
    if cell is None:
        return None
    figures = [cell.conditions.get(condition) for condition in CONDITIONS]
    scores = [f.displayed for f in figures if f is not None and f.step <= DISPLAY_STEP]
    known = [score for score in scores if score is not None]
    return sum(known, Decimal(0)) / len(known) if len(known) == len(CONDITIONS) else None


def _apart(level: str, published: Published) -> Decimal | None:
    shown = {cell.id: cell for cell in published.cells if isinstance(cell, ShownCell)}
    top, other = _average(shown.get(TOP)), _average(shown.get(level))
    return None if top is None or other is None else _tenth(abs(top - other))


def _units(published: Published) -> Iterator[list[Decimal]]:
    """Yield for each breakdown but that by level the averages of its shown categories."""
    segments: dict[str, list[Decimal]] = {}
    for cell in published.cells:
        if isinstance(cell, ShownCell):
            segment, average = category_of(cell), _average(cell)
            if segment not in (None, LEVEL) and average is not None:
                segments.setdefault(str(segment), []).append(average)
    yield from (averages for averages in segments.values() if len(averages) > 1)


def _spread(published: Published) -> Decimal | None:
    """Return the widest distance between two units of one breakdown."""
    spreads = [max(averages) - min(averages) for averages in _units(published)]
    return _tenth(max(spreads)) if spreads else None


def _lowest(published: Published) -> Decimal | None:
    """Return how far the lowest unit lies from everybody."""
    whole = _average(published.overall)
    lowest = min((min(averages) for averages in _units(published)), default=None)
    return None if whole is None or lowest is None else _tenth(lowest - whole)


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(DISPLAY_STEP, ROUND_HALF_UP)


WHOLE: Final[Mapping[str, Callable[[Published], Decimal | None]]] = {
    "recall.enough": _recall,
    "participation.rate": _rate,
    "units.spread": _spread,
    "units.lowest": _lowest,
}
