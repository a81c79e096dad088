"""Whether one or two people of a group could have answered otherwise, all else as it is.

Figures are rounded, so the answers that were given lie somewhere between the bounds that each of
them leaves. Where there is room for somebody of a small group to move from one option to another,
alone or in exchange for somebody else who moves the other way, there are two tables of answers that
agree with everything published. In large groups there nearly always is, and nothing else has to be
looked at. What is found here is certain; what is not found may still be open.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TOLERANCE: Final = 1e-9
PARTNERS: Final = 3
"""How many of the largest atoms of each cell are looked at for an exchange."""
AT_ONCE: Final = 4_000_000
"""Most numbers in one step."""


class Bounded(Protocol):
    """What is published of whom: cells x atoms, and figures with their cell, weights and bounds."""

    @property
    def people(self) -> Array:
        """People per atom."""

    @property
    def values(self) -> Array:
        """What each option scores."""

    @property
    def cells(self) -> Array:
        """Cells x atoms: how much a person counts."""

    @property
    def owner(self) -> NDArray[np.intp]:
        """The cell of each figure, as its row."""

    @property
    def weights(self) -> Array:
        """Figures x options: what a person who chose an option adds."""

    @property
    def low(self) -> Array:
        """Least sum of each figure."""

    @property
    def high(self) -> Array:
        """Largest sum of each figure."""


def movable(
    room: Bounded,
    held: Array,
    groups: Array,
    need: float,
    *,
    among: NDArray[np.bool_] | None = None,
    whole: bool = False,
) -> NDArray[np.bool_]:
    """Return which groups (rows of 0 and 1 by atom) have totals that are open by ``need``.

    ``held`` is what each atom answered, atoms x options. Nobody moves but one atom of the group,
    or it and one other ``among`` these atoms (all, unless given). With ``whole`` only whole people
    move.
    """
    reach = reach_of(room, held)
    if reach is None or (room.cells < 0).any():
        return np.zeros(len(groups), dtype=np.bool_)
    found = _apart(room, groups, partial(_alone, room, reach, held), whole) >= need
    alike = bool(np.isin(room.cells, (0, 1)).all())
    helpless = among is None and not found.any()  # one partner is not enough there
    if found.all() or helpless or not alike:
        return found
    partners = room.people if among is None else np.where(among, room.people, 0)
    single = groups.sum(axis=1) == 1
    for some in (np.flatnonzero(~found & single), *np.flatnonzero(~found & ~single)[:, None]):
        # Who moves back must not be of the same group, whose total would stay what it is.
        others = partners if single[some].all() else partners * (1 - groups[some[0]])
        moves = partial(_exchanged, room, reach, held, others)
        found[some] = _apart(room, groups[some], moves, whole) >= need
    return found


def movable_pairs(
    room: Bounded,
    held: Array,
    pairs: NDArray[np.intp],
    need: float,
    among: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Return which pairs of atoms (n x 2) have totals that are open by ``need``: whole people.

    One of the pair moves alone, or in exchange for somebody of a third atom ``among`` these.
    """
    reach, atoms = reach_of(room, held), np.unique(pairs)
    if reach is None or not np.isin(room.cells, (0, 1)).all() or not atoms.size:
        return np.zeros(len(pairs), dtype=np.bool_)
    alone = np.zeros(len(held), dtype=np.bool_)
    alone[atoms] = _widths(room, _alone(room, reach, held, atoms)) >= need
    found = np.asarray(alone[pairs].any(axis=1), dtype=np.bool_)
    closed = np.flatnonzero(~found)
    if not closed.size:
        return found
    atoms = np.unique(pairs[closed])
    widths = np.zeros((len(held), len(held)))
    for other in np.flatnonzero(room.people if among is None else among & (room.people > 0)):
        moved = _with_one(room, reach, held, int(other), atoms)
        widths[atoms, other] = _widths(room, moved)
    first, second = pairs[closed].T
    mine, yours = widths[first].copy(), widths[second].copy()
    mine[range(len(closed)), second] = yours[range(len(closed)), first] = 0
    found[closed] = np.maximum(mine, yours).max(axis=1, initial=0) >= need
    return found


def _widths(room: Bounded, people: Array) -> Array:
    """Return how far apart the total of each atom can be when whole people of it move."""
    high, low = _changes(room, np.floor(people + TOLERANCE))
    return high - low


def _changes(room: Bounded, people: Array) -> tuple[Array, Array]:
    """Return how much the total of each atom gains at most and at least, when people of it move.

    ``people`` is atoms x from x to: how many may move.
    """
    change = people * (room.values - room.values[:, None])
    return change.max(axis=(1, 2)), change.min(axis=(1, 2))


