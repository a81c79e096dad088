"""Counting: batches of answers to a tabulation."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

import numpy as np

from alignscan.measurement.counts import IntArray, counted, frozen, sums
from alignscan.measurement.keys import Keys, keys_of
from alignscan.measurement.tables_complete import complete_rows
from alignscan.measurement.tables_drivers import driver_rows
from alignscan.measurement.tabulation import Tabulation, added, distinct_atoms
from alignscan.measurement.units import FIRST_CODE, ScoreKey
from alignscan.model.codebook import Codebook, CodedItem
from alignscan.responses.batch import Batch, Codes

TOGETHER: Final = 8
"""How many batches are added up at once: more is faster and takes more memory."""


def tabulate(book: Codebook, batches: Iterable[Batch]) -> Tabulation:
    """Return the counts of all batches; of nobody when there are none.

    Raises ValueError for a batch that does not fit the codebook, and for weights, points or
    segments that cannot be counted exactly in 64 bits.
    """
    keys = keys_of(book)
    counts = (_counts(book, keys, batch) for batch in batches)
    total = _counts(book, keys, _empty(book))
    while some := list(islice(counts, TOGETHER)):
        total = added([total, *some])
    return total


def _counts(book: Codebook, keys: Keys, batch: Batch) -> Tabulation:
    atoms, atom = distinct_atoms(book, _segment_rows(book, batch))
    order = np.argsort(atom, kind="stable")
    atom, size = atom[order], len(atoms)
    places = {item.id: _places(item, batch)[order] for item in book.items}
    totals = {name: _total(key, places, batch.size) for name, key in keys.scores.items()}
    return Tabulation(
        book=book,
        atoms=atoms,
        people=frozen(sums(atom, np.ones_like(atom), size)),
        answers={name: counted(atom, column) for name, column in places.items()},
        scores={name: counted(atom, total) for name, total in totals.items()},
        complete={
            name: complete_rows(atom, size, steps, places)
            for name, steps in keys.steps.items()
            if steps.pairs
        },
        pairs={
            name: key.counts(atom, totals[name], totals[f"wish.{name}"])
            for name, key in keys.pairs.items()
        },
        drivers=driver_rows(atom, size, keys.drivers, totals) if keys.drivers else None,
    )


def _total(key: ScoreKey, places: Mapping[str, IntArray], size: int) -> IntArray:
    total = np.zeros(size, dtype=np.int64)
    for item, table in key.tables.items():
        total += table.take(places[item])
    return total


def _places(item: CodedItem, batch: Batch) -> IntArray:
    """Return each respondent's place in tables by code: 0 for ``FIRST_CODE``."""
    codes = _column(batch.answers, item.id, batch.size)
    if codes.size and not FIRST_CODE <= codes.min() <= codes.max() < len(item.points):
        raise ValueError(f"item {item.id!r}: a code is neither a point nor a missing answer")
    return codes.astype(np.int64) - FIRST_CODE


def _segment_rows(book: Codebook, batch: Batch) -> IntArray:
    rows = np.empty((batch.size, len(book.segments)), dtype=np.int64)
    for column, segment in enumerate(book.segments):
        rows[:, column] = _column(batch.segments, segment.id, batch.size)
    return rows


def _column(columns: Mapping[str, Codes], name: str, size: int) -> Codes:
    if name not in columns or columns[name].shape != (size,):
        raise ValueError(f"batch: the column {name!r} must be there with {size} values")
    return columns[name]


def _empty(book: Codebook) -> Batch:
    nothing = np.empty(0, dtype=np.int16)
    return Batch(
        answers={item.id: nothing for item in book.items},
        segments={segment.id: nothing for segment in book.segments},
        size=0,
    )
