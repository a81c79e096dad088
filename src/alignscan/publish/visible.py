"""Which figures a shown cell may hold.

People skip items. Whoever skips an item is no member of the group that answered it, so the gate
decides again for each item and score, on those who answered it.
"""

from collections.abc import Iterable, Mapping

from alignscan.measurement.measures import CellMeasure, Measures
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.gate import Candidate, decide

FEW_ITEMS = 3
Figures = Mapping[str, frozenset[str]]
"""By item or scale id, the cells that may show it."""


def candidate(cell: CellMeasure, n: int) -> Candidate:
    """Return a cell as the gate sees it: its breakdown and how many people it rests on."""
    return Candidate(cell.id, cell.filters[0][0] if cell.filters else None, n)


def items_shown(cells: Iterable[CellMeasure], measures: Measures, min_group: int) -> Figures:
    """Return where each item may be shown, among cells that may be shown."""
    shown = tuple(cells)
    return {
        item.id: decide([candidate(c, c.items[item.id].n) for c in shown], min_group)
        for item in measures.book.items
    }


def scales_shown(
    cells: Iterable[CellMeasure], measures: Measures, items: Figures, min_group: int
) -> Figures:
    """Return where each score may be shown, among cells that may be shown.

    A practice or part is left out where one of its items is: what is left of a score of a few
    items when the others are taken off is the item. Most conditions have too many for that.
    """
    shown = tuple(cells)
    out = {}
    for scale in measures.book.scales:
        allowed = decide([candidate(c, c.scales[scale.id].n) for c in shown], min_group)
        if scale.id not in CONDITIONS or len(scale.items) <= FEW_ITEMS:
            allowed -= {c.id for c in shown if _gives_back(c, scale.items, items)}
        out[scale.id] = allowed
    return out


def _gives_back(cell: CellMeasure, ids: Iterable[str], items: Figures) -> bool:
    answered = [id for id in ids if cell.items[id].n]
    return any(cell.id not in items[id] for id in answered)
