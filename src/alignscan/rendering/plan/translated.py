"""A plan file told in another language: what still says what was suggested is said there too."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from alignscan.model.content import english_texts, translatable
from alignscan.model.labels import OWN, known_language, labels
from alignscan.model.notation import unit_name
from alignscan.model.planfile import PlanFile
from alignscan.model.translations import texts_in
from alignscan.rendering.core_messages import said_in
from alignscan.rendering.words import Words

KEPT: Final = ("owner", "notes", "own")
"""What only people fill in."""


def told_in(plan: PlanFile, words: Words) -> PlanFile:
    """Return a plan that counts (`in_force`) in the language of ``words``.

    Texts of the packaged content are in that language, and messages name conditions as ``words``
    do. All others are somebody's own, and stay.
    """
    own, other = known_language(plan.language) or OWN, known_language(words.language) or OWN
    known = _texts(own, other) if own != other else {}
    data = _told(plan.model_dump(exclude_none=True), known, _units(own))
    for message in (data.get("communication") or {}).get("messages", ()):
        if "text" in message:
            message["text"] = said_in(words, message["id"], message["text"], plan.language)
    whole = {"title": plan.title, "language": words.language}
    return PlanFile.model_validate({**data, **whole})


def _told(value: Any, known: Mapping[str, str], units: Mapping[str, str]) -> Any:
    """Return plain data in which every known text, and every known unit, is the other one."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list | tuple):
        return [_told(inner, known, units) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: inner if key in KEPT else _told(inner, units if key == "unit" else known, units)
        for key, inner in value.items()
    }


@cache
def _texts(own: str, other: str) -> Mapping[str, str]:
    """Return the packaged texts of a language with those of another."""
    return dict(_pairs(own, other))


def _pairs(own: str, other: str) -> Iterator[tuple[str, str]]:
    for name in translatable():
        mine, theirs = _of(name, own), _of(name, other)
        yield from ((text, theirs[key]) for key, text in mine.items() if key in theirs)


def _of(name: str, language: str) -> Mapping[str, str]:
    return english_texts(name) if language == OWN else texts_in(language, name)


@cache
def _units(language: str) -> Mapping[str, str]:
    """Return units as a plan in a language names them, with the names that libraries have."""
    keys = (key for key in labels(OWN) if key.startswith("unit.") and key.endswith(".other"))
    names = (key.removeprefix("unit.").removesuffix(".other").replace("_", " ") for key in keys)
    return {unit_name(name, labels(language)): name for name in names}
