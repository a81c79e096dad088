"""What there is to know about a platform's exports."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

_DATE: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}([ ,T].*)?"
)
_WHOLE: Final = re.compile(r"\d{1,12}(\.0+)?")
_QUESTION: Final = re.compile(r"\S+\s\S+\s\S+.*|.*[?\uff1f\u061f]\s*", re.DOTALL)
_IN_BRACKETS: Final = re.compile(r"(\S.*)[ _]\[[^\[\]]*\]", re.DOTALL)
_ENDS: Final = re.compile(r"[/:.\-]")
_PATH: Final = re.compile(r"\w+([/:.\-]+\w+)+")


def is_date(cell: str) -> bool:
    """Return whether a cell looks like a date or a time."""
    return bool(_DATE.fullmatch(cell))


def is_time(cell: str) -> bool:
    """Return whether a cell looks like a date with a time."""
    return is_date(cell) and ":" in cell


def is_whole(cell: str) -> bool:
    """Return whether a cell is a whole number."""
    return bool(_WHOLE.fullmatch(cell))


def all_of(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Return whether there are cells, and a test holds for each."""
    return bool(cells) and all(map(test, cells))


def are_questions(headings: Sequence[str]) -> bool:
    """Return whether at least half of the headings that are there read like questions."""
    asked = [heading for heading in headings if heading]
    return bool(asked) and 2 * sum(bool(_QUESTION.fullmatch(one)) for one in asked) >= len(asked)


def have_rows_in_brackets(headings: Sequence[str]) -> bool:
    """Return whether headings are rows of one question: ``Question [Row]``."""
    found = [one[1] for heading in headings if (one := _IN_BRACKETS.fullmatch(heading))]
    return len(set(found)) < len(found)


@dataclass(frozen=True)
class Head:
    """The first rows of an export."""

    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The first row."""
        return self.rows[0] if self.rows else ()

    @cached_property
    def names(self) -> frozenset[str]:
        """The cells of the first row in lower case."""
        return frozenset(cell.casefold() for cell in self.first)

    def row(self, at: int) -> tuple[str, ...]:
        """Return a row, as long as the first one; empty where there is none."""
        width = len(self.first)
        cells = self.rows[at][:width] if at < len(self.rows) else ()
        return (*cells, *("" for _ in range(width - len(cells))))

    def cells(self, name: str, below: int) -> tuple[str, ...]:
        """Return what stands under a heading of the first row, below some rows."""
        folded = [cell.casefold() for cell in self.first]
        if name.casefold() not in folded:
            return ()
        at = folded.index(name.casefold())
        return tuple(row[at] for row in self.rows[below:] if at < len(row))

    def column(self, at: int, below: int = 1) -> tuple[str, ...]:
        """Return the cells of a column below some rows."""
        return tuple(row[at] if at < len(row) else "" for row in self.rows[below:] if any(row))

    def having(self, *names: str) -> int:
        """Return how many of some names the first row has, in any case."""
        return sum(name.casefold() in self.names for name in names)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that speaks for a platform, with a weight from 1 to 10."""

    points: int
    what: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What an export says about one column."""

    at: int
    """The column, from 0."""
    codes: tuple[str, ...]
    """Names that may be ids, the most telling first."""
    texts: tuple[str, ...]
    """Texts that people read."""
    meta: str = ""
    """The platform's name, in lower case, of a column that it adds and that its place tells."""

    @property
    def names(self) -> tuple[str, ...]:
        """By what a platform's own columns are known, in lower case."""
        told = (self.meta,) if self.meta else ()
        return (*told, *(name.casefold() for name in (*self.codes[:1], *self.texts)))

    @property
    def shown(self) -> str:
        """The name by which a person finds the column."""
        return next((c for c in (*self.codes[:1], *self.texts, *self.codes) if c), "")


@dataclass(frozen=True, slots=True)
class Filter:
    """Why rows are left out, by what stands in one column."""

    at: int
    reason: Callable[[str], str | None]


Filters = Callable[[Sequence[Heading], Collection[int]], Iterable[Filter]]
"""From the headings and the columns of items to the filters of an export."""


Named = Callable[[str], bool]
"""Whether a code in lower case is one of some."""


def no_name(_name: str) -> bool:
    """Return that no name is one of them."""
    return False


def no_filters(_headings: Sequence[Heading], _items: Collection[int]) -> Iterable[Filter]:
    """Return no filter."""
    return ()


def one_row(_head: Head) -> int:
    """Return that there is one row of headings."""
    return 1


def by_first_row(head: Head, _rows: int) -> tuple[Heading, ...]:
    """Return headings of one row: each is a code, a path that ends in one, and a text."""
    return tuple(Heading(at, codes_in(cell), (cell,)) for at, cell in enumerate(head.row(0)))


def codes_in(cell: str) -> tuple[str, ...]:
    """Return what may be an id in a heading: all of it, or the last part of a path."""
    last = (_ENDS.split(cell)[-1],) if _PATH.fullmatch(cell) else ()
    return (cell, *last)


@dataclass(frozen=True)
class Profile:
    """A platform: how to know its exports, and how to read them."""

    id: str
    name: str
    evidence: Callable[[Head], Iterator[Evidence]]
    header_rows: Callable[[Head], int] = one_row
    headings: Callable[[Head, int], tuple[Heading, ...]] = by_first_row
    personal: Named = no_name
    """Codes, in lower case, of columns that tell who somebody is."""
    technical: Named = no_name
    """Codes, in lower case, of columns that hold no answers."""
    response: tuple[str, ...] = ()
    """Codes, in lower case, of the column that tells responses apart."""
    filters: Filters = no_filters
    blank: frozenset[str] = frozenset()
    """Cells, in lower case, that mean no answer here."""


def named(*names: str) -> Named:
    """Return whether a name is one of some, written as regular expressions, in lower case."""

    @cache
    def pattern() -> re.Pattern[str]:  # of one platform of ten, so not before it is asked for
        return re.compile("|".join(f"(?:{name})" for name in names))

    return lambda name: pattern().fullmatch(name) is not None


def equals(headings: Sequence[Heading], *names: str) -> Iterator[int]:
    """Yield the columns with one of some codes or texts, in any case."""
    wanted = {name.casefold() for name in names}
    for heading in headings:
        known = (heading.meta, *heading.codes, *heading.texts[:1])
        if any(name.casefold() in wanted for name in known):
            yield heading.at
