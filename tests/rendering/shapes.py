"""What readers of findings ask of a file, written down from their documentation.

SARIF 2.1.0 (OASIS, sections 3.13 to 3.58) as far as it is written, with the limits of GitHub code
scanning; the code quality report of GitLab; JUnit XML as the Jenkins plugins take it. Everything is
closed: a property that the reader does not know is an error too.
"""

from typing import Any

Json = dict[str, Any]
TEXT: Json = {"type": "string", "minLength": 1}
SHORT: Json = {**TEXT, "maxLength": 1024}
PLACE: Json = {"type": "integer", "minimum": 1}
LEVEL: Json = {"enum": ["none", "note", "warning", "error"]}
HASH: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def closed(properties: Json, *optional: str) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def listed(items: Json, most: int | None = None) -> Json:
    limit = {} if most is None else {"maxItems": most}
    return {"type": "array", "items": items, **limit}


ARTIFACT = closed(
    {
        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~:/%-]+$"},
        "uriBaseId": {"const": "%SRCROOT%"},
    },
    "uriBaseId",
)
REGION = closed({"startLine": PLACE, "startColumn": PLACE, "endLine": PLACE, "endColumn": PLACE})
LOCATION = closed(
    {
        "physicalLocation": closed({"artifactLocation": ARTIFACT, "region": REGION}, "region"),
        "logicalLocations": listed(closed({"fullyQualifiedName": TEXT})),
    },
    "logicalLocations",
)
RULE = closed(
    {
        "id": {"type": "string", "pattern": "^AS[0-9]{3}$"},
        "name": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 255},
        "shortDescription": closed({"text": SHORT}),
        "fullDescription": closed({"text": SHORT}),
        "help": closed({"text": TEXT, "markdown": TEXT}),
        "defaultConfiguration": closed({"level": LEVEL}),
        "properties": closed({"tags": listed(TEXT, 20)}),
    }
)
RESULT = closed(
    {
        "ruleId": {"type": "string", "pattern": "^AS[0-9]{3}$"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": closed({"text": TEXT}),
        "locations": {**listed(LOCATION, 1), "minItems": 1},
        "partialFingerprints": {"type": "object", "additionalProperties": HASH},
    }
)
NOTIFICATION = closed(
    {"level": LEVEL, "message": closed({"text": TEXT}), "locations": listed(LOCATION)},
    "locations",
)
DRIVER = closed(
    {
        "name": TEXT,
        "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+([-+.].+)?$"},
        "rules": listed(RULE, 25_000),
    }
)
SARIF = closed(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            **listed(
                closed(
                    {
                        "tool": closed({"driver": DRIVER}),
                        "automationDetails": closed({"id": TEXT}),
                        "invocations": listed(
                            closed(
                                {
                                    "executionSuccessful": {"type": "boolean"},
                                    "toolExecutionNotifications": listed(NOTIFICATION),
                                }
                            )
                        ),
                        "originalUriBaseIds": closed(
                            {"%SRCROOT%": closed({"description": closed({"text": TEXT})})}
                        ),
                        "columnKind": {"const": "unicodeCodePoints"},
                        "results": listed(RESULT, 25_000),
                    }
                ),
                1,
            ),
            "minItems": 1,
        },
    }
)
GITLAB = listed(
    closed(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": HASH,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": closed(
                {
                    "path": {"type": "string", "pattern": r"^(?!\./)."},
                    "lines": closed({"begin": PLACE, "end": PLACE}, "end"),
                }
            ),
        }
    )
)
JUNIT = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "time"}, {"testcase"}),
    "testcase": ({"classname", "name", "time"}, {"failure", "error", "system-out"}),
    "failure": ({"message", "type"}, set[str]()),
    "error": ({"message", "type"}, set[str]()),
    "system-out": (set[str](), set[str]()),
}
"""For each element its attributes, all of them present, and the elements that it may hold."""
