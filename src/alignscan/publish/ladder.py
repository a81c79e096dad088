"""The step at which each item and score is shown: the finest that keeps small groups open."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.measures import Measures, Table
from alignscan.model.codebook import CodedItem, CodedScale
from alignscan.publish.bounds import Figure, moves_freely, stays_open
from alignscan.publish.candidates import candidates
from alignscan.publish.drawing import Draw, item_drawing, score_drawing
from alignscan.publish.policy import TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.protect.decide import Candidate
from alignscan.publish.recall import recall_drawing, who_names_enough
from alignscan.publish.rest import has_rest, with_rest
from alignscan.publish.side_by_side import MOST, side_by_side
from alignscan.publish.swaps import Swaps
from alignscan.publish.visible import FEW_ITEMS, Visible
from alignscan.publish.whole import whole

STEPS: Final = (TENTH, Decimal("0.2"), Decimal("0.5"))
"""Steps of a mean on a scale from 1 to 5; wider scales go on with ten times these."""
MANY_ATOMS: Final = 400
"""From this many on, few items are left to a solver, and threads would wait for each other."""


@dataclass(frozen=True, slots=True)
class Rung:
    """How finely one item or score is shown, and in which cells."""

    step: Decimal
    cells: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rungs:
    """The rung of every item and score."""

    items: Mapping[str, Rung]
    scales: Mapping[str, Rung]


def settle(
    measures: Measures,
    found: Visible,
    precision: Precision,
    agreed: str | None,
    earlier: Mapping[str, Sequence[Figure]] | None = None,
) -> Rungs:
    """Return how finely everything is shown, in cells that may be shown.

    ``earlier`` are figures that were published before, by item (``item:``) and score (``score:``).
    """
    if precision.open:
        return Rungs(
            {id: Rung(TENTH, cells) for id, cells in found.items.items()},
            {id: Rung(TENTH, cells) for id, cells in found.scales.items()},
        )
    groups = candidates(measures.cells, measures)
    audit = Audit(measures, precision, groups, agreed, earlier or {})

    def item_rung(item: CodedItem) -> Rung:
        return audit.item(item, found.items[item.id])

    book, threads = measures.book, 1 if len(measures.atoms.people) > MANY_ATOMS else MOST
    found_items = side_by_side(item_rung, book.items, threads)
    items = dict(zip((item.id for item in book.items), found_items, strict=True))

    def scale_rung(scale: CodedScale) -> Rung:
        cells = found.scales[scale.id]
        if len(scale.items) == 1:  # its one item says more, and is safe
            alone = items[scale.items[0]]
            return Rung(alone.step, cells & alone.cells)
        # Less the other items, a score of few items would tell one of them more finely than it may.
        few = scale.items if len(scale.items) <= FEW_ITEMS else ()
        least = max((items[i].step for i in few), default=TENTH)
        return audit.scale(scale.id, cells, least)

    rungs = side_by_side(scale_rung, book.scales, threads)
    return Rungs(items, dict(zip((scale.id for scale in book.scales), rungs, strict=True)))


@dataclass(frozen=True)
class Audit:
    """Finds the rung of items and scores; looks at published figures only."""

    measures: Measures
    precision: Precision
    groups: Sequence[Candidate]
    """All groups that were measured, shown or not."""
    agreed: str | None
    earlier: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    """Figures that were published before, by item (``item:``) and score (``score:``)."""

    @cached_property
    def swaps(self) -> Swaps:
        """Pairs of atoms that differ in the same groups; for all items and scores."""
        published = {f.members for figures in self.earlier.values() for f in figures}
        members = dict.fromkeys((*(group.members for group in self.groups), *published))
        size = len(self.measures.atoms.people)
        cells = np.zeros((len(members), size), dtype=np.int8)
        for row, group in enumerate(members):
            cells[row, sorted(group)] = 1
        small = [a for a, n in enumerate(self.measures.atoms.people) if n < self.precision.k]
        return Swaps.among(cells, small)

    @cached_property
    def _places(self) -> list[NDArray[np.intp]]:
        """The atoms of each group."""
        return [np.array(sorted(group.members), dtype=np.intp) for group in self.groups]

    def item(self, item: CodedItem, cells: frozenset[str]) -> Rung:
        """Return the rung of an item that may be shown in some cells."""
        people = self.measures.atoms.answered[item.id]
        if not _is_shown(item):
            return Rung(STEPS[0], cells)
        held, values = self.measures.atoms.held, _values(item)
        subject = f"item:{item.id}"
        draw, own = self._item(item), lambda: held[item.id]
        return self._rung(subject, cells, people, values, draw, own, who_names_enough(item))

    def scale(self, id: str, cells: frozenset[str], least: Decimal = TENTH) -> Rung:
        """Return the rung of a score that may be shown in some cells, to ``least`` at the finest.

        A wider step may say more than a finer one: bounds of 0.5 do not always hold those of 0.2.
        """
        people = self.measures.atoms.scored[id]
        held, draw = self.measures.atoms.held_scores, self._score(id)
        return self._rung(
            f"score:{id}", cells, people, self._ends(), draw, lambda: held[id], least=least
        )

    def leaves_open(
        self, scale: CodedScale, rungs: Rungs, more: Iterable[Figure], apart: Sequence[Candidate]
    ) -> bool:
        """Return whether a score on its rung leaves totals open together with more of its means.

        ``apart`` are groups that only those means tell apart. Of a scale of one item all that is
        shown of the item is looked at, since that says more.
        """
        book, atoms, id = self.measures.book, self.measures.atoms, scale.id
        people, table, values = atoms.scored[id], atoms.held_scores, self._ends()
        rung, draw = rungs.scales[id], self._score(id)
        before = self.earlier.get(f"score:{id}", ())
        if len(scale.items) == 1:
            item = book.item(scale.items[0])
            id, table, values = item.id, atoms.held, [float(v) for v in item.values]
            rung, draw = rungs.items[id], self._item(item)
            before = self.earlier.get(f"item:{id}", ())
        means = (replace(mean, weights=tuple(values)) for mean in more)
        figures = [*self._figures(rung, draw), *means, *before]
        small = replace(self, groups=[*self.groups, *apart])._small(people)
        return self._open(figures, [*small], people, values, table[id])

    def figures(self, subject: CodedItem | CodedScale, rung: Rung) -> list[Figure]:
        """Return all that is published of an item or score on its rung."""
        if isinstance(subject, CodedItem):
            return self._figures(rung, self._item(subject)) if _is_shown(subject) else []
        return self._figures(rung, self._score(subject.id))

    def _item(self, item: CodedItem) -> Draw:
        members, values = self._members(), _values(item)
        if item.kind == "recall":
            return whole(recall_drawing(item, members))
        alone = next((s.id for s in self.measures.book.scales if s.items == (item.id,)), "")
        draw = with_rest(item_drawing(item, members), alone, values, self.measures, members)
        return whole(draw)

    def _score(self, id: str) -> Draw:
        members = self._members()
        draw = score_drawing(id, members)
        return with_rest(draw, id, self._ends(), self.measures, members)

    def _figures(self, rung: Rung, draw: Draw) -> list[Figure]:
        precision = replace(self.precision, mean_step=rung.step)
        shown = [c for c in self.measures.cells if c.id in rung.cells]
        return [figure for cell in shown for figure in draw(cell, precision)]

    def _ends(self) -> list[float]:
        return [float(end) for end in self.precision.ends]

    def _members(self) -> dict[str, frozenset[int]]:
        return {group.id: group.members for group in self.groups}

    def _rung(
        self,
        subject: str,
        cells: frozenset[str],
        people: Sequence[int],
        values: Sequence[float],
        draw: Draw,
        held: Callable[[], Table],
        more: Sequence[float] | None = None,
        least: Decimal = TENTH,
    ) -> Rung:
        small = list(self._small(people))
        before = self.earlier.get(subject, ())
        near = frozenset() if self._has_rest(subject) else frozenset[int]().union(*small)
        totals = [values] if more is None else [values, more]
        rung = Rung(least, cells)
        if not small:
            return rung
        answers = held()
        for rung in self._ladder(cells, least):
            touched = [c.id for c in self.groups if c.id in rung.cells and c.members & near]
            if near and 4 * len(touched) < len(rung.cells):
                some = [*before, *self._figures(replace(rung, cells=frozenset(touched)), draw)]
                k = self.precision.k
                if all(moves_freely(some, small, people, v, answers, k) for v in totals):
                    return rung
            figures = {**dict.fromkeys(before), **dict.fromkeys(self._figures(rung, draw))}
            if all(self._open([*figures], small, people, v, answers) for v in totals):
                return rung
        return replace(rung, cells=frozenset())

    def _open(
        self,
        figures: Sequence[Figure],
        small: Sequence[frozenset[int]],
        people: Sequence[int],
        values: Sequence[float],
        held: Table,
    ) -> bool:
        return stays_open(
            figures,
            small,
            people,
            values,
            held=held,
            swaps=lambda: self.swaps,
            pairs_below=self.precision.k,
        )

    def _has_rest(self, subject: str) -> bool:
        """Return whether all others are shown beside groups, in which nearly everybody counts."""
        kind, _, id = subject.partition(":")
        scales = self.measures.book.scales
        alone = (s.id for s in scales if s.items == (id,) and kind == "item")
        return any(has_rest(scale) for scale in (id, *alone))

    def _ladder(self, cells: frozenset[str], least: Decimal) -> Iterator[Rung]:
        order = {g.id: g.order for g in self.groups}
        steps = [step for step in _steps(self.precision.ends) if step >= least]
        yield from (Rung(step, cells) for step in steps)
        for most in (2, 0):
            yield Rung(steps[-1], frozenset(c for c in cells if order[c] <= most))

    def _small(self, people: Sequence[int]) -> Iterator[frozenset[int]]:
        """Yield the groups of fewer people than the minimum, down to the smallest told apart."""
        known = next((g.members for g in self.groups if g.id == self.agreed), frozenset[int]())
        sizes = np.array(people)
        for places in self._places:
            if 0 < sizes[places].sum() < self.precision.k:
                some = frozenset(places[sizes[places] > 0].tolist())
                if not some <= known:
                    yield some
        for atom in np.flatnonzero((sizes > 0) & (sizes < self.precision.k)).tolist():
            if atom not in known:
                yield frozenset([atom])


def _steps(ends: tuple[Fraction, Fraction]) -> Iterator[Decimal]:
    factor, widest = 1, (ends[1] - ends[0]) / 8
    while True:
        for step in STEPS:
            if factor > 1 and Fraction(step * factor) > widest:
                return
            yield step * factor
        factor *= 10


def _is_shown(item: CodedItem) -> bool:
    """Return whether any figure of an item is published: a choice has none."""
    return bool(item.values) or item.kind == "recall"


def _values(item: CodedItem) -> list[float]:
    """Return what each code adds to a total: its score, or how many priorities were named."""
    return [float(v) for v in item.values or item.points]
