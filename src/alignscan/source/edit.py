"""Changing one value of a YAML file and no byte elsewhere: comments, order and style stay."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from yaml.events import ScalarEvent

from alignscan.source.emit import CannotWriteError, emit, emit_key
from alignscan.source.finding import SourceError
from alignscan.source.nodes import (
    Loc,
    MappingNode,
    Node,
    SequenceNode,
    child,
    extent,
    index_of,
    is_flow,
)
from alignscan.source.scalars import WORDS
from alignscan.source.text import Text
from alignscan.source.yaml import Document, load_yaml

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_COLON: Final = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True)
class _Change:
    """Put ``new`` in the place of the code points from ``start`` to ``end``."""

    start: int
    end: int
    new: str


def set_value(text: str, loc: Loc, value: object) -> str:
    """Return the text with ``value`` at ``loc``; missing keys are added in their mapping's style.

    A list's position may be its length: then the value is appended. Raises SourceError if the
    text cannot be loaded, CannotWriteError if the value cannot be placed there.
    """
    mark, document = _load(text)
    value = _as_plain_data(value)
    changes = _set(document, loc, value)
    return mark + _checked(document, changes, _with_value(document.data, loc, value))


def append_item(text: str, loc: Loc, value: object) -> str:
    """Return the text with ``value`` appended to the list at ``loc``, made if it is not there.

    Raises SourceError if the text cannot be loaded, CannotWriteError if no list can be there.
    """
    node = _deepest(_load(text)[1].root, loc)[0]
    if isinstance(node, SequenceNode):
        return set_value(text, [*loc, len(node.items)], value)
    if isinstance(node, ScalarEvent) and not _is_null(node):
        raise CannotWriteError("there is no list to append to")
    return set_value(text, loc, [value])


def rename_key(text: str, key: str, new: str) -> str:
    """Return the text with a key of the top level renamed; what stands under it stays.

    Raises SourceError if the text cannot be loaded, CannotWriteError if the key is not there or
    the new name is taken.
    """
    mark, document = _load(text)
    root, data = document.root, document.data
    if not (isinstance(root, MappingNode) and isinstance(data, dict)):
        raise CannotWriteError("there are no keys to rename")
    if key not in root.keys or new in data:
        raise CannotWriteError("the key cannot be renamed")
    written = root.keys[key]
    start, end = extent(written, document.text.content)
    style = written.style if written.style in ('"', "'") else ""
    expected = {new if name == key else name: value for name, value in data.items()}
    return mark + _checked(document, [_Change(start, end, emit_key(new, style))], expected)


def _as_plain_data(value: object) -> object:
    """Return what the loader would give for a value: lists for tuples, text for text enums."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {key: _as_plain_data(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_as_plain_data(item) for item in value]
    return value


def _load(text: str) -> tuple[str, Document]:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark, load_yaml(Text("", text[len(mark) :]))


def _deepest(root: Node, loc: Loc) -> tuple[Node, int]:
    """Return the deepest node on the way to ``loc`` and how many segments lead there."""
    node = root
    for depth, segment in enumerate(loc):
        found = child(node, segment)
        if found is None:
            return node, depth
        node = found
    return node, len(loc)


def _set(document: Document, loc: Loc, value: object) -> list[_Change]:
    node, depth = _deepest(document.root, loc)
    if depth == len(loc):
        return _replace(document, loc, node, value)
    segment, new = loc[depth], _nested(loc[depth + 1 :], value)
    if isinstance(node, MappingNode) and isinstance(segment, str):
        return [_add_key(document.text.content, node, segment, new)]
    if isinstance(node, SequenceNode) and segment == len(node.items):
        return [_append(document.text.content, node, new)]
    if _is_null(node):
        return _replace(document, loc[:depth], node, _nested(loc[depth:], value))
    raise CannotWriteError("there is no place for this value")


def _nested(loc: Loc, value: object) -> object:
    """Wrap a value in a mapping for each remaining key."""
    for segment in reversed(loc):
        if not isinstance(segment, str):
            raise CannotWriteError("there is no list for this position")
        value = {segment: value}
    return value


def _is_null(node: Node) -> bool:
    return (
        isinstance(node, ScalarEvent)
        and node.implicit[0]
        and node.value in WORDS
        and WORDS[node.value] is None
    )


def _replace(document: Document, loc: Loc, node: Node, value: object) -> list[_Change]:
    content = document.text.content
    start, end = extent(node, content)
    if isinstance(node, ScalarEvent):
        return [_replace_scalar(content, node, value)]
    if is_flow(node):
        return [_Change(start, end, emit(value, _quote_within(node)))]
    if isinstance(node, SequenceNode) and isinstance(value, list) and value:
        return [_Change(start, end, _block_items(content, start, value))]
    parent = _deepest(document.root, loc[:-1])[0] if loc else None
    if isinstance(parent, MappingNode):
        return _replace_block(content, parent.keys[str(loc[-1])], (start, end), value)
    return [_Change(start, end, emit(value))]


def _replace_scalar(content: str, node: ScalarEvent, value: object) -> _Change:
    start, end = extent(node, content)
    new = emit(value, node.style if node.style in ('"', "'") else "")
    if start == end and start > 0:
        new = (" " if content[start - 1] in ":-" else ": ") + new
    return _Change(start, end, new)


