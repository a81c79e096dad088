"""Surveys and measures to publish: a group's answers to a questionnaire of one scale."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from tests.model.samples import questionnaire, survey

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import MISSING, codebook
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.publish.publish import publish
from alignscan.publish.published import Published
from alignscan.responses.batch import Batch

__all__ = ["Answers", "measures", "published", "questionnaire", "survey"]

Answers = Mapping[str, Sequence[int | None]]


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
