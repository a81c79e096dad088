from dataclasses import fields

import pytest

from alignscan.measurement.measures import CellMeasure, ItemMeasure, Measures, ScoreMeasure
from alignscan.publish.policy import ALLOWED, NOT_PUBLISHED

MEASURED = {
    f"{owner.__name__}.{field.name}"
    for owner in (ItemMeasure, ScoreMeasure, CellMeasure, Measures)
    for field in fields(owner)
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
