"""Text for platforms that read markup or placeholders where people wrote plain text."""

import html
from typing import Final

from alignscan.source.cells import inert

_ENTITIES: Final = {
    "{": "&#123;",
    "}": "&#125;",
    "[": "&#91;",
    "]": "&#93;",
    "$": "&#36;",
    "|": "&#124;",
}
_WIDE: Final = str.maketrans({"{": "\uff5b", "}": "\uff5d"})
"""Braces of full width: they mean the same to a reader, and no placeholder to a platform."""


def as_html(text: str) -> str:
    """Return text as HTML of one line in which nothing is markup, a placeholder or a formula."""
    escaped = html.escape(text.strip(), quote=False)
    for character, entity in _ENTITIES.items():
        escaped = escaped.replace(character, entity)
    if inert(escaped) != escaped:
        escaped = f"&#{ord(escaped[0])};{escaped[1:]}"
    return "<br>".join(escaped.splitlines())


def without_placeholders(text: str) -> str:
    """Return text in which no brace opens a placeholder."""
    return text.strip().translate(_WIDE)
