"""Makes whole files of the short examples in the table of codes."""

import json
import re
from typing import Any

from alignscan.rules.rule import Area, Rule
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

SURVEY = """\
format: alignscan/1
organization: Northwind Logistics
questionnaire: self-check
targets: 4.0
"""
CONDITIONS = ("direction", "commitment", "goals", "capability", "systems")
QUESTIONNAIRE = """\
format: alignscan/questionnaire/1
id: own
title: Our own questions
scales:
  agree: {low: 1, high: 3, labels: [Disagree, Neither, Agree], cannot_say: Cannot say}
items:
""" + "".join(
    f"  - {{id: {c}, kind: anchor, condition: {c}, scale: agree, text: How is our {c} today?}}\n"
    for c in CONDITIONS
)
ACTIONS = "format: alignscan/actions/1\nid: own\nactions: []\n"
ACTION: dict[str, Any] = {
    "title": "Name one deciding role for each critical decision",
    "condition": "systems",
    "when": {"bands": ["not_apparent"]},
    "owner_role": "senior_leadership",
    "steps": ["List the decisions that are made twice."],
    "effort": "S",
    "duration_weeks": 4,
    "kpi": {
        "name": "Decisions with one deciding role",
        "unit": "%",
        "direction": "up",
        "baseline": {"from": "measure"},
        "target": {"value": "90"},
        "due_after_weeks": 8,
        "level": "behavior",
    },
    "evidence": {"grade": "C"},
}
_ALSO = {"AS101": {"organization"}, "AS221": {"targets"}}
"""Keys that the example of a rule leaves out on purpose."""
BASES = {
    Area.QUESTIONNAIRE: QUESTIONNAIRE,
    Area.QUALITY: QUESTIONNAIRE,
    Area.ROLES: ACTIONS,
    Area.ACTIONS: ACTIONS,
    Area.PLAN: "format: alignscan/plan/1\n",
    Area.BRAND: "format: alignscan/brand/1\n",
}


def whole_file(rule: Rule, example: str) -> str:
    """Return an example as a whole file; its keys take the place of those of a small valid file."""
    if example.startswith("format:") or rule.code == "AS108":
        return example
    if rule.area in (Area.ROLES, Area.ACTIONS):
        return _library(example)
    given = set(re.findall(r"^(\w+):", example, re.MULTILINE)) | _ALSO.get(rule.code, set())
    blocks = re.split(r"^(?=\w)", BASES.get(rule.area, SURVEY), flags=re.MULTILINE)
    whole = "".join(b for b in blocks if b and b.partition(":")[0] not in given) + example
    if "items" in given and rule.code != "AS305":
        whole += QUESTIONNAIRE.partition("items:\n")[2]
    return whole


def _library(example: str) -> str:
    data: Any = {**data_of(ACTIONS), **data_of(example)}
    data["actions"] = [{**ACTION, **action} for action in data["actions"]]
    return json.dumps(data, indent=1) + "\n"


def data_of(text: str) -> Any:
    """Return the data of a YAML text."""
    return load_yaml(Text("example.yaml", text)).data
