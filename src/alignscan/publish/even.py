"""The most even answers that agree with what is published.

Of all tables of answers in which every figure is what it is, the one nearest to everybody choosing
every option equally often leaves nearly everybody some share of every option. Iterative
proportional fitting (Deming & Stephan, 1940) finds it: cell after cell is scaled to its counts, or,
where less than all counts is published, tilted to its figures alone (Csiszár, 1975).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.slack import Array, Bounded, reach_of, sums_of

SWEEPS: Final = 100
"""Most rounds of fitting."""
CLOSE: Final = 2e-7
"""People by which a fitted cell may be off when nothing more is gained."""
NEAR: Final = 0.5
"""People by which a cell may be off for it to be worth looking whether all figures hold."""
OFTEN: Final = 4
"""Rounds after which it is looked."""
ROUNDING: Final = 5e-7
"""By how much sums may miss their bounds: less than the programs allow that decide otherwise."""
ROUNDS: Final = 40
"""Most rounds in which cells with few figures are spread."""
FINE: Final = 1e-7
"""People by which their figures may be off when that ends."""
TINY: Final = 1e-9
"""People so few that nobody has to move."""
STEEPEST: Final = 2.0
"""Most by which the logarithm of a factor changes in a step."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Cells of which no two share an atom, with those that are in none of them as one more."""

    rows: NDArray[np.intp]
    """Which cells these are."""
    member: Array
    """Cells x atoms."""
    place: NDArray[np.intp]
    """In which of these cells each atom is."""
    counts: Array
    """Cells x options."""
    known: dict[int, Array]
    """What is published of the counts of a cell, as rows over options, where that is not all."""


def even_answers(room: Bounded, answers: Array) -> Iterator[Array]:
    """Yield even answers that agree with all figures, atoms x options; none if none are found.

    ``answers`` is what the atoms answered. Cells of which less than all counts is published keep
    that only, in one part after the other, the part with most such cells first; then every cell
    keeps all its counts; at last the cells of which less is published become more even at the cost
    of the others, as far as rounding leaves room.
    """
    new = np.zeros(len(room.cells), dtype=np.bool_)
    new[telling(room.cells)] = True
    plain = new & np.isin(room.cells, (0, 1)).all(axis=1)
    every = room.cells.all(axis=1)  # what holds everybody is coarse, and slow beside its parts
    for chosen in (plain & ~every, plain):
        rows = parts_of(room.cells, np.flatnonzero(chosen))
        parts = [_part(room, answers, some) for some in rows]
        told = [part.counts for part in parts]
        found = False
        for counts in _variants(parts, told, room, answers):
            table = _fit(room, parts, counts)
            if table is not None:
                found = True
                yield table
            elif counts is told or (not found and _fit(room, parts, told) is None):
                break
        if found:
            return


def _variants(
    parts: list[_Part], told: list[Array], room: Bounded, answers: Array
) -> Iterator[list[Array]]:
    """Yield counts for all parts, at least once those ``told``."""
    order = sorted(range(len(parts)), key=lambda i: (-len(parts[i].known), i))
    for place in order:
        if len(parts[place].known) > 1:  # what one cell lost, another would have to gain
            yield _but(told, place, _spread(parts[place].counts, parts[place].known))
    yield told
    reach = reach_of(room, answers)
    if reach is not None:
        for place in order:
            if parts[place].known:
                yield _but(told, place, _made_up_for(parts[place], reach))


def _but(told: list[Array], place: int, counts: Array) -> list[Array]:
    return [*told[:place], counts, *told[place + 1 :]]


def _fit(room: Bounded, parts: list[_Part], counts: list[Array]) -> Array | None:
    options = len(room.values)
    table = np.repeat(room.people[:, None] / options, options, axis=1)
    for sweep in range(1, SWEEPS + 1):
        off = 0.0
        for part, wanted in zip(parts, counts, strict=True):
            have = part.member @ table
            off = max(off, float(np.abs(have - wanted).max()))
            factor = np.divide(wanted, have, out=np.zeros_like(have), where=have > 0)
            table *= factor.take(part.place, axis=0)
        table *= (room.people / np.maximum(table.sum(axis=1), 1e-300))[:, None]
        if off <= CLOSE or (sweep % OFTEN == 0 and off <= NEAR):
            if _holds(room, table):
                return table
            if off <= CLOSE:
                break
    return None


def telling(cells: Array) -> NDArray[np.intp]:
    """Return the cells (x atoms) that are not all others beside an earlier one.

    Those tell nothing new of counts where everybody is a cell; else all cells are returned.
    """
    inside = cells == 1
    if not inside.all(axis=1).any():
        return np.arange(len(cells))
    plain = (inside | (cells == 0)).all(axis=1)
    sizes, told = inside.sum(axis=1), np.ones_like(plain)
    seen = set[bytes]()
    for row in np.flatnonzero(plain & np.isin(sizes, cells.shape[1] - sizes)).tolist():
        told[row] = (~inside[row]).tobytes() not in seen
        seen.add(inside[row].tobytes())
    return np.flatnonzero(told)


def parts_of(cells: Array, chosen: NDArray[np.intp]) -> list[list[int]]:
    """Return cells in parts in which no atom is in two: the next part begins where one would be."""
    parts: list[list[int]] = []
    taken = np.ones(cells.shape[1], dtype=np.bool_)
    for row, cell in zip(chosen.tolist(), cells[chosen] > 0, strict=True):
        if (taken & cell).any():
            parts.append([])
            taken = np.zeros_like(taken)
        parts[-1].append(row)
        taken |= cell
    return parts


