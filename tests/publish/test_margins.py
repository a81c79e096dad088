from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.publish.surveys import Drawn, drawn

from alignscan.publish.margins import (
    deviation,
    mean_margin,
    person_share_interval,
    share_interval,
)
from alignscan.publish.precision import Precision
from alignscan.publish.published import ShownCell

TENTH, PERCENT = Decimal("0.1"), Decimal("0.01")
FIELD = "ScoreMeasure.variance"


def precision(**more: Any) -> Precision:
    base: dict[str, Any] = {
        "mode": "confidential",
        "min_group": 5,
        "ends": (Fraction(1), Fraction(5)),
        "agreement_limit": None,
        "complete": False,
    }
    return Precision(**(base | more))


def margin(n: int, variance: Fraction = Fraction(1), mean: str = "3.0", **more: Any) -> Decimal:
    found = mean_margin(Decimal(mean), n, variance, FIELD, precision(**more))
    assert found is not None
    return found


def up(value: float, step: Decimal = TENTH) -> Decimal:
    return (Decimal(value) / step).quantize(Decimal(1), ROUND_CEILING) * step


@given(st.integers(30, 5000), st.fractions(Fraction(1, 50), 4))
def test_from_thirty_on_a_margin_is_that_of_student(n: int, variance: Fraction) -> None:
    half = float(stats.t.ppf(0.975, n - 1)) * sqrt(variance / n)
    assert margin(n, variance) == max(up(half), TENTH)


@given(st.integers(2, 29), st.fractions(0, 4))
def test_below_thirty_the_spread_of_the_answers_plays_no_part(n: int, variance: Fraction) -> None:
    assert margin(n, variance) == margin(n, Fraction(0))


@given(st.integers(2, 500), st.fractions(0, 4))
def test_where_means_are_coarse_the_spread_plays_no_part_either(n: int, v: Fraction) -> None:
    found = margin(n, v, mean_step=Decimal("0.5"))
    half = float(stats.t.ppf(0.975, n - 1)) * sqrt(4 / (n - 1))
    assert found == max(up(half), TENTH)


def test_a_coarse_mean_beyond_the_end_of_the_scale_is_taken_as_the_end() -> None:
    ends = (Fraction(0), Fraction("0.9"))
    assert margin(20, mean="1.0", mean_step=Decimal("0.2"), ends=ends) == TENTH


@pytest.mark.parametrize(
    "more", [{"mode": "self"}, {"mode": "team", "complete": True}, {"population": 40}]
)
def test_there_is_no_sampling_error_where_nobody_is_left_out(more: dict[str, Any]) -> None:
    assert mean_margin(Decimal(3), 40, Fraction(1), FIELD, precision(**more)) is None
    assert share_interval(Decimal("0.50"), 40, precision(**more)) == (None, None)
    found = person_share_interval(Decimal("0.50"), 40, Fraction(1, 9), precision(**more))
    assert found == (None, None)


@given(st.integers(30, 200), st.integers(1, 300))
def test_a_finite_population_narrows_a_margin_by_the_share_left_out(n: int, more: int) -> None:
    factor = sqrt(more / (n + more))
    half = float(stats.t.ppf(0.975, n - 1)) * sqrt(1 / n)
    assert margin(n, population=n + more) == max(up(half * factor), TENTH)


def test_the_interval_of_a_share_is_made_of_the_published_share_and_n() -> None:
    low, high = share_interval(Decimal("0.31"), 263, precision())
    assert (low, high) == (Decimal("0.26"), Decimal("0.37"))  # Newcombe (1998): .2553 to .3662
    low, high = share_interval(Decimal("0.50"), 50, precision(population=100))
    assert (low, high) == (Decimal("0.40"), Decimal("0.60"))  # n* = 99, not 50


def test_the_share_of_persons_has_an_interval_of_a_mean() -> None:
    low, high = person_share_interval(Decimal("0.50"), 100, Fraction(1, 25), precision())
    assert (low, high) == (Decimal("0.46"), Decimal("0.54"))  # 1.984 * .2 / 10 = .0397
    narrow = person_share_interval(Decimal("0.50"), 20, Fraction(0), precision())
    wide = person_share_interval(Decimal("0.50"), 20, Fraction(1, 4), precision())
    assert narrow == wide  # below thirty from share and n alone
    assert person_share_interval(Decimal("0.99"), 40, Fraction(1, 9), precision())[1] == 1


def test_a_spread_of_nothing_is_not_published_in_confidence() -> None:
    for n, variance, found in ((29, 1, None), (30, 1, "1.0"), (30, 0, None)):
        sd = deviation(Fraction(variance), n, FIELD, precision())
        assert sd == (None if found is None else Decimal(found))
    assert deviation(Fraction(0), 3, FIELD, precision(mode="team")) == 0
    assert deviation(Fraction(1), 40, FIELD, precision(mean_step=Decimal("0.2"))) is None


def figures(one: Drawn) -> list[tuple[Any, Any, str]]:
    """Return the published figures of items and scores with what they were measured as."""
    out: list[tuple[Any, Any, str]] = []
    for cell, measured in zip(one.published.cells, one.measures.cells, strict=True):
        assert isinstance(cell, ShownCell)
        out += [(f, measured.items[id], "mean") for id, f in cell.items.items()]
        out += [(f, measured.scales[id], "score") for id, f in cell.conditions.items() if f.n]
    return out


@pytest.mark.parametrize("seed", range(3))
def test_published_spreads_are_those_of_the_measures_at_their_step(seed: int) -> None:
    seen = 0
    for shown, measured, mean in figures(drawn(seed, skipping=0.05)):
        if shown.sd is None:
            assert measured.n < 30 or getattr(shown, mean) is None
            continue
        seen += 1
        assert abs(float(shown.sd) - sqrt(measured.variance)) <= 0.05 + 1e-9
        half = float(stats.t.ppf(0.975, measured.n - 1)) * sqrt(measured.variance / measured.n)
        assert shown.margin == max(up(half), TENTH)
    assert seen > 20


@pytest.mark.parametrize(("n", "published"), [(29, False), (30, True)])
def test_spreads_wait_for_thirty_answers(n: int, published: bool) -> None:
    one = drawn(1, (n,))
    overall = one.cell("overall")
    assert all((item.sd is not None) == published for item in overall.items.values())
    assert (overall.conditions["direction"].sd is not None) == published
    assert all(item.margin is not None for item in overall.items.values())
    assert all(item.favorable_low is not None for item in overall.items.values())


def test_nothing_finer_stands_beside_what_is_withheld_or_banded() -> None:
    for seed in range(4):
        for cell in drawn(seed, (40, 6, 3), skipping=0.1).published.cells:
            if not isinstance(cell, ShownCell):
                continue
            for item in cell.items.values():
                assert item.mean is not None or {item.margin, item.sd} == {None}
                assert item.favorable is not None or item.favorable_low is None
            for score in (*cell.conditions.values(), *cell.practices.values()):
                finer = {score.sd, score.average_deviation, score.alpha, score.rwg}
                assert score.score is not None or finer | {score.margin} == {None}
                assert score.step == TENTH or finer == {None}
