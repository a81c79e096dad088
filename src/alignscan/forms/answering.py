"""The questions of a survey for one person, and adding the answers to the survey file."""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from alignscan.model.base import in_language
from alignscan.model.conditions import CODE_OF
from alignscan.model.questionnaire import RATED, Item, Questionnaire
from alignscan.model.survey import Survey
from alignscan.model.wording import worded
from alignscan.source.edit import append_item, set_value
from alignscan.source.emit import CannotWriteError
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

CANNOT_SAY = "cs"
NOT_APPLICABLE = "na"


class NotHere(Exception):
    """A survey whose answers are not given in the survey file."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Question:
    """One closed question as it is asked."""

    id: str
    text: str
    choices: tuple[tuple[str, str], ...]
    """Pairs of what to type and what it means."""


def questions(survey: Survey, questionnaire: Questionnaire) -> tuple[Question, ...]:
    """Return the closed questions in order; NotHere when the file cannot take more answers."""
    if survey.responses or survey.effective_mode == "confidential":
        raise NotHere(
            "answers to a confidential survey do not belong in the survey file",
            "collect them in the responses file",
        )
    if survey.effective_mode == "self" and survey.respondents_inline:
        raise NotHere(
            "this file holds one person's own view, and it is there already",
            "for several people write `mode: team` and `agreed: who, when`",
        )
    return tuple(
        _question(item, survey, questionnaire)
        for item in questionnaire.items
        if item.kind in (*RATED, "choice")
    )


def add_answers(text: str, survey: Survey, given: dict[str, str]) -> str:
    """Return the survey file with one more person's answers; all other bytes stay."""
    single = survey.effective_mode == "self"
    before = survey.respondents_inline
    written = _keys(text)
    for id, answer in given.items():
        value = _value(answer)
        column = (survey.answers or {}).get(id)
        key = _as_written(id, written)
        if single:
            text = set_value(text, ("answers", key), value)
        elif column is None:
            text = set_value(text, ("answers", key), [*[NOT_APPLICABLE] * before, value])
        else:
            text = _appended(text, key, column, value)
    return text


def _keys(text: str) -> Container[str]:
    data: Any = load_yaml(Text("", text)).data
    return data.get("answers") or ()


def _as_written(id: str, written: Container[str]) -> str:
    """Return the key of the file: the id, or the code (C5) of the condition that it names."""
    code = CODE_OF.get(id)
    return code if code is not None and code in written and id not in written else id


def _appended(text: str, key: str, column: tuple[str, ...], value: object) -> str:
    if column != ("",):
        try:
            return append_item(text, ("answers", key), value)
        except CannotWriteError:  # a single answer that is not in a list yet
            pass
    return set_value(text, ("answers", key), [*map(_value, column), value])


def _value(answer: str) -> object:
    if answer == "":
        return None
    if re.fullmatch(r"-?[0-9]+", answer):
        return int(answer)
    return float(answer) if re.fullmatch(r"-?[0-9]+\.[0-9]+", answer) else answer


def _question(item: Item, survey: Survey, questionnaire: Questionnaire) -> Question:
    language = survey.language
    text = worded(item.text, survey, questionnaire, language)
    return Question(item.id, text, choices(item, language, questionnaire))


def choices(item: Item, language: str, questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    """Return what can be answered to a closed question, and what each answer means."""
    scale = questionnaire.scale_of(item)
    if scale is None:
        options = enumerate(item.options, start=1)
        return tuple((str(i), in_language(o.text, language)) for i, o in options)
    labels = scale.labels.get(language) or next(iter(scale.labels.values()), ())
    found = [
        (str(point), labels[i] if i < len(labels) else "") for i, point in enumerate(scale.points)
    ]
    if scale.cannot_say:
        found.append((CANNOT_SAY, in_language(scale.cannot_say, language)))
    else:
        found.append((NOT_APPLICABLE, "not applicable"))
    return tuple(found)
