"""Items, scores, reliability and agreement of surveys drawn at random."""

import numpy as np
import pytest
from tests.measurement import reference_floats as plain
from tests.measurement.generated_checks import (
    NAMES,
    agreement_of,
    assert_agreement,
    assert_item,
    assert_omega,
    assert_score,
    near,
    populations,
)

from alignscan.measurement.agreement import summarize
from alignscan.measurement.intervals import wilson
from alignscan.measurement.proportions import finite_wilson


@pytest.mark.parametrize("name", NAMES)
def test_items(name: str) -> None:
    for cell, people in populations(name):
        assert cell.respondents == len(people.codes)
        for place, item in enumerate(people.book.items):
            assert_item(cell.items[item.id], people, place)


@pytest.mark.parametrize("name", NAMES)
def test_scores_and_the_three_favorable_shares(name: str) -> None:
    for cell, people in populations(name):
        assert_score(cell.scales["direction"], people)


@pytest.mark.parametrize("name", NAMES)
def test_intervals_of_shares(name: str) -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    for cell, _ in populations(name)[:3]:
        for item in cell.items.values():
            if item.favorable is None:
                continue
            count, n = int(item.favorable * item.n), item.n
            near(wilson(count, n), proportion.proportion_confint(count, n, method="wilson"))
            size = 3 * n + 1
            reduced = n * (size - 1) / (size - n)
            expected = proportion.proportion_confint(count / n * reduced, reduced, method="wilson")
            near(finite_wilson(count, n, size), expected)


@pytest.mark.parametrize("name", NAMES)
def test_reliability(name: str) -> None:
    for cell, people in populations(name)[:5]:
        found = cell.reliability.get("direction")
        if found is None:
            continue
        table = plain.complete(people)
        assert found.n == len(table)
        near(found.alpha, plain.alpha(table))
        near(found.interval, plain.feldt(table))
        for place, item in enumerate(found.names):
            near(found.item_rest[item], plain.item_rest(table, place))
            near(found.alpha_if_dropped[item], plain.alpha(np.delete(table, place, axis=1)))
        assert_omega(found, table)


@pytest.mark.parametrize("name", NAMES)
def test_agreement(name: str) -> None:
    for cell, people in populations(name):
        assert_agreement(cell.agreement["direction"], people)
    groups = [cell.agreement["direction"] for cell, _ in populations(name)[1:]]
    summary = summarize(groups)
    expected = [group for _, people in populations(name)[1:] if (group := agreement_of(people))]
    assert summary.groups - summary.single == len(expected)
    assert summary.out_of_range == sum(group["out_of_range"] for group in expected)
    near(summary.mean, np.mean([g["rwg"] for g in expected]) if expected else None)
