"""Distinct cells of a block, found by arithmetic: equal to looking at each cell."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alignscan.responses import fields
from alignscan.responses.errors import ResponsesError
from alignscan.responses.fields import LONG, cells_of
from alignscan.responses.records import Block, grid

CELLS = st.one_of(
    st.sampled_from(["", "1", "5", "na", "é", "Süd", "a" * 8, "a" * 9, "a" * LONG, "b" * LONG]),
    st.text("ab\0 é\u2019", max_size=20),
    st.text("ab", min_size=LONG - 1, max_size=LONG + 2),
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=30)


def found(data: str, width: int) -> list[list[str]]:
    rows = grid(Block(data.encode(), 1, 0), ",", width)
    cells = cells_of(rows, range(width), ",", "a.csv")
    columns = [[c.values[i] for i in c.index.tolist()] for c in cells.values()]
    return [[str(cell) for cell in row] for row in zip(*columns, strict=True)]


def plain(rows: Sequence[Sequence[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


@settings(max_examples=150)
@given(TABLES)
@example([("", "", "")])
@example([("a\0", "a", "a\0\0")])
@example([("a" * LONG + "x", "a" * LONG + "y", "")])
def test_cells_are_those_that_are_written(table: list[tuple[str, str, str]]) -> None:
    rows = [list(row) for row in table]
    assert found(plain(rows), 3) == rows


@settings(max_examples=100)
@given(st.lists(st.tuples(st.text('ab",\n', max_size=6), CELLS), max_size=20))
def test_quoted_cells_are_those_of_the_standard_library(rows: list[tuple[str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    assert found(text.getvalue(), 2) == [list(row) for row in rows]


def test_cells_that_mix_to_the_same_number_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "_FACTORS", (0,) * 9)
    rows = [["aa", "x"], ["bb", "x"], ["aa", "x"], ["cc", "x"]]
    assert found(plain(rows), 2) == rows


def test_quotation_marks_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ResponsesError, match="AS806"):
        found('1,"a"\rb\n', 2)
