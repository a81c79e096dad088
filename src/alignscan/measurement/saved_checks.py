"""Whether a tabulation from elsewhere can be one: its tables have to fit each other.

Everything here holds for the counts of any answers. A file that somebody made up with care can
still pass: what is checked is that nothing later stumbles over it, or reads nonsense into damage.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.arrays import IntArray, Mask, sums
from alignscan.measurement.counts import Counts
from alignscan.measurement.keys import Keys
from alignscan.measurement.saved_arrays import Inconsistent
from alignscan.measurement.tables_complete import ANSWERED, CompleteRows, Steps
from alignscan.measurement.tables_drivers import PEOPLE, DriverKey, DriverRows
from alignscan.measurement.tables_pairs import PairKey, scored
from alignscan.measurement.tabulation import Tabulation, distinct_atoms
from alignscan.measurement.units import FIRST_CODE, ScoreKey

Floats = NDArray[np.float64]
MOST_PEOPLE: Final = PEOPLE
"""Respondents of one file; with more, products would not fit in 64 bits."""
SLACK: Final = 1e-7
"""Relative error that is put down to floating point; whole numbers are far apart."""


def check_tabulation(tabulation: Tabulation, keys: Keys) -> None:
    """Raise Inconsistent when the tables cannot be the counts of anybody's answers."""
    _check(_are_atoms(tabulation), "its groups of people")
    for item in tabulation.book.items:
        counts, codes = tabulation.answers[item.id], len(item.points) - FIRST_CODE
        whole = _is_table(counts, codes) and np.array_equal(
            _by_atom(tabulation, counts), tabulation.people
        )
        _check(whole, f"the answers to `{item.id}`")
    for name, key in keys.scores.items():
        _check(_are_scores(tabulation, key, tabulation.scores[name]), f"the scores of `{name}`")
    for name, pair in keys.pairs.items():
        _check(_are_pairs(tabulation, name, pair), f"the wishes of `{name}`")
    for name, rows in tabulation.complete.items():
        fits = _are_complete(tabulation, keys.steps[name], rows)
        _check(fits, f"the complete answers to `{name}`")
    if keys.drivers is not None and tabulation.drivers is not None:
        _check(_are_drivers(tabulation, keys.drivers, tabulation.drivers), "its drivers")


def _check(fits: bool, what: str) -> None:
    if not fits:
        raise Inconsistent(f"{what} cannot be counts of answers")


def _are_atoms(tabulation: Tabulation) -> bool:
    people, straight, uniform = tabulation.people, tabulation.straight, tabulation.uniform
    try:
        atoms, flagged, _ = distinct_atoms(tabulation.book, tabulation.atoms, tabulation.flagged)
    except ValueError:
        return False
    if not np.array_equal(atoms, tabulation.atoms):
        return False
    if not np.array_equal(flagged, tabulation.flagged):
        return False
    if people.size and not 1 <= people.min() <= people.max() <= MOST_PEOPLE:
        return False
    if (straight > people).any() or (uniform > people).any() or people.sum() > MOST_PEOPLE:
        return False
    signs = straight + uniform
    return bool(np.where(flagged, signs >= people, signs == 0).all())


def _is_table(counts: Counts, keys: int) -> bool:
    """Return whether keys ascend within each atom and are below a limit, and nobody is nobody."""
    if not counts.key.size:
        return True
    if counts.key.max() >= keys or not 1 <= counts.count.min() <= counts.count.max() <= MOST_PEOPLE:
        return False
    return bool(((np.diff(counts.key) > 0) | (np.diff(counts.atom) > 0)).all())


def _by_atom(tabulation: Tabulation, counts: Counts, chosen: Mask | None = None) -> IntArray:
    """Return the respondents of each atom in a table."""
    count = counts.count if chosen is None else np.where(chosen, counts.count, 0)
    return sums(counts.atom, count, len(tabulation.people))


def _are_scores(tabulation: Tabulation, key: ScoreKey, counts: Counts) -> bool:
    if not _is_table(counts, prod(key.radix)):
        return False
    applicable, answered, weight, above, favorable = _digits(key, counts.key)
    possible = (
        (answered <= applicable)
        & (favorable <= answered)
        & ((weight > 0) == (answered > 0))
        & (above <= weight * _highest(key))
    )
    whole = np.array_equal(_by_atom(tabulation, counts), tabulation.people)
    return whole and bool(possible.all()) and _add_up(tabulation, key, counts)


def _add_up(tabulation: Tabulation, key: ScoreKey, counts: Counts) -> bool:
    """Return whether the keys sum to what the answers to the items add to them, modulo 2**64."""
    size = len(tabulation.people)
    total = np.zeros(size, dtype=np.int64)
    for item, table in key.tables.items():
        answers = tabulation.answers[item]
        total += sums(answers.atom, table.take(answers.key) * answers.count, size)
    return np.array_equal(total, sums(counts.atom, counts.key * counts.count, size))


