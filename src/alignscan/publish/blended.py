"""Fours of people again, where each atom answers as everybody around it does on average.

The table of answers that is most even among all with the same cell counts (iterative proportional
fitting; Deming & Stephan, 1940) leaves nearly every atom some share of every option. From there a
small share of many fours moves the total of one atom far, and no cell changes. What is found is
checked against every figure.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.slack import Array, Bounded
from alignscan.publish.swaps import Indexes, Mask, Swaps

SWEEPS: Final = 60
"""Most rounds of fitting."""
CLOSE: Final = 1e-8
"""People by which a fitted cell may be off when the fitting ends."""
ROUNDING: Final = 5e-7
"""By how much sums may miss their bounds: less than the programs allow that decide otherwise."""
STEPS: Final = 25
"""Steps in one direction; after each, those who still have room go on."""
MANY: Final = 2_000
"""Unknowns (atoms times options) from which on half of what is needed is enough here.

The search takes no more than a few steps, so what it is certain of is well below what is open, and
programs of this size take seconds for each item.
"""
SPREAD: Final = 3
"""How many second pairs each pair is taken with."""
KEPT: Final = 0.98
"""How much of what could move is moved: rounding must not make a number of people negative."""
FEWEST: Final = 3
"""Fours that an atom needs."""


def blended(
    room: Bounded,
    column: Indexes,
    swaps: Swaps,
    answers: Array,
    atoms: Indexes,
    need: float,
) -> Mask:
    """Return which atoms have totals that are open by ``need`` when others answer on average.

    ``answers`` is what the atoms of the room answered, ``column`` where the room has each atom.
    """
    found = np.zeros(len(atoms), dtype=np.bool_)
    need = need / 2 if answers.size > MANY else need
    even = fitted(room, answers)
    if even is None:
        return found
    places, starts = _pairs_of(swaps, atoms)
    for at in range(len(atoms)):
        own = places[starts[at] : starts[at + 1]]
        fours = [swaps.fours(own, step) for step in range(1, SPREAD + 1)]
        columns = np.hstack([np.array([column[part] for part in four]) for four in fours])
        columns = columns[:, (columns >= 0).all(axis=0)]
        if columns.shape[1] >= FEWEST:
            found[at] = _range(room, even, columns, need) >= need
    return found


def fitted(room: Bounded, answers: Array) -> Array | None:
    """Return the most even answers with the same counts in every cell; None if they are not met."""
    plain = np.isin(room.cells, (0, 1)).all(axis=1)
    cells = [(np.flatnonzero(row), row @ answers) for row in room.cells[plain]]
    table = np.repeat(room.people[:, None] / answers.shape[1], answers.shape[1], axis=1)
    for _ in range(SWEEPS):
        off = 0.0
        for members, counts in cells:
            part = table[members]
            have = part.sum(axis=0)
            off = max(off, float(np.abs(have - counts).max()))
            table[members] = part * np.divide(counts, have, out=np.zeros_like(have), where=have > 0)
        table *= (room.people / np.maximum(table.sum(axis=1), 1e-300))[:, None]
        if off <= CLOSE:
            break
    return table if _holds(room, table) else None


def _holds(room: Bounded, table: Array) -> bool:
    sums = np.einsum("fo,fo->f", (room.cells @ table)[room.owner], room.weights)
    missing = np.abs(table.sum(axis=1) - room.people)
    return bool(
        (table >= 0).all()
        and (missing <= 1e-9 * room.people).all()
        and ((sums >= room.low - ROUNDING) & (sums <= room.high + ROUNDING)).all()
    )


def _pairs_of(swaps: Swaps, atoms: Indexes) -> tuple[Indexes, Indexes]:
    """Return the pairs that begin with each atom, and where those of each begin."""
    order = np.argsort(swaps.first, kind="stable")
    first = swaps.first[order]
    low, high = np.searchsorted(first, atoms), np.searchsorted(first, atoms, side="right")
    parts = [order[a:b] for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    starts = np.concatenate([[0], np.cumsum(high - low)])
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64), starts


def _range(room: Bounded, even: Array, columns: NDArray[np.int64], need: float) -> float:
    """Return how far the total of the first atom goes up and down, as far as that is certain."""
    reach, atom = 0.0, int(columns[0, 0])
    for upward in (True, False):
        table, gone = even, 0.0
        for _ in range(STEPS):
            table = _after(table, columns, _moves(table, columns, room.values, upward=upward))
            far = abs(float((table[atom] - even[atom]) @ room.values))
            if reach + far >= need or far - gone < need / 500:
                break
            gone = far
        if _holds(room, table):
            reach += abs(float((table[atom] - even[atom]) @ room.values))
    return reach


def _moves(even: Array, columns: NDArray[np.int64], values: Array, *, upward: bool) -> Array:
    """Return by how much each option of an atom grows through each four: fours x options.

    A four carries as much from one option to another as its other three have there to give.
    """
    first, second, third, fourth = (even[column] for column in columns)
    gap = values[None, :] - values[:, None]
    gap = np.maximum(gap if upward else -gap, 0)
    giving = np.minimum(second, fourth)[:, None, :]
    room = np.where(gap > 0, np.minimum(giving, third[:, :, None]), 0)
    wish = room.sum(axis=0) * (gap > 0)
    total = wish.sum(axis=1, keepdims=True)
    share = np.divide(wish, total, out=np.zeros_like(wish), where=total > 0)
    whole = np.maximum(room.sum(axis=0), 1e-300)
    flow = room / whole * (first[0][:, None] * share)
    moves: Array = flow.sum(axis=1) - flow.sum(axis=2)
    return moves


def _after(even: Array, columns: NDArray[np.int64], moves: Array) -> Array:
    """Return the answers when as much of the moves is made as everybody has room for."""
    step = np.zeros_like(even)
    for column, sign in zip(columns, (1.0, -1.0, 1.0, -1.0), strict=True):
        np.add.at(step, column, sign * moves)
    falling = step < -1e-15
    most = np.divide(even, -step, out=np.full_like(even, np.inf), where=falling).min()
    out: Array = even + min(1.0, most * KEPT) * step
    return out
