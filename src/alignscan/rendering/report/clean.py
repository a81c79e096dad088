"""Text that people wrote, as one line of characters that every reader shows alike."""

import unicodedata
from functools import lru_cache
from typing import Any

JOINERS = "\u200c\u200d"
"""Invisible, but needed to write some languages."""
UNBREAKABLE = "\u00a0\u202f"
"""Spaces that hold a number and its unit, or a sign and its word, on one line."""


def one_line(text: str) -> str:
    """Return a text on one line, without control, direction and other invisible characters."""
    if not text.isprintable():
        text = "".join(_kept(character) for character in text)
    return " ".join(filter(None, text.split(" ")))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line."""
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return [line for block in blocks if (line := one_line(block))]


def tidy(value: Any) -> Any:
    """Return nested dicts and lists in which every text is one clean line."""
    if isinstance(value, str):
        return _tidied(value)
    if isinstance(value, dict):
        return {key: tidy(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [tidy(inner) for inner in value]
    return value


@lru_cache(maxsize=4096)
def _tidied(text: str) -> str:
    """Return one line; a report says the same short texts again and again."""
    return one_line(text)


def _kept(character: str) -> str:
    if character in UNBREAKABLE:
        return character
    category = unicodedata.category(character)
    if character in "\t\n\r\x0b\x0c" or category in ("Zl", "Zp", "Zs"):
        return " "
    if category in ("Cc", "Cs") or (category == "Cf" and character not in JOINERS):
        return ""
    return "" if _is_noncharacter(ord(character)) else character


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
