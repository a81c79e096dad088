"""AS3: how well a questionnaire asks; only texts in English are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from alignscan.model.conditions import CODE_OF, CONDITIONS
from alignscan.model.questionnaire import Item
from alignscan.rules.problem import Check, Problem, check
from alignscan.rules.questionnaire import Asking, scales_of
from alignscan.rules.words import count, quoted

_MOST_WORDS = 25
_FEWEST_PRACTICES = 3
_NEGATION: Final = re.compile(r"\b(not|never|cannot)\b|n['\u2019]t\b", re.IGNORECASE)
_ABSOLUTE: Final = re.compile(
    r"\b(always|everyone|everybody|nobody|no one|completely|totally|entirely|perfectly)\b",
    re.IGNORECASE,
)


def double_barreled(asking: Asking) -> Iterator[Problem]:
    """AS301: more than one question in one."""
    for loc, text in asking.questions:
        low = text.casefold()
        if "and/or" in low or low.count(" and ") > 1 or low.count("?") > 1:
            what = "the item asks about more than one thing"
            yield Problem("AS301", loc, what, "make an item of each")


def long_item(asking: Asking) -> Iterator[Problem]:
    """AS302: more words than people read with care."""
    for loc, text in asking.questions:
        words = len(text.split())
        if words > _MOST_WORDS:
            what = f"the item has {words} words"
            yield Problem("AS302", loc, what, f"use at most {_MOST_WORDS}, better under 20")


def negated_item(asking: Asking) -> Iterator[Problem]:
    """AS303: a question whose rejection is a double negation."""
    for loc, text in asking.questions:
        found = _NEGATION.search(text)
        if found:
            what = f"the item is worded with a negation (`{found.group()}`)"
            yield Problem("AS303", loc, what, "say what there is, or reverse the item by meaning")


def absolute_word(asking: Asking) -> Iterator[Problem]:
    """AS304: a word that few people can agree with."""
    for loc, text in asking.questions:
        found = _ABSOLUTE.search(text)
        if found:
            what = f"the item holds an absolute word (`{found.group()}`)"
            yield Problem("AS304", loc, what, "say how it usually is, or ask how often or how many")


def condition_thin(asking: Asking) -> Iterator[Problem]:
    """AS305: conditions with items for less than half of their practices, and no anchor."""
    left_out: list[str] = []
    about: dict[str | None, list[int]] = {condition: [] for condition in (*CONDITIONS, None)}
    for i, item in enumerate(asking.questionnaire.items):
        if item.kind in ("practice", "anchor"):
            about[item.about].append(i)
    for condition in CONDITIONS:
        asked = about[condition]
        kinds = {asking.questionnaire.items[i].kind for i in asked}
        practices = {asking.questionnaire.items[i].practice for i in asked}
        if not asked:
            left_out.append(condition)
        elif "anchor" not in kinds and len(practices) < _FEWEST_PRACTICES:
            what = f"{condition} is not scorable: only {len(practices)} of 6 practices are asked"
            yield Problem("AS305", ("items", asked[0]), what, _more(condition), at_key=True)
    if left_out:
        what = f"not scorable, since nothing is asked about them: {', '.join(left_out)}"
        yield Problem("AS305", ("items",), what, _more(left_out[0]), at_key=True)


def _more(condition: str) -> str:
    code = CODE_OF[condition]
    return f"ask about at least three of {code}.1 to {code}.6, or add an anchor item"


def two_reversed(asking: Asking) -> Iterator[Problem]:
    """AS306: a second reversed item in one condition."""
    seen: set[str] = set()
    for i, item in enumerate(asking.questionnaire.items):
        if item.reverse and item.about is not None:
            if item.about in seen:
                what = f"another item of {item.about} is reversed already"
                yield Problem("AS306", ("items", i, "reverse"), what, "word this one directly")
            seen.add(item.about)


def unlabeled_points(asking: Asking) -> Iterator[Problem]:
    """AS307: bare numbers as answers."""
    for loc, scale in scales_of(asking.questionnaire):
        if not any(scale.labels.values()) and scale.points:
            what = "the points of the scale have no labels"
            hint = f"add `labels: [...]` with {count(len(scale.points), 'label')}"
            yield Problem("AS307", loc, what, hint, at_key=True)


def no_cannot_say(asking: Asking) -> Iterator[Problem]:
    """AS308: no way out for those who do not know."""
    for loc, scale in scales_of(asking.questionnaire):
        if scale.cannot_say is None:
            what = "the scale has no answer for those who cannot say"
            yield Problem("AS308", loc, what, "add `cannot_say: Cannot say`", at_key=True)


def recall_after_priorities(asking: Asking) -> Iterator[Problem]:
    """AS309: the priorities are shown before people are asked to recall them."""
    shown: str | None = None
    for i, item in enumerate(asking.questionnaire.items):
        if item.kind == "recall" and shown is not None:
            before = quoted(shown)
            what = f"the item {before} shows the priorities before this one asks for them"
            yield Problem("AS309", ("items", i), what, "move the recall question up", at_key=True)
        if shown is None and _shows_priorities(item):
            shown = item.id


def _shows_priorities(item: Item) -> bool:
    texts = (item.text, *item.wording.values())
    return any("{priorities}" in text for each in texts for text in each.values())


CHECKS: Final[tuple[Check[Asking], ...]] = (
    check(double_barreled),
    check(long_item),
    check(negated_item),
    check(absolute_word),
    check(condition_thin, "items"),
    check(two_reversed),
    check(unlabeled_points),
    check(no_cannot_say),
    check(recall_after_priorities),
)
