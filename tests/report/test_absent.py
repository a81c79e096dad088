"""What is null is left out of a results file: a key that is not there is null."""

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from types import NoneType
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator
from tests.examples import EXAMPLES, report_of
from tests.rendering import factory

from alignscan.publish.frozen import Frozen
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.json import render
from alignscan.report.model import Report
from alignscan.report.schema import schema_of

MADE: dict[str, Callable[[], Report]] = {
    **factory.ALL,
    **{name: partial(report_of, name) for name in EXAMPLES},
}
REPORTS = pytest.mark.parametrize("make", MADE.values(), ids=MADE)


def models(owner: type[Frozen] = Frozen) -> Iterator[type[Frozen]]:
    for one in owner.__subclasses__():
        yield one
        yield from models(one)


def values(data: Any) -> Iterator[Any]:
    left = [data]
    while left:
        yield (one := left.pop())
        left += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()


@cache
def validator() -> Any:
    return Draft7Validator(schema_of("report"))


@REPORTS
def test_nothing_that_is_written_is_null(make: Callable[[], Report]) -> None:
    written = json.loads(render(make(), Presentation()))
    assert not [value for value in values(written) if value is None]


@REPORTS
def test_what_was_written_is_read_as_it_was(make: Callable[[], Report]) -> None:
    report = make()
    again = Report.model_validate_json(render(report, Presentation()))
    assert again == report
    assert render(again, Presentation()) == render(report, Presentation())


@REPORTS
def test_a_null_that_is_written_out_is_read_as_well(make: Callable[[], Report]) -> None:
    assert Report.model_validate_json(make().model_dump_json()) == make()


@REPORTS
def test_the_schema_knows_files_with_and_without_nulls(make: Callable[[], Report]) -> None:
    known = validator()
    for text in (render(make(), Presentation()), make().model_dump_json()):
        assert [e.json_path for e in known.iter_errors(json.loads(text))] == []


def test_whatever_may_be_null_may_be_left_out() -> None:
    found = {
        f"{model.__name__}.{name}": field.is_required() or field.default
        for model in models()
        for name, field in model.model_fields.items()
        if NoneType in get_args(field.annotation)
    }
    assert len(found) > 100
    assert {name: default for name, default in found.items() if default is not None} == {}


@pytest.mark.parametrize("name", ["step", "n"])
def test_what_is_never_null_is_still_needed(name: str) -> None:
    required = schema_of("report")["$defs"]["UnflaggedFigures"]["required"]
    assert name in required


def test_a_withheld_group_keeps_its_mark() -> None:
    written = json.loads(render(report_of("mid-sized"), Presentation()))
    cells = written["published"]["cells"]
    hidden = [cell for cell in cells if cell["status"] != "shown"]
    assert hidden
    assert {tuple(cell) for cell in hidden} <= {
        ("id", "filters", "status"),
        ("id", "filters", "wave", "status"),
    }
    assert {cell["status"] for cell in hidden} == {"withheld"}
