"""The comments of a YAML text; never what looks like one inside a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import yaml

from alignscan.source.compose import open_parser
from alignscan.source.nodes import index_of
from alignscan.source.text import Text

_COMMENT: Final = re.compile(r"(?:(?<=[ \t\r\n])|^)#[^\r\n]*")


def comments(text: Text) -> Iterator[tuple[int, int]]:
    """Yield where each comment begins and ends, up to the first thing that is no YAML."""
    values, end = _values(text.content)
    starts = [start for start, _ in values]
    at = 0
    while (found := _COMMENT.search(text.content, at, end)) is not None:
        at = found.end()
        before = bisect_right(starts, found.start()) - 1
        if before >= 0 and found.start() < values[before][1]:
            at = values[before][1]  # inside a value
        else:
            yield found.span()


def _values(content: str) -> tuple[list[tuple[int, int]], int]:
    """Return the extents of values in order, and how far the text could be read."""
    values: list[tuple[int, int]] = []
    try:
        parser = open_parser(content)
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                values.append(_extent(event, content))
    except (yaml.YAMLError, UnicodeError):
        return values, values[-1][1] if values else 0
    return values, len(content)


def _extent(event: yaml.ScalarEvent, content: str) -> tuple[int, int]:
    """Return where a value is; that of a block begins below its sign, where a comment may stand."""
    start, end = index_of(event.start_mark), index_of(event.end_mark)
    if event.style in ("|", ">"):
        below = content.find("\n", start)
        return (end if below < 0 else below, end)
    return (start, end)
