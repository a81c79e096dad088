from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.measurement.books import rated

from alignscan.measurement.items import measure_items
from alignscan.measurement.measures import ItemMeasure, ScoreMeasure
from alignscan.publish.figures import item_figures, score_figures
from alignscan.publish.precision import Precision
from alignscan.publish.published import ItemFigures, ScoreFigures

TENTH = Decimal("0.1")
COUNTS = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda c: sum(c) > 0)


def precision(**more: Any) -> Precision:
    base: dict[str, Any] = {
        "mode": "confidential",
        "min_group": 5,
        "ends": (Fraction(1), Fraction(5)),
        "agreement_limit": None,
        "complete": False,
    }
    return Precision(**(base | more))


def answered(counts: Sequence[int], missing: int = 0, cannot_say: int = 0) -> ItemMeasure:
    return measure_items(rated("q", len(counts)), [[0, 0, cannot_say, missing, *counts]])[0]


def item(counts: Sequence[int], **more: Any) -> ItemFigures:
    return item_figures(answered(counts), precision(**more))


def scored(n: int, mean: str, variance: str = "1", **more: Any) -> ScoreMeasure:
    base: dict[str, Any] = {
        "n": n,
        "prorated": 0,
        "not_scored": 0,
        "not_applicable": 0,
        "mean": Fraction(mean),
        "variance": Fraction(variance) if n > 1 else None,
        "average_deviation": Fraction(1, 2),
        "favorable_persons": Fraction(1, 2),
        "favorable_pooled": Fraction(1, 2),
    }
    return ScoreMeasure(**(base | more))


def score(n: int, mean: str, variance: str = "1", **more: Any) -> ScoreFigures:
    return score_figures(scored(n, mean, variance), 5, precision(**more))


def test_the_helper_puts_the_answers_where_they_belong() -> None:
    measured = answered((1, 2, 3, 4, 5), missing=6, cannot_say=7)
    assert (measured.n, measured.missing, measured.cannot_say) == (15, 6, 7)


def decimals(value: object) -> list[Decimal]:
    if isinstance(value, Decimal):
        return [value]
    return [d for part in value for d in decimals(part)] if isinstance(value, tuple) else []


@given(COUNTS)
def test_no_figure_has_more_digits_than_its_step(counts: list[int]) -> None:
    figures = item(counts)
    for name, value in figures:
        finest = TENTH if name in ("mean", "range", "step") else Decimal("0.01")
        assert all(d == d.quantize(finest) and len(str(d)) <= 4 for d in decimals(value))


@given(COUNTS)
def test_an_item_that_too_few_answered_has_no_figure_at_all(counts: list[int]) -> None:
    figures = item(counts, min_group=sum(counts) + 1)
    assert {value for name, value in figures if name != "step"} == {None}


@given(COUNTS)
def test_shares_never_give_back_one_that_stands_as_a_band(counts: list[int]) -> None:
    figures = item(counts, min_group=3)
    shares = [figures.favorable, figures.neutral, figures.unfavorable]
    n = sum(counts)
    true = [sum(counts[3:]), counts[2], sum(counts[:2])]
    narrow = [c for c in true if c <= 2 or c >= n - 2]
    if narrow:
        assert figures.distribution is None
        assert sum(share is not None for share in shares) <= 1
    for share, count in zip(shares, true, strict=True):
        assert share is None or 2 < count < n - 2


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4).filter(lambda c: sum(c) > 4))
def test_two_shares_that_make_a_whole_are_banded_together(counts: list[int]) -> None:
    figures = item(counts)
    assert figures.neutral is None
    assert (figures.favorable is None) == (figures.unfavorable is None)


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7).filter(lambda c: sum(c) > 9))
def test_the_distribution_never_gives_back_a_mean_that_stands_as_a_band(counts: list[int]) -> None:
    figures = item(counts)
    assert figures.range is None or figures.distribution is None


def test_the_distribution_is_shown_from_ten_answers_on() -> None:
    assert item((0, 3, 3, 3, 0)).distribution is None
    assert item((0, 3, 3, 4, 0)).distribution == tuple(
        map(Decimal, ("0.00", "0.30", "0.30", "0.40", "0.00"))
    )


def test_a_distribution_in_which_nearly_all_agree_is_not_shown() -> None:
    assert item((1, 1, 18, 0, 0)).distribution is None


def test_one_answer_to_anything_is_shown_to_the_person_who_gave_it() -> None:
    figures = item((0, 0, 0, 1, 0), mode="self")
    assert (figures.n, figures.mean, figures.range) == (1, Decimal(4), None)
    assert figures.distribution == tuple(map(Decimal, (0, 0, 0, 1, 0)))
    assert figures.agreement is None


