"""What was released before, as the gate of a run sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.arrays import IntArray
from alignscan.measurement.joint import regrouped
from alignscan.measurement.lazy import Lazy
from alignscan.measurement.measure import memberships
from alignscan.measurement.measures import Atoms, Measures, Table
from alignscan.measurement.tabulation import Tabulation
from alignscan.publish.bounds import Figure
from alignscan.publish.protect.decide import Candidate
from alignscan.publish.release.beside import Released

if TYPE_CHECKING:
    from alignscan.publish.release.ledger import Release, Remembered

EVERYBODY: Final = ""
"""The subject of rows that are shown by how many answered."""
ITEM: Final = "item:"
SCORE: Final = "score:"
PAIR: Final = "pair:"
"""How the subjects of counts are named: answers to an item, scores on a scale, wish and present."""
Floats = NDArray[np.float64]


class Before(NamedTuple):
    """The people of all earlier releases beside those of this run, and what was shown of them."""

    atoms: Atoms
    """Of this run, apart by what they were part of before; then the people who are gone."""
    rows: Mapping[str, tuple[Candidate, ...]]
    """By subject what was shown."""
    figures: Mapping[str, tuple[Figure, ...]]
    parts: tuple[frozenset[int], ...]
    """The atoms that were in each earlier release, and those of this run."""
    k: int
    """The smallest minimum of the earlier releases."""
    classes: IntArray
    """For each atom of the universe the number of its people among the atoms here."""

    def of(self, subject: str) -> Released:
        """Return what was shown of a subject."""
        return Released(self.rows.get(subject, ()), self.parts, self.k)

    @property
    def all(self) -> Released:
        """All rows of all subjects."""
        found = {row.id: row for rows in self.rows.values() for row in rows}
        return Released(tuple(found[id] for id in sorted(found)), self.parts, self.k)

    def measures(self, measures: Measures) -> Measures:
        """Return measures whose memberships tell apart who was part of what before.

        What rests on people whom no row tells apart, as who rated both of two, is left out.
        """
        found = measures.unflagged
        apart = None if found is None else found._replace(atoms=self.atoms)
        wishes = dict.fromkeys(measures.wishes)
        return replace(measures, atoms=self.atoms, unflagged=apart, wishes=wishes, drivers=None)


def before(remembered: "Remembered", releases: int, tabulation: Tabulation) -> Before:
    """Return what the first so many releases mean for a run.

    ``tabulation`` counts the run by the atoms of the universe.
    """
    shown = remembered.releases[:releases]
    used = sorted({group for release in shown for group in _groups(release)})
    classes, table = _classes(remembered, releases, used)
    now = memberships(regrouped(tabulation, classes, len(table)))
    atoms, class_of = _with_gone(now, remembered, classes, len(table))
    inside = [np.flatnonzero(class_of == c) for c in range(len(table))]
    weights = {group: table[:, releases + at] for at, group in enumerate(used)}
    people = {g: _people(weights[g], inside) for g in used}

    def row(group: int) -> Candidate:
        parts = people[group] if remembered.groups[group].parts is not None else None
        whole = None if parts is None else {a: round(n) for a, n in parts.items()}
        return Candidate(f"released {group:06}", -1, frozenset(people[group]), whole)

    parts = [frozenset(_people(table[:, at], inside)) for at in range(releases)]
    present = frozenset(range(len(atoms.people))) - atoms.gone
    subjects = sorted({name for release in shown for name in release.shown})
    return Before(
        atoms=atoms,
        rows={
            name: tuple(row(g) for g in sorted({g for r in shown for g in r.shown.get(name, ())}))
            for name in subjects
        },
        figures={
            name: tuple(
                Figure(
                    frozenset(people[seen.group]),
                    seen.weights,
                    seen.low,
                    seen.high,
                    None if remembered.groups[seen.group].parts is None else people[seen.group],
                )
                for release in shown
                for seen in release.figures.get(name, ())
            )
            for name in sorted({name for release in shown for name in release.figures})
        },
        parts=(*parts, present),
        k=min(release.min_group for release in shown),
        classes=classes,
    )


def counts_of(atoms: Atoms) -> dict[str, tuple[int, ...]]:
    """Return how many people of each atom every subject is about."""
    return {
        EVERYBODY: atoms.people,
        **{ITEM + name: row for name, row in atoms.answered.items()},
        **{SCORE + name: row for name, row in atoms.scored.items()},
        **{PAIR + name: row for name, row in atoms.paired.items()},
    }


def _groups(release: "Release") -> set[int]:
    shown = {group for row in release.shown.values() for group in row}
    return shown | {seen.group for row in release.figures.values() for seen in row}


def _classes(
    remembered: "Remembered", releases: int, used: Sequence[int]
) -> tuple[IntArray, Floats]:
    """Return the class of each atom of the universe, -1 for those in none of the releases.

    Also classes x (releases, groups): whether people were in a release, how much they count.
    """
    universe = remembered.universe
    size = len(universe.sizes)
    table = np.zeros((size, releases + len(used)))
    places = np.array(universe.places, dtype=np.uint64).reshape(size, -1)[:, :releases]
    table[:, :releases] = places != 0
    for at, number in enumerate(used):
        group = remembered.groups[number]
        table[list(group.atoms), releases + at] = 1.0 if group.parts is None else group.parts
    relevant = np.flatnonzero(table[:, :releases].any(axis=1))
    alike, place = np.unique(table[relevant], axis=0, return_inverse=True)
    classes = np.full(size, -1, dtype=np.int64)
    classes[relevant] = place.ravel()
    return classes, alike


def _people(weights: Floats, inside: Sequence[NDArray[np.intp]]) -> dict[int, float]:
    return {
        int(atom): float(weights[c]) for c in np.flatnonzero(weights) for atom in inside[int(c)]
    }


def _with_gone(
    now: Atoms, remembered: "Remembered", classes: IntArray, count: int
) -> tuple[Atoms, NDArray[np.int64]]:
    """Return the atoms with those who are gone behind, and the class of each of them."""
    here = np.array([row[-1] for row in now.categories], dtype=np.int64)
    relevant = classes >= 0

    def missing(name: str, present: Sequence[int]) -> NDArray[np.int64]:
        known = np.array(remembered.universe.counts.get(name, ()), dtype=np.int64)
        total = np.zeros(count, dtype=np.int64)
        if len(known):
            np.add.at(total, classes[relevant], known[relevant])
        np.add.at(total, here[here >= 0], -np.array(present, dtype=np.int64)[here >= 0])
        return np.maximum(total, 0)

    people = missing(EVERYBODY, now.people)
    left = np.flatnonzero(people)
    size = len(now.people)

    def both(prefix: str, rows: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        return {
            name: (*row, *missing(prefix + name, row)[left].tolist()) for name, row in rows.items()
        }

    width = len(now.categories[0]) if now.categories else 1
    answered, scored = both(ITEM, now.answered), both(SCORE, now.scored)
    atoms = Atoms(
        categories=(*now.categories, *((-2 - i,) * width for i in range(len(left)))),
        flagged=(*now.flagged, *(False for _ in left)),
        people=(*now.people, *people[left].tolist()),
        answered=answered,
        scored=scored,
        paired=both(PAIR, now.paired),
        held=_held(now.held, answered, size),
        held_scores=_held(now.held_scores, scored, size),
        gone=frozenset(range(size, size + len(left))),
    )
    return atoms, np.concatenate([here, left])


def _held(
    held: Mapping[str, Table], people: Mapping[str, tuple[int, ...]], size: int
) -> Mapping[str, Table]:
    """Return what people hold; nothing is known of those who are gone, so all options alike."""

    def table(name: str) -> Table:
        known = held[name]
        options = len(known[0]) if known else 1
        return (*known, *((n / options,) * options for n in people[name][size:]))

    return Lazy(held, table)
