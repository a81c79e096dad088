"""Strict YAML 1.2 (core schema) with positions: plain data, and where each value stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.plain import NotPlain, plain_data
from alignscan.source.span import Span
from alignscan.source.text import Text

if TYPE_CHECKING:  # a file that is plainly written is read without PyYAML
    from yaml.events import ScalarEvent

    from alignscan.source.nodes import Loc, Node

_FORMAT_LINE: Final = re.compile(
    r"""^(?P<quote>["']?)format(?P=quote)[ \t]*:[ \t]+
        (?P<value> "[^"\r\n]*" | '[^'\r\n]*' | [^\s\#][^\r\n]* )""",
    re.MULTILINE | re.VERBOSE,
)
_FLOW_ROOT: Final = re.compile(r"(?:\s|#[^\r\n]*(?:\r|\n|\Z)|---(?=\s))*\{")
_PEEKED_EVENTS: Final = 200


@dataclass(frozen=True)
class Document:
    """A loaded file: plain data without a rest of YAML in it, warnings, and positions."""

    text: Text
    data: object
    findings: tuple[Finding, ...] = ()
    _root: Node | None = field(default=None, repr=False, compare=False)

    @cached_property
    def root(self) -> Node:
        """The tree of positions; of a plainly written file it is made when one is asked for."""
        from alignscan.source.compose import compose

        root = self._root or compose(self.text).root
        if root is None:
            raise ValueError("a loaded text has a tree")
        return root

    def span(self, loc: Loc, *, key: bool = False) -> Span:
        """Return where the value at ``loc`` stands, or with ``key`` its key.

        Segments that match nothing are skipped, so the span is that of the deepest value found.
        The whole text's data has no key: its start is returned, as an empty span.
        """
        start = self._at_left(loc[0]) if key and len(loc) == 1 else None
        if start is not None:
            return self.text.span(start, start + len(str(loc[0])))
        from alignscan.source.nodes import extent

        node, key_event = self._find(loc)
        if key and key_event is None and node is self.root:
            start = extent(node, self.text.content)[0]
            return self.text.span(start, start)
        target = key_event if key and key_event is not None else node
        return self.text.span(*extent(target, self.text.content))

    def _at_left(self, key: str | int) -> int | None:
        """Return where a top-level key starts; None if only the tree can tell.

        In a plainly written file nothing but its top-level keys stands so at the start of a line.
        """
        if self._root is not None:
            return None
        at = f"\n{self.text.content}".find(f"\n{key}:")
        return at if at >= 0 else None

    def _find(self, loc: Loc) -> tuple[Node, ScalarEvent | None]:
        """Return the deepest value found and its key, None for an item of a list."""
        from alignscan.source.nodes import MappingNode, child

        key_event: ScalarEvent | None = None
        node = self.root
        for segment in loc:
            found = child(node, segment)
            if found is not None:
                key_event = node.keys[str(segment)] if isinstance(node, MappingNode) else None
                node = found
        return node, key_event


def load_yaml(text: Text) -> Document:
    """Return the document in a text, with warnings (AS020) in its findings.

    Raises SourceError with every problem found: AS003, AS005, AS010 to AS019.
    """
    try:
        return Document(text, plain_data(text.content))
    except NotPlain:
        pass
    from alignscan.source.compose import compose

    composed = compose(text)
    findings = tuple(sorted(composed.findings, key=_by_position))
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    if errors or composed.root is None:
        raise SourceError(findings)
    return Document(text, composed.data, findings, composed.root)


def peek_format(text: Text) -> str | None:
    """Return the value of the top-level key ``format`` without loading; None if there is none."""
    if _FLOW_ROOT.match(text.content):
        return _peek_events(text)
    found = _FORMAT_LINE.search(text.content)
    if found is None:
        return None
    value = found["value"]
    if value[0] in "\"'":
        return value[1:-1]
    return re.split(r"\s+#", value, maxsplit=1)[0].strip() or None


def _peek_events(text: Text) -> str | None:
    """Read the first events of a file that begins with a brace, such as JSON."""
    import yaml
    from yaml.events import MappingStartEvent, ScalarEvent

    from alignscan.source.compose import open_parser

    depth, is_key, found = 0, True, False
    try:
        parser = open_parser(text.content)
        for _ in range(_PEEKED_EVENTS):
            event = parser.get_event()
            if event is None or (found and not isinstance(event, ScalarEvent)):
                return None
            if found:
                return str(event.value)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 1 and isinstance(event, MappingStartEvent):
                is_key = True
            elif depth == 1 and isinstance(event, ScalarEvent | yaml.CollectionEndEvent):
                found = is_key and getattr(event, "value", None) == "format"
                is_key = not is_key
    except (yaml.YAMLError, UnicodeError):
        return None
    return None


def _by_position(finding: Finding) -> tuple[int, int]:
    return finding.span.start if finding.span is not None else (0, 0)
