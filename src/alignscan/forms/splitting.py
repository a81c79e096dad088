"""Moving answers out of a survey file into a responses file of their own."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from alignscan.model.conditions import canonical
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.source.cells import inert
from alignscan.source.edit import rename_key, set_value


class NothingToMove(Exception):
    """A survey file without answers of its own."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A survey file that was split."""

    survey: str
    """The survey file as it reads now: every byte outside the answers as it was."""
    responses: str
    """The answers as CSV, a row for each person."""
    people: int


def split(text: str, survey: Survey, questionnaire: Questionnaire, name: str) -> Parts:
    """Return a survey file and its answers apart; ``name`` is the responses file.

    The mode stays what it was. Raises NothingToMove without answers, and what
    ``source.edit.set_value`` raises.
    """
    if not survey.respondents_inline or survey.answers is None:
        raise NothingToMove
    moved = rename_key(set_value(text, ("answers",), name), "answers", "responses")
    if survey.mode is None:
        moved = set_value(moved, ("mode",), survey.effective_mode)
    columns = {_item(key, questionnaire): column for key, column in survey.answers.items()}
    return Parts(moved, _csv(columns), survey.respondents_inline)


def _item(key: str, questionnaire: Questionnaire) -> str:
    """Return the item that a key under ``answers`` stands for: a condition may name its anchor."""
    if any(item.id == key for item in questionnaire.items):
        return key
    condition = canonical(key)
    anchors = [i.id for i in questionnaire.items if i.kind == "anchor" and i.about == condition]
    return anchors[0] if condition and len(anchors) == 1 else key


def _csv(columns: dict[str, tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(_rows(columns))
    return out.getvalue()


def _rows(columns: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    for row in zip_longest(*columns.values(), fillvalue=""):
        yield [inert(cell) for cell in row]
