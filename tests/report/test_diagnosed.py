"""A results file whose patterns do not follow from its figures is refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from tests.report.patterned import report

from alignscan.report.consistent import inconsistency
from alignscan.report.model import Report

Json = Any


def edited(change: Callable[[Json], None]) -> str | None:
    data = report().model_dump()
    change(data["diagnosis"])
    return inconsistency(Report.model_validate(data))


def test_the_report_as_it_is_written_is_consistent() -> None:
    assert {p.id for p in report().diagnosis.patterns} >= {
        "divided",
        "leaders_higher",
        "unit_island",
        "illusion",
    }
    assert edited(lambda _: None) is None


def _pattern(d: Json, id: str) -> Json:
    return next(p for p in d["patterns"] if p["id"] == id)


EDITS: dict[str, Callable[[Json], None]] = {
    "patterns": lambda d: _pattern(d, "illusion").update(subject="C9.9"),
    "cells": lambda d: _pattern(d, "illusion").update(cells=("level=nobody",)),
    "score": lambda d: _pattern(d, "illusion")["evidence"][0].update(value=Decimal("4.0")),
    "recall value": lambda d: _pattern(d, "illusion")["evidence"][1].update(value=Decimal("0.10")),
    "difference": lambda d: _pattern(d, "leaders_higher")["evidence"][0].update(
        value=Decimal("0.9")
    ),
    "island": lambda d: _pattern(d, "unit_island")["evidence"][0].update(value=Decimal("-0.9")),
    "limit": lambda d: _pattern(d, "leaders_higher")["evidence"][0].update(limit=Decimal("0.8")),
    "against": lambda d: _pattern(d, "leaders_higher")["evidence"][0].update(against="level=x"),
    "severity": lambda d: d["critical"][0].update(severity=Decimal(9)),
    "factor": lambda d: d["critical"][0].update(factor=Decimal("1.5")),
    "critical gap": lambda d: d["critical"][0].update(gap=Decimal("0.1")),
    "watch": lambda d: d.update(watch=("C1.1", *d["watch"])),
    "watch twice": lambda d: d.update(watch=(d["critical"][0]["id"], *d["watch"])),
    "recall": lambda d: d["recall"].update(least=1),
    "recall cell": lambda d: d["recall"]["cells"][0].update(enough=Decimal("0.99")),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_does_not_follow_is_refused(edit: str) -> None:
    assert (edited(EDITS[edit]) or "").startswith("diagnosis.")
