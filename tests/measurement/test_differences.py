from fractions import Fraction
from itertools import product
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats
from tests.measurement.oracles import oracle
from tests.measurement.reference_scores import few, groups, near, of, people, populations

from alignscan.measurement.differences import (
    Difference,
    cliff_band,
    difference,
    hedges_correction,
    pairwise,
    rank_test,
    versus_rest,
)
from alignscan.measurement.distribution import Scores
from alignscan.measurement.multiplicity import benjamini_hochberg, holm

Found = list[tuple[Any, Difference]]


def compared(name: str) -> Found:
    """Return each comparison of R beside the one found here, in R's order."""
    expected = oracle("bfi")[name]
    return [(values, _compared(values)) for values in expected]


def _compared(values: Any) -> Difference:
    segment, a = values["a"].split("=")
    scores = groups("bfi", values["scale"], segment)
    if values["b"] == "rest":
        return versus_rest(scores)[a]
    return pairwise(scores)[a, values["b"].split("=")[1]]


FAMILIES = [
    "comparisons_gender",
    "comparisons_education_all_pairs_family50",
    "comparisons_education_vs_rest_family25",
]


@pytest.mark.parametrize("name", FAMILIES)
def test_differences_equal_r(name: str) -> None:
    for expected, found in compared(name):
        assert (found.n_a, found.n_b) == (expected["n_a"], expected["n_b"])
        assert near(found.mean_a, expected["mean_a"])
        assert near(found.mean_b, expected["mean_b"])
        assert near(found.difference, expected["diff"])
        assert_welch_equals(found, expected)
        assert_spread_equals(found, expected)
        assert near(found.ranks.u, expected["U_a"])
        assert near(found.ranks.cliffs_delta, expected["cliffs_delta"])
        assert near(found.ranks.p, expected["p_mw_cc"])
        assert near(found.ranks.p_uncorrected, expected["p_mw_nocc"])


def assert_welch_equals(found: Difference, expected: Any) -> None:
    welch = found.welch
    assert welch is not None
    assert near(welch.standard_error, expected["se_welch"])
    assert near(welch.t, expected["t_welch"])
    assert near(welch.df, expected["df_welch"])
    assert near(welch.p, expected["p_welch"])
    assert near(welch.interval, [expected["ci_lo"], expected["ci_hi"]])


def assert_spread_equals(found: Difference, expected: Any) -> None:
    spread, df = found.spread, found.n_a + found.n_b - 2
    assert spread is not None
    assert near(spread.student_p, expected["p_student"])
    assert near(spread.cohens_d, expected["cohens_d"])
    assert near(spread.hedges_g, expected["hedges_g"])
    assert near(spread.hedges_g_unpooled, expected["hedges_g_unpooled"])
    assert near(spread.cohens_d * (1 - 3 / (4 * df - 1)), expected["hedges_g_approxJ"])


@pytest.mark.parametrize("name", FAMILIES)
def test_intervals_of_g_equal_r_where_r_converged(name: str) -> None:
    """R's optimizer stops early for 3 of 80 intervals; those miss their own probability."""
    for expected, found in compared(name):
        assert found.spread is not None
        pairs = zip(found.spread.hedges_interval, ("lo", "hi"), (0.975, 0.025), strict=True)
        for end, side, p in pairs:
            theirs = expected[f"hedges_g_ci_{side}"]
            assert reached(found, end) == pytest.approx(p, abs=1e-5)
            if reached(found, theirs) == pytest.approx(p, abs=1e-6):
                assert end == pytest.approx(theirs, rel=1e-5, abs=1e-6)


def reached(found: Difference, g: float) -> float:
    """Return how probable a smaller t than the one observed is if g were the effect."""
    assert found.spread is not None
    df, per_t = found.n_a + found.n_b - 2, sqrt(1 / found.n_a + 1 / found.n_b)
    shift = g / hedges_correction(df) / per_t
    return float(special.nctdtr(df, shift, found.spread.cohens_d / per_t))


@pytest.mark.parametrize("name", FAMILIES)
def test_families_of_differences_equal_r(name: str) -> None:
    rows = compared(name)
    p = [found.welch.p for _, found in rows if found.welch is not None]
    assert near(holm(p), [expected["p_holm"] for expected, _ in rows])
    assert near(benjamini_hochberg(p), [expected["p_bh"] for expected, _ in rows])


def test_the_correction_and_delta_equal_published_values() -> None:
    cases = {case["id"]: case for case in oracle("literature")["cases"]}
    found = [hedges_correction(df) for df in cases["hedges_J"]["input"]["df"]]
    assert near(found, cases["hedges_J"]["computed"])
    assert near(found, cases["hedges_J"]["published"], 1e-7)
    cliff = cases["cliffs_delta_effsize"]
    a, b = (of([Fraction(v) for v in cliff["input"][name]]) for name in "ab")
    assert rank_test(a, b).cliffs_delta == cliff["published"]


