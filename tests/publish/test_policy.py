from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from alignscan.measurement.contrast import Contrast, Contrasts, Drivers
from alignscan.measurement.differences import Difference, RankTest, SpreadEffect, WelchTest
from alignscan.measurement.drivers import MINIMUM, Driver, DriverAnalysis
from alignscan.measurement.groups import KruskalWallis, WelchAnova
from alignscan.measurement.measures import (
    CellMeasure,
    ItemMeasure,
    Measures,
    ScoreMeasure,
    Unflagged,
)
from alignscan.measurement.paired import Gap, PairedGap
from alignscan.measurement.proportions import ShareDifference
from alignscan.measurement.weighted import WeightedScores
from alignscan.measurement.weighting import WeightedMean, Weights
from alignscan.publish.policy import ALLOWED, NOT_PUBLISHED

COMPARED: tuple[type[Any], ...] = (
    Contrast,
    Contrasts,
    Difference,
    WelchTest,
    SpreadEffect,
    RankTest,
    ShareDifference,
    WelchAnova,
    KruskalWallis,
    PairedGap,
    Gap,
    Drivers,
    DriverAnalysis,
    Driver,
)
FURTHER: tuple[type[Any], ...] = (Unflagged, WeightedScores, WeightedMean, Weights)


def names_of(owner: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(owner)) if is_dataclass(owner) else owner._fields


MEASURED = {
    f"{owner.__name__}.{name}"
    for owner in (ItemMeasure, ScoreMeasure, CellMeasure, Measures, *COMPARED, *FURTHER)
    for name in names_of(owner)
}


@pytest.mark.parametrize("field", sorted(MEASURED))
def test_every_measured_field_is_either_published_by_a_rule_or_not_at_all(field: str) -> None:
    assert (field in ALLOWED) != (field in NOT_PUBLISHED)


def test_no_rule_speaks_of_a_field_that_is_gone() -> None:
    assert (ALLOWED.keys() | NOT_PUBLISHED.keys()) <= MEASURED


def test_every_field_that_is_not_published_has_its_reason() -> None:
    assert all(NOT_PUBLISHED.values())


def test_fine_figures_wait_for_larger_groups() -> None:
    assert ALLOWED["ItemMeasure.distribution"].from_n == 10
    assert ALLOWED["ItemMeasure.average_deviation"].from_n == 10
    assert ALLOWED["ItemMeasure.cannot_say"].from_n == 10
    assert ALLOWED["ScoreMeasure.variance"].from_n == 30
    for field in ("WeightedMean.standard_error", "Weights.effective_n", "Weights.design_effect"):
        assert ALLOWED[field].from_n == 30


def test_tests_wait_for_thirty_people_and_drivers_for_a_hundred() -> None:
    assert MINIMUM == 100
    for field, rule in ALLOWED.items():
        owner = field.partition(".")[0]
        if owner in ("WelchTest", "SpreadEffect", "RankTest", "WelchAnova", "KruskalWallis"):
            assert rule.from_n == 30, field
        if owner in ("Driver", "DriverAnalysis"):
            assert rule.from_n == MINIMUM, field
