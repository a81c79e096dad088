from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.measurement.oracles import oracle
from tests.measurement.reference_scores import few, groups, item_scores, near

from alignscan.measurement.intervals import wilson
from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.proportions import (
    clopper_pearson,
    finite_margin,
    finite_wilson,
    mean_bounds,
    share_bounds,
    share_difference,
)

counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
peopled = st.tuples(counts, st.integers(0, 60)).map(lambda c: (*c[0], c[0][1] + c[1]))


def test_differences_of_shares_equal_r() -> None:
    expected = oracle("bfi")["favourable_gender_diff_family25"]
    p = []
    for row in expected:
        (yes_1, n_1), (yes_2, n_2) = (favorable(row["item"], level) for level in "12")
        assert (yes_1, n_1, yes_2, n_2) == tuple(row[k] for k in ("fav_1", "n_1", "fav_2", "n_2"))
        found = share_difference(yes_1, n_1, yes_2, n_2)
        assert near(found.difference, row["diff"])
        assert near(found.interval, [row["newcombe_lo"], row["newcombe_hi"]])
        assert near((found.chi_square, found.p), [row["chisq_nocc"], row["p_value"]])
        p.append(found.p or 0.0)
    assert near(holm(p), [row["p_holm"] for row in expected])
    assert near(benjamini_hochberg(p), [row["p_bh"] for row in expected])


def favorable(item: str, gender: str) -> tuple[int, int]:
    answers = item_scores("bfi", item, "gender", gender)
    pairs = zip(answers.values, answers.counts, strict=True)
    return sum(count for value, count in pairs if value >= 5), answers.n


def test_intervals_of_shares_equal_published_values() -> None:
    cases = {case["id"]: case for case in oracle("literature")["cases"]}
    case = cases["newcombe_diff_1998_a"]
    found = share_difference(*(case["input"][name] for name in ("x1", "n1", "x2", "n2")))
    assert near(found.interval, case["computed"])
    assert found.interval == pytest.approx(case["published"], abs=5e-5)
    for one in (case for id, case in cases.items() if id.startswith("wilson_")):
        interval = wilson(one["input"]["x"], one["input"]["n"])
        assert interval == pytest.approx(one["computed"], rel=1e-9, abs=1e-16)
        assert interval == pytest.approx(one["published"], abs=5e-5)


def test_extreme_shares_equal_r() -> None:
    data = oracle("edge")
    for case in data["wilson_extremes"]:
        assert near(clopper_pearson(case["x"], case["n"]), case["clopper_pearson"])
        assert wilson(case["x"], case["n"]) == pytest.approx(case["wilson"], rel=1e-9, abs=1e-16)


@pytest.mark.parametrize("name", ["bfi", "edge", "employee_survey", "gap"])
def test_exact_intervals_equal_r(name: str) -> None:
    for item in oracle(name)["items"]:
        for share in (item[key] for key in ("favourable", "neutral", "unfavourable")):
            assert near(clopper_pearson(share["count"], share["n"]), share["clopper_pearson"])


def test_finite_populations_equal_r() -> None:
    scores = groups("edge", "S1", "group")
    for group in oracle("edge")["segments"]:
        one, size, share = scores[group["group"]], group["headcount"], group["q1_fav"]
        if one.variance is not None and one.mean is not None:
            margin, center = finite_margin(one.n, one.variance, size), float(one.mean)
            assert near([center - margin, center + margin], group["ci_t_fpc"])
        if "wilson_fpc" in share:
            found = finite_wilson(share["count"], share["n"], size)
            assert near(found, share["wilson_fpc"])
            n = share["n"]
            assert near(Fraction(n * (size - 1), size - n), share["n_eff_fpc"])
        assert near(Fraction(group["rows"], size), group["response_rate"])


def test_a_complete_team_has_no_sampling_error() -> None:
    assert finite_margin(7, 1.5, 7) == 0
    assert finite_wilson(2, 7, 7) == (2 / 7, 2 / 7)


@few
@given(counts, counts)
def test_chi_square_agrees_with_scipy(a: tuple[int, int], b: tuple[int, int]) -> None:
    found = share_difference(*a, *b)
    if found.chi_square is None:
        assert a[0] + b[0] in (0, a[1] + b[1])
        return
    table = [[a[0], a[1] - a[0]], [b[0], b[1] - b[0]]]
    expected = stats.chi2_contingency(table, correction=False)
    assert found.chi_square == pytest.approx(expected.statistic, rel=1e-9, abs=1e-12)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-9)