def _replace_block(
    content: str, key: ScalarEvent, extent_: tuple[int, int], value: object
) -> list[_Change]:
    """Write the new value on its key's line and take the lines of the old one out."""
    start, end = extent_
    colon = _COLON.match(content, extent(key, content)[1])
    if colon is None:
        raise CannotWriteError("the value of this key cannot be replaced")
    gap = content[colon.end() : start]
    breaks = list(_BREAK.finditer(gap))
    if not breaks:
        return [_Change(start, end, emit(value))]
    inserted = _Change(colon.end(), colon.end(), " " + emit(value))
    return [inserted, _Change(colon.end() + breaks[-1].start(), end, "")]


def _block_items(content: str, start: int, values: Sequence[object]) -> str:
    separator = _newline(content) + _indentation(content, start) + "- "
    return "- " + separator.join(emit(value) for value in values)


def _add_key(content: str, node: MappingNode, key: str, value: object) -> _Change:
    quote = _quote_within(node)
    pair = f"{emit_key(key, quote)}: {emit(value, quote)}"
    last = next(reversed(node.values.values()), None)
    return _add(content, node, last, pair, "")


def _append(content: str, node: SequenceNode, value: object) -> _Change:
    last = node.items[-1] if node.items else None
    return _add(content, node, last, emit(value, _quote_within(node)), "- ")


def _add(
    content: str, node: MappingNode | SequenceNode, last: Node | None, new: str, dash: str
) -> _Change:
    start = extent(node, content)[0]
    if last is None:
        blank = " " if content[start + 1 : start + 2] == "#" else ""
        return _Change(start + 1, start + 1, new + blank)
    end = extent(last, content)[1]
    if is_flow(node):
        return _Change(end, end, ", " + new)
    index = _end_of_block(content, last, end)
    line = _indentation(content, start) + dash + new
    before = "" if content[index - 1] in "\r\n" else _newline(content)
    return _Change(index, index, before + line + ("" if before else _newline(content)))


def _end_of_block(content: str, last: Node, end: int) -> int:
    """Return the end of the last line of a value; blank lines that a text keeps belong to it."""
    scalar = _last_scalar(last)
    if scalar is not None and scalar.style in ("|", ">"):
        header = _BREAK.split(content[index_of(scalar.start_mark) : end], maxsplit=1)[0]
        if "+" in header.partition("#")[0]:
            return index_of(scalar.end_mark)
    found = _BREAK.search(content, end)
    return found.start() if found else len(content)


def _last_scalar(node: Node | None) -> ScalarEvent | None:
    while node is not None and not isinstance(node, ScalarEvent):
        if is_flow(node):
            return None
        values = node.items if isinstance(node, SequenceNode) else list(node.values.values())
        node = values[-1] if values else None
    return node


def _quote_within(node: MappingNode | SequenceNode) -> str:
    """Return the double quote if a bracketed collection quotes everything, as JSON does."""
    if not is_flow(node):
        return ""
    inside = list(node.keys.values()) if isinstance(node, MappingNode) else node.items
    texts = [item for item in inside if isinstance(item, ScalarEvent) and not _is_bare(item)]
    return '"' if texts and all(item.style == '"' for item in texts) else ""


def _is_bare(item: ScalarEvent) -> bool:
    """Return whether a scalar is a number, a truth value or null rather than text."""
    return bool(item.implicit[0]) and not item.value[:1].isalpha()


def _indentation(content: str, start: int) -> str:
    line_start = max(content.rfind("\n", 0, start), content.rfind("\r", 0, start)) + 1
    return " " * (start - line_start)


def _newline(content: str) -> str:
    found = _BREAK.search(content)
    return found.group() if found else "\n"


def _checked(document: Document, changes: Sequence[_Change], expected: object) -> str:
    """Apply the changes and make sure that the text now says what it should, and nothing else."""
    content = document.text.content
    for change in sorted(changes, key=lambda change: (change.start, change.end), reverse=True):
        content = content[: change.start] + change.new + content[change.end :]
    if not _says(content, expected):
        raise CannotWriteError("the value cannot be written here without changing others")
    return content


def _says(content: str, expected: object) -> bool:
    try:
        return _same(load_yaml(Text("", content)).data, expected)
    except SourceError:
        return False


def _same(left: object, right: object) -> bool:
    """Return whether data is equal in values, types and order of keys."""
    return repr(left) == repr(right)


def _with_value(data: object, loc: Loc, value: object) -> object:
    """Return a copy of the data with the value at ``loc``."""
    holder: Any = [copy.deepcopy(data)]
    node, last = holder, 0
    path: Any = [*loc]
    for depth, segment in enumerate(path):
        if node[last] is None:
            node[last] = _nested(path[depth:], value)
            return holder[0]
        node, last = node[last], segment
        missing = last not in node if isinstance(node, dict) else last >= len(node)
        if missing:
            new = _nested(path[depth + 1 :], value)
            node.append(new) if isinstance(node, list) else node.__setitem__(last, new)
            return holder[0]
    node[last] = value
    return holder[0]
