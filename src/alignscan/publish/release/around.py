"""What of a run may be shown around what was released before, and what has to be left out for it.

Nothing is shown that the run alone would not show.
"""

from collections.abc import Iterable, Mapping, Sequence

from alignscan.measurement.measures import Measures
from alignscan.publish.candidates import candidates
from alignscan.publish.ladder import Rungs
from alignscan.publish.protect.decide import Candidate
from alignscan.publish.release.before import EVERYBODY, ITEM, SCORE, Before
from alignscan.publish.release.beside import Released, decide_beside, remains_safe_beside
from alignscan.publish.visible import Figures, Visible, given_back


def visible_around(
    measures: Measures, plain: Visible, before: Before, agreed_id: str | None
) -> Visible:
    """Return what may be shown; ``measures`` tell apart who was part of what before.

    ``plain`` is what the run alone would show.
    """
    atoms = measures.atoms
    wanted = [c for c in candidates(measures.cells, measures) if c.id in plain.cells]
    agreed = next((c for c in wanted if c.id == agreed_id), None)
    cells = decide_beside(before.of(EVERYBODY), wanted, atoms.people, agreed)
    kept = [candidate for candidate in wanted if candidate.id in cells]
    every = {ITEM + id: (people, plain.items[id]) for id, people in atoms.answered.items()}
    every |= {SCORE + id: (people, plain.scales[id]) for id, people in atoms.scored.items()}
    found = _each(every, kept, before, agreed)
    items = {id: found[ITEM + id] for id in atoms.answered}
    scales = {
        scale.id: found[SCORE + scale.id] - given_back(scale, kept, measures, items)
        for scale in measures.book.scales
    }
    return Visible(cells, items, scales)


def lost_cells(plain: Visible, found: Visible) -> frozenset[str]:
    """Return the groups that are shown with less than the run alone would show."""
    pairs = [(plain.cells, found.cells), *_pairs(plain.items, found.items)]
    pairs += _pairs(plain.scales, found.scales)
    return frozenset(cell for wanted, kept in pairs for cell in wanted - kept)


def rungs_fall_short(found: Visible, rungs: Rungs) -> bool:
    """Return whether some item or score is not shown in all groups in which it may be."""
    pairs = [(cells, rungs.items[id].cells) for id, cells in found.items.items()]
    pairs += [(cells, rungs.scales[id].cells) for id, cells in found.scales.items()]
    return any(cells - kept for cells, kept in pairs)


def lost_figures(plain: Rungs, found: Rungs) -> frozenset[str]:
    """Return the groups in which an item or score is shown by the run alone only."""
    pairs = [(rung.cells, found.items[id].cells) for id, rung in plain.items.items()]
    pairs += [(rung.cells, found.scales[id].cells) for id, rung in plain.scales.items()]
    return frozenset(cell for wanted, kept in pairs for cell in wanted - kept)


def _pairs(plain: Figures, found: Figures) -> list[tuple[frozenset[str], frozenset[str]]]:
    return [(cells, found[id]) for id, cells in plain.items()]


def _each(
    every: Mapping[str, tuple[Sequence[int], frozenset[str]]],
    kept: Sequence[Candidate],
    before: Before,
    agreed: Candidate | None,
) -> dict[str, frozenset[str]]:
    """Return what may be shown of each subject; if even the fewest suffice, one look is enough."""
    asked = {name: people for name, (people, _) in every.items() if any(people)}
    simple = [name for name in asked if not _counts_differently(before.of(name).rows)]
    rows = {row.id: row for name in simple for row in before.of(name).rows}
    together = Released(tuple(rows[id] for id in sorted(rows)), before.parts, before.k)
    fewest = tuple(map(min, zip(*(asked[name] for name in simple), strict=True)))
    easy = bool(simple) and agreed is None and remains_safe_beside(together, kept, fewest)
    known: dict[object, frozenset[str]] = {}
    out = {}
    for name, (people, cells) in every.items():
        own = [candidate for candidate in kept if candidate.id in cells]
        if not any(people) or (easy and name in simple):
            out[name] = frozenset(c.id for c in own) if any(people) else frozenset()
            continue
        released = before.of(name)
        alike = (tuple(people), tuple(r.id for r in released.rows), tuple(c.id for c in own))
        if alike not in known:
            known[alike] = decide_beside(released, own, people, agreed)
        out[name] = known[alike]
    return out


def _counts_differently(rows: Iterable[Candidate]) -> bool:
    return any(row.coefficients is not None for row in rows)
