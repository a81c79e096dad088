"""All small groups at once, where everybody answers as those around them do on average.

A group is open when its totals differ enough in two tables of answers that agree with everything
published: the answers given, the most even ones (``even``), and those to which the latter lead. A
group is moved there from one option to another, and all others move a little the other way, so that
each cell gains what it loses: they take up what is left of the group's indicator after its
projection on the cells, by least squares. That depends on who belongs where only; how far one can
go before somebody has no more of an option to give tells how far the group's total moves. What is
found is certain; what is not found may still be open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.even import ROUNDING, even_answers, parts_of, telling
from alignscan.publish.members import Groups
from alignscan.publish.slack import Array, Bounded, agrees

DETERMINED: Final = 1e-9
"""Least part of a direction, beside its largest, that is told from rounding."""
TINY: Final = 1e-12
"""People so few that nobody moves."""
MANY: Final = 40
"""Groups from which on all of them are moved at once first."""
DIGITS: Final = 4
"""How often that is tried."""
AT_ONCE: Final = 100_000
"""About as many numbers in one step as stay close to the processor."""
Options = NDArray[np.intp]


def tilted(room: Bounded, answers: Array, groups: Groups, need: float) -> NDArray[np.bool_]:
    """Return which groups have totals that are open by ``need``.

    ``answers`` is atoms x options, what the atoms answered.
    """
    least, most = np.full(groups.count, np.inf), np.full(groups.count, -np.inf)
    if agrees(room, answers):
        least = most = groups.sums(answers @ room.values)
    atoms = _loose(room.cells)
    cells, inside = _Cells.of(room.cells[:, atoms]), groups.among(atoms)
    for even in even_answers(room, answers):
        total = groups.sums(even @ room.values)
        least, most = np.minimum(least, total), np.maximum(most, total)
        for options in _choices(even, room.values, need):
            if (most - least >= need).all():
                break
            share = even[np.ix_(atoms, options)]
            # Who gives none of an option stays.
            left = np.flatnonzero((most - least < need) & (inside.sums(share.min(axis=1)) > 0))
            if not left.size:
                continue
            tilt = _Tilt.of(cells, share, room.values[options])
            ways = [tilt.all_at_once, tilt.one_by_one] if left.size > MANY else [tilt.one_by_one]
            for way in ways:
                left = left[most[left] - least[left] < need]
                down, up = way(inside.some(left))
                least[left] = np.minimum(least[left], total[left] - down)
                most[left] = np.maximum(most[left], total[left] + up)
        if (most - least >= need).all():
            break
    return np.asarray(most - least >= need)


def _loose(cells: Array) -> NDArray[np.intp]:
    """Return the atoms that may move: not those that are all of a cell, or all that is left of one.

    ``cells`` is cells x atoms.
    """
    inside = cells != 0
    while (alone := inside[inside.sum(axis=1) == 1].any(axis=0)).any():
        inside = inside & ~alone
    return np.flatnonzero(inside.any(axis=0) | ~(cells != 0).any(axis=0))


def _choices(even: Array, values: Array, need: float) -> Iterator[Options]:
    """Yield the options among which people move: as many as can, and then fewer."""
    order = np.argsort(even.sum(axis=0), kind="stable")
    ranked = np.argsort(values, kind="stable")
    fewer = [order[gone:] for gone in range(len(order) - 1)]
    beside = [ranked[a:b] for b in range(len(ranked), 1, -1) for a in range(b - 1)]
    without = [np.delete(ranked, place) for place in range(1, len(ranked) - 1)]
    different = dict.fromkeys(tuple(sorted(c.tolist())) for c in [*fewer, *beside, *without])
    for chosen in sorted(different, key=len, reverse=True):
        options = np.array(chosen)
        if 2 * np.ptp(values[options]) >= need:
            yield options


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells x atoms, and some of these cells that span the others."""

    every: Array
    apart: Array
    """Cells that share no atom."""
    others: Array

    @staticmethod
    def of(cells: Array) -> "_Cells":
        """Take the most cells side by side that share no atom."""
        telltale = telling(cells)
        apart = max(parts_of(cells, telltale), key=len, default=[])
        return _Cells(cells, cells[apart], cells[np.setdiff1d(telltale, apart)])

    def at_right_angles(self, weight: Array) -> Array:
        """Return rows at right angles that span the cells, each atom weighted."""
        apart, others = self.apart * weight, self.others * weight
        lengths = np.einsum("ca,ca->c", apart, apart)
        least = lengths.max(initial=0) * DETERMINED
        kept = lengths > least
        apart = apart[kept] / np.sqrt(lengths[kept])[:, None]
        others -= (others @ apart.T) @ apart
        lengths, vectors = np.linalg.eigh(others @ others.T)
        kept = lengths > least
        return np.vstack([apart, (vectors[:, kept] / np.sqrt(lengths[kept])).T @ others])


