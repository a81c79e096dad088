"""Changing one value of a YAML file and no byte elsewhere: comments, order and style stay."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from yaml.events import ScalarEvent

from alignscan.source.changes import (
    BREAK,
    COLON,
    Change,
    as_plain_data,
    checked,
    deepest,
    end_of_block,
    indentation,
    is_null,
    load,
    newline,
    quote_within,
)
from alignscan.source.emit import CannotWriteError, emit, emit_key
from alignscan.source.nodes import Loc, MappingNode, Node, SequenceNode, extent, is_flow
from alignscan.source.yaml import Document


def set_value(text: str, loc: Loc, value: object) -> str:
    """Return the text with ``value`` at ``loc``; missing keys are added in their mapping's style.

    A list's position may be its length: then the value is appended. Raises SourceError if the
    text cannot be loaded, CannotWriteError if the value cannot be placed there.
    """
    mark, document = load(text)
    value = as_plain_data(value)
    changes = _set(document, loc, value)
    return mark + checked(document, changes, _with_value(document.data, loc, value))


def append_item(text: str, loc: Loc, value: object) -> str:
    """Return the text with ``value`` appended to the list at ``loc``, made if it is not there.

    Raises SourceError if the text cannot be loaded, CannotWriteError if no list can be there.
    """
    node = deepest(load(text)[1].root, loc)[0]
    if isinstance(node, SequenceNode):
        return set_value(text, [*loc, len(node.items)], value)
    if isinstance(node, ScalarEvent) and not is_null(node):
        raise CannotWriteError("there is no list to append to")
    return set_value(text, loc, [value])


def rename_key(text: str, key: str, new: str) -> str:
    """Return the text with a key of the top level renamed; what stands under it stays.

    Raises SourceError if the text cannot be loaded, CannotWriteError if the key is not there or
    the new name is taken.
    """
    mark, document = load(text)
    root, data = document.root, document.data
    if not (isinstance(root, MappingNode) and isinstance(data, dict)):
        raise CannotWriteError("there are no keys to rename")
    if key not in root.keys or new in data:
        raise CannotWriteError("the key cannot be renamed")
    written = root.keys[key]
    start, end = extent(written, document.text.content)
    style = written.style if written.style in ('"', "'") else ""
    expected = {new if name == key else name: value for name, value in data.items()}
    return mark + checked(document, [Change(start, end, emit_key(new, style))], expected)


def _set(document: Document, loc: Loc, value: object) -> list[Change]:
    node, depth = deepest(document.root, loc)
    if depth == len(loc):
        return _replace(document, loc, node, value)
    segment, new = loc[depth], _nested(loc[depth + 1 :], value)
    if isinstance(node, MappingNode) and isinstance(segment, str):
        return [_add_key(document.text.content, node, segment, new)]
    if isinstance(node, SequenceNode) and segment == len(node.items):
        return [_append(document.text.content, node, new)]
    if is_null(node):
        return _replace(document, loc[:depth], node, _nested(loc[depth:], value))
    raise CannotWriteError("there is no place for this value")


def _nested(loc: Loc, value: object) -> object:
    """Wrap a value in a mapping for each remaining key."""
    for segment in reversed(loc):
        if not isinstance(segment, str):
            raise CannotWriteError("there is no list for this position")
        value = {segment: value}
    return value


def _replace(document: Document, loc: Loc, node: Node, value: object) -> list[Change]:
    content = document.text.content
    start, end = extent(node, content)
    if isinstance(node, ScalarEvent):
        return [_replace_scalar(content, node, value)]
    if is_flow(node):
        return [Change(start, end, emit(value, quote_within(node)))]
    if isinstance(node, SequenceNode) and isinstance(value, list) and value:
        return [Change(start, end, _block_items(content, start, value))]
    parent = deepest(document.root, loc[:-1])[0] if loc else None
    if isinstance(parent, MappingNode):
        return _replace_block(content, parent.keys[str(loc[-1])], (start, end), value)
    return [Change(start, end, emit(value))]


def _replace_scalar(content: str, node: ScalarEvent, value: object) -> Change:
    start, end = extent(node, content)
    new = emit(value, node.style if node.style in ('"', "'") else "")
    if start == end and start > 0:
        new = (" " if content[start - 1] in ":-" else ": ") + new
    return Change(start, end, new)


def _replace_block(
    content: str, key: ScalarEvent, extent_: tuple[int, int], value: object
) -> list[Change]:
    """Write the new value on its key's line and take the lines of the old one out."""
    start, end = extent_
    colon = COLON.match(content, extent(key, content)[1])
    if colon is None:
        raise CannotWriteError("the value of this key cannot be replaced")
    gap = content[colon.end() : start]
    breaks = list(BREAK.finditer(gap))
    if not breaks:
        return [Change(start, end, emit(value))]
    inserted = Change(colon.end(), colon.end(), " " + emit(value))
    return [inserted, Change(colon.end() + breaks[-1].start(), end, "")]


def _block_items(content: str, start: int, values: Sequence[object]) -> str:
    separator = newline(content) + indentation(content, start) + "- "
    return "- " + separator.join(emit(value) for value in values)


def _add_key(content: str, node: MappingNode, key: str, value: object) -> Change:
    quote = quote_within(node)
    pair = f"{emit_key(key, quote)}: {emit(value, quote)}"
    last = next(reversed(node.values.values()), None)
    return _add(content, node, last, pair, "")


def _append(content: str, node: SequenceNode, value: object) -> Change:
    last = node.items[-1] if node.items else None
    return _add(content, node, last, emit(value, quote_within(node)), "- ")


def _add(
    content: str, node: MappingNode | SequenceNode, last: Node | None, new: str, dash: str
) -> Change:
    start = extent(node, content)[0]
    if last is None:
        blank = " " if content[start + 1 : start + 2] == "#" else ""
        return Change(start + 1, start + 1, new + blank)
    end = extent(last, content)[1]
    if is_flow(node):
        return Change(end, end, ", " + new)
    index = end_of_block(content, last, end)
    line = indentation(content, start) + dash + new
    before = "" if content[index - 1] in "\r\n" else newline(content)
    return Change(index, index, before + line + ("" if before else newline(content)))


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
