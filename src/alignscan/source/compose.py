"""Events to data: one pass without recursion that builds values and the tree of positions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from alignscan.source.finding import Finding, Severity
from alignscan.source.nodes import MappingNode, Node, SequenceNode, extent, index_of
from alignscan.source.scalars import YAML11_WORDS, Trouble, follows_comma, is_special, resolve
from alignscan.source.span import Span
from alignscan.source.syntax import syntax_finding
from alignscan.source.text import Text

MAX_DEPTH: Final = 64
"""How deep lists and mappings may be nested."""

MAX_EVENTS: Final = 150_000
"""A file may hold about so many keys and values; 2,000 people's answers to 60 items are 120,000."""

MAX_ERRORS: Final = 100
"""After so many errors reading stops."""

MAX_PATH: Final = 16
"""A finding's data path names at most so many levels."""

_FOREIGN_BREAK: Final = re.compile("[\x85\u2028\u2029]")
_QUOTE: Final = "put it in quotes"
_TROUBLES: Final = {
    Trouble.TOO_LARGE: ("AS018", "the number is too large", "put it in quotes if it is a text"),
    Trouble.NOT_FINITE: ("AS018", "infinity and not-a-number are no numbers here", _QUOTE),
}


class _Stop(Exception):
    pass


@dataclass(slots=True)
class _MappingFrame:
    """An open mapping; ``key`` is the key whose value comes next, None if it was refused."""

    node: MappingNode
    data: dict[str, object] = field(default_factory=dict)
    wants_key: bool = True
    key: str | None = None


@dataclass(slots=True)
class _ListFrame:
    """An open list."""

    node: SequenceNode
    data: list[object] = field(default_factory=list)


_Frame = _MappingFrame | _ListFrame


@dataclass(slots=True)
class Composed:
    """What a text holds: data, positions and findings; the data is partial if there are errors."""

    data: object = None
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)


def compose(text: Text) -> Composed:
    """Return the data, the tree of positions and all findings of a YAML text."""
    return _Composer(text).run()


