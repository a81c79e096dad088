"""The CSV writer writes what the csv module reads, and merging keeps every row."""

import csv
import io
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from alignscan.model.naming import Style, answer_codes, category_codes, item_codes
from alignscan.responses.importing.gather import Column, joined, merged
from alignscan.responses.importing.written import csv_of
from alignscan.source.cells import inert

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=30)
CELLS = st.lists(TEXT, min_size=1, max_size=12)


def column(cells: list[str]) -> Column:
    known = {cell: at for at, cell in enumerate(dict.fromkeys(cells))}
    return Column(tuple(known), np.array([known[cell] for cell in cells], dtype=np.int32))


def cells_of(one: Column) -> list[str]:
    return [one.values[at] for at in one.index.tolist()]


@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["", "5", "na"])), min_size=1, max_size=12))
def test_what_is_written_is_read_again(rows: list[tuple[str, str, str]]) -> None:
    names = ("a", "b, c", "d")
    columns = {name: column([row[at] for row in rows]) for at, name in enumerate(names)}
    text = csv_of(columns, len(rows)).decode()
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [list(names), *([inert(cell) for cell in row] for row in rows)]


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_joined_columns_hold_all_rows_in_order(parts: list[list[str]]) -> None:
    assert cells_of(joined([column(part) for part in parts])) == [c for p in parts for c in p]


@given(st.lists(st.tuples(TEXT, st.booleans()), min_size=1, max_size=12))
def test_merging_takes_the_one_that_is_filled(rows: list[tuple[str, bool]]) -> None:
    left = column([cell if first else "" for cell, first in rows])
    right = column(["" if first else cell for cell, first in rows])
    both = merged([left, right])
    assert both is not None
    assert cells_of(both) == [cell for cell, _ in rows]


def test_merging_refuses_a_row_that_fills_two() -> None:
    assert merged([column(["a", ""]), column(["b", "c"])]) is None


@given(st.lists(st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,40}", fullmatch=True), unique=True))
def test_names_of_items_are_unique_on_every_platform(ids: list[str]) -> None:
    styles: list[tuple[Style, int]] = [("limesurvey", 20), ("redcap", 26)]
    for style, most in styles:
        codes = [code.casefold() for code in item_codes(ids, style).values()]
        assert len(set(codes)) == len(ids)
        assert all(len(code) <= most for code in codes)


@given(st.lists(st.text(min_size=1, max_size=30), unique=True, max_size=12), st.randoms())
def test_codes_of_categories_do_not_depend_on_their_order(names: list[str], random: Random) -> None:
    shuffled = [*names]
    random.shuffle(shuffled)
    for coding in (category_codes, answer_codes):
        codes = dict(zip(names, coding(names), strict=True))
        assert codes == dict(zip(shuffled, coding(shuffled), strict=True))
        assert len(set(codes.values())) == len(names)


def test_answers_whose_codes_begin_alike_are_told_apart() -> None:
    answers = [f"Team {i}" for i in range(600)]
    assert len(set(answer_codes(answers))) == len(answers)
