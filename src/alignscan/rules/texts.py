"""The texts of a questionnaire, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from alignscan.model.questionnaire import Item, Questionnaire
from alignscan.rules.problem import Loc

_VARIABLE: Final = re.compile(r"\{([A-Za-z][A-Za-z0-9_.-]*)\}")


def variables_of(text: str) -> list[str]:
    """Return the names in braces, in the order of the text."""
    return _VARIABLE.findall(text)


def variables_in(questionnaire: Questionnaire) -> set[str]:
    """Return the names of all variables that the texts of a questionnaire use."""
    return {name for _, text in all_texts(questionnaire) for name in variables_of(text)}


def all_texts(questionnaire: Questionnaire) -> Iterator[tuple[Loc, str]]:
    """Yield every text that people read, in every language."""
    for key in ("title", "intro"):
        yield from _by_language((key,), getattr(questionnaire, key) or {})
    for level, texts in questionnaire.levels.items():
        yield from _by_language(("levels", level), texts)
    for i, item in enumerate(questionnaire.items):
        yield from item_texts(item, i)
        for j, option in enumerate(item.options):
            yield from _by_language(("items", i, "options", j, "text"), option.text)


def item_texts(item: Item, index: int) -> Iterator[tuple[Loc, str]]:
    """Yield the question of an item and its wordings for levels, in every language."""
    yield from _by_language(("items", index, "text"), item.text)
    for level, texts in item.wording.items():
        yield from _by_language(("items", index, "wording", level), texts)


def english(texts: Iterator[tuple[Loc, str]]) -> Iterator[tuple[Loc, str]]:
    """Yield only the texts in English."""
    return ((loc, text) for loc, text in texts if str(loc[-1]).partition("-")[0] == "en")


def _by_language(loc: Loc, texts: Mapping[str, str]) -> Iterator[tuple[Loc, str]]:
    for language, text in texts.items():
        yield (*loc, language), text
