"""What people name unaided: a text in, the number of different priorities in it out.

The text is read once, cell by cell, and is not kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from alignscan.model.codebook import MISSING, NOT_APPLICABLE, CodedItem

_WORD: Final = re.compile(r"[^\W_]+")
_STARTS: Final = r"(?<![^\W_])"
_BETWEEN: Final = r"(?![^\W_])[\W_]+"
_ENDS: Final = r"(?![^\W_])"
_NO_ANSWER: Final = frozenset({"na", "n/a"})


class RecallCells:
    """The cells of a recall question: how many different priorities each one names.

    Words count whole, in any case, with or without accents, in the singular or the plural. Where
    several keys fit at a place, the longest one counts, then the one that stands first in the key;
    no word counts for two of them.
    """

    def __init__(self, item: CodedItem) -> None:
        phrases = _phrases(item.labels[1:])
        self._priorities = [place for place, _ in phrases]
        self._pattern = re.compile(
            "|".join(f"({_matching(words)})" for _, words in phrases) or "(?!)"
        )

    def code(self, text: str) -> int:
        """Return how many different priorities a stripped cell names; blank cells are missing."""
        if not text:
            return MISSING
        if text.casefold() in _NO_ANSWER:
            return NOT_APPLICABLE
        found = self._pattern.finditer(plain(text))
        return len({self._priorities[match.lastindex - 1] for match in found if match.lastindex})

    def hint(self, _unknown: Iterable[str] = ()) -> str:
        """Return what is accepted."""
        return "any text is accepted"


def plain(text: str) -> str:
    """Return a text without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def forms(word: str) -> tuple[str, ...]:
    """Return a word with its singular and plural forms: delivery, deliveries."""
    single = {word}
    if len(word) > 3 and word.endswith("s"):
        single.add(word[:-1])
    if len(word) > 4 and word.endswith("es"):
        single.add(word[:-2])
    if len(word) > 4 and word.endswith("ies"):
        single.add(word[:-3] + "y")
    many = {one + end for one in single for end in ("s", "es")}
    many |= {one[:-1] + "ies" for one in single if len(one) > 2 and one.endswith("y")}
    return tuple(sorted(single | many))


def _phrases(priorities: Iterable[Sequence[str]]) -> list[tuple[int, list[str]]]:
    """Return each key as the number of its priority and its words, in the order they count in."""
    found = [
        (place, _WORD.findall(plain(key))) for place, keys in enumerate(priorities) for key in keys
    ]
    return sorted((one for one in found if one[1]), key=lambda one: (-len(one[1]), one[0]))


def _matching(words: Sequence[str]) -> str:
    """Return a regular expression for some words in a row; it holds no group."""
    each = ("(?:" + "|".join(map(re.escape, forms(word))) + ")" for word in words)
    return f"{_STARTS}{_BETWEEN.join(each)}{_ENDS}"
