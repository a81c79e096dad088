"""Values to YAML on one line, in a form that every YAML reader reads the same way."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

from alignscan.source.scalars import MAX_DIGITS, NUMBER_STARTS, resolve

_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .()/+*&;!?%@'-]*[\w.)!?%])?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ESCAPED: Final = re.compile("[\x7f-\x9f\xad\u2028\u2029\ufeff\ufffe\uffff]")
_SINGLE_QUOTABLE: Final = re.compile(r"[^\W_][^\r\n\t\\]*", re.ASCII)


class CannotWriteError(ValueError):
    """A value or a place that cannot be written in YAML without harm."""


def emit(value: object, quote: str = "") -> str:
    """Return a value as YAML on one line, in brackets if it is a list or a mapping.

    With ``quote`` (``"`` or ``'``) text is quoted that way even where it need not be. Raises
    CannotWriteError for what the loader would refuse: infinities, huge integers, other types.
    """
    if isinstance(value, str):
        return emit_text(value, quote)
    if isinstance(value, Mapping):
        pairs = (f"{emit_key(key, quote)}: {emit(item, quote)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(emit(item, quote) for item in value) + "]"
    return _emit_scalar(value)


def emit_key(key: object, quote: str = "") -> str:
    """Return a mapping key; raises CannotWriteError unless it is text."""
    if not isinstance(key, str):
        raise CannotWriteError("a key must be text")
    return emit_text(key, quote)


def emit_text(value: str, quote: str = "") -> str:
    """Return text, in quotes where plain text would be read as something else."""
    if quote == "'" and _is_printable(value) and _SINGLE_QUOTABLE.fullmatch(value):
        return "'" + value.replace("'", "''") + "'"
    if not quote and is_plain(value):
        return value
    return _double_quoted(value)


def is_plain(value: str) -> bool:
    """Return whether text can stand without quotes in every context and every YAML version."""
    if _DATE.fullmatch(value):
        return True
    if not _PLAIN.fullmatch(value) or not _is_printable(value) or value[0] in NUMBER_STARTS:
        return False
    resolved = resolve(value)
    return resolved.value == value and resolved.trouble is None


def _emit_scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) < 10**MAX_DIGITS:
        return str(int(value))
    if isinstance(value, float) and math.isfinite(value):
        return _emit_float(value)
    raise CannotWriteError("a value of this kind cannot be written in YAML")


def _emit_float(value: float) -> str:
    """Give the mantissa its point: YAML 1.1 reads 1e-05 as text."""
    mantissa, e, exponent = repr(float(value)).partition("e")
    return mantissa + ("" if "." in mantissa else ".0") + e + exponent


def _is_printable(value: str) -> bool:
    return _ESCAPED.search(value) is None and value.isprintable()


def _double_quoted(value: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise CannotWriteError("the text holds half a character")
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
