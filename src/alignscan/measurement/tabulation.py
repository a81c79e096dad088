"""Additive counts of a survey: what is left of the answers once they are counted.

Respondents who share every segment category, and whether their answers are flagged as careless,
form an *atom*. Everything is counted by atom, so the counts of any population that segments can
describe, with or without flagged respondents, are sums, and two files, chunks or machines add up
with ``+``. Equal data gives equal tabulations, whatever the order of rows or chunks.

S5, the cells of the weighting variables with n, sum y, sum y^2 and sum f, is no table of its own:
atoms cross all segments, and S2 holds the scores and favorable answers of each, so these cells
are sums of atoms (``weighting_cells``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Final, TypeVar

import numpy as np

from alignscan.measurement.arrays import IntArray, Mask, compressed, frozen, sums
from alignscan.measurement.counts import Counts, merged
from alignscan.measurement.tables_complete import CompleteRows, merged_rows
from alignscan.measurement.tables_drivers import DriverRows, merged_drivers
from alignscan.measurement.units import LARGEST
from alignscan.model.codebook import Codebook, CodedSegment
from alignscan.responses.batch import NOT_STATED

T = TypeVar("T")
BY_ATOM: Final = ("atoms", "flagged", "people", "straight", "uniform")
"""The arrays of a tabulation with a row for each atom."""
OVERALL = "overall"
UNFLAGGED = "unflagged"
NOT_STATED_LABEL = "(not stated)"
"""How filters name the respondents whose segment cell is empty."""

Filters = Mapping[str, Sequence[str]]
"""For each segment its categories: any of the categories, in all of the segments."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A population: the respondents that some filters choose."""

    id: str
    """``overall``, ``level=team_leader``, ``level=team_leader+employee&site=Bern``."""
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    unflagged: bool = False
    """Whether respondents with a sign of careless answers are left out."""


WITHOUT_FLAGGED: Final = Cell(UNFLAGGED, (), unflagged=True)
"""Everybody but the respondents with a sign of careless answers (``quality.flags``)."""


@dataclass(frozen=True, slots=True, eq=False)
class Tabulation:
    """Counts of a survey by atom; arrays are read-only and in canonical order."""

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash

    book: Codebook
    atoms: IntArray
    """Atoms x segments: category indexes, ``NOT_STATED`` where the cell is empty.

    Ascending; where two atoms share every category, the flagged one comes second.
    """
    flagged: Mask
    """For each atom whether its respondents show a sign of careless answers (``quality.flags``)."""
    people: IntArray
    """Respondents of each atom, at least 1."""
    straight: IntArray
    """Respondents of each atom who gave the same answer many times in a row."""
    uniform: IntArray
    """Respondents of each atom whose answers hardly vary; some have both signs."""
    answers: Mapping[str, Counts]
    """S1. For each item the respondents of each code; the key is ``code - FIRST_CODE``."""
    scores: Mapping[str, Counts]
    """S2. For each scale the respondents of each score key (``units.ScoreKey``)."""
    complete: Mapping[str, CompleteRows]
    """S3 and S4. For each scale of several items the sums over those who answered all of it."""
    pairs: Mapping[str, Counts]
    """For each condition with a wish the respondents of each pair (``tables_pairs.PairKey``)."""
    drivers: DriverRows | None
    """S6. Conditions and outcome together; None where no outcome is asked."""

    @property
    def respondents(self) -> int:
        """How many people answered."""
        return int(self.people.sum())

    def __add__(self, other: "Tabulation") -> "Tabulation":
        """Return the counts of both; ValueError when they are not of the same codebook."""
        return added([self, other])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tabulation):
            return NotImplemented
        return (
            self.book == other.book
            and all(np.array_equal(getattr(self, n), getattr(other, n)) for n in BY_ATOM)
            and self.answers == other.answers
            and self.scores == other.scores
            and self.complete == other.complete
            and self.pairs == other.pairs
            and self.drivers == other.drivers
        )

    def cells(self) -> tuple[Cell, ...]:
        """Return the populations to measure: overall, then every category of every segment.

        Respondents who did not state a segment are in no cell of that segment.
        """
        one_way = (
            cell({segment.id: (category,)})
            for segment in self.book.segments
            for category in segment.categories
        )
        return (cell({}), *one_way)

    def select(self, filters: Filters, unflagged: bool = False) -> Mask:
        """Return which atoms the filters choose, all of them when there is no filter.

        ``unflagged`` leaves out the atoms of flagged respondents. Raises ValueError for a segment
        or category that the survey does not have.
        """
        chosen = ~self.flagged if unflagged else np.ones(len(self.atoms), dtype=np.bool_)
        for name, categories in filters.items():
            column, segment = _segment(self.book, name)
            is_chosen = np.zeros(len(segment.categories) + 1, dtype=np.bool_)
            is_chosen[[_category(segment, category) - NOT_STATED for category in categories]] = True
            chosen &= is_chosen[self.atoms[:, column] - NOT_STATED]
        return chosen

    def membership(self, filters: Filters, unflagged: bool = False) -> int:
        """Return how many respondents the filters choose; ValueError as in ``select``."""
        return int(self.people[self.select(filters, unflagged)].sum())


