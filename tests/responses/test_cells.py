import pytest

from alignscan.model.codebook import CANNOT_SAY, MISSING, NOT_APPLICABLE, NOT_ASKED, Codebook
from alignscan.responses.batch import narrow
from alignscan.responses.cells import UNKNOWN, ItemCells, SegmentCells, text_of


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1", 0),
        ("5", 4),
        ("4.0", 3),
        ("04", 3),
        ("4,0", UNKNOWN),
        ("0", UNKNOWN),
        ("6", UNKNOWN),
        ("3.5", UNKNOWN),
        ("1e0", UNKNOWN),
        ("agree", 3),
        ("Strongly   AGREE", 4),
        ("\u00dcBERWIEGEND", 3),
        ("Agreee", UNKNOWN),
        ("", MISSING),
        ("NA", NOT_APPLICABLE),
        ("n/a", NOT_APPLICABLE),
        ("cs", CANNOT_SAY),
        ("Cannot judge", CANNOT_SAY),
        ("wei\u00df nicht", CANNOT_SAY),
        ("Don\u2019t know", CANNOT_SAY),
    ],
)
def test_a_cell_means_a_point_or_a_non_answer(book: Codebook, cell: str, code: int) -> None:
    assert ItemCells(book.item("C1_1")).code(cell) == code


@pytest.mark.parametrize(("cell", "code"), [("3,5", 7), ("3.5", 7), ("0", 0), ("3,25", UNKNOWN)])
def test_a_decimal_comma_is_read_where_it_is_used(book: Codebook, cell: str, code: int) -> None:
    assert ItemCells(book.item("C1_2"), decimal_comma=True).code(cell) == code


@pytest.mark.parametrize(("cell", "code"), [("none", 0), ("No time", 1), ("2", 1), ("3", UNKNOWN)])
def test_a_choice_is_an_option_its_text_or_its_number(book: Codebook, cell: str, code: int) -> None:
    assert ItemCells(book.item("cause")).code(cell) == code


def test_the_hint_names_what_is_accepted(book: Codebook) -> None:
    assert "0 to 4 in steps of 0.5" in ItemCells(book.item("C1_2")).hint()
    assert (
        'accepted are 1 to 5, the labels "Strongly disagree"' in ItemCells(book.item("C1_1")).hint()
    )
    assert "the options none, time" in ItemCells(book.item("cause")).hint()


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1", 0), ("1.0", 0), ("2", 1), ("South", 1), ("s\u00fcd", 1), ("", -1), ("3", UNKNOWN)],
)
def test_a_segment_is_read_by_map_and_category(book: Codebook, cell: str, code: int) -> None:
    assert SegmentCells(book.segments[1]).code(cell) == code


def test_a_segment_value_that_is_close_to_a_category_is_guessed(book: Codebook) -> None:
    hint = SegmentCells(book.segments[0]).hint(["Team leaders", "zzz"])
    assert "Team leaders may stand for team_leader" in hint
    assert "zzz" not in hint


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (float("nan"), ""), (4.0, "4"), (3.5, "3.5"), (0.1 + 0.2, "0.3"), (" a ", "a")],
)
def test_values_become_text(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(("highest", "size"), [(0, 1), (120, 1), (121, 2), (30_000, 2)])
def test_codes_take_as_few_bytes_as_what_is_counted_from_them(highest: int, size: int) -> None:
    codes = narrow([UNKNOWN, highest])
    assert codes.itemsize == size
    assert (codes - NOT_ASKED).tolist() == [UNKNOWN + 4, highest + 4]
