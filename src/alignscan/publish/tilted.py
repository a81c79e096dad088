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

from alignscan.publish.even import ROUNDING, even_answers
from alignscan.publish.slack import Array, Bounded, reach_of

DETERMINED: Final = 1e-9
"""Least part of a direction, beside its largest, that is told from rounding."""
TINY: Final = 1e-12
"""People so few that nobody moves."""
AT_ONCE: Final = 100_000
"""About as many numbers in one step as stay close to the processor."""
Options = NDArray[np.intp]


def tilted(room: Bounded, answers: Array, groups: Array, need: float) -> NDArray[np.bool_]:
    """Return which groups (rows of 0 and 1) have totals that are open by ``need``.

    ``answers`` is atoms x options, what the atoms answered.
    """
    least, most = np.full(len(groups), np.inf), np.full(len(groups), -np.inf)
    if reach_of(room, answers) is not None:
        least = most = groups @ (answers @ room.values)
    atoms = _loose(room.cells)
    cells, inside = room.cells, groups
    if len(atoms) < len(answers):
        cells, inside = cells[:, atoms], inside[:, atoms]
        cells = cells[cells.any(axis=1)]
    anybody = inside.any(axis=1)
    for even in even_answers(room, answers):
        total = groups @ (even @ room.values)
        least, most = np.minimum(least, total), np.maximum(most, total)
        for options in _choices(even, room.values, need):
            left = np.flatnonzero((most - least < need) & anybody)
            if not left.size:
                break
            among = even[np.ix_(atoms, options)]
            down, up = _reach_among(cells, inside[left], among, room.values[options])
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
class _Sway:
    """How all others move when people of an atom do, so that each cell gains what it loses.

    Everybody moves in proportion to a weight; what the cells ask for is projected away.
    """

    weight: Array
    """Of each atom."""
    root: Array
    """Rows over atoms that span the weighted cells, at right angles."""
    off: Array
    """Cells x atoms: by how much a cell still gains, as rounding leaves it."""

    @staticmethod
    def of(cells: Array, weight: Array) -> "_Sway":
        weighted = cells * weight
        values, vectors = np.linalg.eigh(weighted @ weighted.T)
        kept = values > values.max(initial=0) * DETERMINED
        root = (vectors[:, kept] / np.sqrt(values[kept])).T @ weighted
        return _Sway(weight, root, weighted - (weighted @ root.T) @ root)

    def moved(self, groups: Array) -> tuple[Array, Array]:
        """Return people who move with those of each group, and how many of its own do.

        No group is without atoms. The first is groups x atoms; a group of which nobody can move has
        0 of its own.
        """
        row, atom = np.nonzero(groups)
        begin = np.searchsorted(row, np.arange(len(groups)))
        each = self.weight[atom]
        pull = np.add.reduceat(self.root[:, atom] * each, begin, axis=1)
        off = np.abs(np.add.reduceat(self.off[:, atom] * each, begin, axis=1)).max(
            axis=0, initial=0
        )
        change = pull.T @ -self.root
        change[row, atom] += each
        change *= self.weight
        own = np.add.reduceat(change[row, atom], begin)
        # People of the group move by shares of 1 / own, and what cells are off grows with them.
        own[(off > ROUNDING / 10 * np.minimum(own, 1)) | (own <= DETERMINED)] = 0
        return change, own


def _reach_among(cells: Array, groups: Array, even: Array, values: Array) -> tuple[Array, Array]:
    """Return how far the total of each group goes down and up when people move among options.

    ``cells`` and ``groups`` are over the atoms that may move. ``even`` is how many of each of them
    chose these options, ``values`` what they score.
    """
    weight = np.sqrt(even.min(axis=1))
    sway = _Sway.of(cells, weight)
    down, up = np.empty(len(groups)), np.empty(len(groups))
    size = max(1, AT_ONCE // max(len(even), 1))
    for start in range(0, len(groups), size):
        some = slice(start, start + size)
        change, own = sway.moved(groups[some])
        down[some], up[some] = (own * far for far in _reach(values, even, change))
    return down, up


def _reach(values: Array, even: Array, change: Array) -> tuple[Array, Array]:
    """Return how far means go down and up, for each person of a group that moves.

    Of each option so much can be given or taken until an atom has none left.
    """
    take, give = _limits(even, change)
    order = np.argsort(values, kind="stable")
    up = _carried(take[:, order], give[:, order], values[order])
    order = order[::-1]
    return _carried(take[:, order], give[:, order], -values[order]), up


def _limits(even: Array, change: Array) -> tuple[Array, Array]:
    """Return for each group and option how far people can leave it and come to it.

    Both are groups x options.
    """
    take = np.empty((len(change), even.shape[1]))
    give, ratio = np.empty_like(take), np.empty_like(change)
    for option, share in enumerate(even.T):
        some = share > 0
        inverse = np.divide(1, share, out=np.zeros_like(share), where=some)
        np.multiply(change, inverse, out=ratio)
        take[:, option] = 1 / ratio.max(axis=1, initial=TINY)
        give[:, option] = -1 / ratio.min(axis=1, initial=-TINY)
        if not some.all():
            moving = change[:, ~some]
            take[(moving > TINY).any(axis=1), option] = 0
            give[(moving < -TINY).any(axis=1), option] = 0
    return take, give


def _carried(take: Array, give: Array, values: Array) -> Array:
    """Return the most that a mean gains when low options give to high ones.

    ``take`` is how far people can leave an option, ``give`` how far they can come to it. An option
    does one of the two.
    """
    gained = np.zeros(len(take))
    left, room = take.copy(), give.copy()
    for low in range(len(values)):
        for high in range(len(values) - 1, low, -1):
            moved = np.minimum(left[:, low], room[:, high])
            gained += moved * (values[high] - values[low])
            left[:, low] -= moved
            room[:, high] -= moved
            room[moved > 0, low] = 0
            left[moved > 0, high] = 0
    return gained
