"""Two ways of answering that agree with all figures, found without a solver.

The total of a small group stays open if two tables of answers agree with everything published and
differ enough in that total. Here they are looked for from a point well inside all bounds (the
analytic center; Boyd & Vandenberghe, 2004, section 8.5): the people of the group answer higher or
lower, and all others move as little as the figures ask of them (affine scaling; Dikin, 1967). What
is found is certain, since it is checked against every bound; what is not found may still be open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CENTERING: Final = 25
"""Most Newton steps to the center; it is usually reached in seven."""
FURTHER: Final = 5
"""Most steps beyond the first for a group that the first leaves too narrow."""
FOLLOWED: Final = 160
"""Most unknowns (cells times options) with which groups are followed beyond the first step."""
SOLVED: Final = 1_000
"""Most unknowns that are looked at here at all."""
MANY: Final = 400
"""From this many atoms on, all of them move in proportion to their people: faster, and enough."""
INSIDE: Final = 0.95
"""How far towards the nearest bound a step goes, so that the next one has room."""


@dataclass(frozen=True, slots=True)
class Room:
    """What answers have to meet: people per atom, and bounds on sums over cells."""

    people: Array
    """Per atom, none of them empty."""
    values: Array
    """What each option scores."""
    cells: Array
    """Cells x atoms of 0 and 1."""
    owner: NDArray[np.intp]
    """The cell of each figure, as its row."""
    weights: Array
    """Figures x options: what a person who chose an option adds."""
    low: Array
    high: Array
    pairs: Array = field(init=False)
    """Pairs of cells x atoms: 1 where the atom is in both; empty where there are many atoms."""
    owned: Array = field(init=False)
    """Cells x figures: 1 where the figure is one of the cell."""

    def __post_init__(self) -> None:
        few = self.cells[:, : len(self.people) if len(self.people) <= MANY else 0]
        pairs = (few[:, None] * few[None]).reshape(len(few) ** 2, -1)
        object.__setattr__(self, "pairs", pairs)
        owned = (np.arange(len(few))[:, None] == self.owner).astype(np.float64)
        object.__setattr__(self, "owned", owned)

    @property
    def unknowns(self) -> int:
        """How many numbers of people, by cell and option, the figures speak about."""
        return len(self.cells) * len(self.values)

    def sums(self, answers: Array) -> Array:
        """Return what the figures add up to, for answers of shape (..., atoms, options)."""
        of_cell = self.cells @ answers
        return _dot(of_cell[..., self.owner, :], self.weights)

    def holds(self, answers: Array) -> NDArray[np.bool_]:
        """Return whether answers of shape (..., atoms, options) lie within all bounds."""
        sums = self.sums(answers)
        missing = np.abs(answers.sum(axis=-1) - self.people)
        return np.asarray(
            (answers >= 0).all(axis=(-2, -1))
            & (missing <= 1e-9 * self.people).all(axis=-1)
            & ((sums >= self.low) & (sums <= self.high)).all(axis=-1)
        )


def spreads(room: Room, groups: Array, need: float) -> Array:
    """Return how far apart the total of each group can at least be; 0 where nothing was found.

    ``groups`` is groups x atoms of 0 and 1. Those that reach ``need`` are looked at no further.
    """
    nothing = np.zeros(len(groups))
    if room.unknowns > SOLVED:
        return nothing
    with np.errstate(all="ignore"):
        try:
            center = _center(room)
            return _spreads(room, center, groups, need) if room.holds(center) else nothing
        except np.linalg.LinAlgError:
            return nothing


def _spreads(room: Room, center: Array, groups: Array, need: float) -> Array:
    """Look from the center first, for all groups at once; then follow the groups left one by one.

    A group that is wide enough leaves the search.
    """
    found, narrow = np.zeros(len(groups)), np.arange(len(groups))
    ways = [_Reach.of(room, center, groups, sign) for sign in (1.0, -1.0)]
    system = _System.at(room, center).inverted()
    tries = [*_pushes(room, system, center), *[None] * (FURTHER if _is_followed(room) else 0)]
    for push in tries:
        chosen = groups[narrow]
        if push is None:
            ways = [way.further(room, chosen) for way in ways]
        else:
            steps = system.corrected(chosen[:, :, None] * push)
            for moved in (_moved(room, center, steps), _moved(room, center, -steps)):
                ways = [way.better(moved, room, chosen) for way in ways]
        found[narrow] = ways[0].total - ways[1].total
        kept = np.flatnonzero(~(found[narrow] >= need))
        narrow, ways = narrow[kept], [way.only(kept) for way in ways]
        if not narrow.size:
            break
    return np.where(np.isfinite(found), found, 0)


def _is_followed(room: Room) -> bool:
    return room.unknowns <= FOLLOWED and len(room.people) <= MANY


@dataclass(frozen=True, slots=True)
class _Reach:
    """Answers in which the total of each group is high, or low where the sign is -1."""

    sign: float
    answers: Array
    """Groups x atoms x options."""
    total: Array
    """Of each group, in answers that were checked."""

    @staticmethod
    def of(room: Room, center: Array, groups: Array, sign: float) -> "_Reach":
        """Take all groups at the center."""
        answers = np.repeat(center[None], len(groups), axis=0)
        return _Reach(sign, answers, _totals(room, center, groups))

    def further(self, room: Room, groups: Array) -> "_Reach":
        """Go on from where each group is."""
        system = _System.at(room, self.answers)
        steps = system.corrected(groups[:, :, None] * system.balanced(self.sign * room.values))
        return self.better(_moved(room, self.answers, steps), room, groups)

    def better(self, answers: Array, room: Room, groups: Array) -> "_Reach":
        """Return the more extreme answers of each group, if they lie within all bounds."""
        total = _totals(room, answers, groups)
        good = room.holds(answers) & (self.sign * (total - self.total) > 0)
        return _Reach(
            self.sign,
            np.where(good[:, None, None], answers, self.answers),
            np.where(good, total, self.total),
        )

    def only(self, chosen: NDArray[np.intp]) -> "_Reach":
        return _Reach(self.sign, self.answers[chosen], self.total[chosen])


def _pushes(room: Room, system: "_System", center: Array) -> Iterator[Array]:
    """Yield ways to move each atom: by ease, to the ends of the scale, by how many there are."""
    yield system.balanced(np.broadcast_to(room.values, center.shape))
    for end in (np.argmax(room.values), np.argmin(room.values)):
        target = np.zeros(len(room.values))
        target[end] = 1
        yield room.people[:, None] * target - center
    middle = _dot(center, room.values) / room.people
    yield center * (room.values - middle[:, None])


def _moved(room: Room, answers: Array, steps: Array) -> Array:
    """Return answers moved along steps, most of the way to the nearest bound."""
    sums, change = room.sums(answers), room.sums(steps)
    most = np.maximum(change / (room.high - sums), -change / (sums - room.low)).max(axis=-1)
    most = np.maximum(most, (-steps / answers).max(axis=(-2, -1)))
    length: Array = INSIDE / most
    return answers + length[:, None, None] * steps


def _totals(room: Room, answers: Array, groups: Array) -> Array:
    return _dot(answers @ room.values, groups)


def _center(room: Room) -> Array:
    """Return answers well inside all bounds, if there are any; by Newton's method.

    Begins with options that are chosen equally often, and figures in the middle of their bounds;
    the two are brought together on the way.
    """
    options = len(room.values)
    start = np.repeat(room.people[:, None] / options, options, axis=1)
    answers, shown = start, (room.low + room.high) / 2
    for _ in range(CENTERING):
        below, above = 1 / (shown - room.low), 1 / (room.high - shown)
        gap = shown - room.sums(answers)
        system = _System.at(room, answers, shown)
        pull = start - answers if system.even else system.balanced(1 / answers)
        change = system.corrected(pull, gap + system.give * (below - above))
        shift = room.sums(change) - gap
        reach = max(np.max(-shift * below), np.max(shift * above))
        if not system.even:
            reach = max(reach, np.max(-change / answers))
        length = 1.0 if reach <= 0.7 else min(1.0, 0.9 / reach)
        answers, shown = answers + length * change, shown + length * shift
        if not reach > 0.7 and room.holds(answers):
            break
    return answers


@dataclass(frozen=True, slots=True)
class _System:
    """The least movement of all others that leaves the figures where they are."""

    room: Room
    ease: Array
    """(..., atoms, options): how easily each number of answers moves."""
    give: Array
    """(..., figures): how easily each figure moves."""
    hold: Array
    """(..., cells, options, options): how the figures of a cell hold it in place."""
    matrix: Array
    even: bool
    """Whether all atoms move in proportion to their people."""
    inverse: Array | None = None

    @staticmethod
    def at(room: Room, answers: Array, sums: Array | None = None) -> "_System":
        """Build it around answers, and around sums when those are not the answers' own."""
        shown = room.sums(answers) if sums is None else sums
        give = 1 / ((shown - room.low) ** -2 + (room.high - shown) ** -2)
        even = len(room.people) > MANY
        ease = np.broadcast_to(room.people[:, None], answers.shape) if even else answers**2
        hold = _hold(room, give)
        size = room.unknowns
        product = hold @ (_evenly(room) if even else _jointly(room, ease))
        matrix = product.reshape(*product.shape[:-3], size, size)
        matrix[..., range(size), range(size)] += 1
        return _System(room, ease, give, hold, matrix, even)

    def inverted(self) -> "_System":
        """Return the same for many questions."""
        return replace(self, inverse=_float(np.linalg.inv(self.matrix)))

    def balanced(self, push: Array) -> Array:
        """Return the movement that a push causes when each atom keeps its people."""
        moved = self.ease * push
        share = self.ease / self.ease.sum(axis=-1, keepdims=True)
        out: Array = moved - share * moved.sum(axis=-1, keepdims=True)
        return out

    def corrected(self, moved: Array, change: Array | None = None) -> Array:
        """Return a movement together with that of all others.

        ``change`` is by how much the figures are to move; not at all, unless it is given.
        """
        room = self.room
        short = -(self.hold @ (room.cells @ moved)[..., None])[..., 0]
        if change is not None:
            short = short + room.owned @ (room.weights * (change / self.give)[:, None])
        force = self._solved(short.reshape(*short.shape[:-2], -1)).reshape(short.shape)
        out: Array = moved + self.balanced(room.cells.T @ force)
        return out

    def _solved(self, right: Array) -> Array:
        if self.inverse is not None:
            return right @ self.inverse.T
        if self.matrix.ndim == 2:
            return _float(np.linalg.solve(self.matrix, right.T).T)
        return _float(np.linalg.solve(self.matrix, right[..., None])[..., 0])


