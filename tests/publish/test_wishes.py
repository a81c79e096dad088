from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

import pytest
from tests.publish.compared import given, measured, people, published

from alignscan.publish.compared import WishGap
from alignscan.publish.publish import publish
from alignscan.publish.rounding import rounded

TENTH = Decimal("0.1")
TEAM: dict[str, Any] = {"mode": "team", "agreed": "all of us, today"}


def rated(now: Sequence[int | None], wish: Sequence[int | None], **more: Any) -> WishGap:
    where = ["North"] * len(now)
    return published({"q1": now, "w1": wish}, where, given(**more)).wish_gaps["direction"]


def mixed(n: int) -> tuple[list[int | None], list[int | None]]:
    """Return what n people see and wish; the wish is about 1.5 above."""
    return [1 + i % 3 for i in range(n)], [3 + i % 2 for i in range(n)]


def test_the_gap_is_the_published_wish_less_the_published_score() -> None:
    now, wish = mixed(40)
    result = published({"q1": now, "w1": wish}, ["North"] * 40)
    assert result.overall is not None
    high, low = (
        result.overall.wishes["direction"].score,
        result.overall.conditions["direction"].score,
    )
    assert high is not None
    assert low is not None
    assert result.wish_gaps["direction"].gap == high - low == Decimal("1.5")


def test_the_paired_mean_and_its_interval_equal_the_measures_at_their_step() -> None:
    now, wish = mixed(41)
    asked = given()
    exact = measured({"q1": now, "w1": wish}, ["North"] * 41, asked)
    one, paired = publish(exact, asked).wish_gaps["direction"], exact.wishes["direction"]
    assert paired is not None
    assert paired.gap.interval is not None
    assert (one.n, one.paired) == (41, rounded(paired.gap.mean, TENTH))
    low, high = paired.gap.interval
    half = rounded((high - low) / 2, TENTH, ROUND_CEILING)
    assert one.paired is not None
    assert (one.low, one.high) == (one.paired - half, one.paired + half)


@pytest.mark.parametrize(("n", "paired"), [(29, False), (30, True)])
def test_thirty_pairs_are_needed_for_more_than_the_gap(n: int, paired: bool) -> None:
    one = rated(*mixed(n))
    assert one.gap is not None
    assert (one.n is not None, one.paired is not None, one.low is not None) == (paired,) * 3


@pytest.mark.parametrize(("skipped", "paired"), [(0, True), (1, False), (4, False), (5, True)])
def test_the_few_who_rated_only_one_of_the_two_are_not_given_away(
    skipped: int, paired: bool
) -> None:
    """The score, the wish and the paired mean together would be a figure of those few."""
    now, wish = mixed(60)
    one = rated(now, [*wish[: 60 - skipped], *[None] * skipped])
    assert one.gap is not None
    assert (one.n == 60 - skipped) is paired
    assert (one.paired is not None) is paired


def test_those_who_skipped_the_one_and_those_who_skipped_the_other_count_together() -> None:
    now, wish = mixed(60)
    some_now, some_wish = [*[None] * 3, *now[3:]], [*wish[:57], *[None] * 3]
    assert rated(some_now, some_wish).n == 54
    assert rated(some_now, [*wish[:59], None]).paired is None


def test_the_few_of_a_withheld_group_who_rated_both_are_not_given_away() -> None:
    """All who rated both, less those of the two larger groups, are four people of the third."""
    where = people({"North": 40, "South": 40, "East": 9})
    now, wish = mixed(89)
    apart = [*now[:84], *[None] * 5], wish
    found = published({"q1": apart[0], "w1": apart[1]}, where)
    assert found.withheld == 0
    assert found.wish_gaps["direction"].paired is None
    safe = published({"q1": [*[None] * 5, *now[5:]], "w1": wish}, where)
    assert safe.wish_gaps["direction"].paired is not None


def test_beside_a_range_there_is_no_gap() -> None:
    now, _ = mixed(60)
    one = rated(now, [5] * 60)
    assert (one.gap, one.paired, one.low) == (None, None, None)


def test_a_team_sees_the_exact_gap_and_a_complete_one_no_interval() -> None:
    now: list[int | None] = [1, 2, 2, None]
    wish: list[int | None] = [3, 3, 5, 5]
    one = rated(now, wish, **TEAM)
    assert (one.n, one.paired, one.low) == (3, Decimal("2.000000"), None)
    sampled = rated(now, wish, **TEAM, population=9)
    assert sampled.low is not None


def test_one_rater_has_a_gap_without_an_interval() -> None:
    one = rated([2], [4], mode="self")
    assert (one.gap, one.low, one.high) == (Decimal("2.000000"), None, None)


def test_a_condition_without_a_wish_has_no_gap() -> None:
    now, wish = mixed(30)
    result = published({"q1": now, "q2": now, "w1": wish}, ["North"] * 30)
    assert set(result.wish_gaps) == {"direction"}
