"""AS2: rules that need the survey file and its questionnaire together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from alignscan.model.conditions import canonical
from alignscan.model.questionnaire import RATED, Item, Questionnaire, Scale
from alignscan.model.survey import Survey
from alignscan.rules.problem import Check, Problem, check
from alignscan.rules.survey_alone import targets_of
from alignscan.rules.texts import variables_in
from alignscan.rules.words import count, one_of, quoted, suggestion

NO_ANSWER: Final = frozenset({"", "na", "n/a", "cs"})
"""Words for answers without a score: missing, not applicable, cannot say."""
_MOST_POINTS = 11
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?")


class Asked(NamedTuple):
    """A survey and what it asks."""

    survey: Survey
    questionnaire: Questionnaire


def target_outside_scale(asked: Asked) -> Iterator[Problem]:
    """AS201: a target that no score can reach."""
    low, high = asked.questionnaire.score_scale.low, asked.questionnaire.score_scale.high
    hint = f"write a number from {low} to {high}"
    if _rated_elsewhere(asked.questionnaire):
        hint += ", the scale of the scores; `score_scale` in the questionnaire sets it"
    for loc, target in targets_of(asked.survey):
        if not low <= target.score <= high:
            what = f"{loc[-1]}: a target of {target.score} is outside the scale"
            yield Problem("AS201", (*loc, "score"), f"targets.{what}", hint)


def _rated_elsewhere(questionnaire: Questionnaire) -> bool:
    """Return whether no item is answered on the scale of the scores."""
    score = questionnaire.score_scale
    scales = [questionnaire.scale_of(item) for item in questionnaire.of_kind(*RATED)]
    ends = {(scale.low, scale.high) for scale in scales if scale is not None}
    return bool(ends) and (score.low, score.high) not in ends


def no_target(asked: Asked) -> Iterator[Problem]:
    """AS221: nothing is aimed for, and no wish can stand in."""
    if not any(targets_of(asked.survey)) and not asked.questionnaire.of_kind("wish"):
        what = "no target is set, so 4.0 is taken for each condition"
        yield Problem("AS221", (), what, "set your own: `targets: {default: 4.0, systems: 4.2}`")


def unknown_item(asked: Asked) -> Iterator[Problem]:
    """AS203: answers to a question that is not asked."""
    ids = [item.id for item in asked.questionnaire.items]
    for name in asked.survey.answers or {}:
        if name not in ids:
            meant = canonical(name)
            hint = f"did you mean `{meant}`?" if meant in ids else _item_hint(name, ids)
            what = f"answers: {quoted(name)} is not an item of the questionnaire"
            yield Problem("AS203", ("answers", name), what, hint, at_key=True)


def _item_hint(name: str, ids: list[str]) -> str:
    if len(ids) <= _MOST_POINTS:
        return suggestion(name, ids)
    close = suggestion(name, ids)
    return close if close.startswith("did") else f"its items are {ids[0]}, {ids[1]} to {ids[-1]}"


def uneven_answers(asked: Asked) -> Iterator[Problem]:
    """AS205: lists of answers of different length."""
    lengths = {name: len(column) for name, column in (asked.survey.answers or {}).items()}
    if not lengths:
        return
    usual = Counter(lengths.values()).most_common(1)[0][0]
    for name, length in lengths.items():
        if length != usual:
            what = f"answers: {quoted(name)} has {count(length, 'answer')}, others have {usual}"
            hint = "write one answer for each person, and `na` where there is none"
            yield Problem("AS205", ("answers", name), what, hint, at_key=True)


def answer_off_scale(asked: Asked) -> Iterator[Problem]:
    """AS204: an answer that is none; it is never quoted."""
    columns = asked.survey.answers or {}
    by_scale: dict[int, _Allowed | None] = {}
    for item in asked.questionnaire.items if columns else ():
        column = columns.get(item.id, ())
        scale = asked.questionnaire.scale_of(item)
        of = id(item) if item.kind == "choice" else id(scale)
        if of not in by_scale:
            by_scale[of] = _allowed(scale, item)
        allowed = by_scale[of]
        if allowed is None or all(map(allowed.accepts, set(column))):
            continue
        for i, answer in enumerate(column):
            if not allowed.accepts(answer):
                nth = f", answer {i + 1}," if asked.survey.respondents_inline > 1 else ""
                what = f"answers: {quoted(item.id)}{nth} is not on the scale"
                hint = SEVERAL_HINT if SEVERAL.fullmatch(answer) else allowed.hint
                yield Problem("AS204", ("answers", item.id, i), what, hint)


SEVERAL: Final = re.compile(r"\s*\d\d?(?:\s*[\s,;/|]\s*\d\d?)+\s*")
SEVERAL_HINT: Final = "write the answers of several people as a list with commas: [4, 5, 3]"


@dataclass(frozen=True)
class _Allowed:
    points: tuple[Decimal, ...]
    words: frozenset[str]
    hint: str
    accepted: set[str] = field(default_factory=set)
    """Answers that were looked at already: they are the same few over and over."""

    def accepts(self, answer: str) -> bool:
        if answer in self.accepted:
            return True
        word = answer.strip().casefold()
        fits = word in self.words or word in NO_ANSWER or _decimal(word) in self.points
        if fits:
            self.accepted.add(answer)
        return fits


def _allowed(scale: Scale | None, item: Item) -> _Allowed | None:
    """Return what can be answered; None for free text and for items without a sound scale."""
    if item.kind == "choice":
        ids = [option.id for option in item.options]
        words = {w.casefold() for o in item.options for w in (o.id, *o.text.values())}
        numbers = tuple(Decimal(i) for i in range(1, len(ids) + 1))
        return _Allowed(numbers, frozenset(words), f"write {one_of(ids)}, or na")
    if scale is None or not scale.points:
        return None
    labels = (label for labels in scale.labels.values() for label in labels)
    words = {w.casefold() for w in (*labels, *(scale.cannot_say or {}).values())}
    points = scale.points
    named = f"a number from {points[0]} to {points[-1]}"
    if len(points) <= _MOST_POINTS:
        named = ", ".join(map(str, points))
    return _Allowed(points, frozenset(words), f"write {named}, or na")


def _decimal(word: str) -> Decimal | None:
    return Decimal(word) if _NUMBER.fullmatch(word) else None


def unused_variable(asked: Asked) -> Iterator[Problem]:
    """AS235: a variable that no text of the questionnaire uses."""
    if not asked.survey.variables:
        return
    used = variables_in(asked.questionnaire) | set(asked.questionnaire.variables)
    for name in asked.survey.variables:
        if name not in used:
            what = f"variables: no text of the questionnaire uses {quoted(name)}"
            hint = suggestion(name, sorted(used)) if used else "delete the line"
            yield Problem("AS235", ("variables", name), what, hint, at_key=True)


CHECKS: Final[tuple[Check[Asked], ...]] = (
    check(target_outside_scale, "targets", "score_scale"),
    check(no_target, "targets", "targets.*", "items"),
    check(unknown_item, "answers", "items"),
    check(uneven_answers, "answers"),
    check(answer_off_scale, "answers", "scales"),
    check(unused_variable, "variables", "items"),
)