def _apart(
    room: Bounded, groups: Array, moves: Callable[[NDArray[np.intp]], Array], whole: bool
) -> Array:
    """Return how far apart the total of each group can be when one of its atoms moves.

    ``moves`` gives for atoms how many of each may move from one option to another.
    """
    inside = groups > 0
    high, low = np.full(len(room.people), -np.inf), np.full(len(room.people), np.inf)
    atoms = np.flatnonzero(inside.any(axis=0))
    for some in _portions(atoms, len(room.cells) * len(room.values) ** 2):
        people = np.floor(moves(some) + TOLERANCE) if whole else moves(some)
        high[some], low[some] = _changes(room, people)
    most = np.where(inside, high, -np.inf).max(axis=1, initial=-np.inf)
    least = np.where(inside, low, np.inf).min(axis=1, initial=np.inf)
    return np.asarray(most - least)


def _portions(atoms: NDArray[np.intp], each: int) -> Iterator[NDArray[np.intp]]:
    size = max(AT_ONCE // max(each, 1), 1)
    return (atoms[start : start + size] for start in range(0, len(atoms), size))


def sums_of(room: Bounded, held: Array) -> Array:
    """Return what each figure adds up to when atoms answer so (atoms x options)."""
    return np.asarray(np.einsum("fo,fo->f", (room.cells @ held)[room.owner], room.weights))


def agrees(room: Bounded, held: Array) -> bool:
    """Return whether answers (atoms x options) are those that the figures are made of."""
    return _left(room, held) is not None


def reach_of(room: Bounded, held: Array) -> Array | None:
    """Return for each cell how many may move from one option to another: cells x from x to.

    None if the answers are not those that the figures are made of.
    """
    left = _left(room, held)
    if left is None:
        return None
    up, down = left
    delta = room.weights[:, None, :] - room.weights[:, :, None]
    side = np.where(delta > 0, up[:, None, None], down[:, None, None])
    moving = np.abs(delta) > TOLERANCE
    most = np.where(moving, np.maximum(side, 0) / np.where(moving, np.abs(delta), 1), np.inf)
    out = np.full((len(room.cells), *delta.shape[1:]), np.inf)
    np.minimum.at(out, room.owner, most)
    return out


def _left(room: Bounded, held: Array) -> tuple[Array, Array] | None:
    """Return how far each figure is below its largest and above its least sum; None if beyond."""
    sums = sums_of(room, held)
    up, down = room.high - sums, sums - room.low
    beyond = min(up.min(), down.min()) < -TOLERANCE * (1 + np.abs(sums).max())
    return None if beyond else (up, down)


def _alone(room: Bounded, reach: Array, held: Array, atoms: NDArray[np.intp]) -> Array:
    """Return how many of each atom may move from one option to another: atoms x from x to."""
    counted = room.cells[:, atoms, None, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        most = np.where(counted > 0, reach[:, None] / counted, np.inf).min(axis=0)
    return np.asarray(np.minimum(most, held[atoms][:, :, None]))


def _exchanged(
    room: Bounded, reach: Array, held: Array, partners: Array, atoms: NDArray[np.intp]
) -> Array:
    """Return the same where as many of one other atom move the other way.

    ``partners`` is how many people of each atom may do that.
    """
    best = np.zeros((len(atoms), *reach.shape[1:]))
    inside = room.cells[:, atoms] > 0
    for other in _largest(room.cells[inside.any(axis=1)] > 0, partners):
        best = np.maximum(best, _with_one(room, reach, held, int(other), atoms))
    return best


def _with_one(
    room: Bounded, reach: Array, held: Array, other: int, atoms: NDArray[np.intp]
) -> Array:
    """Return the same where as many of one given atom move the other way."""
    inside, there = room.cells[:, atoms] > 0, room.cells[:, other] > 0
    back = reach[there].transpose(0, 2, 1)
    only = np.where(inside[there][:, :, None, None], np.inf, back[:, None])
    mine = np.where(inside[~there][:, :, None, None], reach[~there][:, None], np.inf)
    most = np.minimum(only.min(axis=0, initial=np.inf), mine.min(axis=0, initial=np.inf))
    most = np.minimum(most, np.minimum(held[atoms][:, :, None], held[other][None, None, :]))
    return np.where((atoms == other)[:, None, None], 0, most)


def _largest(cells: NDArray[np.bool_], people: Array) -> NDArray[np.intp]:
    """Return the largest atoms of each cell, those without people left out."""
    sizes = cells * people
    count = min(PARTNERS, sizes.shape[1])
    largest = np.unique(np.argpartition(-sizes, count - 1, axis=1)[:, :count])
    return largest[people[largest] > 0]
