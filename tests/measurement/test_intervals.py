from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignscan.measurement.intervals import margin_from_mean, margin_t, wilson


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (81, 263, 0.2552885198782743, 0.36620957698280016),
        (15, 148, 0.06238639953073628, 0.160487241723308),
        (0, 20, 0.0, 0.1611251580528193),
        (1, 29, 0.006113214292762661, 0.17175521879320282),
        (1, 1, 0.2065493143772375, 1.0),
        (1, 1000, 0.00017654637062607817, None),
    ],
)
def test_wilson_equals_published_values(count: int, n: int, low: float, high: float | None) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, and R's prop.test."""
    found = wilson(count, n)
    assert found[0] == pytest.approx(low, rel=1e-9, abs=1e-15)
    assert high is None or found[1] == pytest.approx(high, rel=1e-9)


@pytest.mark.parametrize(("count", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_impossible_counts(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="a share needs"):
        wilson(count, n)


@settings(max_examples=40)
@given(st.integers(1, 10**6), st.floats(0, 1))
def test_wilson_holds_the_share_and_stays_in_0_to_1(n: int, share: float) -> None:
    low, high = wilson(share * n, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_the_t_margin_equals_that_of_r() -> None:
    """Groups G3 and G5 of the reference data: n 4, sd .5443310539518172 and .6333333333333332."""
    assert 3 - margin_t(4, 0.5443310539518172**2) == pytest.approx(2.1338478242499264, rel=1e-9)
    found = 3.4833333333333334 + margin_t(4, 0.6333333333333332**2)
    assert found == pytest.approx(4.491107996673174, rel=1e-9)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=2, max_size=40))
def test_no_answers_have_a_wider_margin_than_their_mean_allows(answers: list[int]) -> None:
    n, mean = len(answers), sum(answers) / len(answers)
    variance = sum((x - mean) ** 2 for x in answers) / (n - 1)
    assert margin_t(n, variance) <= margin_from_mean(n, mean, 1, 5) + 1e-6


def test_the_widest_margin_is_reached_at_the_ends_of_the_scale() -> None:
    variance = 4 * 4 / 3  # 1, 1, 5, 5
    assert margin_from_mean(4, 3, 1, 5) == pytest.approx(margin_t(4, variance))
    assert margin_from_mean(4, 3, 1, 5) == pytest.approx(3.182446305284263 * sqrt(4 / 3))


@pytest.mark.parametrize("n", [0, 1])
def test_margins_need_two_people(n: int) -> None:
    with pytest.raises(ValueError, match="at least two"):
        margin_t(n, 1.0)
    with pytest.raises(ValueError, match="at least two"):
        margin_from_mean(n, 3, 1, 5)


def test_margins_refuse_impossible_values() -> None:
    with pytest.raises(ValueError, match="never negative"):
        margin_t(5, -1.0)
    with pytest.raises(ValueError, match="outside the scale"):
        margin_from_mean(5, 5.1, 1, 5)
