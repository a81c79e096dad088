"""From a plan to the data that stands under ``suggested:`` in a plan file."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from alignscan.model.base import in_language
from alignscan.model.labels import OWN, known_language, labels
from alignscan.model.notation import unit_name
from alignscan.model.planfile import ActionFields, PlanFields
from alignscan.model.planfile_people import (
    AudienceFields,
    CommunicationFields,
    ModuleFields,
    ProgramFields,
    RhythmFields,
    TouchpointFields,
    TrackFields,
)
from alignscan.planning.people import Communication, Program, ProgramTrack
from alignscan.planning.plan import Plan

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: what is written when it is new, and what is suggested each time."""

    id: str
    kept: Data
    """What people fill in."""
    suggested: Data
    inside: dict[str, tuple["Entry", ...]] = field(default_factory=dict)
    """Lists of further entries."""

    def new(self) -> Data:
        """Return the entry as it is written the first time."""
        lists = {key: [entry.new() for entry in entries] for key, entries in self.inside.items()}
        return {"id": self.id, **self.kept, "suggested": self.suggested, **lists}


def whole(plan: Plan) -> Data:
    """Return what is suggested about a plan as a whole."""
    return data_for(PlanFields, plan, "en")


def actions(plan: Plan, language: str) -> tuple[Entry, ...]:
    """Return the actions of a plan."""
    kept = ("owner", "start", "due", "kpi_value", "notes")
    return tuple(
        Entry(
            action.id,
            {
                "title": in_language(action.title, language),
                "status": "planned",
                **dict.fromkeys(kept),
            },
            data_for(ActionFields, action, language),
        )
        for action in plan.actions
    )


def about_program(program: Program, language: str) -> Data:
    """Return what is suggested about the program as a whole."""
    return data_for(ProgramFields, program, language)


def tracks(program: Program, language: str) -> tuple[Entry, ...]:
    """Return the tracks of a program with their modules."""
    return tuple(
        Entry(
            track.id,
            {},
            data_for(TrackFields, track, language),
            {"modules": _modules(track, language)},
        )
        for track in program.tracks
    )


def _modules(track: ProgramTrack, language: str) -> tuple[Entry, ...]:
    kept = {"status": "planned", "owner": None, "notes": None}
    return tuple(
        Entry(
            module.id,
            {"title": in_language(module.title, language), **kept},
            data_for(ModuleFields, module, language),
        )
        for module in track.modules
    )


def about_communication(communication: Communication, language: str) -> Data:
    """Return what is suggested about the communication as a whole."""
    return data_for(CommunicationFields, communication, language)


def audiences(communication: Communication, language: str) -> tuple[Entry, ...]:
    """Return the audiences of a communication strategy."""
    return tuple(
        Entry(each.id, {"notes": None}, data_for(AudienceFields, each, language))
        for each in communication.audiences
    )


def touchpoints(communication: Communication, language: str) -> tuple[Entry, ...]:
    """Return the touchpoints of a communication strategy, each with an id of its own."""
    told = communication.touchpoints
    names = _numbered(f"{t.audience}-{t.channel}-{'-'.join(t.messages[:1])}" for t in told)
    kept = {"status": "planned", "owner": None, "notes": None}
    return tuple(
        Entry(name, kept, data_for(TouchpointFields, touchpoint, language))
        for name, touchpoint in zip(names, told, strict=True)
    )


def rhythms(plan: Plan, language: str) -> tuple[Entry, ...]:
    """Return the meetings and checks that come again."""
    kept = {"owner": None, "notes": None}
    return tuple(
        Entry(each.id, kept, data_for(RhythmFields, each, language)) for each in plan.cadence
    )


def _numbered(names: Iterable[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def data_for(model: type[BaseModel], source: BaseModel, language: str) -> Data:
    """Return what a model of the plan file keeps of something, as plain data in one language.

    What is empty, or a flag that is not set, is left out.
    """
    return _fitted(model, source.model_dump(), language)


def _fitted(model: type[BaseModel], values: Mapping[str, Any], language: str) -> Data:
    out = {
        name: _plain(values.get(name), _model_in(field.annotation), language)
        for name, field in model.model_fields.items()
    }
    if isinstance(out.get("unit"), str):
        out["unit"] = _unit(out["unit"], language)
    return {name: value for name, value in out.items() if _says_something(value)}


def _unit(name: str, language: str) -> str:
    """Return the unit of a KPI; in English as the library has it."""
    known = known_language(language) or OWN
    return name if known == OWN else unit_name(name, labels(known))


def _says_something(value: object) -> bool:
    return value is not None and value is not False and value not in ("", [], {})


def _plain(value: Any, model: type[BaseModel] | None, language: str) -> Any:
    if isinstance(value, Mapping):
        return _mapping(value, model, language)
    if isinstance(value, tuple | list):
        return [_plain(item, model, language) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _mapping(value: Mapping[str, Any], model: type[BaseModel] | None, language: str) -> Any:
    if value and all(isinstance(text, str) for text in value.values()) and model is None:
        return in_language(dict(value), language)
    if model is not None:
        return _fitted(model, value, language)
    return {key: _plain(item, None, language) for key, item in value.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field's values are of, if any."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)
