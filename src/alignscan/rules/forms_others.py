"""The forms of files that are no survey and no questionnaire."""

from __future__ import annotations

from alignscan.model import brand as brands
from alignscan.model import normalize
from alignscan.model.actions import FORMAT as ACTIONS_FORMAT
from alignscan.model.actions import ActionLibrary
from alignscan.model.brand import Brand
from alignscan.model.labels import FORMAT as LABELS_FORMAT
from alignscan.model.labels import LabelFile
from alignscan.model.mapping import FORMAT as MAPPING_FORMAT
from alignscan.model.mapping import Mapping
from alignscan.model.mapping import full as full_mapping
from alignscan.model.planfile import FORMAT as PLAN_FORMAT
from alignscan.model.planfile import PlanFile
from alignscan.rules.forms import Form

ACTIONS = Form(
    ACTIONS_FORMAT,
    ActionLibrary,
    normalize.actions,
    stand_in={"id": "broken", "actions": []},
    entry={
        "actions": {
            "id": "broken",
            "title": "-",
            "condition": "all",
            "when": {},
            "owner_role": "senior_leadership",
            "steps": ["-"],
            "effort": "S",
            "duration_weeks": 1,
            "kpi": {
                "name": "-",
                "unit": "-",
                "direction": "up",
                "baseline": {"from": "scan"},
                "target": {},
                "due_after_weeks": 1,
                "level": "result",
            },
            "evidence": {"grade": "C"},
        }
    },
)
PLAN = Form(
    PLAN_FORMAT,
    PlanFile,
    dict,
    stand_in={},
    entry={"actions": {"id": "broken"}, "cadence": {"id": "broken"}},
)
BRAND = Form(brands.FORMAT, Brand, brands.brand, stand_in={}, entry={})
LABELS = Form(
    LABELS_FORMAT,
    LabelFile,
    dict,
    stand_in={"language": "en", "labels": {"pair": "{name}: {value}"}},
    entry={},
    parts=frozenset({"labels"}),
)
MAPPING = Form(
    MAPPING_FORMAT,
    Mapping,
    full_mapping,
    stand_in={},
    entry={"columns": {"heading": "-", "use": "undecided"}},
)