def test_a_team_that_agreed_sees_everything_unrounded() -> None:
    figures = item((0, 0, 0, 1, 2), mode="team")
    assert str(figures.mean) == "4.666667"
    assert str(figures.step) == "0.000001"
    assert figures.range is figures.favorable_range is None
    assert figures.favorable == 1


def test_answers_outside_the_scale_are_a_share_of_those_asked() -> None:
    def share(counts: Sequence[int], missing: int, cannot_say: int) -> Decimal | None:
        return item_figures(answered(counts, missing, cannot_say), precision()).cannot_say

    assert share((2, 2, 2, 2, 2), 5, 5) == Decimal("0.25")
    assert share((2, 2, 2, 2, 2), 5, 2) is None
    assert share((1, 1, 1, 1, 1), 0, 4) is None


def test_agreement_is_a_word_from_ten_people_on() -> None:
    assert score(9, "3.0").agreement is None
    assert score(10, "3.0").agreement == "agree"


@pytest.mark.parametrize(("deviation", "word"), [("5/6", "agree"), ("6/7", "divided")])
def test_agreement_ends_at_a_sixth_of_the_options(deviation: str, word: str) -> None:
    measured = scored(12, "3", average_deviation=Fraction(deviation))
    assert score_figures(measured, 5, precision()).agreement == word


def test_agreement_is_rescaled_to_the_score_scale() -> None:
    wide = precision(ends=(Fraction(0), Fraction(100)))
    for deviation, word in ((Fraction(125, 6), "agree"), (Fraction(126, 6), "divided")):
        measured = scored(12, "50", average_deviation=deviation)
        assert score_figures(measured, 5, wide).agreement == word


def test_one_rater_has_no_margin() -> None:
    assert score(1, "3", mode="self").margin is None


def test_a_complete_team_has_no_margin() -> None:
    assert score(6, "3", mode="team", complete=True).margin is None
    assert score(6, "3", mode="team").margin is not None


@given(st.integers(5, 29), st.integers(20, 40), st.integers(0, 400), st.integers(0, 400))
def test_below_thirty_the_margin_tells_nothing_but_the_published_mean(
    n: int, tenths: int, one: int, other: int
) -> None:
    mean = f"{tenths}/10"
    margins = {score(n, mean, f"{variance}/100").margin for variance in (one, other)}
    assert len(margins) == 1
    nudged = score(n, f"{100 * tenths + 49}/1000", f"{one}/100")
    assert nudged.score == Decimal(tenths) / 10
    assert nudged.margin in margins


@given(st.integers(5, 29), st.integers(20, 40))
def test_below_thirty_the_margin_is_that_of_the_widest_spread(n: int, tenths: int) -> None:
    mean = tenths / 10
    widest = ((mean - 1) * (5 - mean) / (n - 1)) ** 0.5 * float(stats.t.ppf(0.975, n - 1))
    margin = score(n, f"{tenths}/10").margin
    assert margin is not None
    assert widest - 1e-9 <= float(margin) < widest + 0.1 + 1e-9


@given(st.integers(30, 900), st.integers(1, 300))
def test_from_thirty_on_the_margin_is_that_of_the_t_interval(n: int, hundredths: int) -> None:
    spread = (hundredths / 100 / n) ** 0.5
    half = float(stats.t.interval(0.95, n - 1, loc=0, scale=spread)[1])
    margin = score(n, "3", f"{hundredths}/100").margin
    assert margin is not None
    assert half - 1e-9 <= float(margin) < half + 0.1 + 1e-9


def test_the_margin_never_says_that_all_answered_alike() -> None:
    assert score(40, "3", "0").margin == TENTH


def test_a_score_near_an_end_has_a_range_and_no_margin() -> None:
    figures = score(40, "199/40")
    assert figures.range == (Decimal("4.9"), Decimal("5.0"))
    assert figures.score is figures.margin is figures.displayed is None


def test_the_displayed_score_rounds_ties_up_whatever_the_step() -> None:
    assert score(20, "345/100", mode="team").displayed == Decimal("3.5")
    assert score(20, "345/100").displayed == Decimal("3.5")


@given(st.integers(5, 100))
def test_a_larger_group_never_gets_a_wider_margin_for_the_same_spread(n: int) -> None:
    margins = [score(size, "3", "4").margin for size in (n, n + 1)]
    assert all(a is not None and b is not None and b <= a for a, b in pairwise(margins))
