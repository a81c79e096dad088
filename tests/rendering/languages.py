"""What tells a text in English, and what people wrote, in reports of other languages."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final
from xml.etree.ElementTree import Element

from alignscan.model.content import english_texts, translatable
from alignscan.model.labels import labels, languages
from alignscan.model.survey import Survey
from alignscan.model.translations import texts_in
from alignscan.report.model import Report

OTHERS: Final = tuple(one for one in languages() if one != "en")
STOP_WORDS: Final = re.compile(
    r"\b(?:the|of|and|is|with|which|their|this|that|from|been|what|who|would|should|each|below|"
    r"above|answers?|people|weeks?|days?)\b"
)
"""Words of English that are none in the other languages."""
_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
_WORDS: Final = re.compile(r"[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]{2,}")
_SHORTEST: Final = 9
_SHORTEST_OWN: Final = 4


@cache
def english(language: str) -> frozenset[str]:
    """Return the parts of English texts that a report in another language may not hold."""
    ours = " \n ".join(_texts(language))
    return frozenset(part for part in _english_parts() if part not in ours)


@cache
def _english_parts() -> frozenset[str]:
    found = (part for text in _texts("en") for part in _PLACEHOLDER.split(text))
    parts = (part.strip(" .,:;()\"'“”") for part in found)
    return frozenset(p for p in parts if len(p) >= _SHORTEST and _WORDS.search(p))


def _texts(language: str) -> list[str]:
    own = list(labels(language).values())
    for name in translatable():
        known = english_texts(name) if language == "en" else texts_in(language, name)
        own += known.values()
    return [flat(text) for text in own]


def flat(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def nodes(page: Element) -> Iterator[str]:
    """Yield the texts of a page that people see or hear."""
    for element in page.iter():
        if element.tag in ("style", "script", "code"):
            continue
        for text in (element.text, element.get("aria-label"), element.get("title")):
            if text and text.strip():
                yield flat(text)
    for element in page.iter():
        if element.tail and element.tail.strip():
            yield flat(element.tail)


def written(report: Report, survey: Survey, language: str) -> list[str]:
    """Return what people wrote of themselves, longest first: it stays as they wrote it."""
    found = set(_strings(survey.model_dump()))
    found |= set(_strings(report.heading.model_dump()))
    found |= {c.label for b in report.breakdowns for c in b.categories}
    found |= set(_foreign(report.questionnaire.model_dump(), language))
    found |= set(_foreign(report.plan.model_dump(), language))
    found.add(report.questionnaire.attribution or "")
    texts = {flat(text).rstrip(".") for text in found}
    return sorted((text for text in texts if len(text) >= _SHORTEST_OWN), key=len, reverse=True)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)


def _foreign(data: Any, language: str) -> Iterator[str]:
    """Yield the texts that nobody has put in a language."""
    if isinstance(data, dict):
        if "en" in data and language not in data:
            yield from _strings(data["en"])
        else:
            for value in data.values():
                yield from _foreign(value, language)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _foreign(value, language)


def english_in(texts: Iterable[str], own: Iterable[str], language: str) -> list[str]:
    """Return the parts of English texts and the lines with English words that there are.

    What people wrote is left out.
    """
    whole = _PLACEHOLDER.sub("…", "\n".join(map(flat, texts)))
    for said in own:
        whole = whole.replace(said, "…")
    lines = [line for line in whole.splitlines() if STOP_WORDS.search(line)]
    return [*lines, *sorted(part for part in english(language) if part in whole)]
