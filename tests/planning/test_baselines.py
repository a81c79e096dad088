"""KPIs start from what the scan published, and from nothing that it withheld."""

from decimal import Decimal

import pytest
from tests.diagnose.companies import Company, published_of
from tests.diagnose.samples import cell, figures, publication
from tests.planning.libraries import action, library

from alignscan.model.conditions import PRACTICES
from alignscan.model.content import action_library
from alignscan.planning.baselines import baseline
from alignscan.planning.charters import charter
from alignscan.publish.published import Participation, Published, WithheldCell

APART = Company(
    scores=dict.fromkeys(PRACTICES, "3.2"),
    levels={"senior_leadership": "0.6", "senior_management": "-0.2"},
    units={"West": "-0.6", "North": "0.2"},
    recalled=(60, 60, 20, 10),
)


@pytest.fixture(scope="module")
def published() -> Published:
    found, _, _ = published_of(APART, population=200)
    return found


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("apart.employee", "0.6"),
        ("apart.senior_management", "0.8"),
        ("units.spread", "0.8"),
        ("units.lowest", "-0.4"),
        ("recall.enough", "7"),
        ("participation.rate", "75"),
        ("C1.1.score", "3.1"),
    ],
)
def test_a_baseline_is_the_published_figure(published: Published, metric: str, value: str) -> None:
    assert baseline(metric, published) == Decimal(value)


@pytest.mark.parametrize("metric", [None, "C9.9.score", "apart.nobody", "level", "units.", ""])
def test_what_is_not_a_figure_of_the_scan_is_measured_first(
    published: Published, metric: str | None
) -> None:
    assert baseline(metric, None) is None
    assert baseline(metric, published) is None


def test_a_group_that_is_withheld_gives_no_baseline(published: Published) -> None:
    def without(id: str) -> Published:
        cells = tuple(
            WithheldCell(id=c.id, filters=c.filters, wave=c.wave) if c.id == id else c
            for c in published.cells
        )
        return published.model_copy(update={"cells": cells})

    assert baseline("apart.employee", without("level=employee")) is None
    assert baseline("apart.senior_management", without("level=senior_leadership")) is None
    assert baseline("units.spread", without("unit=West")) == Decimal("0.2")
    assert baseline("units.lowest", without("overall")) is None


def test_conditions_that_were_not_all_asked_are_not_averaged() -> None:
    some = publication(cell({"goals": figures("3.0")}))
    assert baseline("apart.employee", some) is None
    assert baseline("recall.enough", some) is None


@pytest.mark.parametrize(
    ("rate", "direction", "target", "change"),
    [
        ("0.59", "up", "60", None),
        ("0.60", "up", None, "0"),
        ("0.61", "down", "60", None),
        ("0.60", "down", None, "0"),
    ],
)
def test_a_target_that_is_reached_already_is_to_be_kept(
    rate: str, direction: str, target: str | None, change: str | None
) -> None:
    found = publication(cell({"goals": figures("3.0")})).model_copy(
        update={"participation": Participation(responded=1, invited=1, rate=Decimal(rate))}
    )
    kpi = {
        "name": "People who answer",
        "unit": "%",
        "direction": direction,
        "baseline": {"from": "scan", "metric": "participation.rate"},
        "target": {"value": "60"},
        "due_after_weeks": 8,
        "level": "result",
    }
    (one,) = library(action("A1", kpi=kpi)).actions
    made = charter(one, (), found).kpi
    assert made.baseline == Decimal(rate) * 100
    assert made.target == (None if target is None else Decimal(target))
    assert made.change == (None if change is None else Decimal(change))


def test_every_metric_of_the_packaged_library_is_known(published: Published) -> None:
    metrics = {a.kpi.baseline.metric for a in action_library().actions} - {None}
    assert len(metrics) == 10
    unknown = [metric for metric in metrics if baseline(metric, published) is None]
    assert unknown == []
