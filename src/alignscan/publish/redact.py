"""Taking out of a comment what names a person; best effort, which is why people review it."""

import re
from collections.abc import Collection
from typing import Final

MOST: Final = 1000
"""Characters of a comment that are kept."""
SHORTEST_NAME: Final = 3
GONE: Final = "[…]"

_EMAIL: Final = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<!\w)@\w[\w.-]*")
_NUMBER: Final = re.compile(r"\+?\d(?:[\s./()-]{0,2}\d){4,}")
"""Five digits or more, as in telephone, personnel and account numbers."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_PATTERNS: Final = (_EMAIL, _LINK, _HANDLE, _NUMBER)


def redacted(text: str, names: Collection[str] = ()) -> str:
    """Return a comment without addresses, links, handles, long numbers and known names.

    ``names`` are compared without regard to case and as whole words; a genitive s is allowed.
    """
    for pattern in _PATTERNS:
        text = pattern.sub(GONE, text)
    text = _WORD.sub(lambda found: GONE if _is_name(found.group(), names) else found.group(), text)
    return text if len(text) <= MOST else text[: MOST - 1].rstrip() + "…"


def names_in(cells: Collection[str]) -> frozenset[str]:
    """Return the words of a roster that count as names, in lower case."""
    words = (word.casefold() for cell in cells for word in _WORD.findall(cell))
    return frozenset(word for word in words if len(word) >= SHORTEST_NAME)


def _is_name(word: str, names: Collection[str]) -> bool:
    folded = word.casefold()
    return folded in names or folded.removesuffix("s") in names
