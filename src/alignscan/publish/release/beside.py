"""The decision on groups beside what was released before.

The released rows come first and stand; candidates are decided around them. People who changed an
answer cannot be told from one person gone and another one come, so a combination of rows rests on
as many people as of those it is about were in one and the same release.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.protect.audit import Unresolved, small_combinations
from alignscan.publish.protect.decide import Candidate
from alignscan.publish.protect.gauss import allowed
from alignscan.publish.protect.linear import (
    Residues,
    eliminate,
    pivot_of,
    residues,
    rest_without,
    scaled,
)

Matrix = NDArray[np.int64]


class Released(NamedTuple):
    """Rows that were shown before, and who was in the data of each release."""

    rows: tuple[Candidate, ...]
    parts: tuple[frozenset[int], ...]
    """The atoms of each release, and of this run."""
    k: int


def decide_beside(
    released: Released, wanted: Iterable[Candidate], people: Sequence[int], agreed: Candidate | None
) -> frozenset[str]:
    """Return the ids of the candidates that may be shown beside what was released.

    A group that ``agreed`` may be shown as a whole below the minimum, as ``consent`` says.
    """
    asked = tuple(wanted)
    if agreed is None or not 0 < sum(people[a] for a in agreed.members) < released.k:
        return _decided(released, asked, people)
    others = [0 if a in agreed.members else n for a, n in enumerate(people)]
    rows = tuple(_without(row, agreed) for row in released.rows)
    without = [_without(one, agreed) for one in asked]
    safe = _decided(released._replace(rows=rows), without, others)
    kept = [one for one in asked if one.id in safe or one.members == agreed.members]
    return _whole_only(kept, agreed, released.rows, people) if safe else safe


def remains_safe_beside(
    released: Released, shown: Sequence[Candidate], people: Sequence[int]
) -> bool:
    """Return whether all of some cells may stand beside what was released."""
    union = _Union.of(released, shown, people)
    if (union.totals < released.k).any():
        return False
    return _is_safe(union.matrix, union.weights, released.k)


def fewest_people(
    released: Released, shown: Sequence[Candidate], people: Sequence[int]
) -> int | None:
    """Return the people of the smallest combination that rests on too few; None without any."""
    union = _Union.of(released, shown, people)
    try:
        found = small_combinations(union.matrix, union.weights, released.k)
    except Unresolved:
        return 1
    if found is None:
        return None
    supports = (found != 0).any(axis=0)
    return int(min(union.weights[:, support].sum(axis=1).max() for support in supports))


class _Union(NamedTuple):
    """Released rows, then candidates by preference; atoms that are alike in all put together."""

    candidates: list[Candidate]
    matrix: Matrix
    weights: Matrix
    """Releases x atoms: people."""
    forced: int
    k: int

    @staticmethod
    def of(released: Released, wanted: Iterable[Candidate], people: Sequence[int]) -> "_Union":
        total = {c.id: sum(people[a] for a in c.members) for c in wanted}
        ordered = sorted(wanted, key=lambda c: (c.order, -total[c.id], c.id))
        rows = [*released.rows, *ordered]
        atoms = [a for a, n in enumerate(people) if n]
        entries = _entries(rows, atoms)
        parts = np.array([[a in part for a in atoms] for part in released.parts], dtype=np.int64)
        sizes = np.array([people[a] for a in atoms], dtype=np.int64)
        taken = entries.any(axis=0)
        both = np.vstack([entries, parts.reshape(len(parts), len(atoms))])[:, taken]
        alike, place = np.unique(both, axis=1, return_inverse=True)
        count = np.bincount(place.ravel(), weights=sizes[taken], minlength=alike.shape[1])
        weights = alike[len(rows) :] * count.astype(np.int64)
        return _Union(ordered, alike[: len(rows)], weights, len(released.rows), released.k)

    @property
    def sizes(self) -> Matrix:
        return np.asarray(self.weights.max(axis=0, initial=0))

    @property
    def totals(self) -> Matrix:
        """The people of each candidate."""
        return np.asarray((self.matrix[self.forced :] != 0) @ self.sizes)

    def nearly_released(self) -> NDArray[np.bool_]:
        """Return which candidates differ from some released row by fewer people than k."""
        rows, out = self.matrix[: self.forced], []
        for own in self.matrix[self.forced :]:
            people = ((rows != own).astype(np.int64) @ self.weights.T).max(axis=1, initial=0)
            out.append(((people > 0) & (people < self.k)).any())
        return np.array(out, dtype=np.bool_)


def _decided(
    released: Released, wanted: Sequence[Candidate], people: Sequence[int]
) -> frozenset[str]:
    union, k = _Union.of(released, wanted, people), released.k
    totals, forced = union.totals, union.matrix[: union.forced]
    own = union.matrix[union.forced :]
    near = union.nearly_released()
    order = [i for i in range(len(union.candidates)) if totals[i] >= k and not near[i]]
    if _is_safe(np.vstack([forced, own[order]]), union.weights, k):
        return frozenset(union.candidates[i].id for i in order)
    before = residues(forced)
    small = own[(totals > 0) & (totals < k)]
    atoms = np.eye(own.shape[1], dtype=np.int64)[union.sizes < k]
    protected = _modulo(before, residues(np.vstack([small, atoms])))
    rows = _modulo(before, residues(own))
    while order:
        shown = list(allowed(rows, order, protected))
        try:
            both = np.vstack([forced, own[shown]])
            found = small_combinations(both, union.weights, k)
        except Unresolved:
            order = [i for i in order if i != shown[-1]] if shown else []
            continue
        if found is None:
            return frozenset(union.candidates[i].id for i in shown)
        left = _modulo(before, found)
        if not left.any(axis=(0, 2)).all():
            return frozenset()  # what was released tells by itself: nothing more is added to it
        protected = np.concatenate([protected, left], axis=1)
    return frozenset()


def _is_safe(rows: Matrix, weights: Matrix, k: int) -> bool:
    try:
        return small_combinations(rows, weights, k) is None
    except Unresolved:
        return False


def _modulo(before: Residues, rows: Residues) -> Residues:
    """Return rows less what the rows before them can make of them."""
    left, base = rows.copy(), before.copy()
    for index in range(base.shape[1]):
        column = pivot_of(base[:, index])
        if column is None:
            continue
        unit = scaled(base[:, index], column)
        rest = base[:, index + 1 :]
        eliminate(rest, unit, column)
        eliminate(left, unit, column)
    return left


def _entries(candidates: Sequence[Candidate], atoms: Sequence[int]) -> Matrix:
    place = {atom: i for i, atom in enumerate(atoms)}
    out = np.zeros((len(candidates), len(atoms)), dtype=np.int64)
    for row, one in enumerate(candidates):
        for atom in one.members:
            if atom in place:
                out[row, place[atom]] = one.entry(atom)
    return out


def _without(one: Candidate, agreed: Candidate) -> Candidate:
    return replace(one, members=one.members - agreed.members)


def _whole_only(
    kept: Sequence[Candidate],
    agreed: Candidate,
    before: Sequence[Candidate],
    people: Sequence[int],
) -> frozenset[str]:
    """Return the candidates that, with what was released, tell nothing of a part of the group."""
    size = {c.id: sum(people[a] for a in c.members) for c in kept}
    ordered = sorted(kept, key=lambda c: (c.id != agreed.id, c.order, -size[c.id], c.id))
    shown: list[Candidate] = []
    for one in ordered:
        if not _divides([*before, *shown, one], agreed, people):
            shown.append(one)
    return frozenset(one.id for one in shown)


def _divides(shown: Sequence[Candidate], agreed: Candidate, people: Sequence[int]) -> bool:
    atoms = [a for a, n in enumerate(people) if n]
    outside = np.array([i for i, a in enumerate(atoms) if a not in agreed.members], dtype=np.intp)
    parts: int = rest_without(residues(_entries(shown, atoms)), outside).shape[1]
    return parts > 1
