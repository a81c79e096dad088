"""A core message said again: in another language, or with other names of the conditions.

A plan fills its messages in. Here a filled-in message is read back against its sentences, so that
each can be said in other words; a message that somebody wrote, or changed, stays as it is.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from alignscan.model.base import in_language
from alignscan.model.conditions import CODE_OF, PRACTICES
from alignscan.model.content import action_library, practice_catalog
from alignscan.model.labels import OWN, known_language, labels
from alignscan.model.notation import date, digits
from alignscan.model.people import MessageText, communication_texts, guide_texts
from alignscan.planning.messages import name_of, within
from alignscan.rendering.words import Words

_VARIABLE: Final = re.compile(r"\{(\w+)\}")
_NUMBER: Final = "[0-9.,\u00a0\u202f]+"
_FREE: Final = r"(?:(?!\. ).)+?"
"""What people wrote, or a title, within one sentence."""
_NUMBERS: Final = ("answers", "now", "target", "answer_days")
_NAMED: Final = ("condition", "gaps", "strengths")
_YEARS: Final = range(1990, 2100)


def said_in(words: Words, kind: str, text: str, language: str) -> str:
    """Return a message of a plan in a ``language`` as ``words`` say it; as it is where they cannot.

    ``kind`` is which of the core messages it is.
    """
    own, other = known_language(language) or OWN, known_language(words.language) or OWN
    same = own == other and not _renamed(words, own)
    found = None if same else _pattern(kind, own).fullmatch(text)
    if found is None:
        return text
    said = []
    for n, sentence in enumerate(_message(kind).sentences):
        if found[f"said{n}"] is None:
            continue
        values = {
            name: _value(name, found[f"{name}{n}"], own, words)
            for name in _VARIABLE.findall(sentence.text.get(own, ""))
        }
        if other not in sentence.text or None in values.values():
            return text
        said.append(_filled(sentence.text[other], values))
    return " ".join(said)


def _filled(text: str, values: Mapping[str, str | None]) -> str:
    return _VARIABLE.sub(lambda found: values[found[1]] or "", text)


def _renamed(words: Words, language: str) -> bool:
    return any(_name(id, words) != name for name, id in _names(language).items())


def _message(kind: str) -> MessageText:
    return next(one for one in communication_texts().messages if one.kind == kind)


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str]:
    """Return what a message looks like: each of its sentences may be there or not."""
    return re.compile(
        "".join(
            f"(?:(?P<said{n}>{_sentence(sentence.text[language], n, language)})(?: |$))?"
            for n, sentence in enumerate(_message(kind).sentences)
        )
    )


def _sentence(text: str, n: int, language: str) -> str:
    parts = _VARIABLE.split(text)
    return "".join(
        f"(?P<{part}{n}>{_written(part, language)})" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    )


def _written(name: str, language: str) -> str:
    """Return how a value may be written."""
    if name in _NUMBERS:
        return _NUMBER
    if name in _NAMED:
        one = f"(?:{'|'.join(map(re.escape, _names(language)))})"
        return f"{one}(?:{re.escape(labels(language)['list.semicolon'])}{one})*"
    return "|".join(map(re.escape, _costs(language))) if name == "cost" else _FREE


def _value(name: str, text: str, own: str, words: Words) -> str | None:
    """Return a value in the words of another language; None where it is not known there."""
    if name in _NUMBERS:
        return _number(text, own, words)
    if name in _NAMED:
        return words.clauses(_name(_names(own)[one], words) for one in _listed(text, own))
    if name == "priorities":
        return words.clauses(_listed(text, own))
    if name == "actions":
        titles = _titles(own)
        return words.clauses(words.text(titles.get(t, {own: t})) for t in _listed(text, own))
    if name == "cost":
        return within(words.text(_costs(own)[text]), words.language)
    return _day(text, own, words) if name == "by" else text


def _number(text: str, own: str, words: Words) -> str:
    signs = labels(own)
    plain = text.replace(signs["number.group"], "").replace(signs["number.decimal"], ".")
    return digits(plain, words.labels)


def _day(text: str, own: str, words: Words) -> str | None:
    """Return a date; the one that is written like that is looked for in its year."""
    year = next((int(y) for y in re.findall(r"\d{4}", text) if int(y) in _YEARS), None)
    if year is None:
        return None
    days = (dt.date(year, 1, 1) + dt.timedelta(n) for n in range(366))
    return next((words.date(day) for day in days if date(day, labels(own)) == text), None)


def _listed(text: str, language: str) -> Iterator[str]:
    return iter(text.split(labels(language)["list.semicolon"]))


def _name(id: str, words: Words) -> str:
    title: Callable[[str], str] = words.condition_title if id in CODE_OF else words.practice_title
    return title(id) if id in CODE_OF else f"{title(id)} ({id})"


@cache
def _names(language: str) -> Mapping[str, str]:
    return {name_of(id, language): id for id in (*CODE_OF, *PRACTICES)}


@cache
def _costs(language: str) -> Mapping[str, dict[str, str]]:
    costs = (*(c.cost for c in practice_catalog().conditions), *guide_texts().costs.values())
    return {within(in_language(cost, language), language): cost for cost in costs}


@cache
def _titles(language: str) -> Mapping[str, dict[str, str]]:
    return {in_language(a.title, language): a.title for a in action_library().actions}
