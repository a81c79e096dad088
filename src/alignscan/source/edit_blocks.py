"""Rewriting blocks of a YAML file and no byte elsewhere; many changes at once, proved together."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

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
from alignscan.source.emit_block import STEP, emit_block, emit_item, is_collection
from alignscan.source.nodes import Loc, MappingNode, SequenceNode, extent, is_flow
from alignscan.source.yaml import Document

_COMMENT: Final = re.compile(r"(?P<blank>[ ]*)#[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FOLLOWED: Final = re.compile(r"(?P<lines>(?:[ \t]*(?:\r\n|\r|\n))*)(?P<blank>[ \t]*)#")
_BLANK_LINES: Final = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")


@dataclass(frozen=True, slots=True)
class Put:
    """Write a value at a key; the key is added at the end of its mapping where it is missing."""

    loc: Loc
    value: object


@dataclass(frozen=True, slots=True)
class Append:
    """Add entries, each after an empty line, to a list; the list is made where it is missing."""

    loc: Loc
    values: Sequence[object]


def edit_blocks(text: str, edits: Iterable[Put | Append]) -> str:
    """Return the text with all edits made; every byte outside the values written stays.

    No two edits may be inside of each other. Raises SourceError if the text cannot be loaded,
    CannotWriteError if an edit is not possible without changing something else.
    """
    mark, document = load(text)
    wanted = [_plain(edit) for edit in edits if isinstance(edit, Put) or edit.values]
    if not wanted:
        return text
    changes = [change for edit in wanted for change in _changes(document, edit)]
    expected = copy.deepcopy(document.data)
    for edit in wanted:
        _apply(expected, edit)
    return mark + checked(document, _joined(changes), expected)


def _plain(edit: Put | Append) -> Put | Append:
    if isinstance(edit, Put):
        return Put(edit.loc, as_plain_data(edit.value))
    return Append(edit.loc, [as_plain_data(value) for value in edit.values])


def _joined(changes: Sequence[Change]) -> list[Change]:
    """Return the changes, those that add lines at one place put together in their order."""
    out: dict[tuple[int, int], Change] = {}
    for change in changes:
        place = (change.start, change.end)
        before = out.get(place)
        out[place] = change if before is None else Change(*place, before.new + change.new)
    return list(out.values())


def _changes(document: Document, edit: Put | Append) -> list[Change]:
    node, depth = deepest(document.root, edit.loc)
    there = depth == len(edit.loc)
    if isinstance(edit, Append) and there and isinstance(node, SequenceNode) and node.items:
        return [_append(document.text.content, node, edit.values)]
    if there:
        return [_replace(document, edit)]
    if depth == len(edit.loc) - 1 and isinstance(node, MappingNode):
        return [_add(document.text.content, node, edit)]
    raise CannotWriteError("there is no place for this value")


def _value(edit: Put | Append) -> object:
    return edit.value if isinstance(edit, Put) else edit.values


def _replace(document: Document, edit: Put | Append) -> Change:
    content, loc, value = document.text.content, edit.loc, _value(edit)
    node, parent = deepest(document.root, loc)[0], deepest(document.root, loc[:-1])[0]
    if not isinstance(parent, MappingNode):
        raise CannotWriteError("only the value of a key can be replaced")
    start, end = extent(node, content)
    key_start, key_end = extent(parent.keys[str(loc[-1])], content)
    colon = COLON.match(content, key_end)
    if colon is None:
        raise CannotWriteError("the value of this key cannot be replaced")
    if is_flow(parent):
        return Change(colon.end(), max(end, colon.end()), " " + emit(value, quote_within(parent)))
    if isinstance(node, MappingNode | SequenceNode) and is_flow(node) and _holds(node):
        return Change(start, end, emit(value, quote_within(node)))
    indent = len(indentation(content, key_start)) + STEP
    folds = not _takes_in_a_comment(content, end, indent + STEP)
    lines = _lines(content, edit, indent, fold=folds)
    if is_null(node):
        return Change(colon.end(), max(end, colon.end()), lines)
    breaks = list(BREAK.finditer(content, colon.end(), start))
    return Change(breaks[-1].start() if breaks else colon.end(), end, lines)


def _holds(node: MappingNode | SequenceNode) -> bool:
    """Return whether a collection has something in it."""
    return bool(node.values if isinstance(node, MappingNode) else node.items)


def _takes_in_a_comment(content: str, end: int, indent: int) -> bool:
    """Return whether a folded text that ends here would make the next comment a part of it."""
    found = _FOLLOWED.match(content, end)
    return found is not None and (not found["lines"] or len(found["blank"]) >= indent)


def _end_of_line(content: str, index: int) -> int:
    """Return where the line ends that a place is on."""
    found = BREAK.search(content, index)
    return found.start() if found else len(content)


def _lines(content: str, edit: Put | Append, indent: int, *, fold: bool = True) -> str:
    """Return a value as it follows its key's colon."""
    value = _value(edit)
    if not is_collection(value):
        return " " + emit(value)
    end = newline(content)
    if isinstance(edit, Append):
        return "".join(end + line for line in _entries(edit.values, indent)[1:])
    return "".join(end + line for line in emit_block(value, indent, fold=fold))


def _add(content: str, node: MappingNode, edit: Put | Append) -> Change:
    start, key, value = extent(node, content)[0], edit.loc[-1], _value(edit)
    last = next(reversed(node.values.values()), None)
    if is_flow(node):
        quote = quote_within(node)
        pair = f"{emit_key(key, quote)}: {emit(value, quote)}"
        if last is None:
            return Change(start + 1, start + 1, pair)
        end = extent(last, content)[1]
        return Change(end, end, ", " + pair)
    if last is None:
        raise CannotWriteError("there is no place for this value")
    indent = len(indentation(content, start))
    place = _past_comments(content, end_of_block(content, last, extent(last, content)[1]), indent)
    line = f"{' ' * indent}{emit_key(key)}:{_lines(content, edit, indent + STEP)}"
    return _insert(content, place, [line])


def _append(content: str, node: SequenceNode, values: Sequence[object]) -> Change:
    start, last = extent(node, content)[0], node.items[-1]
    end = extent(last, content)[1]
    if is_flow(node):
        quote = quote_within(node)
        return Change(end, end, "".join(", " + emit(value, quote) for value in values))
    indent = len(indentation(content, start))
    place = _past_comments(content, end_of_block(content, last, end), indent)
    return _insert(content, place, _entries(values, indent))


def _entries(values: Sequence[object], indent: int) -> list[str]:
    return [line for value in values for line in ["", *emit_item(value, indent, flat=False)]]


def _past_comments(content: str, index: int, indent: int) -> int:
    """Return the end of the comments below an entry that are indented like what is in it."""
    place = index
    while True:
        blank = _BLANK_LINES.match(content, place)
        found = _COMMENT.match(content, blank.end()) if blank else None
        if found is None or len(found["blank"]) <= indent:
            return place
        place = _end_of_line(content, found.start())


def _insert(content: str, index: int, lines: Sequence[str]) -> Change:
    """Add lines after the line that ends at an index."""
    end = newline(content)
    if index > 0 and content[index - 1] in "\r\n":  # behind a text that keeps its last lines
        return Change(index, index, "".join(line + end for line in lines))
    return Change(index, index, "".join(end + line for line in lines))


def _apply(data: object, edit: Put | Append) -> None:
    holder: Any = data
    for segment in edit.loc[:-1]:
        holder = holder[segment]
    last: Any = edit.loc[-1]
    if isinstance(edit, Put):
        holder[last] = edit.value
    else:
        holder[last] = [*(holder.get(last) or []), *edit.values]
