import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from tests.examples import report_of
from tests.report.test_consistent import put

from alignscan.report.assured import assured
from alignscan.report.consistent import inconsistency
from alignscan.report.model import Report

DIRECTION = "published.cells.0.conditions.direction"
ITEM = "published.cells.0.items.C1_1a"
EDITS: dict[str, tuple[str, Any]] = {
    f"{DIRECTION}.margin": ("", "-0.1"),
    f"{DIRECTION}.sd": ("", "-0.5"),
    f"{DIRECTION}.rwg": ("", "1.5"),
    f"{DIRECTION}.band": ("", "weak"),
    f"{DIRECTION}.out_of_range": ("", True),
    f"{DIRECTION}.alpha_low": ("", "0.90"),
    f"{DIRECTION}.favorable_low": ("", "0.50"),
    f"{ITEM}.favorable_low": ("favorable_high", "0.10"),
    f"{ITEM}.sd": ("", "-1.0"),
    "published.nonresponse.0": ("published.nonresponse.overall.rate", "0.99"),
    "published.skipped.0": ("published.skipped.C1_1a", "1.50"),
    "published.scales.0.reliability": ("published.scales.direction.reliability", "good"),
    "published.scales.0.omega": ("published.scales.direction.omega", "1.20"),
    "published.scales.0.items.0": ("published.scales.direction.items.C1_1a.against", True),
    "published.segments.0.0.icc1_low": ("published.segments.level.direction.icc1_low", "0.99"),
    "published.segments.0.0.p": ("published.segments.level.direction.p", "1.001"),
    "published.segments.0.0": ("published.segments.level.direction.groups", 1),
    "diagnosis.remarks": ("diagnosis.remarks", []),
}
"""By the place that is found: where the edit is, if elsewhere, and what is put there."""


@cache
def written() -> str:
    return report_of("mid-sized").model_dump_json()


def edited(place: str) -> Report:
    where, value = EDITS[place]
    where = where or place
    if "." not in where:
        where = place.replace("favorable_low", where)
    data = json.loads(written())
    put(where, value)(data)
    return Report.model_validate_json(json.dumps(data))


@pytest.mark.parametrize("place", EDITS)
def test_figures_on_certainty_that_do_not_follow_are_refused(place: str) -> None:
    assert ".".join(map(str, next(assured(edited(place))))) == place


def test_a_report_with_such_figures_is_inconsistent() -> None:
    *_, last = EDITS
    assert inconsistency(edited(last)) == last


def test_every_worst_case_is_checked() -> None:
    data = json.loads(written())
    found = data["published"]["nonresponse"]["overall"]["conditions"]
    places = list(_ends(found))
    assert len(places) == 20
    for condition, name in places:
        kept = found[condition][name]
        found[condition][name] = "0.01"
        report = Report.model_validate_json(json.dumps(data))
        assert next(assured(report)) == ("published", "nonresponse", 0)
        found[condition][name] = kept


def _ends(found: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    return ((condition, name) for condition, bounds in found.items() for name in bounds)
