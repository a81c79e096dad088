"""Parquet files."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from alignscan.responses.errors import ResponsesError, not_a_table
from alignscan.responses.table import Frame, Table, distinct_of_series

_SLICE: Final = 500_000


def open_parquet(path: Path, shown: str) -> Table:
    """Return a Parquet file as a table; ResponsesError with AS806 when it cannot be read."""
    import polars as pl

    try:
        with path.open("rb") as file:
            names = tuple(name.strip() for name in pl.read_parquet_schema(file))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise _broken(shown) from None

    def frames(columns: Sequence[int]) -> Iterator[Frame]:
        return _frames(path, shown, columns)

    return Table(
        path=shown,
        names=names,
        spans=(),
        decimal_comma=True,
        row="row",
        frames=frames,
    )


def _frames(path: Path, shown: str, columns: Sequence[int]) -> Iterator[Frame]:
    import polars as pl

    start = 0
    try:
        while True:
            part = _slice(path, start, columns)
            if not part.height:
                return
            cells = {at: distinct_of_series(_plain(part[:, i])) for i, at in enumerate(columns)}
            rows = np.arange(part.height, dtype=np.int64) + start + 1
            yield Frame(cells, rows)
            start += part.height
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise _broken(shown) from None


def _slice(path: Path, start: int, columns: Sequence[int]) -> Any:
    import polars as pl

    lazy = pl.scan_parquet(path, glob=False).slice(start, _SLICE)
    return lazy.select(pl.nth(list(columns))).collect()


def _plain(series: Any) -> Any:
    """Return a column of numbers, truth values or text; other kinds become text."""
    import polars as pl

    plain = series.dtype.is_numeric() or series.dtype in (pl.String, pl.Boolean)
    return series if plain else series.cast(pl.String)


def _broken(shown: str) -> ResponsesError:
    return not_a_table(shown, "the file is not a readable Parquet file", "write the file again")