def _are_pairs(tabulation: Tabulation, name: str, key: PairKey) -> bool:
    counts, second = tabulation.pairs[name], prod(key.wish.radix[2:4])
    if not _is_table(counts, prod(key.now.radix[2:4]) * second):
        return False
    now, wish = np.divmod(counts.key, second)
    both = _are_kept(key.now, now) and _are_kept(key.wish, wish)
    people = _by_atom(tabulation, counts)
    scales = ((key.now, name), (key.wish, f"wish.{name}"))
    return both and all((people <= _scored(tabulation, k, id)).all() for k, id in scales)


def _are_kept(key: ScoreKey, kept: IntArray) -> bool:
    """Return whether weight and total are those of scores."""
    weight, above = np.divmod(kept, key.radix[3])
    return bool(((weight > 0) & (above <= weight * _highest(key))).all())


def _scored(tabulation: Tabulation, key: ScoreKey, name: str) -> IntArray:
    """Return the respondents of each atom who have a score."""
    counts = tabulation.scores[name]
    return _by_atom(tabulation, counts, scored(key, counts.key))


def _are_complete(tabulation: Tabulation, scale: Steps, rows: CompleteRows) -> bool:
    if not _are_among_answers(tabulation, scale, rows):
        return False
    people, totals, squares = _point_sums(scale, rows.points)
    n = people.max(axis=1, initial=0)
    if not np.array_equal(people, np.where(rows.absent, 0, n[:, None])):
        return False
    places = range(len(scale.items))
    return all(
        _is_product(n, rows.products[:, scale.pair(a, b)], (a, b), totals, squares)
        for a in places
        for b in places[a + 1 :]
    )


def _are_among_answers(tabulation: Tabulation, scale: Steps, rows: CompleteRows) -> bool:
    """Return whether no point was given by more complete respondents than respondents."""
    for place, item in enumerate(scale.items):
        answers = tabulation.answers[item.id]
        given = answers.key >= ANSWERED
        found = np.zeros((len(tabulation.people), len(item.points)), dtype=np.int64)
        found[answers.atom[given], answers.key[given] - ANSWERED] = answers.count[given]
        if (found < _points(scale, rows.points, place)).any():
            return False
    return True


def _point_sums(scale: Steps, points: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return for each atom and item the people, the sum of their steps and of its squares."""
    shape = (len(points), len(scale.items))
    people, totals, squares = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for place, steps in enumerate(scale.steps):
        found = _points(scale, points, place)
        people[:, place] = found.sum(axis=1)
        totals[:, place] = found @ steps
        squares[:, place] = found @ steps**2
    return people, totals, squares


def _points(scale: Steps, points: IntArray, place: int) -> IntArray:
    return points[:, scale.edges[place] : scale.edges[place + 1]]


def _are_drivers(tabulation: Tabulation, key: DriverKey, rows: DriverRows) -> bool:
    totals, people = rows.totals, rows.people.astype(object)
    squares = rows.products[:, [at for at, a, b in _places(key) if a == b]]
    for place, (name, score) in enumerate(zip(key.names, key.keys, strict=True)):
        most = _highest(score) * key.parts[place]
        many = rows.people > _scored(tabulation, score, name)
        high = (totals[:, place] > people * most) | (squares[:, place] > people * most**2)
        if (many | high).any():
            return False
    return all(
        _is_product(rows.people, rows.products[:, at], (a, b), totals, squares)
        for at, a, b in _places(key)
    )


def _places(key: DriverKey) -> Iterator[tuple[int, int, int]]:
    """Yield the column of each product and the two scores of it."""
    pairs = combinations_with_replacement(range(len(key.names)), 2)
    yield from ((at, a, b) for at, (a, b) in enumerate(pairs))


def _is_product(
    people: IntArray,
    product: IntArray,
    pair: tuple[int, int],
    totals: IntArray,
    squares: IntArray,
) -> bool:
    """Return whether a sum of products is possible, given the sums of each (Cauchy-Schwarz)."""
    n, crossed = people.astype(np.float64), product.astype(np.float64)
    (s, t), (v, w) = _columns(totals, pair), _columns(squares, pair)
    spread = np.sqrt(np.clip(n * v - s**2, 0, None) * np.clip(n * w - t**2, 0, None))
    room = np.sqrt(v * w)
    fits = np.abs(n * crossed - s * t) <= spread + SLACK * n * room
    return bool((fits & (crossed <= room * (1 + SLACK))).all())


def _columns(values: IntArray, pair: tuple[int, int]) -> tuple[Floats, Floats]:
    first, second = pair
    return values[:, first].astype(np.float64), values[:, second].astype(np.float64)


def _digits(key: ScoreKey, keys: IntArray) -> list[IntArray]:
    """Return the five numbers of score keys (``units.ScoreRow``), the total above the base."""
    out = []
    for radix in reversed(key.radix):
        keys, digit = np.divmod(keys, radix)
        out.append(digit)
    return out[::-1]


def _highest(key: ScoreKey) -> int:
    """Return the highest value of any item above the base, in units."""
    digits = [_digits(key, table[ANSWERED:]) for table in key.tables.values()]
    return max((int((d[3] // np.maximum(d[2], 1)).max(initial=0)) for d in digits), default=0)
