"""Values computed by R, and the answers they were computed from.

The sets that may be handed on stand with the tests; the others are read beside the checkout.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "data" / "oracles"
SHARED = ROOT.parent / "shared" / "oracles"
EXACT = 1e-9

Row = Mapping[str, str]


@cache
def oracle(name: str) -> Any:
    """Return the values of a data set; skips the test where it is missing."""
    return json.loads(_found(f"{name}.json").read_text(encoding="utf-8"))


@cache
def answers(name: str) -> tuple[Row, ...]:
    """Return the rows of a data set, an empty text for a missing answer."""
    with _found(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def same(found: Any, expected: Any, rel: float = EXACT) -> bool:
    """Return whether numbers, None or sequences of them are equal to a relative tolerance."""
    if expected is None or found is None:
        return found is expected
    if isinstance(expected, Sequence):
        pairs = zip(found, expected, strict=True)
        return all(same(one, other, rel) for one, other in pairs)
    return float(found) == pytest.approx(expected, rel=rel, abs=1e-12)


def _found(name: str) -> Path:
    for folder in (OWN, SHARED, SHARED / "data"):
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"reference data not available: {name}")
