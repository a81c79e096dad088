"""What stands where (AS1): from data to a model, as far as the file allows.

A misspelt key is reported and then taken for what it was meant to be; a broken part is reported
and then left out. So one slip gives one finding, and all other slips are found in the same run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple

from pydantic import ValidationError

from alignscan.rules.errors import Error, keys_at, problem_of
from alignscan.rules.forms import Form, Model, Raw
from alignscan.rules.place import Place, raw_loc, value_at
from alignscan.rules.problem import MOST, Loc
from alignscan.rules.words import did_you_mean
from alignscan.source.finding import Finding
from alignscan.source.yaml import Document

_ROUNDS = 8


class Shaped(NamedTuple, Generic[Model]):
    """A part of a file as a model."""

    place: Place
    model: Model | None
    """The model, with stand-ins for broken parts; None when nothing of it can be used."""
    data: Raw
    """What the model was made of: as written, with misspelt keys set right."""
    broken: frozenset[str] = frozenset()
    """The top-level keys whose values are not what was written; ``targets.*``: a part is not."""
    findings: tuple[Finding, ...] = ()


@dataclass
class _Repair(Generic[Model]):
    """The data of a file while its misspelt keys are set right one after another."""

    form: Form[Model]
    document: Document
    prefix: Loc
    data: Raw
    renamed: dict[Loc, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(self.document, self.prefix, dict(self.renamed))

    def report(self, errors: Sequence[Error]) -> None:
        """Add the findings of validation errors, of the first hundred."""
        place, model = self.place, self.form.model
        self.findings.extend(place.finding(problem_of(e, place, model)) for e in errors[:MOST])

    def respell(self, loc: Loc, *, guess: bool) -> None:
        """Rename an unknown key to what it was probably meant to be, else drop it."""
        parent = raw_loc(self.data, loc[:-1])
        container, key = value_at(self.data, parent), loc[-1]
        if not isinstance(container, dict) or key not in container:
            return
        value = container.pop(key)
        free = [k for k in keys_at(self.form.model, loc[:-1]) if k not in container]
        meant = did_you_mean(key, free) if guess else None
        if meant is not None:
            written = self.place.written(loc[:-1])
            self.renamed[(*written, meant)] = str(key)
            container[meant] = value


def shape(
    document: Document,
    form: Form[Model],
    prefix: Loc = (),
    data: Raw | None = None,
    renamed: Mapping[Loc, str] | None = None,
) -> Shaped[Model]:
    """Return the model of a document, or of the part of it at ``prefix``, and AS1 findings.

    ``data`` is used instead of what is written there, with keys that may be left out filled in;
    ``renamed`` holds the keys that are misspelt on the way there.
    """
    written = value_at(document.data, prefix) if data is None else data
    if not isinstance(written, dict):
        raise TypeError("only a mapping has a shape")
    model, errors = _validate(form, written)
    if model is not None:
        return Shaped(Place(document, prefix, renamed or {}), model, written)
    repair = _Repair(form, document, prefix, deepcopy(written), dict(renamed or {}))
    return _repaired(repair, errors)


def _repaired(repair: _Repair[Model], errors: list[Error]) -> Shaped[Model]:
    model: Model | None = None
    for _ in range(_ROUNDS):
        unknown = [e for e in errors if e["type"] == "extra_forbidden"]
        if not unknown:
            break
        repair.report(unknown)
        for error in unknown:
            repair.respell(error["loc"], guess=len(unknown) <= MOST)
        model, errors = _validate(repair.form, repair.data)
    repair.report(errors)
    broken = frozenset(_leave_out(repair, errors))
    if errors:
        model, _ = _validate(repair.form, repair.data)
    return Shaped(repair.place, model, repair.data, broken, tuple(repair.findings))


def _validate(form: Form[Model], data: Raw) -> tuple[Model | None, list[Error]]:
    try:
        return form.model.model_validate(form.full(data)), []
    except ValidationError as error:
        found: list[Any] = error.errors(
            include_url=False, include_context=False, include_input=False
        )
        return None, [e for e in found if not _follows(e, found)]


def _follows(error: Error, errors: Sequence[Error]) -> bool:
    """Return whether a list is only too short because its entries are broken."""
    loc: Loc = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in errors
    )


def _leave_out(repair: _Repair[Model], errors: Sequence[Error]) -> Iterator[str]:
    """Put stand-ins in the place of broken parts; yield the keys where that was needed."""
    for error in errors:
        loc: Loc = error["loc"]
        top = str(loc[0])
        yield _without_entry(repair, loc) or _without_part(repair, loc) or top
        if top in repair.form.stand_in and not _entries(repair, top):
            repair.data[top] = deepcopy(repair.form.stand_in[top])


def _entries(repair: _Repair[Model], top: str) -> bool:
    return top in repair.form.entry and isinstance(repair.data.get(top), list)


def _without_entry(repair: _Repair[Model], loc: Loc) -> str | None:
    top, entries = str(loc[0]), repair.data.get(str(loc[0]))
    index = loc[1] if len(loc) > 1 else None
    if top not in repair.form.entry or not isinstance(entries, list):
        return None
    if isinstance(index, int):
        entries[index] = {**repair.form.entry[top], "id": f"broken_{index}"}
    else:
        entries.append(dict(repair.form.entry[top]))
    return top


def _without_part(repair: _Repair[Model], loc: Loc) -> str | None:
    top, written = str(loc[0]), raw_loc(repair.data, loc)
    if top in repair.form.parts and len(written) > 1:
        parts = repair.data[top]
        parts.pop(written[1], None)
        return f"{top}.*"
    repair.data.pop(top, None)
    return None
