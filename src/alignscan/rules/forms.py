"""The four kinds of files, and what stands in for a broken part so that the rest is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from alignscan.model import normalize
from alignscan.model.actions import FORMAT as ACTIONS_FORMAT
from alignscan.model.actions import ActionLibrary
from alignscan.model.base import Written
from alignscan.model.planfile import FORMAT as PLAN_FORMAT
from alignscan.model.planfile import PlanFile
from alignscan.model.questionnaire import FORMAT as QUESTIONNAIRE_FORMAT
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import FORMAT as SURVEY_FORMAT
from alignscan.model.survey import Survey

Model = TypeVar("Model", bound=Written)
Raw = dict[str, Any]


@dataclass(frozen=True)
class Form(Generic[Model]):
    """A kind of file: its model, and how its shorthand becomes the full form."""

    format: str
    model: type[Model]
    full: Callable[[Raw], Raw]
    stand_in: Mapping[str, object]
    """A valid value for each key that is needed."""
    entry: Mapping[str, Raw]
    """A valid entry for each list whose entries are checked one by one."""
    parts: frozenset[str] = frozenset()
    """The mappings of which one broken entry can be left out while the others are checked."""


SURVEY = Form(
    SURVEY_FORMAT,
    Survey,
    normalize.survey,
    stand_in={"organization": "-", "questionnaire": "standard"},
    entry={},
    parts=frozenset({"targets", "answers"}),
)
QUESTIONNAIRE = Form(
    QUESTIONNAIRE_FORMAT,
    Questionnaire,
    normalize.questionnaire,
    stand_in={"id": "broken", "title": "-", "items": [{"id": "x", "kind": "comment", "text": "-"}]},
    entry={"items": {"id": "broken", "kind": "comment", "text": "-"}},
)
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
FORMATS = (SURVEY.format, QUESTIONNAIRE.format, ACTIONS.format, PLAN.format)
