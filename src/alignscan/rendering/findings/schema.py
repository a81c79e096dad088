"""The JSON Schema of findings in JSON, in words that draft-07 knows."""

from typing import Any

from alignscan.rendering.findings.json import FORMAT
from alignscan.source.finding import Severity

Json = dict[str, Any]
TEXT: Json = {"type": "string", "minLength": 1}
COUNT: Json = {"type": "integer", "minimum": 0}
PLACE: Json = {"type": "integer", "minimum": 1}
SEVERITY: Json = {"enum": [severity.value for severity in Severity]}


def findings_schema() -> Json:
    """Return the schema of what ``alignscan check -f json`` prints."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "alignscan findings",
        **_object(
            {
                "format": {"const": FORMAT},
                "generator": TEXT,
                "checked": {"type": "array", "items": TEXT},
                "summary": _summary(),
                "findings": {"type": "array", "items": _finding()},
            }
        ),
    }


def _summary() -> Json:
    counts = ("files", "skipped", *(severity.value for severity in Severity), "ignored")
    return _object(
        {**dict.fromkeys(counts, COUNT), "fail_on": SEVERITY, "failed": {"type": "boolean"}}
    )


def _finding() -> Json:
    places = ("line", "column", "end_line", "end_column")
    return _object(
        {
            "code": {"type": "string", "pattern": "^AS[0-9]{3}$"},
            "name": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "severity": SEVERITY,
            "message": {**TEXT, "description": "What is wrong."},
            "hint": {**_or_null(TEXT), "description": "What to write instead."},
            "path": TEXT,
            "span": {
                **_or_null(_object(dict.fromkeys(places, PLACE))),
                "description": "From 1, columns in code points, the end exclusive; "
                "null where the whole file is meant.",
            },
            "data_path": {
                "type": "string",
                "description": "The place in the data, entries of lists by their ids.",
            },
            "fingerprint": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "Stays when lines move.",
            },
        }
    )


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}