def _hold(room: Room, give: Array) -> Array:
    options = len(room.values)
    each = room.weights[:, :, None] * room.weights[:, None, :] / give[..., None, None]
    summed = room.owned @ each.reshape(*give.shape, -1)
    return summed.reshape(*summed.shape[:-1], options, options)


def _jointly(room: Room, ease: Array) -> Array:
    """Return how cells and options move together: (..., cells, options, cells times options)."""
    cells, options = len(room.cells), len(room.values)
    free = -ease[..., :, None] * ease[..., None, :] / ease.sum(axis=-1)[..., None, None]
    free[..., range(options), range(options)] += ease
    joint = room.pairs @ free.reshape(*free.shape[:-2], options**2)
    apart = joint.reshape(*joint.shape[:-2], cells, cells, options, options)
    turned = np.swapaxes(apart, -3, -2)
    return _float(turned.reshape(*joint.shape[:-2], cells, options, cells * options))


def _evenly(room: Room) -> Array:
    """Return the same where people of all atoms choose all options equally often."""
    options = len(room.values)
    common = (room.cells * room.people) @ room.cells.T
    joint = common[:, None, :, None] * (np.eye(options) - 1 / options)[None, :, None, :]
    return joint.reshape(len(common), options, -1)


def _dot(left: Array, right: Array) -> Array:
    return _float(np.einsum("...i,...i->...", left, right))


def _float(values: Any) -> Array:
    return np.asarray(values, dtype=np.float64)
