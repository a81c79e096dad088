"""AS2: rules for questionnaires."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from alignscan.model import content
from alignscan.model.questionnaire import RATED, Questionnaire, Scale
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.survey_alone import repeats
from alignscan.rules.texts import all_texts, english, item_texts, variables_of
from alignscan.rules.words import count, quoted, suggestion

_MOST_POINTS = 101


@dataclass(frozen=True)
class Asking:
    """A questionnaire, and the variables that a survey file adds to it."""

    questionnaire: Questionnaire
    variables: frozenset[str] = frozenset()

    @cached_property
    def texts(self) -> tuple[tuple[Loc, str], ...]:
        """Every text that people read, with its place."""
        return tuple(all_texts(self.questionnaire))

    @cached_property
    def questions(self) -> tuple[tuple[Loc, str], ...]:
        """The texts of rated items that are in English, with their places."""
        rated = enumerate(self.questionnaire.items)
        found = (item_texts(item, i) for i, item in rated if item.kind in RATED)
        return tuple(question for texts in found for question in english(texts))


def scales_of(questionnaire: Questionnaire) -> Iterator[tuple[Loc, Scale]]:
    """Yield every scale, declared or written at an item, with its place."""
    for name, scale in questionnaire.scales.items():
        yield ("scales", name), scale
    for i, item in enumerate(questionnaire.items):
        if item.scale is not None and item.scale.inline is not None:
            yield ("items", i, "scale", "inline"), item.scale.inline


def duplicate_item(asking: Asking) -> Iterator[Problem]:
    """AS213: an id that stands earlier as well."""
    ids = [item.id for item in asking.questionnaire.items]
    for i in repeats(ids):
        what = f"the item {quoted(ids[i])} stands here for the second time"
        yield Problem("AS213", ("items", i, "id"), what, "give each item its own id")


def unknown_scale(asking: Asking) -> Iterator[Problem]:
    """AS214: a scale that is not declared."""
    scales = asking.questionnaire.scales
    for i, item in enumerate(asking.questionnaire.items):
        name = item.scale.name if item.scale is not None else None
        if name is not None and name not in scales:
            what = f"there is no scale {quoted(name)}"
            hint = suggestion(name, scales) if scales else f"declare `{name}` under `scales:`"
            yield Problem("AS214", ("items", i, "scale"), what, hint)


def scale_needed(asking: Asking) -> Iterator[Problem]:
    """AS234: a rated item without a scale."""
    for i, item in enumerate(asking.questionnaire.items):
        empty = item.scale is None or (item.scale.name is None and item.scale.inline is None)
        if item.kind in RATED and empty:
            what = f"the item {quoted(item.id)} has no scale"
            hint = "add `scale:` with the name of a scale, or `kind: comment` for free text"
            yield Problem("AS234", ("items", i), what, hint, at_key=True)


def item_without_subject(asking: Asking) -> Iterator[Problem]:
    """AS215: an item that is evidence of nothing."""
    for i, item in enumerate(asking.questionnaire.items):
        loc: Loc = ("items", i)
        if item.kind == "practice" and item.practice is None:
            what = f"the item {quoted(item.id)} does not say which practice it is about"
            hint = "add `practice: C1.1` (to C5.6), or a `kind:` such as outcome or comment"
            yield Problem("AS215", loc, what, hint, at_key=True)
        if item.kind in ("anchor", "wish") and item.about is None:
            what = f"the item {quoted(item.id)} does not say which condition it is about"
            hint = "add `condition:` direction, commitment, goals, capability or systems"
            yield Problem("AS215", loc, what, hint, at_key=True)


def labels_do_not_match(asking: Asking) -> Iterator[Problem]:
    """AS216: labels and points that do not pair up."""
    for loc, scale in scales_of(asking.questionnaire):
        for language, labels in scale.labels.items():
            points = len(scale.points)
            if labels and len(labels) != points and _emptiness(scale) is None:
                what = f"the scale has {count(points, 'point')}, but {count(len(labels), 'label')}"
                hint = f"write {points} labels, from {scale.low} to {scale.high}"
                yield Problem("AS216", (*loc, "labels", language), what, hint)


def scale_empty(asking: Asking) -> Iterator[Problem]:
    """AS217: a scale without points, or with too many."""
    score = asking.questionnaire.score_scale
    if score.low >= score.high:
        yield Problem("AS217", ("score_scale",), "`low` is not below `high`", "swap them", True)
    for loc, scale in scales_of(asking.questionnaire):
        what = _emptiness(scale)
        if what is not None:
            hint = "write for example `low: 1` and `high: 5`"
            yield Problem("AS217", loc, what, hint, at_key=True)


def _emptiness(scale: Scale) -> str | None:
    if scale.low >= scale.high:
        return "the scale has no points, since `low` is not below `high`"
    if (scale.high - scale.low) / scale.step >= _MOST_POINTS:
        return f"the scale has more than {_MOST_POINTS} points"
    if (scale.high - scale.low) % scale.step:
        return "the steps from `low` do not lead to `high`"
    return None


def favorable_off_scale(asking: Asking) -> Iterator[Problem]:
    """AS218: favorable points that nobody can choose, or that are unfavorable too."""
    for loc, scale in scales_of(asking.questionnaire):
        for key in ("favorable", "unfavorable"):
            for i, point in enumerate(getattr(scale, key) or ()):
                if scale.points and point not in scale.points:
                    what = f"{key}: {point} is not a point of the scale"
                    hint = f"write points from {scale.low} to {scale.high}"
                    yield Problem("AS218", (*loc, key, i), what, hint)
        both = set(scale.favorable or ()) & set(scale.unfavorable or ())
        if both:
            what = f"the point {min(both)} is favorable and unfavorable"
            yield Problem("AS218", (*loc, "unfavorable"), what, "keep it in one of the two")


def unknown_variable(asking: Asking) -> Iterator[Problem]:
    """AS219: braces that nothing would fill."""
    known = {*asking.questionnaire.variables, *asking.variables, "organization"}
    for loc, text in asking.texts:
        if "{" not in text:
            continue
        for name in dict.fromkeys(variables_of(text)):
            if name not in known:
                what = f"the variable {{{name}}} is not declared"
                hint = suggestion(name, sorted(known))
                if not hint.startswith("did"):
                    hint = f"declare it: `variables: {{{name}: ...}}`"
                yield Problem("AS219", loc, what, hint)


def choice_without_options(asking: Asking) -> Iterator[Problem]:
    """AS226: a choice between less than two."""
    for i, item in enumerate(asking.questionnaire.items):
        if item.kind == "choice" and len(item.options) < 2:
            what = f"the item {quoted(item.id)} has {count(len(item.options), 'option')}"
            hint = "add `options:` with at least two of `{id: ..., text: ...}`"
            yield Problem("AS226", ("items", i), what, hint, at_key=True)


def duplicate_option(asking: Asking) -> Iterator[Problem]:
    """AS228: an option listed twice."""
    for i, item in enumerate(asking.questionnaire.items):
        ids = [option.id for option in item.options]
        for j in repeats(ids):
            what = f"the option {quoted(ids[j])} is listed twice"
            loc: Loc = ("items", i, "options", j, "id")
            yield Problem("AS228", loc, what, "give each option its own id")


def option_action_unknown(asking: Asking) -> Iterator[Problem]:
    """AS240: an option that points to an action which is not in the packaged library."""
    for i, item in enumerate(asking.questionnaire.items):
        for j, option in enumerate(item.options):
            if option.action is not None and option.action not in content.action_ids():
                what = f"there is no action {quoted(option.action)}"
                hint = "name an action of the library, such as `A101`, or delete `action:`"
                yield Problem("AS240", ("items", i, "options", j, "action"), what, hint)


CHECKS: Final[tuple[Check[Asking], ...]] = (
    check(duplicate_item),
    check(unknown_scale, "scales"),
    check(scale_needed),
    check(item_without_subject),
    check(labels_do_not_match),
    check(scale_empty),
    check(favorable_off_scale),
    check(unknown_variable, "variables"),
    check(choice_without_options),
    check(duplicate_option),
    check(option_action_unknown),
)