@few
@given(counts, counts)
def test_differences_of_shares_turn_around(a: tuple[int, int], b: tuple[int, int]) -> None:
    there, back = share_difference(*a, *b), share_difference(*b, *a)
    assert there.difference == -back.difference
    assert there.p == back.p
    assert there.interval == pytest.approx((-back.interval[1], -back.interval[0]))
    assert -1 <= there.interval[0] <= there.difference + 1e-12
    assert there.difference - 1e-12 <= there.interval[1] <= 1


@few
@given(counts)
def test_exact_intervals_agree_with_scipy(case: tuple[int, int]) -> None:
    expected = stats.binomtest(*case).proportion_ci(0.95, "exact")
    assert clopper_pearson(*case) == pytest.approx((expected.low, expected.high), rel=1e-9)


@few
@given(peopled)
def test_whatever_the_silent_think_lies_in_the_bounds(case: tuple[int, int, int]) -> None:
    count, n, population = case
    found = share_bounds(count, n, population)
    silent = population - n
    assert found.low == Fraction(count, population)
    assert found.high == Fraction(count + silent, population)
    assert found.high - found.low == 1 - found.response_rate


def test_bounds_of_a_mean() -> None:
    found = mean_bounds(Fraction(12), 4, 8, Fraction(1), Fraction(5))
    assert (float(found.low), float(found.high)) == (2, 4)
    assert found.response_rate == Fraction(1, 2)


@few
@given(peopled)
def test_finite_intervals_are_narrower(case: tuple[int, int, int]) -> None:
    count, n, population = case
    low, high = finite_wilson(count, n, population)
    whole = wilson(count, n)
    assert whole[0] - 1e-12 <= low <= count / n + 1e-12
    assert count / n - 1e-12 <= high <= whole[1] + 1e-12


def test_a_large_population_corrects_nothing() -> None:
    assert finite_wilson(3, 10, 10**15) == pytest.approx(wilson(3, 10))
    assert finite_margin(10, 2, 10**15) == pytest.approx(2.2621571627409915 * sqrt(0.2))


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="more people"):
        share_bounds(1, 5, 4)
    with pytest.raises(ValueError, match="more people"):
        finite_wilson(1, 5, 4)
    with pytest.raises(ValueError, match="between 0"):
        share_bounds(6, 5, 9)
    with pytest.raises(ValueError, match="outside the scale"):
        mean_bounds(Fraction(30), 5, 9, Fraction(1), Fraction(5))
    with pytest.raises(ValueError, match="needs two people"):
        finite_margin(1, 1.0, 9)
    for wrong in (finite_wilson(0, 1, 1), clopper_pearson(0, 1)):
        assert wrong[0] == 0
    with pytest.raises(ValueError, match="needs somebody"):
        finite_wilson(0, 0, 4)
    with pytest.raises(ValueError, match="needs somebody"):
        clopper_pearson(0, 0)


def test_finite_populations_by_hand() -> None:
    """Half of 8 people answered: s = 1, t(3) = 3.182, 3.182 * sqrt(4 / 8 * 1 / 4) = 1.125.

    Of 10 of 20 people 5 agree: n* = 10 * 19 / 10 = 19, and 1.96 / (2 * sqrt(19 + 3.84)) = 0.20505.
    """
    assert finite_margin(4, 1, 8) == pytest.approx(1.1252, abs=5e-5)
    assert finite_wilson(5, 10, 20) == pytest.approx((0.29495, 0.70505), abs=5e-6)


def test_worst_cases_by_hand() -> None:
    """6 of 8 answers are favorable and 10 people were asked: 60 to 80 %, a response of 80 %."""
    found = share_bounds(6, 8, 10)
    assert (found.low, found.high, found.response_rate) == (
        Fraction(3, 5),
        Fraction(4, 5),
        Fraction(4, 5),
    )
    mean = mean_bounds(Fraction(30), 8, 10, Fraction(1), Fraction(5))
    assert (mean.low, mean.high) == (Fraction(16, 5), Fraction(4))
