"""Counting: batches of answers to a tabulation."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Final

import numpy as np

from alignscan.measurement.arrays import IntArray, frozen, tally
from alignscan.measurement.counts import Counts, counted, keyed
from alignscan.measurement.grouped import Grouped
from alignscan.measurement.keys import Keys, keys_of
from alignscan.measurement.quality import flags
from alignscan.measurement.tables_complete import complete_rows
from alignscan.measurement.tables_drivers import driver_rows
from alignscan.measurement.tabulation import Tabulation, added, distinct_atoms
from alignscan.measurement.units import FIRST_CODE, ScoreKey
from alignscan.model.codebook import Codebook
from alignscan.responses.ahead import ahead
from alignscan.responses.batch import Batch, Codes

TOGETHER: Final = 2
"""How many batches are added up at once: more is faster and takes more memory."""


def tabulate(book: Codebook, batches: Iterable[Batch]) -> Tabulation:
    """Return the counts of all batches; of nobody when there are none.

    Raises ValueError for a batch that does not fit the codebook, and for weights, points or
    segments that cannot be counted exactly in 64 bits.
    """
    keys = keys_of(book)
    counts = ahead(partial(_counts, book, keys), batches)
    total = next(counts, None)
    if total is None:
        total = _counts(book, keys, _empty(book))
    while some := list(islice(counts, TOGETHER)):
        total = added([total, *some])
    return replace(total, scores=_every_score(keys, total))


def _every_score(keys: Keys, total: Tabulation) -> dict[str, Counts]:
    """Return the scores on all scales; those on scales of one item follow from its answers."""
    size = len(total.atoms)
    return {
        name: total.scores[name] if name in total.scores else _alone(key, total.answers, size)
        for name, key in keys.scores.items()
    }


def _counts(book: Codebook, keys: Keys, batch: Batch) -> Tabulation:
    """Return the counts of one batch, without the scores that follow from them."""
    columns = {item.id: _column(batch.answers, item.id, batch.size) for item in book.items}
    _refuse_unknown(book, columns)
    signs = flags(book, batch)
    atoms, flagged, atom = distinct_atoms(book, _segment_rows(book, batch), signs.either)
    order = _order(atom, len(atoms))
    grouped = _grouped(atom.take(order))
    places = {name: (column - FIRST_CODE).take(order) for name, column in columns.items()}
    answers = {name: grouped.counts(place) for name, place in places.items()}
    totals = {
        name: keyed(key.total(places, batch.size))
        for name, key in keys.scores.items()
        if name in keys.together or len(key.tables) != 1
    }
    return Tabulation(
        book=book,
        atoms=atoms,
        flagged=flagged,
        people=frozen(np.diff(grouped.starts, append=batch.size)),
        straight=frozen(tally(atom[signs.straight], len(atoms))),
        uniform=frozen(tally(atom[signs.uniform], len(atoms))),
        answers=answers,
        scores={name: counted(grouped.atom, total, grouped.size) for name, total in totals.items()},
        complete={
            name: complete_rows(grouped, steps, places, answers)
            for name, steps in keys.steps.items()
            if steps.pairs
        },
        pairs={
            name: key.counts(grouped, totals[name], totals[f"wish.{name}"])
            for name, key in keys.pairs.items()
        },
        drivers=driver_rows(grouped, keys.drivers, totals) if keys.drivers else None,
    )


def _order(atom: IntArray, size: int) -> IntArray:
    """Return the order by atom; few atoms are sorted by counting."""
    return np.argsort(atom.astype(np.uint16) if size <= 2**16 else atom, kind="stable")


def _grouped(atom: IntArray) -> Grouped:
    return Grouped(atom, np.flatnonzero(np.diff(atom, prepend=-1)))


def _alone(key: ScoreKey, answers: Mapping[str, Counts], size: int) -> Counts:
    """Return the scores on a scale of one item: they follow from its answers."""
    ((item, table),) = key.tables.items()
    return answers[item].renamed(table, size)


def _refuse_unknown(book: Codebook, columns: Mapping[str, Codes]) -> None:
    for item in book.items:
        codes = columns[item.id]
        if codes.size and not FIRST_CODE <= codes.min() <= codes.max() < len(item.points):
            raise ValueError(f"item {item.id!r}: a code is neither a point nor a missing answer")


def _segment_rows(book: Codebook, batch: Batch) -> IntArray:
    rows = np.empty((batch.size, len(book.segments)), dtype=np.int64, order="F")
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
