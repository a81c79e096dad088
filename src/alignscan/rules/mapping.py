"""AS86: rules for mapping files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from alignscan.model.mapping import ASKED, Band, Mapping
from alignscan.rules.problem import Check, Problem, check


def column_twice(file: Mapping) -> Iterator[Problem]:
    """AS860: a column that an earlier entry lists."""
    seen: set[tuple[str, int | None]] = set()
    for i, column in enumerate(file.columns):
        key = (" ".join(column.heading.split()).casefold(), column.at)
        if key in seen:
            what = "this column is listed for the second time"
            yield Problem("AS860", ("columns", i, "heading"), what, "delete one, or add `at:`")
        seen.add(key)


def mapped_to_nothing(file: Mapping) -> Iterator[Problem]:
    """AS861: a column that is to answer a question, without saying which."""
    for i, column in enumerate(file.columns):
        if column.use in ASKED and column.id is None:
            what = f"this column is {_a(column.use)}, but no id says which"
            hint = "add `id:`, or write `use: undecided`"
            yield Problem("AS861", ("columns", i, "use"), what, hint)


def bands_without_order(file: Mapping) -> Iterator[Problem]:
    """AS862: bands that do not rise to one without a limit."""
    for i, column in enumerate(file.columns):
        if column.bands and (column.use != "segment" or not _rising(column.bands)):
            what = "bands rise from limit to limit, and are for segments"
            hint = "write the lowest limit first; only the last band has none"
            yield Problem("AS862", ("columns", i, "bands"), what, hint)


def _a(use: str) -> str:
    return f"an {use}" if use == "item" else f"a {use}"


def _rising(bands: tuple[Band, ...]) -> bool:
    limits = [band.below for band in bands if band.below is not None]
    open_ends = [band.below is None for band in bands[:-1]]
    return not any(open_ends) and limits == sorted(set(limits))


CHECKS: Final[tuple[Check[Mapping], ...]] = (
    check(column_twice, "columns"),
    check(mapped_to_nothing, "columns"),
    check(bands_without_order, "columns"),
)
