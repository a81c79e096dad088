from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.measurement.oracles import oracle
from tests.measurement.reference_scores import few, groups, near, of, people, populations

from alignscan.measurement.differences import difference
from alignscan.measurement.distribution import Scores
from alignscan.measurement.groups import kruskal_wallis, welch_anova


@pytest.mark.parametrize("segment", ["gender", "education"])
def test_tests_of_several_groups_equal_r(segment: str) -> None:
    for expected in oracle("bfi")["segments"][segment]["by_scale"]:
        scores = list(groups("bfi", expected["scale"], segment).values())
        welch, ranks = welch_anova(scores), kruskal_wallis(scores)
        assert welch is not None
        assert ranks is not None
        anova = expected["anova"]
        assert near(
            (welch.f, welch.df_between, welch.df_within, welch.p),
            [anova["welch"][name] for name in ("F", "df1", "df2", "p")],
        )
        assert near(
            (ranks.h, ranks.df, ranks.p), [anova["kruskal"][name] for name in ("H", "df", "p")]
        )


def test_ranks_of_small_groups_equal_r() -> None:
    found = kruskal_wallis(list(groups("edge", "S1", "group").values()))
    expected = oracle("edge")["icc_S1"]["kruskal"]
    assert found is not None
    assert near((found.h, found.df, found.p), [expected["H"], expected["df"], expected["p"]])


@few
@given(st.lists(populations(), min_size=2, max_size=5))
def test_ranks_agree_with_scipy(scores: list[Scores]) -> None:
    found = kruskal_wallis(scores)
    if found is None:
        assert len({value for group in scores for value in group.values}) == 1
        return
    expected = stats.kruskal(*map(people, scores))
    assert found.h == pytest.approx(expected.statistic, rel=1e-7, abs=1e-10)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-7)


@few
@given(populations(least=2), populations(least=2))
def test_two_groups_give_the_square_of_t(a: Scores, b: Scores) -> None:
    found, pair = welch_anova([a, b]), difference(a, b)
    if found is None or pair is None or pair.welch is None:
        return
    assert found.f == pytest.approx(pair.welch.t**2, rel=1e-8, abs=1e-20)
    assert found.df_within == pytest.approx(pair.welch.df, rel=1e-8)
    assert found.p == pytest.approx(pair.welch.p, rel=1e-7)


@few
@given(st.lists(populations(least=0), max_size=5))
def test_order_and_empty_groups_change_nothing(scores: list[Scores]) -> None:
    other = [*reversed(scores), of([])]
    assert kruskal_wallis(scores) == kruskal_wallis(other)
    one, two = welch_anova(scores), welch_anova(other)
    assert (one is None) == (two is None)
    if one and two:
        assert near(one.df_within, two.df_within)
        assert one.f == pytest.approx(two.f, rel=1e-9, abs=1e-20)


def test_what_cannot_be_tested_is_none() -> None:
    varied, alike = of([Fraction(1), Fraction(2)]), of([Fraction(2)] * 3)
    assert welch_anova([varied]) is None
    assert welch_anova([varied, alike]) is None
    assert welch_anova([varied, varied, of([Fraction(1)])]) is None
    assert kruskal_wallis([alike]) is None
    assert kruskal_wallis([alike, alike]) is None