def open_parser(content: str) -> Any:
    """Return PyYAML's parser in C, or the one in Python where the other is missing."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader(content)


class _Composer:
    def __init__(self, text: Text) -> None:
        self._text = text
        self._result = Composed()
        self._frames: list[_Frame] = []
        self._errors = 0
        self._documents = 0

    def run(self) -> Composed:
        try:
            self._refuse_foreign_breaks()
            self._read_events()
        except _Stop:
            pass
        except yaml.YAMLError as error:
            self._result.findings.append(syntax_finding(self._text, error))
        except UnicodeError:
            self._error("AS003", "the text holds a character that is none", None, None)
        if not self._documents and not self._result.findings:
            self._error("AS005", "the file holds no data, only comments or blanks", None, None)
        return self._result

    def _refuse_foreign_breaks(self) -> None:
        """Refuse what YAML 1.1 counts as a line's end, and YAML 1.2 and editors do not."""
        for found in _FOREIGN_BREAK.finditer(self._text.content):
            message = f"the line separator U+{ord(found.group()):04X} is not allowed"
            span = self._text.span(found.start(), found.end())
            self._error("AS003", message, span, "delete it, or begin a new line in the usual way")

    def _read_events(self) -> None:
        next_event = open_parser(self._text.content).get_event
        handlers = _HANDLERS
        for _ in range(MAX_EVENTS):
            event = next_event()
            if event is None:
                return
            handler = handlers.get(type(event))
            if handler is not None:
                handler(self, event)
        self._refuse_more()

    def _refuse_more(self) -> None:
        message = "the file holds too many values"
        self._error("AS004", message, None, "keep answers in a separate responses file")
        raise _Stop

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "keep one document per file; delete the line with ---"
            self._error("AS015", "a second document begins here", self._event_span(event), hint)
            raise _Stop

    def _scalar(self, event: ScalarEvent) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        frame = self._frames[-1] if self._frames else None
        if type(frame) is _MappingFrame and frame.wants_key:
            self._key(frame, event)
            return
        value: object = event.value
        if event.implicit[0] and is_special(event.value):
            value = self._plain(event)
        self._attach(value, event)

    def _plain(self, event: ScalarEvent) -> object:
        resolved = resolve(event.value)
        if resolved.trouble is Trouble.YAML11:
            self._warn_yaml11(event, resolved.value)
        elif resolved.trouble is not None:
            code, message, hint = _TROUBLES[resolved.trouble]
            self._error(code, message, self._event_span(event), hint)
        return resolved.value

    def _warn_yaml11(self, event: ScalarEvent, value: object) -> None:
        message, hint = "this is read as text; other YAML readers take it for a value", _QUOTE
        if not isinstance(value, str):
            message = "this is read as a number; other YAML readers read it differently"
            hint = "write it as a plain decimal number, or in quotes if it is a text"
        elif event.value in YAML11_WORDS:
            hint = "put it in quotes, or write true or false"
        self._add("AS020", Severity.WARNING, message, self._event_span(event), hint)

    def _key(self, frame: _MappingFrame, event: ScalarEvent) -> None:
        frame.wants_key, frame.key = False, None
        key = event.value
        if event.implicit[0] and is_special(key) and not self._is_text_key(event):
            return
        if key in frame.node.keys:
            self._refuse_duplicate(frame, event)
            return
        frame.key = key
        frame.node.keys[key] = event

    def _is_text_key(self, event: ScalarEvent) -> bool:
        if event.value == "<<":
            hint = "write the keys out"
            self._error("AS013", "merge keys are not allowed", self._event_span(event), hint)
            return False
        resolved = resolve(event.value)
        if not isinstance(resolved.value, str):
            hint = "put the key in quotes" if event.value else "write a key before the colon"
            if follows_comma(self._text.content, *extent(event, self._text.content)):
                hint = "write a decimal point: 4.2, or a list: [4, 5]"
            self._error("AS017", "a key must be text", self._event_span(event), hint)
            return False
        if resolved.trouble is Trouble.YAML11:
            message = "this key is read as text; other YAML readers take it for a value"
            self._add("AS020", Severity.WARNING, message, self._event_span(event), _QUOTE)
        return True

    def _refuse_duplicate(self, frame: _MappingFrame, event: ScalarEvent) -> None:
        frame.key = event.value
        line = self._event_span(frame.node.keys[event.value]).line
        message = f"the key {_short(event.value)} is already given in line {line}"
        hint = "delete one of the two, or rename it"
        self._error("AS011", message, self._event_span(event), hint)
        frame.key = None

    def _open_mapping(self, event: CollectionStartEvent) -> None:
        self._open(event, _MappingFrame(MappingNode(event)))

    def _open_sequence(self, event: CollectionStartEvent) -> None:
        self._open(event, _ListFrame(SequenceNode(event)))

    def _open(self, event: CollectionStartEvent, frame: _Frame) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if len(self._frames) >= MAX_DEPTH:
            message = f"lists and mappings are nested deeper than {MAX_DEPTH} levels"
            self._error("AS016", message, self._event_span(event), None)
            raise _Stop
        self._frames.append(frame)

    def _close(self, event: CollectionEndEvent) -> None:
        frame = self._frames.pop()
        frame.node.last = event
        self._attach(frame.data, frame.node)

    def _attach(self, data: object, node: Node) -> None:
        frame = self._frames[-1] if self._frames else None
        if frame is None:
            self._result.data, self._result.root = data, node
        elif isinstance(frame, _ListFrame):
            frame.data.append(data)
            frame.node.items.append(node)
        elif frame.wants_key:
            self._refuse_complex_key(frame, node)
        else:
            _attach_value(frame, data, node)

    def _refuse_complex_key(self, frame: _MappingFrame, node: Node) -> None:
        span = self._text.span(*extent(node, self._text.content))
        self._error("AS017", "a key must be text, not a list or a mapping", span, _QUOTE)
        frame.wants_key, frame.key = False, None

    def _alias(self, event: AliasEvent) -> None:
        hint = "write the value out here; put text that begins with * in quotes"
        self._error("AS012", "aliases are not allowed", self._event_span(event), hint)
        frame = self._frames[-1] if self._frames else None
        if isinstance(frame, _MappingFrame):
            frame.wants_key, frame.key = not frame.wants_key, None

    def _refuse_properties(self, event: NodeEvent) -> None:
        span = self._event_span(event)
        if event.anchor is not None:
            hint = "delete it; put text that begins with & in quotes"
            self._error("AS012", "anchors are not allowed", span, hint)
        if getattr(event, "tag", None) is not None:
            hint = "delete it; put text that begins with ! in quotes"
            self._error("AS014", "tags are not allowed", span, hint)

    def _error(self, code: str, message: str, span: Span | None, hint: str | None) -> None:
        self._add(code, Severity.ERROR, message, span, hint)
        self._errors += 1
        if self._errors >= MAX_ERRORS:
            raise _Stop

    def _add(
        self, code: str, severity: Severity, message: str, span: Span | None, hint: str | None
    ) -> None:
        finding = Finding(code, severity, message, self._text.path, span, self._path(), hint)
        self._result.findings.append(finding)

    def _event_span(self, event: Event) -> Span:
        return self._text.span(index_of(event.start_mark), index_of(event.end_mark))

    def _path(self) -> str:
        path = "".join(_segment(frame) for frame in self._frames[:MAX_PATH])
        return path.removeprefix(".") + ("…" if len(self._frames) > MAX_PATH else "")


_HANDLERS: Final[dict[type[Event], Callable[[_Composer, Any], None]]] = {
    ScalarEvent: _Composer._scalar,
    MappingStartEvent: _Composer._open_mapping,
    SequenceStartEvent: _Composer._open_sequence,
    MappingEndEvent: _Composer._close,
    SequenceEndEvent: _Composer._close,
    AliasEvent: _Composer._alias,
    DocumentStartEvent: _Composer._document,
}
"""Not bound: a composer that held its own methods would keep its tree for the garbage collector."""


def _attach_value(frame: _MappingFrame, data: object, node: Node) -> None:
    if frame.key is not None:
        frame.data[frame.key] = data
        frame.node.values[frame.key] = node
    frame.wants_key, frame.key = True, None


def _segment(frame: _Frame) -> str:
    if isinstance(frame, _ListFrame):
        return f"[{len(frame.data)}]"
    return f".{_short(frame.key)}" if frame.key is not None else ""


def _short(key: str) -> str:
    return key if len(key) <= 40 else key[:39] + "…"
