"""Counting people by what they were part of before: one more column that no report knows.

The column stands behind the segments of the book. With it atoms are told apart by the group that
their people were in before; without it the same counts are those of the survey.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from alignscan.measurement.arrays import IntArray, Mask, frozen
from alignscan.measurement.quality import flags
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import Tabulation, added
from alignscan.model.codebook import Codebook, CodedSegment
from alignscan.responses.batch import NOT_STATED, Batch

BEFORE: Final = "\0before"
"""The name of the column; no segment can be called this."""


def with_before(book: Codebook, groups: int) -> Codebook:
    """Return a book with the column, for a number of earlier groups."""
    column = CodedSegment(BEFORE, BEFORE, tuple(map(str, range(groups))), ())
    return replace(book, segments=(*book.segments, column))


def tabulate_before(
    book: Codebook, batches: Sequence[Batch], before: IntArray, groups: int
) -> Tabulation:
    """Return the counts of batches by the earlier group of each respondent; -1 for none."""
    return tabulate(with_before(book, groups), _marked(batches, before))


def regrouped(tabulation: Tabulation, classes: IntArray, groups: int) -> Tabulation:
    """Return the same counts with the earlier groups put together into classes."""
    column = tabulation.atoms[:, -1]
    merged = np.where(column >= 0, classes[column] if len(classes) else NOT_STATED, NOT_STATED)
    atoms = frozen(np.column_stack([tabulation.atoms[:, :-1], merged]))
    book = with_before(without_before(tabulation.book), groups)
    return added([replace(tabulation, book=book, atoms=atoms)])


def without_before(book: Codebook) -> Codebook:
    """Return the book of the survey itself."""
    return replace(book, segments=tuple(s for s in book.segments if s.id != BEFORE))


def everybody(book: Codebook, batches: Iterable[Batch]) -> tuple[IntArray, Mask]:
    """Return the categories of each respondent (respondents x segments), and the flags."""
    rows, signs = [], []
    for batch in batches:
        columns = [batch.segments[segment.id].astype(np.int64) for segment in book.segments]
        rows.append(np.column_stack(columns) if columns else np.zeros((batch.size, 0), np.int64))
        signs.append(flags(book, batch).either)
    return np.concatenate(rows), np.concatenate(signs)


def _marked(batches: Sequence[Batch], before: IntArray) -> Iterator[Batch]:
    at = 0
    for batch in batches:
        part = before[at : at + batch.size]
        at += batch.size
        segments: dict[str, Any] = {**batch.segments, BEFORE: part}
        yield replace(batch, segments=segments)
