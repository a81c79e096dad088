"""Data of plainly written YAML, without positions: what most files are, read much quicker.

What is read here is read as ``compose`` would read it, without a finding; everything that is not
plainly written is left to ``compose``. Tests hold the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from alignscan.source.scalars import NUMBER_STARTS, SPECIAL_WORDS, is_special, resolve

_LINE: Final = re.compile(
    r"( *+)(- +)?(?![ #])(?:([A-Za-z][A-Za-z0-9_./()=+-]*+(?: [A-Za-z0-9_./()=+-]++)*+)"
    r": *(?:(?<= )([^ ].*))?$|(.+))"
)
_ENTRY: Final = re.compile(
    r"( *+)([A-Za-z][A-Za-z0-9_./()=+-]*+): (?:\"([^\"\\]*+)\"|([A-Za-z][^:#]*+)(?<! ))"
)
"""A key and a text that end on their line."""
_FOREIGN: Final = "\t\r\x85\u2028\u2029"
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_QUOTED: Final = re.compile(r"\"([^\"\\]*)\"(?: +#.*)?|'([^']*)'(?: +#.*)?")
_FLOW: Final = re.compile(
    r" *(?:([\[\]{},])|([^\[\]{},:#\"'&*!|>%@`?<=~\\-][^\[\]{},:#\"'\\]*)(:?)"
    r"|\"([^\"\\]*)\" *(?=[,\]}])|'([^']*)' *(?=[,\]}]))"
)
_BLOCK: Final = re.compile(r"([|>])(-?)(?: +#.*)?")
_MOST_DEPTH: Final = 40
_MOST_KEY: Final = 200
_LARGE: Final = 200_000
"""Characters; ``compose`` counts what a larger text holds."""


class NotPlain(Exception):
    """Something is not written plainly."""


def plain_data(content: str) -> Any:
    """Return the data of a YAML text; raises NotPlain where it is not plainly written."""
    if len(content) > _LARGE or not content.endswith("\n"):
        raise NotPlain
    if any(sign in content for sign in _FOREIGN):
        raise NotPlain
    return _Reader(content).document()


_Line = tuple[int, str | None, str | None, str | None, str | None]
"""Indentation, dash, key, the value after it, and what stands in a line without a key."""


class _Reader:
    """Reads lines from the top; ``self._at`` is the next one."""

    def __init__(self, content: str) -> None:
        self._lines = content.split("\n")
        self._lines.pop()
        self._count = len(self._lines)
        self._at = 0
        self._depth = 0

    def document(self) -> Any:
        found = self._next()
        if found is None or found[0] or found[1] is not None or found[2] is None:
            raise NotPlain
        data = self._mapping(found, 0)
        if self._next() is not None:
            raise NotPlain
        return data

    def _next(self) -> _Line | None:
        """Return the next line that holds data, without going past it."""
        while self._at < self._count:
            line = self._lines[self._at]
            found = _LINE.match(line)
            if found is not None:
                start, dash, key, value, item = found.groups()
                return (len(start), dash, key, value, item)
            if line.strip(" ") and line.lstrip(" ")[0] != "#":
                raise NotPlain
            self._at += 1
        return None

    def _mapping(self, found: _Line | None, indent: int) -> dict[str, Any]:
        """Read the entries of a mapping; ``found`` is the first, whose key stands at ``indent``."""
        self._deeper()
        data: dict[str, Any] = {}
        while found is not None:
            key = found[2]
            if key is None or key in data or len(key) > _MOST_KEY or is_special(key):
                raise NotPlain
            data[key] = self._value(found[3], indent)
            self._texts(data, indent)
            found = self._next()
            if found is None or found[0] < indent:
                break
            if found[0] > indent:
                raise NotPlain
            if found[1] is not None:
                break  # the next entry of the list that this mapping is in
        self._depth -= 1
        return data

    def _texts(self, data: dict[str, Any], indent: int) -> None:
        """Read the entries that follow as long as each is a key and a text: most of all lines."""
        lines = self._lines
        for at in range(self._at, self._count):
            self._at = at
            found = _ENTRY.fullmatch(lines[at])
            if found is None:
                return
            start, key, text, plain = found.groups()
            if len(start) != indent or key in data or len(key) > _MOST_KEY:
                return
            if key in SPECIAL_WORDS or plain in SPECIAL_WORDS:
                return
            data[key] = text if plain is None else plain
        self._at = self._count

    def _value(self, written: str | None, indent: int) -> Any:
        """Return what stands after a key at ``indent``, on its line or below it."""
        self._at += 1
        if written is None or written[0] == "#":
            return self._below(indent)
        return self._block(written, indent) if written[0] in "|>" else _scalar(written)

    def _below(self, indent: int) -> Any:
        found = self._next()
        if found is None or found[0] < indent:
            return None
        if found[1] is not None:
            return self._list(found, found[0])
        return self._mapping(found, found[0]) if found[0] > indent else None

    def _list(self, found: _Line | None, indent: int) -> list[Any]:
        self._deeper()
        data: list[Any] = []
        while found is not None and found[0] == indent and found[1] is not None:
            if found[2] is not None:
                data.append(self._mapping(found, indent + len(found[1])))
            else:
                self._at += 1
                item = found[4] or ""
                data.append(self._block(item, indent) if item[0] in "|>" else _scalar(item))
            found = self._next()
        if found is not None and found[0] > indent:
            raise NotPlain
        self._depth -= 1
        return data

    def _block(self, sign: str, indent: int) -> str:
        """Return a text over several lines, all of them at one indentation."""
        block = _BLOCK.fullmatch(sign.rstrip(" "))
        lines = list(self._block_lines(indent))
        if block is None or not lines:
            raise NotPlain
        width = len(lines[0]) - len(lines[0].lstrip(" "))
        start = " " * width
        folded = block[1] == ">"
        for line in lines:
            if not line.startswith(start) or (folded and line[width] == " "):
                raise NotPlain
        text = (" " if folded else "\n").join(line[width:] for line in lines)
        return text if block[2] else text + "\n"

    def _block_lines(self, indent: int) -> Iterator[str]:
        while self._at < self._count:
            line = self._lines[self._at]
            if not line.strip(" "):
                self._end_of_block(indent)
                return
            if line[: indent + 1].strip(" "):
                return
            yield line
            self._at += 1

    def _end_of_block(self, indent: int) -> None:
        """Go past empty lines; a text that goes on after one is not plainly written."""
        while self._at < self._count and not self._lines[self._at]:
            self._at += 1
        line = self._lines[self._at] if self._at < self._count else "x"
        if not line[: indent + 1].strip(" "):
            raise NotPlain

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise NotPlain


def _scalar(written: str) -> Any:
    """Return a value that stands on one line, with a comment after it or without."""
    first = written[0]
    if first in "\"'":
        quoted = _QUOTED.fullmatch(written.rstrip(" "))
        if quoted is None:
            raise NotPlain
        return quoted[1] if quoted[1] is not None else quoted[2]
    if " #" in written:
        written = written[: written.index(" #")]
    written = written.rstrip(" ")
    if first in "[{":
        return _flow(written)
    if ":" in written and (": " in written or written[-1] == ":"):
        raise NotPlain
    return _plain(written)


@lru_cache(maxsize=4096)
def _plain(written: str) -> Any:
    if written[:1].isalpha():
        if not is_special(written):
            return written
    elif written[:1] not in NUMBER_STARTS or (written[0] == "-" and written[1:2] in ("", " ")):
        raise NotPlain
    resolved = resolve(written)
    if resolved.trouble is not None:
        raise NotPlain
    return resolved.value


def _flow(written: str) -> Any:
    """Return a list or a mapping in brackets that ends on its line."""
    inside = written[1:-1]
    if written[0] == "[" and written[-1] == "]" and not _SIGNS.search(inside):
        return [_plain(part.strip(" ")) for part in inside.split(",")] if inside.strip(" ") else []
    tokens = _tokens(written)
    value = _collection(next(tokens), tokens, 0)
    if next(tokens, None) is not None:
        raise NotPlain
    return value


_SIGNS: Final = re.compile(r"[\[\]{}:#\"'?]")
_Token = tuple[str, str, str, str | None]


def _tokens(written: str) -> Iterator[_Token]:
    """Yield a bracket or comma, or a text with the colon after it, if any, or what is in quotes."""
    at, end = 0, len(written)
    while at < end:
        found = _FLOW.match(written, at)
        if found is None:
            raise NotPlain
        at = found.end()
        if found[3] and written[at : at + 1] != " ":
            raise NotPlain
        quoted = found[4] if found[4] is not None else found[5]
        yield found[1] or "", (found[2] or "").rstrip(" "), found[3] or "", quoted


def _collection(first: _Token, tokens: Iterator[_Token], depth: int) -> Any:
    if depth > _MOST_DEPTH:
        raise NotPlain
    if first[0] == "[":
        return _flow_list(tokens, depth)
    if first[0] == "{":
        return _flow_mapping(tokens, depth)
    if first[0] or first[2]:
        raise NotPlain
    return first[3] if first[3] is not None else _plain(first[1])


def _flow_list(tokens: Iterator[_Token], depth: int) -> list[Any]:
    data: list[Any] = []
    for token in tokens:
        if token[0] == "]" and not data:
            return data
        data.append(_collection(token, tokens, depth + 1))
        if _closed(tokens, "]"):
            return data
    raise NotPlain


def _flow_mapping(tokens: Iterator[_Token], depth: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for token in tokens:
        if token[0] == "}" and not data:
            return data
        key = token[1]
        if not token[2] or key[:1] not in _LETTERS or key in data or is_special(key):
            raise NotPlain
        if len(key) > _MOST_KEY:
            raise NotPlain
        data[key] = _collection(next(tokens, ("", "", ":", None)), tokens, depth + 1)
        if _closed(tokens, "}"):
            return data
    raise NotPlain


def _closed(tokens: Iterator[_Token], bracket: str) -> bool:
    sign = next(tokens, ("", "", "", None))[0]
    if sign not in (",", bracket):
        raise NotPlain
    return sign == bracket
