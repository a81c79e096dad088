"""What people name unaided: a text in, the number of different priorities in it out.

The text is read once, cell by cell, and is not kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from alignscan.model.codebook import MISSING, NOT_APPLICABLE, CodedItem

_WORD: Final = re.compile(r"[^\W_]+")
_NO_ANSWER: Final = frozenset({"na", "n/a"})
Forms = frozenset[str]
"""A word in its singular and plural forms; two words are alike if they share one."""
Phrase = tuple[int, tuple[Forms, ...]]
"""The priority that some words in a row name, and these words."""


class RecallCells:
    """The cells of a recall question: how many different priorities each one names.

    Words count whole, in any case, with or without accents, in the singular or the plural. Where
    several keys fit at a place, the longest one counts, then the one that stands first in the key;
    no word counts for two of them.
    """

    def __init__(self, item: CodedItem) -> None:
        self._starting = _starting(item.labels[1:])

    def code(self, text: str) -> int:
        """Return how many different priorities a stripped cell names; blank cells are missing."""
        if not text:
            return MISSING
        if text.casefold() in _NO_ANSWER:
            return NOT_APPLICABLE
        return len(set(self._named([forms(word) for word in words(text)])))

    def hint(self, _unknown: Iterable[str] = ()) -> str:
        """Return what is accepted."""
        return "any text is accepted"

    def _named(self, text: Sequence[Forms]) -> Iterator[int]:
        at = 0
        while at < len(text):
            found = next((p for p in self._at(text[at]) if _fits(p[1], text[at:])), None)
            if found is not None:
                yield found[0]
            at += len(found[1]) if found is not None else 1

    def _at(self, word: Forms) -> list[Phrase]:
        """Return the phrases that may start with a word, in the order in which they count."""
        known = {id(p): p for form in word for p in self._starting.get(form, ())}
        return sorted(known.values(), key=lambda p: (-len(p[1]), p[0]))


def words(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in apart if not unicodedata.combining(c)))


def forms(word: str) -> Forms:
    """Return the forms by which a word and its plural are alike: delivery, deliveries."""
    found = {word}
    if len(word) > 3 and word.endswith("s"):
        found.add(word[:-1])
    if len(word) > 4 and word.endswith("es"):
        found.add(word[:-2])
    if len(word) > 4 and word.endswith("ies"):
        found.add(word[:-3] + "y")
    return frozenset(found)


def _starting(priorities: Iterable[Sequence[str]]) -> Mapping[str, list[Phrase]]:
    starting: dict[str, list[Phrase]] = {}
    for place, keys in enumerate(priorities):
        for key in keys:
            phrase = tuple(forms(word) for word in words(key))
            for form in phrase[0] if phrase else ():
                starting.setdefault(form, []).append((place, phrase))
    return starting


def _fits(phrase: Sequence[Forms], text: Sequence[Forms]) -> bool:
    return len(phrase) <= len(text) and all(
        not wanted.isdisjoint(word) for wanted, word in zip(phrase, text, strict=False)
    )
