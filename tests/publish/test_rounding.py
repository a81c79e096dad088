from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignscan.publish.rounding import mean_range, rounded, share_range

TENTH, PERCENT = Decimal("0.1"), Decimal("0.01")
ENDS = (Fraction(1), Fraction(5))


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (Fraction(69, 20), TENTH, "3.5"),  # 3.45
        (Fraction(335, 100), TENTH, "3.4"),  # 3.35, which a float would round down
        (Fraction(344, 100), TENTH, "3.4"),
        (Fraction(3), TENTH, "3.0"),
        (Fraction(1, 8), PERCENT, "0.13"),
        (Fraction(1, 3), Decimal("0.000001"), "0.333333"),
        (Fraction(0), Decimal("0.000001"), "0.000000"),
        (Fraction(-1, 100), TENTH, "0.0"),
    ],
)
def test_a_tie_goes_up_and_the_text_has_the_digits_of_its_step(
    value: Fraction, step: Decimal, text: str
) -> None:
    assert str(rounded(value, step)) == text


@given(st.fractions(-100, 100), st.sampled_from([TENTH, PERCENT]))
def test_a_rounded_value_lies_within_half_a_step(value: Fraction, step: Decimal) -> None:
    assert abs(Fraction(rounded(value, step)) - value) <= Fraction(step) / 2


@given(st.integers(3, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_of_nearly_all_or_nearly_none_is_a_band_that_holds_it(
    case: tuple[int, int],
) -> None:
    count, n = case
    band = share_range(Fraction(count), n, PERCENT)
    assert (band is not None) == (count <= 2 or count >= n - 2)
    if band is not None:
        assert band[0] <= Decimal(count) / n <= band[1]
        held = [c for c in range(n + 1) if band[0] <= Decimal(c) / n <= band[1]]
        assert len(held) >= min(3, n)


@given(st.integers(3, 300).flatmap(lambda n: st.tuples(st.integers(n, 5 * n), st.just(n))))
def test_a_mean_near_an_end_is_a_band_that_holds_it(case: tuple[int, int]) -> None:
    total, n = case
    mean = Fraction(total, n)
    band = mean_range(mean, n, ENDS, TENTH)
    assert (band is not None) == (total <= n + 2 or total >= 5 * n - 2)
    if band is not None:
        assert band[0] <= mean <= band[1]
        held = [t for t in range(n, 5 * n + 1) if band[0] <= Fraction(t, n) <= band[1]]
        assert len(held) >= 3


def test_the_band_of_ten_people_is_the_one_in_the_documents() -> None:
    assert mean_range(Fraction(49, 10), 10, ENDS, TENTH) == (Decimal("4.8"), Decimal("5.0"))
    assert mean_range(Fraction(12, 10), 10, ENDS, TENTH) == (Decimal("1.0"), Decimal("1.2"))
    assert share_range(Fraction(9), 10, PERCENT) == (Decimal("0.80"), Decimal("1.00"))
    assert share_range(Fraction(1), 10, PERCENT) == (Decimal("0.00"), Decimal("0.20"))
