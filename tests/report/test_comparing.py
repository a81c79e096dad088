"""Edits of comparisons, wishes and drivers that no assessment could make are found."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from tests.publish import test_drivers as outcome
from tests.publish.compared import around, given, people, published
from tests.rendering import factory

from alignscan.publish.published import Published
from alignscan.report import comparing
from alignscan.report.model import Report

Loc = tuple[str | int, ...]
Check = Callable[[Report], Iterator[Loc]]
SIZES = {"North": 60, "South": 45, "East": 29}
EAST = "comparisons.site.groups.site=East.direction"
NORTH = "comparisons.site.groups.site=North.direction"


@cache
def written() -> str:
    """Return the JSON of groups of which one is too small to be tested, with wish and outcome."""
    where = people(SIZES)
    columns: dict[str, list[Any]] = dict(outcome.answers(len(where)))
    columns["q1"] = list(around(where, {"North": 4, "South": 4, "East": 2}))
    columns["w1"] = [3 + i % 3 for i in range(len(where))]
    return published(columns, where, given()).model_dump_json()


def report_of(edits: dict[str, Any]) -> Report:
    data = json.loads(written())
    for place, value in edits.items():
        *path, last = place.split(".")
        inner = data
        for part in path:
            inner = inner[part]
        inner[last] = value
    return factory.report(Published.model_validate(data), factory.diagnosis())


def found(check: Check, **edits: Any) -> list[str]:
    return [".".join(map(str, loc)) for loc in check(report_of(edits))]


@pytest.mark.parametrize("check", [comparing.comparisons, comparing.wish_gaps, comparing.drivers])
def test_what_was_written_is_consistent(check: Check) -> None:
    assert found(check) == []
    assert list(check(factory.team())) == []


EDITS: dict[str, tuple[Any, str]] = {
    "comparisons.site.family": (9, "published.comparisons.site.family"),
    f"{NORTH}.score": ("4.9", f"published.{NORTH}.score"),
    f"{NORTH}.n": (61, f"published.{NORTH}.score"),
    f"{NORTH}.rest": ("9.9", f"published.{NORTH}.rest"),
    f"{NORTH}.difference": ("0.1", f"published.{NORTH}.difference"),
    f"{NORTH}.low": ("3.0", f"published.{NORTH}"),
    f"{NORTH}.high": (None, f"published.{NORTH}"),
    f"{NORTH}.p_holm": ("1.2", f"published.{NORTH}"),
    f"{NORTH}.q": ("0.900", f"published.{NORTH}"),
    f"{NORTH}.delta": ("1.5", f"published.{NORTH}"),
    f"{NORTH}.finding": ("lower", f"published.{NORTH}.finding"),
    f"{EAST}.finding": ("higher", f"published.{EAST}.finding"),
    "comparisons.site.tests.direction.groups": (1, "published.comparisons.site.tests.direction"),
    "comparisons.site.tests.direction.p": ("7", "published.comparisons.site.tests.direction"),
}


@pytest.mark.parametrize("place", EDITS)
def test_an_edited_comparison_is_found_at_its_place(place: str) -> None:
    value, expected = EDITS[place]
    assert found(comparing.comparisons, **{place: value}) == [expected]


def test_a_group_that_is_not_shown_cannot_be_compared() -> None:
    one = json.loads(written())["comparisons"]["site"]["groups"]["site=East"]
    edits = {"comparisons.site.groups.site=West": one, EAST.rpartition(".")[0]: {}}
    assert "published.comparisons.site.groups.site=West" in found(comparing.comparisons, **edits)


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [("gap", "3.3", "gap"), ("paired", "4.0", "paired"), ("low", None, "paired")],
)
def test_an_edited_wish_is_found(place: str, value: str | None, expected: str) -> None:
    edits = {f"wish_gaps.direction.{place}": value}
    assert found(comparing.wish_gaps, **edits) == [f"published.wish_gaps.direction.{expected}"]


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("n", 99, ""),
        ("r_squared", "1.4", ""),
        ("conditions.goals.correlation", "-1.1", ".conditions.goals"),
        ("conditions.goals.high", "1.1", ".conditions.goals"),
        ("conditions.goals.share", "0.99", ".conditions"),
    ],
)
def test_edited_drivers_are_found(place: str, value: Any, expected: str) -> None:
    edits = {f"drivers.{place}": value}
    assert found(comparing.drivers, **edits) == [f"published.drivers{expected}"]
