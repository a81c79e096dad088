from fractions import Fraction

from tests.measurement.books import rated

from alignscan.measurement.items import measure_items
from alignscan.measurement.moments import average_deviation, mean, variance

VALUES = tuple(Fraction(i) for i in range(1, 6))
UNASKED = [0, 0, 0, 0]


def test_statistics_of_counts() -> None:
    counts = (3, 3, 1, 9, 7)  # q1 of the reference data
    average, spread = mean(VALUES, counts), variance(VALUES, counts)
    assert average == Fraction(83, 23)
    assert spread == (343 - Fraction(83**2, 23)) / 22
    assert average_deviation(VALUES, (1, 0, 0, 0, 1)) == 2


def test_too_few_answers_give_none() -> None:
    nobody, one = (0, 0, 0, 0, 0), (0, 0, 1, 0, 0)
    assert (mean(VALUES, nobody), variance(VALUES, nobody)) == (None, None)
    assert average_deviation(VALUES, nobody) is None
    assert mean(VALUES, one) == 3
    assert variance(VALUES, one) is None


def test_shares_add_up_where_there_is_a_neutral_point() -> None:
    found = measure_items(rated("q"), [[*UNASKED, 3, 3, 1, 9, 7]])[0]
    shares = (found.favorable, found.neutral, found.unfavorable)
    assert shares == (Fraction(16, 23), Fraction(1, 23), Fraction(6, 23))


def test_an_even_scale_has_no_neutral_share() -> None:
    found = measure_items(rated("q", 4), [[*UNASKED, 1, 1, 1, 1]])[0]
    assert (found.favorable, found.neutral, found.unfavorable) == (
        Fraction(1, 2), None, Fraction(1, 2),
    )  # fmt: skip


def test_each_kind_of_silence_is_counted_apart() -> None:
    found = measure_items(rated("q", 2), [[1, 2, 3, 4, 5, 6]])[0]
    assert (found.not_asked, found.not_applicable, found.cannot_say, found.missing) == (1, 2, 3, 4)
    assert found.n == 11
