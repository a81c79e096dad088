"""Validation errors in the words of people who write YAML, and never with what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeGuard, get_args, get_origin

from pydantic import BaseModel

from alignscan.model.actions import METRIC
from alignscan.rules.place import Place, path_text
from alignscan.rules.problem import Loc, Problem
from alignscan.rules.words import one_of, quoted, suggestion

_NEEDED: Final[dict[str, tuple[str, str]]] = {
    "number_type": ("a number", "write a number such as 4 or 4.2"),
    "whole_type": ("a whole number", "write a whole number such as 5"),
    "string_type": ("text", "write text; put quotes around a number that is meant as text"),
    "bool_type": ("true or false", "write true or false"),
    "bool_parsing": ("true or false", "write true or false"),
    "tuple_type": ("a list", "write a list: [first, second]"),
    "list_type": ("a list", "write a list: [first, second]"),
    "dict_type": ("a mapping", "write `key: value` lines below it, indented"),
    "model_type": ("a mapping", "write `key: value` lines below it, indented"),
}
_PATTERNS: Final[dict[str, tuple[str, str]]] = {
    r"^[^\r\n]*\S[^\r\n]*$": (
        "one line of text",
        "write it in one line, and do not leave it empty",
    ),
    r"^[A-Za-z][A-Za-z0-9_.-]*$": ("an id", "use letters, digits and _, and begin with a letter"),
    r"^[A-Za-z0-9][A-Za-z0-9_.-]*$": ("an id", "use letters, digits, _ and -, such as 2026-h2"),
    r"^[A-Za-z][A-Za-z0-9_]*$": ("an id", "use letters, digits and _, and begin with a letter"),
    r"^C[1-5]\.[1-6]$": ("a practice", "write a code from C1.1 to C5.6"),
    r"^[a-z]{2,3}(-[A-Za-z]+)?$": ("a language", "write a language code such as en or de"),
    METRIC: ("a figure of the scan", "write for example C3.5.favorable, or `{from: measure}`"),
    r"^-?\d+(\.\d+)?$": ("a number in quotes", 'write a number in quotes, such as "3.5"'),
}
_FIRST: Final[dict[str, str]] = {
    "organization": "add a line such as `organization: Northwind Logistics`",
    "questionnaire": "add a line such as `questionnaire: self-check`",
    "language": "add a line such as `language: en`",
}
_BY_PLACE: Final[dict[Loc, tuple[str, str]]] = {
    ("targets",): ("a number, or a target for each condition,", "write `targets: {systems: 4.2}`"),
    ("organization",): ("the name of the organization", "write `organization: Northwind`"),
    ("questionnaire",): ("the name of a questionnaire", "write `questionnaire: self-check`"),
    ("answers",): ("a mapping", "write `answers: {direction: 4}`, or one line for each item"),
    ("segments",): ("a mapping", "write `segments: {site: {categories: [North, South]}}`"),
    ("segments", "*"): ("a mapping", "write `{categories: [North, South]}` after the name"),
    ("confidentiality",): ("a mapping", "write `confidentiality: {min_group: 10}`"),
    ("confidence",): ("a mapping", "write `confidence: {finite_population: true}`"),
    ("thresholds",): ("a mapping", "write `thresholds: {partly: 3.0, apparent: 3.5}`"),
    ("gates",): ("a mapping", "write `gates: {fail_under: 3.5}`"),
    ("plan",): ("a mapping", "write `plan: {start: 2026-10-05}`"),
    ("consented",): ("a mapping", "write `consented: {level: employee, reason: agreed in May}`"),
    ("priorities",): ("a list", "write `priorities: [{id: grow, name: Grow}]`"),
    ("priorities", "*"): ("a mapping", "write an id and a name: `{id: grow, name: Grow}`"),
    ("variables",): ("a mapping", "write `variables: {leadership_team: the board}`"),
    ("scales",): ("a mapping", "write `scales: {agree: {low: 1, high: 5}}`"),
    ("scales", "*"): ("a mapping", "write `{low: 1, high: 5}` after the name"),
    ("items",): ("a list", "write for each item `- {id: aims, kind: comment, text: Why?}`"),
    ("items", "*"): ("a mapping", "write keys and values: `{id: aims, kind: comment, text: Why?}`"),
    ("actions",): ("a list", "write `- id: A602` for each action, with more lines below it"),
    ("actions", "*"): ("a mapping", "write `- id: A602`, with more lines below it"),
    ("color",): ("a mapping", 'write `color: {primary: "#12355b"}`'),
    ("labels",): ("a mapping", 'write `labels: {percent: "{n} %"}`'),
    ("columns",): ("a list", "write `- {heading: Q1, use: item, id: direction}` for each column"),
    ("columns", "*"): ("a mapping", "write `{heading: Q1, use: item, id: direction}`"),
}
"""What to write where a text, a number, a list or a mapping stands instead; ``*`` is any name."""
_BY_KEY: Final[dict[Loc, tuple[str, str]]] = {
    ("labels",): ("a list of labels", "write `labels: [Disagree, Neither, Agree]`"),
    ("options",): ("a list", "write `options: [{id: speed, text: Speed}]`"),
    ("options", "*"): ("a mapping", "write an id and a text: `{id: speed, text: Speed}`"),
}
"""The same for keys of scales and items, whose full place is longer."""
Error = dict[str, Any]


def problem_of(error: Error, place: Place, model: type[BaseModel]) -> Problem:
    """Return a validation error as a problem: AS101 to AS106."""
    kind: str = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(error["loc"], place, model)
    if kind == "missing":
        return _missing_key(error["loc"], place)
    at_key = error["loc"][-1:] == ("[key]",)
    loc: Loc = error["loc"][:-1] if at_key else error["loc"]
    value = loc[-1] if at_key else place.value(loc)
    code, what, hint = _described(kind, error["msg"], value, _needed(kind, loc))
    where = _where(place, loc)
    return Problem(code, loc, f"{where}: {what}" if where else what, hint, at_key)


def keys_at(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Return the keys that are known at a place of a model, as they are written."""
    found: list[object] = [model]
    for segment in loc:
        found = [inner for each in found for inner in _inside(each, segment)]
    fields = (f for each in found for part in _parts(each) if _is_model(part) for f in _keys(part))
    return tuple(dict.fromkeys(fields))


