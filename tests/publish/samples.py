"""Surveys and measures to publish: a group's answers to a questionnaire of one scale."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.model import normalize
from alignscan.model.codebook import MISSING, codebook
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.publish.publish import publish
from alignscan.publish.published import Published
from alignscan.responses.batch import Batch

CLOSED = {"id": "w1", "closed": "2026-09-21"}
Answers = Mapping[str, Sequence[int | None]]


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


def measures(
    asked: Questionnaire, given: Survey, answers: Answers, groups: Sequence[int] | None = None
) -> Measures:
    """Return the measures of answers from 1 up, None where missing; ``groups`` are categories."""
    book = codebook(given, asked)
    size = len(next(iter(answers.values())))
    columns = {
        id: np.array([MISSING if a is None else a - 1 for a in column], dtype=np.int16)
        for id, column in answers.items()
    }
    segments = {s.id: np.array(groups, dtype=np.int16) for s in book.segments}
    return measure(tabulate(book, [Batch(answers=columns, segments=segments, size=size)]))


def published(
    answers: Answers,
    groups: Sequence[int] | None = None,
    asked: Questionnaire | None = None,
    **more: Any,
) -> Published:
    """Return what is published of some answers."""
    given = survey(**more)
    return publish(measures(asked or questionnaire(tuple(answers)), given, answers, groups), given)
