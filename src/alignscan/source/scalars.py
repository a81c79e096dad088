"""Plain scalars: what YAML 1.2 (core schema) says they are, and where YAML 1.1 disagrees."""

from __future__ import annotations

import math
import re
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

Scalar = str | int | float | bool | None

MAX_DIGITS: Final = 18
"""An integer of more digits is refused: no score, weight or count has them."""

WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""The plain words that are no text in YAML 1.2."""

YAML11_WORDS: Final = frozenset(
    form for word in ("yes", "no", "on", "off") for form in (word, word.title(), word.upper())
)
"""The plain words that are truth values in YAML 1.1 and text in YAML 1.2."""

NUMBER_STARTS: Final = frozenset("+-.0123456789")

SPECIAL_WORDS: Final = YAML11_WORDS | WORDS.keys() | {"<<"}
"""The plain words that may be anything but ordinary text."""

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_YAML11_NUMBER: Final = re.compile(
    r"""[-+]?0b[01_]+
      | [-+]?0x_*[0-9a-fA-F]*_[0-9a-fA-F_]*
      | [-+]?0[0-7_]+
      | [-+]?(?:0|[1-9][0-9_]*)
      | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
      | [-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?""",
    re.VERBOSE,
)
_NUMBER_BEFORE: Final = re.compile(r"[0-9][ \t]*,[ \t]*\Z")
_NO_COLON: Final = re.compile(r"\s*[,}]")


class Trouble(StrEnum):
    """Why a plain scalar deserves a finding."""

    TOO_LARGE = "too large"
    NOT_FINITE = "not finite"
    YAML11 = "read differently by YAML 1.1"


class Resolved(NamedTuple):
    """A plain scalar's value (None when it is refused) and what is to be said about it."""

    value: Scalar
    trouble: Trouble | None = None


def is_special(plain: str) -> bool:
    """Return whether a plain scalar may be anything but ordinary text."""
    return plain[:1] in NUMBER_STARTS or plain in SPECIAL_WORDS


def resolve(plain: str) -> Resolved:
    """Return the YAML 1.2 core value of a plain scalar."""
    if plain[:1] in NUMBER_STARTS:
        return _resolve_again(plain) if len(plain) < 20 else _resolve_number(plain)
    if plain in WORDS:
        return Resolved(WORDS[plain])
    return Resolved(plain, Trouble.YAML11 if plain in YAML11_WORDS else None)


def _resolve_number(plain: str) -> Resolved:
    if _INTEGER.fullmatch(plain):
        return _resolve_integer(plain)
    if _BASED.fullmatch(plain):
        return _resolve_based(plain)
    if _FLOAT.fullmatch(plain):
        return _resolve_float(plain)
    if _NOT_FINITE.fullmatch(plain):
        return Resolved(None, Trouble.NOT_FINITE)
    return Resolved(plain, Trouble.YAML11 if _YAML11_NUMBER.fullmatch(plain) else None)


_resolve_again = lru_cache(maxsize=1024)(_resolve_number)
"""Answers are the same few numbers over and over."""


def _resolve_integer(plain: str) -> Resolved:
    digits = plain.lstrip("+-")
    if len(digits) > MAX_DIGITS:
        return Resolved(None, Trouble.TOO_LARGE)
    return Resolved(int(plain), Trouble.YAML11 if _differs_as_octal(digits) else None)


def _differs_as_octal(digits: str) -> bool:
    if len(digits) == 1 or digits[0] != "0":
        return False
    return "8" in digits or "9" in digits or int(digits, 8) != int(digits)


def _resolve_based(plain: str) -> Resolved:
    octal = plain[1] == "o"
    digits = plain[2:].lstrip("0") or "0"
    value = int(digits, 8 if octal else 16)
    if len(digits) > 3 * MAX_DIGITS or value >= 10**MAX_DIGITS:
        return Resolved(None, Trouble.TOO_LARGE)
    return Resolved(value, Trouble.YAML11 if octal else None)


def _resolve_float(plain: str) -> Resolved:
    value = float(plain)
    if not math.isfinite(value):
        return Resolved(None, Trouble.TOO_LARGE)
    same = _YAML11_NUMBER.fullmatch(plain)
    return Resolved(value, None if same else Trouble.YAML11)


def follows_comma(content: str, start: int, end: int) -> bool:
    """Return whether a number in braces has no colon, only a comma and a number before it.

    Somebody wrote a decimal comma, or a list without brackets: ``{a: 4,5}``.
    """
    before = _NUMBER_BEFORE.search(content, max(0, start - 20), start)
    return before is not None and _NO_COLON.match(content, end) is not None
