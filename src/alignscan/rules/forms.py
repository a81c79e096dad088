"""The kinds of files, and what stands in for a broken part so that the rest is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, NamedTuple, TypeVar

from alignscan.model import normalize
from alignscan.model.base import Written
from alignscan.model.questionnaire import FORMAT as QUESTIONNAIRE_FORMAT
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import FORMAT as SURVEY_FORMAT
from alignscan.model.survey import Survey

Model = TypeVar("Model", bound=Written)
Raw = dict[str, Any]


class Form(NamedTuple, Generic[Model]):
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
ACTIONS: Final = "alignscan/actions/1"
PLAN: Final = "alignscan/plan/1"
BRAND: Final = "alignscan/brand/1"
MAPPING: Final = "alignscan/mapping/1"
LABELS: Final = "alignscan/labels/1"
FORMATS: Final = (SURVEY.format, QUESTIONNAIRE.format, ACTIONS, PLAN, BRAND, MAPPING, LABELS)
