"""A table of raw cells, whatever kind of file it stands in."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignscan.source.finding import Finding
from alignscan.source.span import Span


@dataclass(frozen=True)
class Cells:
    """One column of some rows: its distinct values, and which of them each row holds."""

    values: tuple[object, ...]
    index: NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Frame:
    """Some rows of a table."""

    columns: Mapping[int, Cells]
    """The columns that were asked for, by index."""
    rows: NDArray[np.int64]
    """For each row the number by which its author finds it, such as the line in a CSV file."""


@dataclass(frozen=True)
class Table:
    """A table whose rows have not been read yet."""

    path: str
    """The file as shown to the user."""
    names: tuple[str, ...]
    spans: tuple[Span | None, ...]
    decimal_comma: bool
    """Whether ``3,5`` is a number in this table."""
    row: str
    """What a row number counts: ``row``, or ``answer`` in a survey file."""
    frames: Callable[[Sequence[int]], Iterator[Frame]]
    """Yields the rows with the columns of some indexes; raises ResponsesError."""
    data_path: Callable[[str], str] = lambda _: ""
    """Returns the place in the data of a column name."""
    findings: tuple[Finding, ...] = ()
    about: int | None = None
    """About how many rows there are; None where only reading tells."""


def distinct(cells: Iterable[Hashable]) -> Cells:
    """Return plain values as a column."""
    codes: dict[Hashable, int] = {}
    index = [codes.setdefault(cell, len(codes)) for cell in cells]
    return Cells(tuple(codes), np.array(index, dtype=np.int32))


def distinct_of_series(series: Any) -> Cells:
    """Return a polars Series as a column."""
    import polars as pl

    values = series.drop_nulls().unique(maintain_order=True)
    codes = pl.Series(range(len(values)), dtype=pl.Int32)
    index = series.replace_strict(values, codes, default=None, return_dtype=pl.Int32)
    filled = index.fill_null(len(values)).to_numpy().astype(np.int32, copy=False)
    return Cells((*values.to_list(), None), filled)
