"""From a place in a model back to the place in the file that people wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from alignscan.model.conditions import CODE_OF, CODES
from alignscan.rules.problem import Loc, Problem
from alignscan.rules.table import find
from alignscan.source.finding import Finding
from alignscan.source.span import Span
from alignscan.source.yaml import Document

_ID = re.compile(r"[\w.-]{1,60}")


class Place(NamedTuple):
    """A document, or a part of one, in which problems are located."""

    document: Document
    prefix: Loc = ()
    """Where the part begins: ``("questionnaire",)`` for one written in a survey file."""
    renamed: Mapping[Loc, str] = MappingProxyType({})
    """For the place of a misspelt key as it should be spelt, the key as it is spelt."""

    def finding(self, problem: Problem) -> Finding:
        """Return a problem as a finding at its position; the severity is that of the table."""
        rule = find(problem.code)
        if rule is None:
            raise KeyError(problem.code)
        loc = self.written(problem.loc)
        return Finding(
            code=rule.code,
            severity=rule.severity,
            message=problem.message,
            path=self.document.text.path,
            span=self._span(loc, at_key=problem.at_key),
            data_path=path_text(self.document.data, loc),
            hint=problem.hint,
        )

    def written(self, loc: Loc) -> Loc:
        """Return a place of the model as a place of the file."""
        return raw_loc(self.document.data, self.prefix + loc, self.renamed)

    def value(self, loc: Loc) -> object:
        """Return what is written at a place of the model."""
        return value_at(self.document.data, self.written(loc))

    def _span(self, loc: Loc, *, at_key: bool) -> Span:
        """Return the span of a value or key; of a mapping that has no key, of its first key."""
        value = value_at(self.document.data, loc)
        if isinstance(value, dict) and value and (not loc or (at_key and isinstance(loc[-1], int))):
            return self.document.span((*loc, next(iter(value))), key=True)
        return self.document.span(loc, key=at_key)


def raw_loc(data: object, loc: Loc, renamed: Mapping[Loc, str] | None = None) -> Loc:
    """Return the steps of a model's place that are written in the file.

    The full form of the models has steps that shorthand leaves out (``targets.of``), and calls
    conditions by name where the file may use a code.
    """
    out: Loc = ()
    for segment in loc:
        for name in _spellings(segment, (*out, segment), renamed or {}):
            if _has(data, name):
                data, out = _child(data, name), (*out, name)
                break
    return out


def value_at(data: object, loc: Loc) -> object:
    """Return the value at a place of the file; None when there is none."""
    for segment in loc:
        data = _child(data, segment) if _has(data, segment) else None
    return data


def path_text(data: object, loc: Loc) -> str:
    """Return a place in words: ``items[C1_1].scale``; list entries by their id if they have one."""
    out = ""
    for segment in loc:
        data = _child(data, segment) if _has(data, segment) else None
        if isinstance(segment, str):
            out += f".{segment}" if out else segment
        else:
            out += f"[{_id(data) or segment}]"
    return out


def _id(entry: object) -> str | None:
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and _ID.fullmatch(name) else None


def _spellings(segment: str | int, loc: Loc, renamed: Mapping[Loc, str]) -> tuple[str | int, ...]:
    if isinstance(segment, int):
        return (segment,)
    others = (renamed.get(loc), CODE_OF.get(segment), CODES.get(segment))
    return (segment, *(other for other in others if other is not None))


def _has(data: object, segment: str | int) -> bool:
    if isinstance(data, dict):
        return isinstance(segment, str) and segment in data
    return isinstance(data, list) and isinstance(segment, int) and 0 <= segment < len(data)


def _child(data: object, segment: str | int) -> object:
    if isinstance(data, dict):
        return data[segment]
    return data[segment] if isinstance(data, list) and isinstance(segment, int) else None
