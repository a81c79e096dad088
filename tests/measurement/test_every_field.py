"""No field of the reference values is forgotten: each is compared, or exempt with its reason."""

import re
from itertools import islice
from typing import Any

import pytest
from tests.measurement.fields import EXEMPT, TOLERANCES, is_exempt, label, leaves, problems
from tests.measurement.found_literature import COMPANIES
from tests.measurement.found_sets import found
from tests.measurement.oracles import OWN, SHARED, answers, oracle

FILES = (
    "bfi",
    "bfi_weighting",
    "bhr2000",
    "careless200",
    "cohesion",
    "edge",
    "employee_survey",
    "gap",
    "literature",
)
COMMITTED = {"careless200", "cohesion", "edge", "employee_survey", "literature"}
WAVES = {"univbct"}
"""Comparing waves is not part of the tool yet."""
UNUSED = {
    "bfi": {"id", "age"},
    "bhr2000": {"id"},
    "careless200": {"id"},
    "cohesion": {"id"},
    "edge": {"id"},
    "employee_survey": {"id"},
    "gap": {"id"},
}
"""Columns that no reference value is computed from."""


def expected(name: str) -> Any:
    """Return the reference values of a file; those of the literature by the id of the case."""
    if name not in ("literature", "companies"):
        return oracle(name)
    cases = {case["id"]: case for case in oracle("literature")["cases"]}
    if name == "companies":
        return {COMPANIES: cases[COMPANIES]}
    return {id: case for id, case in cases.items() if id != COMPANIES}


@pytest.mark.parametrize("name", [*FILES, "companies"])
def test_every_field_equals_r(name: str) -> None:
    file = "literature" if name == "companies" else name
    assert problems(file, expected(name), found(name)) == []


def test_every_file_is_listed() -> None:
    files = {file.stem for folder in (OWN, SHARED) for file in folder.glob("*.json")}
    assert files - WAVES <= set(FILES)
    assert {file.stem for file in OWN.glob("*.json")} == COMMITTED


def test_what_is_committed_needs_nothing_beside_the_checkout() -> None:
    if not SHARED.is_dir():
        pytest.skip("reference data not available beside the checkout")
    for name in COMMITTED:
        assert (OWN / f"{name}.json").read_bytes() == (SHARED / f"{name}.json").read_bytes()
        table = SHARED / "data" / f"{name}.csv"
        if table.is_file():
            assert (OWN / f"{name}.csv").read_bytes() == table.read_bytes()


@pytest.mark.parametrize("name", UNUSED)
def test_every_column_of_the_answers_is_used(name: str) -> None:
    spec = oracle(name)["meta"]["spec"]
    segments = {"cohesion": {"UNIT", "PLATOON"}, "edge": {"group"}, "bhr2000": {"GRP"}}
    more = {"bhr2000": {"RELIG", "HRS"}, "employee_survey": {"Happiness"}}
    used = {*spec.get("items", spec.get("items_in_order", ())), *more.get(name, ())}
    used |= segments.get(name, set(spec.get("segments", ())))
    assert set(answers(name)[0]) == used | UNUSED[name]


def test_a_forgotten_field_is_noticed() -> None:
    values = {"a": {"b": 1.0, "info_c": 2.0}, "d": [1, None]}
    assert problems("x", values, {"a": {"b": 1.0}, "d": [1, None]}) == []
    assert problems("x", values, {"a": {}, "d": [1]}) == [
        "x:a.b: not compared",
        "x:d.1: not compared",
    ]
    assert len(problems("x", values, {"a": {"b": 1.0 + 1e-8}, "d": [1, 0]})) == 2
    assert len(problems("x", {"p": 1e-200}, {"p": 1.1e-200})) == 1


def test_every_exception_has_a_field_and_a_reason() -> None:
    files = [name for name in FILES if name in COMMITTED or (SHARED / f"{name}.json").is_file()]
    fields = [label(name, path) for name in files for path, _ in leaves(_labeled(name))]
    for patterns in (EXEMPT, {pattern: why for pattern, (_, why) in TOLERANCES.items()}):
        for pattern, reason in patterns.items():
            about = pattern.split(":")[0]
            if about in FILES and about not in files:
                continue
            assert next(islice((f for f in fields if re.fullmatch(pattern, f)), 1), None), pattern
            assert reason


def _labeled(name: str) -> Any:
    values = oracle(name)
    if name == "literature":
        return {"meta": values["meta"], **{case["id"]: case for case in values["cases"]}}
    return values


@pytest.mark.parametrize("name", FILES)
def test_most_fields_are_compared(name: str) -> None:
    fields = [label(name, path) for path, _ in leaves(expected(name))]
    fields = [field for field in fields if ":meta." not in field and ".input." not in field]
    compared = sum(not is_exempt(field) for field in fields)
    assert compared > 0.55 * len(fields)
