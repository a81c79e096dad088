"""JSON Schemas of what people write and of the report.

What people write may be shorter than the models: the schema of a file says so, and is kept to what
draft-07 knows, because that is what editors read.
"""

from collections.abc import Callable
from typing import Any, Final

from pydantic import BaseModel

from alignscan.model.actions import ActionLibrary
from alignscan.model.conditions import CODES, CONDITIONS, PRACTICES
from alignscan.model.mapping import Mapping
from alignscan.model.planfile import PlanFile
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey

Json = dict[str, Any]
DRAFT_07 = "http://json-schema.org/draft-07/schema#"
TEXT: Json = {"type": "string", "minLength": 1}
NUMBER: Json = {"type": "number"}
LIMITS: Final = {"ge": "minimum", "gt": "exclusiveMinimum"}


def schema_of(name: str) -> Json:
    """Return the schema of one of ``SCHEMAS``, such as ``survey`` or ``report``."""
    return SCHEMAS[name]()


def _base(model: type[BaseModel], mode: str = "validation") -> Json:
    out = model.model_json_schema(mode="serialization" if mode == "out" else "validation")
    return {"$schema": DRAFT_07, **_in_draft_07(out)}


def _in_draft_07(schema: Any) -> Any:
    """Return what pydantic says in words that draft-07 knows.

    Both ends of a range follow one rule; limits and defaults get their usual form.
    """
    if isinstance(schema, list):
        return [_in_draft_07(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    out = {_keyword(key, value): _in_draft_07(value) for key, value in schema.items()}
    if out.get("type") == "number" and isinstance(out.get("default"), str):
        out["default"] = float(out["default"])
    ends = out.get("prefixItems")
    if isinstance(ends, list) and all(end == ends[0] for end in ends):
        out["items"] = out.pop("prefixItems")[0]
    return out


def _keyword(key: str, value: Any) -> str:
    return LIMITS.get(key, key) if isinstance(value, int | float) else key


def _survey() -> Json:
    out = _base(Survey)
    defs, props = out["$defs"], out["properties"]
    props["organization"] = _or(TEXT, props["organization"])
    props["wave"] = _or(TEXT, _ref("Wave"))
    props["questionnaire"] = _own_questionnaire(defs)
    props["comments"] = _or(TEXT, props["comments"])
    props["population"] = _or({"type": "integer"}, TEXT, _population(defs))
    props["weighting"] = _or(TEXT, _list(TEXT), _weighting())
    props["responses"] = _or(TEXT, _list(_or(TEXT, _ref("ResponsesFile"))))
    props["answers"] = _answers()
    props["targets"] = _or(NUMBER, _targets())
    props["variables"] = _map(_texts())
    return out


def _own_questionnaire(defs: Json) -> Json:
    """Return what may stand for a questionnaire; one that is written here needs only its items."""
    own = _questionnaire()
    defs |= own["$defs"]
    defs["Questionnaire"] = {
        "type": "object",
        "properties": own["properties"],
        "required": ["items"],
        "additionalProperties": False,
    }
    inline = _ref("Questionnaire")
    full = {"use": TEXT, "inline": inline}
    named: Json = {"type": "object", "properties": full, "additionalProperties": False}
    return _or(TEXT, inline, named)


def _population(defs: Json) -> Json:
    counts = _map(_map({"type": "integer", "minimum": 0}))
    return _or(counts, _ref("Population")) if "Population" in defs else counts


def _weighting() -> Json:
    by: Json = {"by": _or(TEXT, _list(TEXT))}
    return {"type": "object", "properties": by, "additionalProperties": False}


def _answers() -> Json:
    cell: Json = {"type": ["string", "number", "null"]}
    return _map({"type": ["string", "number", "null", "array"], "items": cell})


def _targets() -> Json:
    target = _or(NUMBER, _ref("Target"))
    subjects = [*CONDITIONS, *CODES, *PRACTICES, "default"]
    properties: Json = dict.fromkeys(subjects, target)
    own: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    cells = _map(_or(NUMBER, _ref("Target"), own))
    return {**own, "properties": {**properties, "of": own, "segments": cells}}


def _questionnaire() -> Json:
    out = _base(Questionnaire)
    defs, props = out["$defs"], out["properties"]
    for key in ("title", "intro"):
        props[key] = _texts()
    for key in ("levels", "variables"):
        props[key] = _map(_texts())
    item, scale, option = (defs[n]["properties"] for n in ("Item", "Scale", "Option"))
    item["text"] = option["text"] = scale["cannot_say"] = _texts()
    item["wording"] = _map(_texts())
    item["scale"] = _or(TEXT, _ref("Scale"))
    item["condition"] = {"enum": [*CONDITIONS, *CODES]}
    labels = _list(TEXT)
    scale["labels"] = _or(labels, _map(labels))
    return out


def _actions() -> Json:
    out = _base(ActionLibrary)
    defs = out["$defs"]
    for owner, key in (
        ("Action", "title"),
        ("Kpi", "name"),
        ("Risk", "signal"),
        ("Risk", "mitigation"),
        ("Evidence", "finding"),
    ):
        defs[owner]["properties"][key] = _texts()
    action = defs["Action"]["properties"]
    action["steps"] = _list(_texts())
    action["condition"] = {"enum": [*CONDITIONS, *CODES, "all"]}
    return out


def _plan() -> Json:
    return _base(PlanFile)


def _report() -> Json:
    from alignscan.report.model import Report

    return _base(Report, "out")


def _texts() -> Json:
    return _or(TEXT, _map(TEXT))


def _or(*choices: Json) -> Json:
    return {"anyOf": list(choices)}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _map(values: Json) -> Json:
    return {"type": "object", "additionalProperties": values}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _mapping() -> Json:
    out = _base(Mapping)
    number_too = _or({"type": "string"}, NUMBER, {"type": "null"})
    out["$defs"]["MappedColumn"]["properties"]["answers"]["additionalProperties"] = number_too
    return out


SCHEMAS: Final[dict[str, Callable[[], Json]]] = {
    "survey": _survey,
    "questionnaire": _questionnaire,
    "actions": _actions,
    "plan": _plan,
    "mapping": _mapping,
    "report": _report,
}