@dataclass(frozen=True, slots=True)
class _Tilt:
    """How others move with people of a group, so that each cell gains what it loses.

    Everybody moves among some options in proportion to a weight; what the cells ask for is
    projected away.
    """

    even: Array
    """How many of each atom chose these options."""
    values: Array
    """What these options score."""
    cells: _Cells
    weight: Array
    """Of each atom."""
    root: Array
    """Rows over atoms that span the weighted cells, at right angles."""

    @staticmethod
    def of(cells: _Cells, even: Array, values: Array) -> "_Tilt":
        """Take cells and even answers of the atoms that may move."""
        weight = np.sqrt(even.min(axis=1))
        return _Tilt(even, values, cells, weight, cells.at_right_angles(weight))

    def one_by_one(self, groups: Groups) -> tuple[Array, Array]:
        """Return how far the total of each group goes down and up when its people move."""
        down, up = np.empty(groups.count), np.empty(groups.count)
        size = max(1, AT_ONCE // max(len(self.even), 1))
        for start in range(0, groups.count, size):
            some = np.arange(start, min(start + size, groups.count))
            down[some], up[some] = self._apart(groups.some(some))
        return down, up

    def _apart(self, groups: Groups) -> tuple[Array, Array]:
        inside, pull = (groups.group, groups.atom), np.zeros((groups.count, len(self.even)))
        pull[inside] = self.weight[groups.atom]
        change = self._balanced(pull, groups.rows((self.root * self.weight).T))
        own = np.bincount(groups.group, change[inside], groups.count)
        # People of the group move by shares of 1 / own, and what cells are off grows with them.
        own[(self._off(change) > ROUNDING / 10 * np.minimum(own, 1)) | (own <= DETERMINED)] = 0
        down, up = _reach(self.values, self.even, change)
        return own * down, own * up

    def all_at_once(self, groups: Groups) -> tuple[Array, Array]:
        """Return how far totals go at least, when every other atom goes up and the others down.

        So do pairs of atoms, fours and eights, each time all of them together.
        """
        place = np.arange(len(self.even))
        signs = np.array([1 - 2.0 * (place >> digit & 1) for digit in range(DIGITS)])
        pull = signs * self.weight
        change = self._balanced(pull, pull @ self.root.T)
        down, up = _reach(self.values, self.even, change)
        nearest = np.diff(np.sort(self.values)).min()
        fits = self._off(change) * np.maximum(down, up) <= ROUNDING / 10 * nearest
        moved = np.column_stack([groups.sums(people) for people in change]) * fits
        lower, higher = np.where(moved > 0, down, up), np.where(moved > 0, up, down)
        return (abs(moved) * lower).max(axis=1), (abs(moved) * higher).max(axis=1)

    def _balanced(self, pull: Array, along: Array) -> Array:
        """Return the people that move (rows over atoms) when they are pulled so.

        ``along`` is how far they are pulled along each row of the root.
        """
        return (pull - along @ self.root) * self.weight

    def _off(self, change: Array) -> Array:
        """Return by how much the cells still gain, as rounding leaves it."""
        return np.asarray(np.abs(change @ self.cells.every.T).max(axis=1, initial=0))


def _reach(values: Array, even: Array, change: Array) -> tuple[Array, Array]:
    """Return how far means go down and up, for each person of a group that moves.

    Of each option so much can be given or taken until an atom has none left.
    """
    order = np.argsort(values, kind="stable")
    take, give = _limits(even[:, order], change)
    rising = values[order][:, None, None] * [[1], [-1]]
    falling = np.stack([rising[:, 0], rising[::-1, 1]], axis=1)
    up, down = _carried(
        np.stack([take, take[::-1]], axis=1), np.stack([give, give[::-1]], axis=1), falling
    )
    return down, up


def _limits(even: Array, change: Array) -> tuple[Array, Array]:
    """Return for each option and group how far people can leave it and come to it.

    Both are options x groups.
    """
    take = np.empty((even.shape[1], len(change)))
    give, ratio = np.empty_like(take), np.empty_like(change)
    for option, share in enumerate(even.T):
        some = share > 0
        inverse = np.divide(1, share, out=np.zeros_like(share), where=some)
        np.multiply(change, inverse, out=ratio)
        take[option] = 1 / ratio.max(axis=1, initial=TINY)
        give[option] = -1 / ratio.min(axis=1, initial=-TINY)
        if not some.all():
            moving = change[:, ~some]
            take[option, (moving > TINY).any(axis=1)] = 0
            give[option, (moving < -TINY).any(axis=1)] = 0
    return take, give


def _carried(take: Array, give: Array, gains: Array) -> Array:
    """Return the most that a mean gains when low options give to high ones.

    ``take`` is how far people can leave an option, ``give`` how far they can come to it, from the
    lowest option up; ``gains`` is what each option scores. An option does one of the two.
    """
    gained, room = np.zeros(take.shape[1:]), give.copy()
    for low in range(len(take) - 1):
        left = np.where(room[low] < give[low], 0, take[low])
        for high in range(len(take) - 1, low, -1):
            moved = np.minimum(left, room[high])
            gained += moved * (gains[high] - gains[low])
            left -= moved
            room[high] -= moved
    return gained
