"""What the people of each atom answered, for the gate alone: nothing here is ever published."""

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.arrays import IntArray
from alignscan.measurement.keys import Keys
from alignscan.measurement.lazy import Lazy
from alignscan.measurement.measures import Table
from alignscan.measurement.tables_pairs import scored, weight_and_total
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import FIRST_CODE


def held_answers(tabulation: Tabulation, index: IntArray, size: int) -> Mapping[str, Table]:
    """Return by item how many people of each atom chose each point or option, in file order.

    ``index`` is the new place of every atom of the tabulation, ``size`` how many places there are.
    """
    options = {item.id: len(item.points) for item in tabulation.book.items}

    def table(item: str) -> Table:
        found = tabulation.answers[item].table(len(index), options[item] - FIRST_CODE)
        out = np.zeros((size, options[item]))
        np.add.at(out, index, found[:, -FIRST_CODE:])
        return tuple(map(tuple, out.tolist()))

    return Lazy(options, table)


def held_scores(
    tabulation: Tabulation, keys: Keys, index: IntArray, size: int
) -> Mapping[str, Table]:
    """Return by scale how many people at each end of it would add up to an atom's total score."""
    book = tabulation.book
    low, width = float(book.low), float(book.high - book.low)

    def table(scale: str) -> Table:
        key, counts, out = keys.scores[scale], tabulation.scores[scale], np.zeros((size, 2))
        has = partial(scored, key)

        def high(packed: IntArray) -> NDArray[np.float64]:
            weight, above = weight_and_total(key, packed)
            score = (above + key.base * weight) / np.maximum(weight * key.unit, 1)
            return np.where(has(packed), (score - low) / width, 0)

        up, people = (counts.by_atom(len(index), weigh) for weigh in (high, has))
        np.add.at(out, index, np.column_stack([people - up, up]))
        return tuple(map(tuple, out.tolist()))

    return Lazy(tabulation.scores, table)
