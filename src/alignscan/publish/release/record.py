"""Adding a release to what is remembered of a wave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.measure import memberships
from alignscan.measurement.measures import Atoms
from alignscan.measurement.tabulation import Tabulation
from alignscan.publish.bounds import Figure
from alignscan.publish.candidates import candidates
from alignscan.publish.further import EVERYBODY as ALL
from alignscan.publish.further import Shown
from alignscan.publish.protect.decide import Candidate
from alignscan.publish.publish import Decided
from alignscan.publish.release.before import EVERYBODY, ITEM, SCORE, counts_of
from alignscan.publish.release.ledger import (
    Group,
    Release,
    Remembered,
    Seen,
    Universe,
)
from alignscan.publish.release.matching import Match
from alignscan.responses.keys import Keys

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Run:
    """The people of a run, and who of them was there before."""

    tabulation: Tabulation
    """By atom of the universe where there is one."""
    keys: Keys
    atom: Whole
    """For each person the atom of the tabulation, flagged people apart."""
    places: Sequence[int]
    """For each atom of the tabulation a hash of where its people belong."""
    match: Match | None = None
    """None where nothing is remembered."""


def remembering(
    remembered: Remembered, run: Run, decided: Decided, data: str, comments: str | None
) -> Remembered:
    """Return what is remembered of a wave once this run is released, too.

    ``data`` is a hash of all that the decision rests on, ``comments`` how comments were listed.
    """
    shown = decided.shown
    if shown is None:
        return remembered
    atoms = memberships(run.tabulation)
    universe, parts = _universe(remembered, run, atoms)
    book = _Groups([_moved(group, parts) for group in remembered.groups])
    spread = _spread(shown, atoms)
    release = Release(
        data=data,
        min_group=shown.precision.min_group,
        comments=comments,
        keyed=True,
        shown={
            name: tuple(sorted({book.of_row(row, spread) for row in rows}))
            for name, rows in _rows(shown, decided).items()
            if rows
        },
        figures={
            name: tuple(dict.fromkeys(book.seen(figure, spread) for figure in figures))
            for name, figures in _figures(shown, decided).items()
            if figures
        },
    )
    return replace(
        remembered,
        releases=(*remembered.releases, release),
        groups=tuple(book.groups),
        universe=universe,
    )


@dataclass(slots=True)
class _Groups:
    """Groups by number; equal groups have one."""

    groups: list[Group]
    number: dict[Group, int] = field(init=False)

    def __post_init__(self) -> None:
        self.number = {group: at for at, group in enumerate(self.groups)}

    def of(self, group: Group) -> int:
        if group not in self.number:
            self.number[group] = len(self.groups)
            self.groups.append(group)
        return self.number[group]

    def of_row(self, row: Candidate, spread: Mapping[int, Sequence[int]]) -> int:
        return self.of(_group(row.members, row.coefficients, spread))

    def seen(self, figure: Figure, spread: Mapping[int, Sequence[int]]) -> Seen:
        group = _group(figure.members, figure.counting, spread)
        return Seen(self.of(group), figure.weights, figure.low, figure.high)


def _group(
    members: Iterable[int],
    parts: Mapping[int, float] | None,
    spread: Mapping[int, Sequence[int]],
) -> Group:
    found = sorted((atom, one) for one in members for atom in spread[one])
    if parts is None:
        return Group(tuple(atom for atom, _ in found))
    return Group(tuple(a for a, _ in found), tuple(float(parts[one]) for _, one in found))


def _rows(shown: Shown, decided: Decided) -> dict[str, list[Candidate]]:
    """Return by subject all rows of a release."""
    group = {candidate.id: candidate for candidate in shown.groups}
    rungs = shown.rungs
    out = {EVERYBODY: [group[id] for id in sorted(shown.cells)]}
    out |= {ITEM + id: [group[c] for c in sorted(r.cells)] for id, r in rungs.items.items()}
    out |= {SCORE + id: [group[c] for c in sorted(r.cells)] for id, r in rungs.scales.items()}
    for condition, beside in decided.beside.items():
        out[EVERYBODY if condition == ALL else SCORE + condition] += beside.candidates
    found, measured = decided.published.unflagged, shown.measures.unflagged
    if found is not None and measured is not None:
        others = candidates([measured.cell], shown.apart)[0]
        out[EVERYBODY].append(others)
        for condition in found.conditions:
            out[SCORE + condition].append(others)
    return out


def _figures(shown: Shown, decided: Decided) -> dict[str, list[Figure]]:
    """Return by item and score all figures of a release."""
    audit, book, rungs = shown.audit, shown.measures.book, shown.rungs
    out = {ITEM + item.id: audit.figures(item, rungs.items[item.id]) for item in book.items}
    out |= {SCORE + s.id: audit.figures(s, rungs.scales[s.id]) for s in book.scales}
    for condition, beside in decided.beside.items():
        if condition != ALL:
            _add(out, shown, condition, beside.figures)
    found, measured = decided.published.unflagged, shown.measures.unflagged
    if found is not None and measured is not None:
        others = candidates([measured.cell], shown.apart)[0]
        for condition in found.conditions:
            scale = shown.of(condition)
            drawn = scale.draw(scale.figures(measured.cell), others)
            _add(out, shown, condition, tuple(drawn))
    return out


def _add(
    out: dict[str, list[Figure]], shown: Shown, condition: str, figures: Sequence[Figure]
) -> None:
    """Add figures of a score; of a score on one item they are figures of the item, too."""
    out[SCORE + condition] += figures
    scale = next(s for s in shown.measures.book.scales if s.id == condition)
    if len(scale.items) == 1:
        values = tuple(float(v) for v in shown.measures.book.item(scale.items[0]).values)
        out[ITEM + scale.items[0]] += [replace(figure, weights=values) for figure in figures]


def _spread(shown: Shown, atoms: Atoms) -> dict[int, list[int]]:
    """Return for each atom of the gate the atoms of the universe that it is made of."""
    gate = shown.apart.atoms
    number = {
        (categories, flagged): at
        for at, (categories, flagged) in enumerate(zip(gate.categories, gate.flagged, strict=True))
    }
    out: dict[int, list[int]] = {at: [] for at in range(len(gate.people))}
    for at, (categories, flagged) in enumerate(zip(atoms.categories, atoms.flagged, strict=True)):
        out[number[_as_gate(categories, shown), flagged]].append(at)
    return out


def _as_gate(categories: tuple[int, ...], shown: Shown) -> tuple[int, ...]:
    """Return how the gate knows people of an atom of the universe."""
    if shown.before is None:
        return categories
    earlier = categories[-1]
    return (*categories[:-1], int(shown.before.classes[earlier]) if earlier >= 0 else -1)


def _universe(
    remembered: Remembered, run: Run, atoms: Atoms
) -> tuple[Universe, dict[int, list[int]]]:
    """Return the people of all releases, and the atoms that every earlier atom has become."""
    old, match = remembered.universe, run.match
    count, size = len(remembered.releases), len(atoms.people)
    earlier = [row[-1] if match is not None else -1 for row in atoms.categories]
    nowhere = (0,) * count
    places = [
        (*(old.places[u] if u >= 0 else nowhere), place)
        for u, place in zip(earlier, run.places, strict=True)
    ]
    parts: dict[int, list[int]] = {u: [] for u in range(len(old.sizes))}
    for at, u in enumerate(earlier):
        if u >= 0:
            parts[u].append(at)
    left = np.zeros(0, dtype=np.int64) if match is None else old.atom_of_key[match.left]
    gone = np.unique(left)
    for at, u in enumerate(gone.tolist()):
        parts[u].append(size + at)
        places.append((*old.places[u], 0))
    here = counts_of(atoms)
    counts = {name: (*row, *_rest(old, name, row, earlier, gone)) for name, row in here.items()}
    left_keys = old.keys[match.left] if match is not None else old.keys
    of = np.concatenate([run.atom, size + np.searchsorted(gone, left)])
    keys = np.concatenate([run.keys, left_keys])
    order = np.lexsort((keys, of))
    sizes = np.bincount(of, minlength=size + len(gone)).tolist()
    return Universe(tuple(places), tuple(sizes), counts, keys[order]), parts


def _rest(
    old: Universe, name: str, present: Sequence[int], earlier: Sequence[int], gone: Whole
) -> list[int]:
    """Return how many people of each earlier atom are left behind, of those a subject is about."""
    total = np.array(old.counts.get(name, (0,) * len(old.sizes)), dtype=np.int64)
    some = np.array(earlier, dtype=np.int64)
    np.add.at(total, some[some >= 0], -np.array(present, dtype=np.int64)[some >= 0])
    found: list[int] = np.maximum(total[gone], 0).tolist()
    return found


def _moved(group: Group, parts: Mapping[int, Sequence[int]]) -> Group:
    pairs = zip(group.atoms, group.parts or (1.0,) * len(group.atoms), strict=True)
    found = sorted((atom, weight) for old, weight in pairs for atom in parts[old])
    weights = None if group.parts is None else tuple(weight for _, weight in found)
    return Group(tuple(atom for atom, _ in found), weights)
