"""Changes of a YAML text at known places, made together and then held against what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yaml.events import ScalarEvent

from alignscan.source.emit import CannotWriteError
from alignscan.source.finding import SourceError
from alignscan.source.nodes import Loc, MappingNode, Node, SequenceNode, child, index_of, is_flow
from alignscan.source.scalars import WORDS
from alignscan.source.text import Text
from alignscan.source.yaml import Document, load_yaml

BREAK: Final = re.compile(r"\r\n|\r|\n")
COLON: Final = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True)
class Change:
    """Put ``new`` in the place of the code points from ``start`` to ``end``."""

    start: int
    end: int
    new: str


def as_plain_data(value: object) -> object:
    """Return what the loader would give for a value: lists for tuples, text for text enums."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {key: as_plain_data(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [as_plain_data(item) for item in value]
    return value


def load(text: str) -> tuple[str, Document]:
    """Return the byte order mark that a text begins with, if any, and what follows, loaded."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark, load_yaml(Text("", text[len(mark) :]))


def deepest(root: Node, loc: Loc) -> tuple[Node, int]:
    """Return the deepest node on the way to ``loc`` and how many segments lead there."""
    node = root
    for depth, segment in enumerate(loc):
        found = child(node, segment)
        if found is None:
            return node, depth
        node = found
    return node, len(loc)


def is_null(node: Node) -> bool:
    """Return whether a value is null, or nothing stands there."""
    return (
        isinstance(node, ScalarEvent)
        and node.implicit[0]
        and node.value in WORDS
        and WORDS[node.value] is None
    )


def checked(document: Document, changes: Sequence[Change], expected: object) -> str:
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


def end_of_block(content: str, last: Node, end: int) -> int:
    """Return the end of the last line of a value; blank lines that a text keeps belong to it."""
    scalar = _last_scalar(last)
    if scalar is not None and scalar.style in ("|", ">"):
        header = BREAK.split(content[index_of(scalar.start_mark) : end], maxsplit=1)[0]
        if "+" in header.partition("#")[0]:
            return index_of(scalar.end_mark)
    found = BREAK.search(content, end)
    return found.start() if found else len(content)


def _last_scalar(node: Node | None) -> ScalarEvent | None:
    while node is not None and not isinstance(node, ScalarEvent):
        if is_flow(node):
            return None
        values = node.items if isinstance(node, SequenceNode) else list(node.values.values())
        node = values[-1] if values else None
    return node


def quote_within(node: MappingNode | SequenceNode) -> str:
    """Return the double quote if a bracketed collection quotes everything, as JSON does."""
    if not is_flow(node):
        return ""
    inside = list(node.keys.values()) if isinstance(node, MappingNode) else node.items
    texts = [item for item in inside if isinstance(item, ScalarEvent) and not _is_bare(item)]
    return '"' if texts and all(item.style == '"' for item in texts) else ""


def _is_bare(item: ScalarEvent) -> bool:
    """Return whether a scalar is a number, a truth value or null rather than text."""
    return bool(item.implicit[0]) and not item.value[:1].isalpha()


def indentation(content: str, start: int) -> str:
    """Return as many blanks as there are characters before a place on its line."""
    line_start = max(content.rfind("\n", 0, start), content.rfind("\r", 0, start)) + 1
    return " " * (start - line_start)


def newline(content: str) -> str:
    """Return how the lines of a text end."""
    found = BREAK.search(content)
    return found.group() if found else "\n"