@pytest.mark.filterwarnings("ignore:Precision loss")
@few
@given(populations(least=2), populations(least=2))
def test_tests_agree_with_scipy(a: Scores, b: Scores) -> None:
    found = difference(a, b)
    assert found is not None
    if found.welch is None or found.ranks.p is None:
        return
    expected = stats.ttest_ind(people(a), people(b), equal_var=False)
    interval = expected.confidence_interval(0.95)
    assert found.welch.t == pytest.approx(expected.statistic, rel=1e-7)
    assert found.welch.p == pytest.approx(expected.pvalue, rel=1e-7)
    assert found.welch.interval == pytest.approx((interval.low, interval.high), rel=1e-7)
    ranks = stats.mannwhitneyu(people(a), people(b), method="asymptotic")
    assert found.ranks.u == ranks.statistic
    assert found.ranks.p == pytest.approx(ranks.pvalue, rel=1e-9)


@few
@given(populations(), populations())
def test_u_counts_the_pairs(a: Scores, b: Scores) -> None:
    pairs = list(product(people(a), people(b)))
    above, below = sum(x > y for x, y in pairs), sum(x < y for x, y in pairs)
    found = rank_test(a, b)
    assert found.cliffs_delta == Fraction(above - below, len(pairs))
    assert found.u == above + Fraction(len(pairs) - above - below, 2)


@few
@given(populations(), populations())
def test_differences_turn_around(a: Scores, b: Scores) -> None:
    there, back = difference(a, b), difference(b, a)
    assert there is not None
    assert back is not None
    assert there.difference == -back.difference
    assert there.ranks.cliffs_delta == -back.ranks.cliffs_delta
    assert there.ranks.p == back.ranks.p
    assert (there.welch is None) == (back.welch is None)
    if there.welch and back.welch:
        assert near(there.welch.t, -back.welch.t)
        assert near(there.welch.p, back.welch.p)
        assert near(there.welch.interval[0], -back.welch.interval[1])
    if there.spread and back.spread:
        assert there.spread.hedges_g == pytest.approx(-back.spread.hedges_g)
        low, high = back.spread.hedges_interval
        assert there.spread.hedges_interval == pytest.approx((-high, -low), rel=1e-5, abs=1e-6)


@few
@given(populations(), populations(), st.fractions(-3, 3, max_denominator=6))
def test_adding_a_constant_changes_no_difference(a: Scores, b: Scores, shift: Fraction) -> None:
    before, after = difference(a, b), difference(_shifted(a, shift), _shifted(b, shift))
    assert before is not None
    assert after is not None
    assert before.difference == after.difference
    assert (before.welch, before.spread, before.ranks) == (after.welch, after.spread, after.ranks)


def _shifted(scores: Scores, shift: Fraction) -> Scores:
    pairs = zip(scores.values, scores.counts, strict=True)
    return of([value + shift for value, count in pairs for _ in range(count)])


@few
@given(st.dictionaries(st.sampled_from("abcd"), populations(least=0)))
def test_the_rest_never_contains_the_segment(found: dict[str, Scores]) -> None:
    everybody = sum(scores.n for scores in found.values())
    for name, one in versus_rest(found).items():
        assert one.n_a == found[name].n
        assert one.n_a + one.n_b == everybody
        assert one.mean_a * one.n_a + one.mean_b * one.n_b == sum(s.total for s in found.values())


@few
@given(st.dictionaries(st.sampled_from("abcd"), populations(least=0)))
def test_every_pair_is_compared_once(found: dict[str, Scores]) -> None:
    some = [name for name, scores in found.items() if scores.n]
    assert len(pairwise(found)) == len(some) * (len(some) - 1) // 2


@pytest.mark.parametrize(("a", "b"), [([3], [4]), ([3, 3], [4, 4]), ([3], [4, 4, 4])])
def test_without_variation_there_is_a_difference_but_no_test(a: list[int], b: list[int]) -> None:
    found = difference(of([Fraction(x) for x in a]), of([Fraction(x) for x in b]))
    assert found is not None
    assert found.difference == -1
    assert (found.welch, found.spread) == (None, None)
    assert found.ranks.cliffs_delta == -1


def test_one_group_without_variation_is_enough_for_a_test() -> None:
    found = difference(of([Fraction(3)] * 3), of([Fraction(1), Fraction(5), Fraction(4)]))
    assert found is not None
    assert found.welch is not None
    assert found.welch.df == 2


def test_nobody_differs_from_nobody() -> None:
    assert difference(of([]), of([Fraction(1)])) is None
    with pytest.raises(ValueError, match="nobody"):
        rank_test(of([]), of([Fraction(1)]))


def test_everybody_tied_has_no_rank_p() -> None:
    found = rank_test(of([Fraction(3)] * 4), of([Fraction(3)] * 5))
    assert found.cliffs_delta == 0
    assert (found.p, found.p_uncorrected) == (None, None)


def test_the_correction_needs_more_than_one_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="more than one"):
        hedges_correction(1)


@pytest.mark.parametrize(
    ("delta", "band"),
    [(0, "negligible"), (0.146, "negligible"), (-0.147, "small"), (0.33, "medium"), (-1, "large")],
)
def test_delta_in_words(delta: float, band: str) -> None:
    assert cliff_band(delta) == band
