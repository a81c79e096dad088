"""Values to YAML on lines of their own, indented, as a person would write them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from alignscan.source.emit import emit, emit_key

WIDTH: Final = 100
"""Lines are no longer than this where that is possible."""
STEP: Final = 2
NARROWEST: Final = 40


def emit_block(value: object, indent: int, *, fold: bool = True) -> list[str]:
    """Return the lines of a mapping or list, each indented by so many blanks.

    Within it, what is short and flat stays on one line; long texts are folded (`>-`) if ``fold``.
    Raises CannotWriteError as ``emit`` does.
    """
    if isinstance(value, Mapping):
        return [line for key, item in value.items() for line in _pair(key, item, indent, fold)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [line for item in value for line in emit_item(item, indent, fold=fold)]
    return [" " * indent + emit(value)]


def emit_item(value: object, indent: int, *, fold: bool = True, flat: bool = True) -> list[str]:
    """Return the lines of one entry of a list; without ``flat`` it never stands in brackets."""
    head = f"{' ' * indent}-"
    if not is_collection(value):
        return _scalar(head, value, indent + STEP, fold)
    line = f"{head} {emit(value)}"
    if flat and _is_flat(value) and len(line) <= WIDTH:
        return [line]
    first, *rest = emit_block(value, indent + STEP, fold=fold)
    return [f"{head} {first[indent + STEP :]}", *rest]


def is_collection(value: object) -> bool:
    """Return whether a value is a mapping or list with something in it."""
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str) and len(value) > 0


def _pair(key: object, value: object, indent: int, fold: bool) -> Iterator[str]:
    head = f"{' ' * indent}{emit_key(key)}:"
    if value is None:
        yield head
    elif not is_collection(value):
        yield from _scalar(head, value, indent + STEP, fold)
    elif _is_flat(value) and len(line := f"{head} {emit(value)}") <= WIDTH:
        yield line
    else:
        yield head
        yield from emit_block(value, indent + STEP, fold=fold)


def _scalar(head: str, value: object, indent: int, fold: bool) -> list[str]:
    line = f"{head} {emit(value)}"
    if not fold or len(line) <= WIDTH or not isinstance(value, str) or not _can_be_folded(value):
        return [line]
    width = max(WIDTH - indent, NARROWEST)
    parts = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
    return [f"{head} >-", *(" " * indent + part for part in parts)]


def _can_be_folded(text: str) -> bool:
    """Return whether a text is words with one blank between them, and nothing to be escaped."""
    plain = text.isprintable() and not any(c.isspace() and c != " " for c in text)
    return plain and "\ufeff" not in text and text == " ".join(text.split())


def _is_flat(value: object) -> bool:
    """Return whether a collection holds nothing but values, and lists of values."""
    inside = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(inside, Sequence):
        return False
    nested = [item for item in inside if is_collection(item)]
    if not isinstance(value, Mapping):
        return not nested
    return all(not isinstance(item, Mapping) and _is_flat(item) for item in nested)