def added(parts: Sequence[Tabulation]) -> Tabulation:
    """Return the counts of one or more tabulations, as ``+`` does but faster for many.

    Raises ValueError when they are not of the same codebook.
    """
    book = parts[0].book
    if any(part.book is not book and part.book != book for part in parts):
        raise ValueError("tabulations of different questionnaires or segments do not add up")
    rows = np.concatenate([part.atoms for part in parts])
    flagged = np.concatenate([part.flagged for part in parts])
    atoms, signs, index = distinct_atoms(book, rows, flagged)
    places = np.split(index, np.cumsum([len(part.atoms) for part in parts])[:-1])
    merge = partial(merged, size=len(atoms))
    return Tabulation(
        book=book,
        atoms=atoms,
        flagged=signs,
        people=_summed([part.people for part in parts], index, len(atoms)),
        straight=_summed([part.straight for part in parts], index, len(atoms)),
        uniform=_summed([part.uniform for part in parts], index, len(atoms)),
        answers=_each(merge, [part.answers for part in parts], places),
        scores=_each(merge, [part.scores for part in parts], places),
        complete=_each(
            partial(merged_rows, size=len(atoms)), [part.complete for part in parts], places
        ),
        pairs=_each(merge, [part.pairs for part in parts], places),
        drivers=_merged_drivers([part.drivers for part in parts], places, len(atoms)),
    )


def cell(filters: Filters) -> Cell:
    """Return the population of some filters, named after them."""
    pairs = tuple((segment, tuple(categories)) for segment, categories in filters.items())
    name = "&".join(f"{segment}={'+'.join(categories)}" for segment, categories in pairs)
    return Cell(name or OVERALL, pairs)


def distinct_atoms(
    book: Codebook, rows: IntArray, flagged: Mask
) -> tuple[IntArray, Mask, IntArray]:
    """Return the atoms that occur: categories, ascending, flags, and each row's index there.

    ``rows`` are the category indexes and ``flagged`` the flags of respondents, or of atoms.
    Raises ValueError for an undeclared category, and when the segments have more combinations
    than 64 bits can number.
    """
    sizes = [len(segment.categories) + 1 for segment in book.segments]
    if 2 * prod(sizes) > LARGEST:
        raise ValueError("the segments have too many categories to be combined; use fewer segments")
    code = np.zeros(len(rows), dtype=np.int64)
    for column, size in enumerate(sizes):
        digit = rows[:, column] - NOT_STATED
        if digit.size and not 0 <= digit.min() <= digit.max() < size:
            raise ValueError(f"segment {book.segments[column].id!r}: undeclared category index")
        code = code * size + digit
    codes, index = compressed(2 * code + flagged)
    signs = codes % 2 == 1
    signs.flags.writeable = False
    return _unpacked(codes // 2, sizes), signs, index


def _unpacked(codes: IntArray, sizes: Sequence[int]) -> IntArray:
    atoms = np.empty((codes.size, len(sizes)), dtype=np.int64)
    for column in reversed(range(len(sizes))):
        codes, digit = np.divmod(codes, sizes[column])
        atoms[:, column] = digit + NOT_STATED
    return frozen(atoms)


def _summed(columns: Sequence[IntArray], index: IntArray, size: int) -> IntArray:
    return frozen(sums(index, np.concatenate(columns), size))


def _each(
    merge: Callable[[list[tuple[T, IntArray]]], T],
    tables: Sequence[Mapping[str, T]],
    places: list[IntArray],
) -> dict[str, T]:
    """Return the merged parts of each table."""
    return {n: merge(_placed([table[n] for table in tables], places)) for n in tables[0]}


def _merged_drivers(
    rows: Sequence[DriverRows | None], places: list[IntArray], size: int
) -> DriverRows | None:
    asked = [part for part in rows if part is not None]
    return merged_drivers(_placed(asked, places), size) if asked else None


def _placed(parts: Sequence[T], places: list[IntArray]) -> list[tuple[T, IntArray]]:
    return list(zip(parts, places, strict=True))


def _segment(book: Codebook, name: str) -> tuple[int, CodedSegment]:
    for column, segment in enumerate(book.segments):
        if segment.id == name:
            return column, segment
    raise ValueError(f"the survey has no segment {name!r}")


def _category(segment: CodedSegment, category: str) -> int:
    if category in segment.categories:
        return segment.categories.index(category)
    if category == NOT_STATED_LABEL:
        return NOT_STATED
    raise ValueError(f"segment {segment.id!r} has no category {category!r}")