def _part(room: Bounded, answers: Array, rows: list[int]) -> _Part:
    member = room.cells[rows]
    shown = [room.weights[room.owner == row] for row in rows]
    known = [_published(weights.shape, weights.tobytes()) for weights in shown]
    rest = 1 - member.sum(axis=0)
    if rest.any():
        member = np.vstack([member, rest])
        known.append(np.ones((1, len(room.values))))
    return _Part(
        np.array(rows),
        member,
        (np.arange(len(member)) @ member).astype(np.intp),
        member @ answers,
        {i: b for i, b in enumerate(known) if b is not None},
    )


@lru_cache(maxsize=256)
def _published(shape: tuple[int, ...], weights: bytes) -> Array | None:
    """Return a basis of what figures and the number of people tell of counts; None for all.

    ``weights`` is figures x options, of the ``shape`` given.
    """
    told = np.vstack([np.ones(shape[1]), np.frombuffer(weights).reshape(shape)])
    _, sizes, rows = np.linalg.svd(told, full_matrices=False)
    basis = rows[sizes > 1e-9 * sizes.max()]
    return None if len(basis) == shape[1] else basis


def _spread(found: Array, known: dict[int, Array]) -> Array:
    """Return the counts of cells with those of some as even as their sum and their figures allow.

    ``found`` is cells x options, ``known`` what is published of the counts of some cells. Found by
    Newton's method on the logarithms of the factors by which counts differ from an even share: one
    for each option, and one for each figure of a cell, which are eliminated cell by cell.
    """
    free, options = list(known), found.shape[1]
    counts = found[free]
    told = np.zeros((len(free), max(map(len, known.values())), options))
    for cell, basis in zip(told, known.values(), strict=True):
        cell[: len(basis)] = basis
    figures, totals = _dot(told, counts), counts.sum(axis=0)
    share = counts.sum(axis=1, keepdims=True) * totals / counts.sum()
    table, tilt = share, np.zeros_like(counts)
    for _ in range(ROUNDS):
        gap, missing = figures - _dot(told, table), totals - table.sum(axis=0)
        if max(np.abs(gap).max(), np.abs(missing).max()) <= FINE:
            break
        joint = told * table[:, None]
        slope = joint @ told.transpose(0, 2, 1)
        firm = 1e-9 * (1 + np.trace(slope, axis1=1, axis2=2).sum() + table.sum())
        slope += firm * np.eye(slope.shape[1])
        both = np.linalg.solve(slope, np.concatenate([joint, gap[:, :, None]], axis=2))
        inner = joint.transpose(0, 2, 1) @ both
        rest = np.diag(table.sum(axis=0) + firm) - inner[:, :, :-1].sum(axis=0)
        by_option = np.linalg.solve(rest, missing - inner[:, :, -1].sum(axis=0))
        by_figure = both[:, :, -1] - both[:, :, :-1] @ by_option
        change = np.einsum("cfo,cf->co", told, by_figure) + by_option
        tilt = tilt + change * min(1.0, STEEPEST / max(float(np.abs(change).max()), 1e-300))
        table = share * np.exp(tilt)
    out = found.copy()
    out[free] = table
    return out


def _dot(told: Array, counts: Array) -> Array:
    """Return what is told of the counts of each cell: cells x figures."""
    return np.asarray(np.einsum("cfo,co->cf", told, counts))


def _made_up_for(part: _Part, reach: Array) -> Array:
    """Return the counts of cells with those of some as even as the other cells can make up for.

    ``reach`` is how many of each cell may move from one option to another (``reach_of``).
    The others give what those gain of an option and take what they lose, as far as what is
    published of them leaves room; together all cells choose every option as often as they did.
    """
    some = list(part.known)
    firm = np.setdiff1d(np.arange(len(part.counts)), some)
    together = np.vstack([part.counts[some], part.counts[firm].sum(axis=0)])
    alone = {len(some): np.ones((1, together.shape[1]))}
    change = _spread(together, dict(enumerate(part.known.values())) | alone) - together
    moves = [*_transfers(-change[-1])]
    limits = []
    for low, high, _ in moves:
        most = np.minimum(reach[part.rows[firm], low, high], part.counts[firm, low])
        limits.append(most / (2 * len(moves)))
    far = min([1.0, *(m.sum() / people for m, (*_, people) in zip(limits, moves, strict=True))])
    out = part.counts.copy()
    out[some] += far * change[:-1]
    for (low, high, people), most in zip(moves, limits, strict=True):
        moved = most * (far * people / max(most.sum(), TINY))
        out[firm, low] -= moved
        out[firm, high] += moved
    return out


def _transfers(surplus: Array) -> Iterator[tuple[int, int, float]]:
    """Yield from which option to which how many have to move for no option to have a surplus."""
    left = surplus.copy()
    while left.max() > TINY and left.min() < -TINY:
        low, high = int(left.argmax()), int(left.argmin())
        people = min(left[low], -left[high])
        yield low, high, float(people)
        left[low] -= people
        left[high] += people


def _holds(room: Bounded, table: Array) -> bool:
    sums = sums_of(room, table)
    return bool(((sums >= room.low - ROUNDING) & (sums <= room.high + ROUNDING)).all())
