"""What there is to tell about an import: counts and names of columns, never a cell of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """One column of an export, and what became of it."""

    at: int
    """Its position, from 1."""
    heading: str
    text: str = ""
    """The question as people read it, where the heading is a code."""
    why: str = ""
    """How it was known, or why it was left out."""
    id: str = ""
    """The item or segment that it answers."""
    use: str = ""
    suggested: tuple[tuple[str, float], ...] = ()
    """Questions that it is like, with how much."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Cells of a column that mean nothing."""

    id: str
    heading: str
    cells: int
    shown: tuple[tuple[str, int], ...]
    """Those that may be shown, with how often."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What was read from one export."""

    file: str
    how: str
    platform: str
    platform_name: str
    why: tuple[str, ...]
    heading_rows: int
    read: int
    kept: int
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Rows left out, by reason."""
    mapped: tuple[ColumnNote, ...] = ()
    personal: tuple[ColumnNote, ...] = ()
    ignored: tuple[ColumnNote, ...] = ()
    unresolved: tuple[ColumnNote, ...] = ()
    unasked: tuple[str, ...] = ()
    """Items and segments without a column."""
    unknown: tuple[Unknown, ...] = ()
    no_answer: Mapping[str, int] = field(default_factory=dict)
    """Codes and words that were read as no answer, with how often."""
    missing: Mapping[str, float] = field(default_factory=dict)
    """For each rated item and choice the share of the rows kept without an answer."""
    assumed: tuple[str, ...] = ()
    """Items whose numbers do not show which end is which."""
    assumption: str = ""
    companion: str = ""
    reversed: tuple[tuple[str, float], ...] = ()
    """Items whose correlation with the rest of their condition is clearly negative."""
    removed: int = 0
    """Addresses and numbers of people that were taken out of texts."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would have done."""

    sources: tuple[SourceReport, ...]
    survey: str
    written: tuple[str, ...] = ()
    """Files written, as shown."""
    replaced: int = 0
    """Rows that stood in the responses file from the same sources before."""
    rows: int = 0
    """Rows of the responses file afterwards."""
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Categories that were found and written into the survey file, by segment."""
