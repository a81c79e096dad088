from fractions import Fraction

import pytest
from tests.measurement.books import book_of, rated

from alignscan.measurement.scores import index, is_scored
from alignscan.measurement.units import ScoreRow, score_key, whole_weights


@pytest.mark.parametrize(
    ("applicable", "answered", "scored"),
    [(6, 3, True), (6, 2, False), (5, 3, True), (5, 2, False), (1, 1, True), (0, 0, False)],
)
def test_half_of_the_applicable_items_make_a_score(
    applicable: int, answered: int, scored: bool
) -> None:
    assert is_scored(ScoreRow(applicable, answered, answered, 0, 0, 1)) is scored


def test_the_index_runs_from_0_to_100() -> None:
    low, high = Fraction(1), Fraction(5)
    assert [index(Fraction(x), low, high) for x in (1, 2, 5)] == [0, 25, 100]
    with pytest.raises(ValueError, match="above its low end"):
        index(low, low, low)


def test_whole_weights_are_the_smallest_in_proportion() -> None:
    assert whole_weights([Fraction(1, 2), Fraction(1, 3)]) == [3, 2]
    assert whole_weights([Fraction(4), Fraction(6)]) == [2, 3]
    assert whole_weights([]) == []


def test_units_hold_every_value_of_mixed_scales() -> None:
    book = book_of([rated("q", 4), rated("r", 6)])
    assert score_key(book, book.scales[0]).unit == 15
