from collections.abc import Iterable
from typing import Any

import numpy as np

from alignscan.model import normalize
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.responses.batch import Batch

Codes = dict[str, list[int]]

QUESTIONNAIRE: dict[str, Any] = {
    "format": "alignscan/questionnaire/1",
    "id": "small",
    "title": "Small",
    "scales": {
        "agree": {
            "low": 1,
            "high": 5,
            "labels": {
                "en": ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"],
                "de": ["Gar nicht", "Kaum", "Teils", "Überwiegend", "Völlig"],
            },
            "cannot_say": {"en": "Cannot judge", "de": "Weiß nicht"},
        },
        "half": {"low": 0, "high": 4, "step": 0.5},
    },
    "items": [
        {"id": "C1_1", "practice": "C1.1", "scale": "agree", "text": "One."},
        {"id": "C1_2", "practice": "C1.2", "scale": "half", "text": "Two.", "reverse": True},
        {
            "id": "goals_now",
            "kind": "anchor",
            "condition": "C3",
            "scale": "agree",
            "text": "Three.",
        },
        {
            "id": "cause",
            "kind": "choice",
            "text": "Why?",
            "options": [{"id": "none", "text": "No cause"}, {"id": "time", "text": "No time"}],
        },
    ],
}
SEGMENTS: dict[str, Any] = {
    "level": {"categories": ["team_leader", "employee"]},
    "site": {"column": "Standort", "map": {"1": "North", "2": "South", "Süd": "South"}},
}


def questionnaire() -> Questionnaire:
    return Questionnaire.model_validate(normalize.questionnaire(QUESTIONNAIRE))


def survey(**more: Any) -> Survey:
    data = {
        "format": "alignscan/1",
        "organization": "Example",
        "questionnaire": "small",
        "segments": SEGMENTS,
        **more,
    }
    return Survey.model_validate(normalize.survey(data))


def codes_of(batches: Iterable[Batch]) -> Codes:
    """Every item and segment as one list over all batches, whose sizes are checked on the way."""
    out: Codes = {}
    for batch in batches:
        for name, codes in {**batch.answers, **batch.segments}.items():
            assert codes.dtype in (np.int8, np.int16)
            assert len(codes) == batch.size
            out.setdefault(name, []).extend(codes.tolist())
    return out
