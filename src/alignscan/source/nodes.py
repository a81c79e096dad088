"""The tree of positions behind loaded data: kept as parser events, turned into spans on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

Loc = Sequence[str | int]
"""Where a value is in the data: mapping keys and 0-based list positions."""


@dataclass(slots=True)
class MappingNode:
    """A mapping's events, its keys and its values in the order of the file."""

    first: CollectionStartEvent
    last: CollectionEndEvent | None = None
    keys: dict[str, ScalarEvent] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class SequenceNode:
    """A list's events and its items."""

    first: CollectionStartEvent
    last: CollectionEndEvent | None = None
    items: list[Node] = field(default_factory=list)


Node = ScalarEvent | MappingNode | SequenceNode


def index_of(mark: Any) -> int:
    """Return the code point that a parser's mark stands at."""
    index: int = mark.index
    return index


def child(node: Node, segment: str | int) -> Node | None:
    """Return the value at a key or position of a node; None if it has no such value."""
    if isinstance(node, MappingNode):
        return node.values.get(segment) if isinstance(segment, str) else None
    if isinstance(node, SequenceNode) and isinstance(segment, int):
        return node.items[segment] if 0 <= segment < len(node.items) else None
    return None


def is_flow(node: MappingNode | SequenceNode) -> bool:
    """Return whether a collection is written in brackets."""
    return bool(node.first.flow_style)


def extent(node: Node, content: str) -> tuple[int, int]:
    """Return a node's first index and the index after its last character, blanks left out."""
    if isinstance(node, ScalarEvent):
        return _scalar_extent(node, content)
    return (_start(node), _end(node, content))


def _start(node: MappingNode | SequenceNode) -> int:
    return index_of(node.first.start_mark)


def _end(node: Node, content: str) -> int:
    """Follow the last values down: a block collection ends where its last value ends."""
    while not isinstance(node, ScalarEvent):
        values = node.items if isinstance(node, SequenceNode) else list(node.values.values())
        if is_flow(node) or not values:
            return _written_end(node, content)
        node = values[-1]
    return _scalar_extent(node, content)[1]


def _written_end(node: MappingNode | SequenceNode, content: str) -> int:
    last = node.first if node.last is None else node.last
    return _trim(content, _start(node), index_of(last.end_mark))


def _scalar_extent(event: ScalarEvent, content: str) -> tuple[int, int]:
    start, end = index_of(event.start_mark), index_of(event.end_mark)
    if start == end:
        start = end = _trim(content, 0, start)
    elif event.style in ("|", ">"):
        end = _trim(content, start, end)
    return (start, end)


def _trim(content: str, start: int, end: int) -> int:
    while end > start and content[end - 1].isspace():
        end -= 1
    return end
