from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_scores import few, near, of

from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.paired import (
    Gap,
    PairedGap,
    differences_of,
    gap_of_differences,
    paired_gap,
    pairs_of,
    signed_ranks,
)
from alignscan.measurement.tables_pairs import PairRow

Ratings = list[tuple[int, int]]
ratings = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=20)


def pairs(rows: Ratings) -> list[PairRow]:
    """Return one row for each person: what is now, what is wished."""
    return [PairRow(Fraction(now), Fraction(wish), 1) for now, wish in rows]


def services() -> list[tuple[dict[str, float], list[PairRow]]]:
    """Return R's values for each service, and importance (now) and satisfaction (wish) of it."""
    data = answers("gap")
    return [
        (
            gap,
            pairs([(int(r[f"imp_{gap['domain']}"]), int(r[f"sat_{gap['domain']}"])) for r in data]),
        )
        for gap in oracle("gap")["gaps"]
    ]


def test_paired_gaps_equal_r() -> None:
    for expected, rows in services():
        found = paired_gap(pairs_of(rows))
        assert found is not None
        assert_paired_equals(found, expected)
        assert_gap_equals(found.gap, expected)
        ranks = signed_ranks(differences_of(rows))
        assert near(ranks.v, expected["wilcoxon_V"])
        assert near(ranks.p, expected["wilcoxon_p"])


def assert_paired_equals(found: PairedGap, expected: dict[str, float]) -> None:
    assert found.gap.n == expected["n_pairs"] == expected["n1"] == expected["n2"]
    assert near(found.mean_a, expected["mean2"])
    assert near(found.mean_b, expected["mean1"])
    assert near(found.deviation_a, expected["sd2"])
    assert near(found.deviation_b, expected["sd1"])
    assert near(found.correlation, expected["r12"])
    assert near(found.correlation, expected["r_sat_imp"])
    assert near(found.d_average, expected["d_av"])
    assert near(found.g_average, expected["g_av_exactJ"])


def assert_gap_equals(found: Gap, expected: dict[str, float]) -> None:
    assert near(found.mean, expected["mean_diff"])
    assert near(found.deviation, expected["sd_diff"])
    assert near((found.t, found.df, found.p), [expected[name] for name in ("t", "df", "p")])
    assert near(found.interval, [expected["ci_lo"], expected["ci_hi"]])
    assert near(found.d_z, expected["d_z"])


def test_the_family_of_gaps_equals_r() -> None:
    rows = services()
    found = [paired_gap(pairs_of(rows)) for _, rows in rows]
    p = [gap.gap.p for gap in found if gap is not None and gap.gap.p is not None]
    assert near(holm(p), [expected["p_holm"] for expected, _ in rows])
    assert near(benjamini_hochberg(p), [expected["p_bh"] for expected, _ in rows])


def test_the_ranks_of_importance_equal_r() -> None:
    found = {expected["domain"]: paired_gap(pairs_of(rows)) for expected, rows in services()}
    for domain, mean in oracle("gap")["stated_importance_rank"].items():
        gap = found[domain]
        assert gap is not None
        assert near(gap.mean_b, mean)


@pytest.mark.filterwarnings("ignore:Precision loss")
@few
@given(ratings)
def test_gaps_agree_with_scipy(rows: Ratings) -> None:
    found = paired_gap(pairs_of(pairs(rows)))
    assert found is not None
    if found.gap.interval is None:
        return
    wish, now = [w for _, w in rows], [n for n, _ in rows]
    expected = stats.ttest_rel(wish, now)
    interval = expected.confidence_interval(0.95)
    assert found.gap.t == pytest.approx(expected.statistic, rel=1e-7, abs=1e-12)
    assert found.gap.p == pytest.approx(expected.pvalue, rel=1e-7)
    assert found.gap.interval == pytest.approx((interval.low, interval.high), rel=1e-7, abs=1e-12)
    if found.correlation is not None:
        assert found.correlation == pytest.approx(stats.pearsonr(wish, now).statistic, abs=1e-9)


@few
@given(ratings)
def test_signed_ranks_agree_with_scipy(rows: Ratings) -> None:
    found = signed_ranks(differences_of(pairs(rows)))
    assert found.n == sum(now != wish for now, wish in rows)
    if found.p is None:
        assert found.n == 0
        return
    gaps = [wish - now for now, wish in rows if wish != now]
    ranks = stats.rankdata([abs(gap) for gap in gaps])
    assert found.v == sum(rank for rank, gap in zip(ranks, gaps, strict=True) if gap > 0)
    expected = stats.wilcoxon(gaps, correction=True, method="approx")
    assert found.p == pytest.approx(expected.pvalue, rel=1e-9)


@few
@given(ratings)
def test_gaps_turn_around(rows: Ratings) -> None:
    there = paired_gap(pairs_of(pairs(rows)))
    back = paired_gap(pairs_of(pairs([(wish, now) for now, wish in rows])))
    assert there is not None
    assert back is not None
    assert there.gap.mean == -back.gap.mean
    assert there.gap.p == back.gap.p
    assert there.correlation == back.correlation
    assert there.deviation_a == back.deviation_b


@few
@given(ratings, st.integers(0, 20))
def test_pairs_add_up(rows: Ratings, cut: int) -> None:
    assert pairs_of(pairs(rows[:cut])) + pairs_of(pairs(rows[cut:])) == pairs_of(pairs(rows))


@few
@given(ratings)
def test_differences_alone_give_the_same_gap(rows: Ratings) -> None:
    whole = paired_gap(pairs_of(pairs(rows)))
    scores = differences_of(pairs(rows))
    assert whole is not None
    assert gap_of_differences(scores.n, scores.total, scores.squares) == whole.gap


def test_pairing_is_more_precise_than_two_errors() -> None:
    found = paired_gap(pairs_of(pairs([(1, 2), (3, 4), (5, 7), (2, 3)])))
    assert found is not None
    assert found.gap.deviation == pytest.approx(0.5)
    assert (found.deviation_a or 0) / sqrt(2) > 0.5


def test_what_does_not_vary_has_no_test() -> None:
    assert paired_gap(pairs_of([])) is None
    one = paired_gap(pairs_of(pairs([(2, 4)])))
    assert one is not None
    assert one.gap.mean == 2
    assert (one.gap.t, one.gap.deviation, one.d_average) == (None, None, None)
    same = paired_gap(pairs_of(pairs([(2, 4), (3, 5)])))
    assert same is not None
    assert same.gap.mean == 2
    assert same.gap.deviation == 0
    assert (same.gap.p, same.gap.interval) == (None, None)
    assert same.correlation == 1
    assert signed_ranks(of([Fraction(0)] * 3)).p is None