def _unknown_key(loc: Loc, place: Place, model: type[BaseModel]) -> Problem:
    where = _where(place, loc[:-1])
    what = f"{quoted(str(loc[-1]))} is not a key here"
    hint = suggestion(loc[-1], keys_at(model, loc[:-1]))
    return Problem("AS101", loc, f"{where}: {what}" if where else what, hint, at_key=True)


def _missing_key(loc: Loc, place: Place) -> Problem:
    where, key = _where(place, loc[:-1]), str(loc[-1])
    hint = _FIRST.get(key, f"add `{key}: ...`") if len(loc) == 1 else f"add `{key}: ...`"
    what = f"`{key}` is missing"
    return Problem("AS102", loc[:-1], f"{where}: {what}" if where else what, hint, at_key=True)


def _needed(kind: str, loc: Loc) -> tuple[str, str] | None:
    if kind not in ("model_type", "dict_type", "tuple_type"):
        return _NEEDED.get(kind)
    any_name = (*loc[:-1], "*")
    found = _BY_PLACE.get(loc) or _BY_PLACE.get(any_name)
    if found is None and len(loc) > 2:
        found = _BY_KEY.get(loc[-1:]) or _BY_KEY.get(any_name[-2:])
    return found or _NEEDED[kind]


def _described(
    kind: str, msg: str, value: object, needed: tuple[str, str] | None
) -> tuple[str, str, str]:
    """Return code, message and hint; the value decides on the hint and is never quoted."""
    if value is None:
        return "AS103", "nothing stands after the colon", "write a value, or delete the line"
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", msg)
        return "AS104", f"this is none of {one_of(choices)}", suggestion(value, choices)
    if kind == "day_type":
        return "AS106", "a date is needed here", "write year, month and day: 2026-09-21"
    if kind == "string_pattern_mismatch":
        what, hint = _PATTERNS[msg.split("'")[1]]
        return "AS106", f"{what} is needed here", hint
    if needed is not None:
        what, hint = needed
        return "AS103", f"{what} is needed here", _without_quotes(what, value) or hint
    return _range(kind, msg)


def _range(kind: str, msg: str) -> tuple[str, str, str]:
    if kind in ("string_too_short", "too_short"):
        return "AS105", "this is empty", "write at least one entry, or delete the line"
    limit = re.sub(r"^\w+ should (be|have) ", r"", msg)
    limit = limit.split(" after validation")[0]
    limit = limit.replace("less than or equal to", "at most")
    limit = limit.replace("greater than or equal to", "at least")
    if kind.startswith(("greater_than", "less_than")):
        return "AS105", f"the number has to be {limit}", f"write a number {limit}"
    if kind in ("string_too_long", "too_long"):
        return "AS105", f"this is too long; {limit} are possible", "write less"
    return "AS103", "this value does not fit here", "see the documentation of the file format"


def _without_quotes(needed: str, value: object) -> str | None:
    if "number" not in needed or not isinstance(value, str):
        return None
    if re.fullmatch(r"\s*-?\d+\s*", value) or re.fullmatch(r"\s*-?\d+\.\d+\s*", value):
        return "write the number without quotes"
    if re.fullmatch(r"\s*-?\d+,\d+\s*", value):
        return "write the number with a decimal point, such as 4.2"
    return None


def _where(place: Place, loc: Loc) -> str:
    """Return a place in the user's words, counted from 1: ``answers.direction, entry 3``."""
    written = place.written(loc)
    text = path_text(place.document.data, written)
    if written and isinstance(written[-1], int) and text.endswith(f"[{written[-1]}]"):
        return f"{text.rpartition('[')[0]}, entry {written[-1] + 1}"
    return text


def _inside(annotation: object, segment: str | int) -> Iterator[object]:
    for part in _parts(annotation):
        if _is_model(part):
            for name, field in part.model_fields.items():
                if segment in (name, field.alias):
                    yield field.annotation
        elif get_origin(part) is dict:
            yield get_args(part)[1]
        elif get_origin(part) in (tuple, list):
            yield get_args(part)[0]


def _parts(annotation: object) -> Iterator[object]:
    """Yield an annotation without ``| None`` and without metadata."""
    if hasattr(annotation, "__metadata__"):
        yield from _parts(get_args(annotation)[0])
    elif get_origin(annotation) in (dict, tuple, list) or not get_args(annotation):
        yield annotation
    else:
        for option in get_args(annotation):
            yield from _parts(option)


def _is_model(annotation: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _keys(model: Any) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
