"""Surveys and questionnaires to test with, written in few words."""

from collections.abc import Sequence
from typing import Any

from alignscan.model import normalize
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey

CLOSED = {"id": "w1", "closed": "2026-09-21"}


def questionnaire(ids: Sequence[str], **more: Any) -> Questionnaire:
    """Return a questionnaire of practice items on 1 to 5, all of practice C1.1 by default."""
    items = [{"id": id, "practice": "C1.1", "scale": "agree", "text": f"Is {id}?"} for id in ids]
    data = {
        "format": "alignscan/questionnaire/1",
        "id": "own",
        "title": "Our questions",
        "scales": {"agree": {"low": 1, "high": 5, "cannot_say": "Cannot say"}},
        "items": items,
        **more,
    }
    return Questionnaire.model_validate(normalize.questionnaire(data))


def survey(**more: Any) -> Survey:
    """Return a confidential survey of a closed wave."""
    data = {
        "format": "alignscan/1",
        "organization": "Northwind",
        "questionnaire": "standard",
        "mode": "confidential",
        "wave": CLOSED,
        **more,
    }
    return Survey.model_validate(normalize.survey(data))
