from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from tests.measurement.reference_scores import driver_sums_of
from tests.publish.compared import given, measured, published

from alignscan.measurement.contrast import Drivers
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.compared import OutcomeDrivers
from alignscan.publish.publish import publish
from alignscan.publish.published import Published
from alignscan.publish.rounding import rounded

HUNDREDTH = Decimal("0.01")
TEAM: dict[str, Any] = {"mode": "team", "agreed": "all of us, today"}


def answers(n: int) -> dict[str, list[int | None]]:
    """Return answers in which the outcome goes with direction, and against commitment."""
    columns: dict[str, list[int | None]] = {
        f"q{j}": [1 + (i * (2 * j + 1) // 3 + i // (5 * j)) % 5 for i in range(n)]
        for j in range(1, 6)
    }
    pairs = zip(columns["q1"], columns["q2"], strict=True)
    columns["o"] = [max(1, min(5, 3 + (a or 0) - (b or 0))) for a, b in pairs]
    return columns


def asked_of(n: int, **more: Any) -> Published:
    return published(answers(n), ["North"] * n, given(**more))


def drivers(n: int, **more: Any) -> OutcomeDrivers:
    found = asked_of(n, **more).drivers
    assert found is not None
    return found


def test_shares_equal_the_measures_at_their_step() -> None:
    asked = given()
    exact = measured(answers(240), ["North"] * 240, asked)
    found = publish(exact, asked).drivers
    assert found is not None
    assert exact.drivers is not None
    analysis = exact.drivers.analysis
    assert analysis is not None
    assert (found.n, found.r_squared) == (240, rounded(analysis.r_squared, HUNDREDTH))
    assert tuple(found.conditions) == CONDITIONS
    for driver in analysis.drivers:
        one = found.conditions[driver.name]
        assert driver.share is not None
        assert driver.share_interval is not None
        low, high = driver.share_interval
        assert one.share == rounded(driver.share, HUNDREDTH)
        assert (one.low, one.high) == (rounded(low, HUNDREDTH), rounded(high, HUNDREDTH))
        assert one.correlation == rounded(driver.correlation, HUNDREDTH)


@pytest.mark.parametrize("skipping", range(7))
def test_how_few_left_something_out_is_not_told(skipping: int) -> None:
    columns = answers(247)
    columns["q3"][:skipping] = [None] * skipping
    found = published(columns, ["North"] * 247, given()).drivers
    assert found is not None
    assert found.n == 240
    team = published(columns, ["North"] * 247, given(**TEAM)).drivers
    assert team is not None
    assert team.n == 247 - skipping


@pytest.mark.parametrize("n", [100, 104, 109])
def test_people_are_counted_in_tens(n: int) -> None:
    assert (drivers(n).n, drivers(n, **TEAM).n) == (100, n)


def test_the_sign_is_that_of_the_correlation() -> None:
    found = drivers(240).conditions
    assert found["direction"].correlation > 0
    assert found["commitment"].correlation < 0
    assert abs(sum((one.share or Decimal() for one in found.values()), Decimal(-1))) <= Decimal(
        "0.03"
    )


@pytest.mark.parametrize(("n", "shown"), [(99, False), (100, True)])
@pytest.mark.parametrize("mode", [{}, TEAM])
def test_a_hundred_people_are_needed_in_every_mode(
    n: int, shown: bool, mode: dict[str, Any]
) -> None:
    assert (asked_of(n, **mode).drivers is not None) is shown


def test_nothing_is_computed_that_is_not_published() -> None:
    asked = given()
    exact = measured(answers(99), ["North"] * 99, asked)
    assert publish(exact, asked).drivers is None
    open_wave = given(wave={"id": "w1"})
    other = measured(answers(240), ["North"] * 240, open_wave)
    assert publish(other, open_wave).drivers is None
    for measures in (exact, other):
        assert measures.drivers is not None
        assert "analysis" not in vars(measures.drivers)


def test_people_who_lack_a_score_do_not_count() -> None:
    columns = answers(104)
    columns["q3"][:5] = [None] * 5
    assert published(columns, ["North"] * 104).drivers is None


def test_beside_a_range_there_are_none() -> None:
    columns = answers(240)
    columns["q4"] = [*[5] * 239, 4]
    assert published(columns, ["North"] * 240).drivers is None


def test_a_complete_team_has_shares_without_intervals() -> None:
    one = drivers(120, **TEAM).conditions["direction"]
    assert one.share is not None
    assert (one.low, one.high) == (None, None)
    sampled = drivers(120, **TEAM, population=400).conditions["direction"]
    assert sampled.low is not None


def test_without_an_outcome_there_are_none() -> None:
    columns = answers(240)
    del columns["o"]
    assert published(columns, ["North"] * 240).drivers is None


def test_one_condition_has_nothing_to_share_with() -> None:
    asked = given()
    exact = measured(answers(240), ["North"] * 240, asked)
    rows = np.array([[1 + i % 5, 1 + i % 4] for i in range(240)])
    alone = Drivers(driver_sums_of(("direction", "outcome"), rows))
    assert alone.analysis is not None
    assert publish(replace(exact, drivers=alone), asked).drivers is None
