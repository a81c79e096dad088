"""What the people of each atom answered, for the gate alone: nothing here is ever published."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.counts import IntArray, Mask
from alignscan.measurement.keys import Keys
from alignscan.measurement.lazy import Lazy
from alignscan.measurement.measures import Table
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import FIRST_CODE, ScoreKey


def held_answers(tabulation: Tabulation, index: IntArray, size: int) -> Mapping[str, Table]:
    """Return by item how many people of each atom chose each point or option, in file order.

    ``index`` is the new place of every atom of the tabulation, ``size`` how many places there are.
    """
    options = {item.id: len(item.points) for item in tabulation.book.items}

    def table(item: str) -> Table:
        counts = tabulation.answers[item]
        code = counts.key + FIRST_CODE
        out = np.zeros((size, options[item]))
        on = code >= 0
        np.add.at(out, (index[counts.atom[on]], code[on]), counts.count[on])
        return tuple(map(tuple, out.tolist()))

    return Lazy(options, table)


def held_scores(
    tabulation: Tabulation, keys: Keys, index: IntArray, size: int
) -> Mapping[str, Table]:
    """Return by scale how many people at each end of it would add up to an atom's total score."""
    book = tabulation.book
    low, width = float(book.low), float(book.high - book.low)

    def table(scale: str) -> Table:
        counts = tabulation.scores[scale]
        score, scored = _scores(keys.scores[scale], counts.key)
        out = np.zeros((size, 2))
        high = (score[scored] - low) / width * counts.count[scored]
        places = index[counts.atom[scored]]
        np.add.at(out[:, 1], places, high)
        np.add.at(out[:, 0], places, counts.count[scored] - high)
        return tuple(map(tuple, out.tolist()))

    return Lazy(tabulation.scores, table)


def _scores(key: ScoreKey, packed: IntArray) -> tuple[NDArray[np.float64], Mask]:
    """Return the score that each key stands for, and whether the half rule gives it one."""
    columns = []
    for radix in reversed(key.radix):
        packed, digit = np.divmod(packed, radix)
        columns.append(digit)
    _, above, weight, answered, applicable = columns
    scored = (answered > 0) & (2 * answered >= applicable)
    return (above + key.base * weight) / np.maximum(weight * key.unit, 1), scored
