"""What to say about a syntax error: our own words, never the parser's, which quote the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from alignscan.source.finding import Finding, Severity
from alignscan.source.span import Span
from alignscan.source.text import Text


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parser stopped, and what stands there."""

    text: Text
    index: int
    opened: int
    """Where the construct began that the parser was reading."""

    @property
    def character(self) -> str:
        return self.text.content[self.index : self.index + 1]

    @property
    def before(self) -> str:
        """The part of the line that precedes the place."""
        line, column = self.text.position(self.index)
        return self._line(line)[: column - 1]

    @property
    def above(self) -> str:
        """The last line with content above the place."""
        line = self.text.position(self.index)[0] - 1
        while line > 1 and not self._line(line).strip():
            line -= 1
        return self._line(line)

    @property
    def opening_line(self) -> str:
        return self._line(self.text.position(self.opened)[0])

    def _line(self, number: int) -> str:
        lines = self.text.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class _Advice:
    message: str
    hint: str
    code: str = "AS010"
    at_opening: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """Applies if the parser's context and problem and the character there all match."""

    context: str
    problem: str
    advice: _Advice
    characters: str = ""


_QUOTES: Final = "put the whole text in quotes"
_LOST: Final = re.compile(r"[\[{,:]\s+#\S[^\"']*[\]}]\s*$")
_NO_SPACE: Final = re.compile(r"^\s*(?:- +)*[^\s\"'#:,\[\]{}][^\s\"'#:]*:[^\s:/]")

_TAB = _Advice("the line is indented with a tab", "indent with spaces", "AS019")
_MISSING_SPACE = _Advice("a space is missing after the colon", "write key: value")
_SECOND_COLON = _Advice("unquoted text holds a colon followed by a space", _QUOTES)
_TOO_DEEP = _Advice(
    "the line is indented deeper than the line above, which already has a value",
    "give both lines the same indentation, or put the text above in quotes",
)
_NO_COLON = _Advice(
    "the line has no colon, so it is no key", "write key: value, or indent text that continues"
)
_INDENTATION = _Advice(
    "the indentation fits no line above", "indent the line like the others of its list or mapping"
)
_AFTER_QUOTE = _Advice(
    "there is more text after the closing quote",
    "quote the whole text; inside single quotes write '' for an apostrophe",
)
_NO_KEY = _Advice("a key is missing before the colon", "write key: value")
_AFTER_BRACKET = _Advice("there is more text after the closing bracket", _QUOTES)
_EXTRA_BRACKET = _Advice("a closing bracket has no opening one", "delete it, or quote the text")
_QUOTE_OPEN = _Advice(
    "the quote that opens here is not closed", "add the closing quote", at_opening=True
)
_BRACKET_IN_TEXT = _Advice(
    "a bracket opens inside unquoted text, or a comma is missing before it",
    "put the whole text in quotes, or add the comma",
)
_COMMENT = _Advice(
    "a # after a blank begins a comment, so the rest of the line is lost",
    "put what begins with # in quotes",
    at_opening=True,
)
_TAG = _Advice("tags are not allowed", "put text that begins with ! in quotes", "AS014")
_ANCHOR = _Advice(
    "anchors and aliases are not allowed", "put text that begins with & or * in quotes", "AS012"
)
_LIST_OPEN = _Advice(
    "the list that opens here is not closed, or a comma is missing in it",
    "add ] at its end, or the comma",
    at_opening=True,
)
_MAPPING_OPEN = _Advice(
    "the mapping that opens here is not closed, or a comma is missing in it",
    "add } at its end, or the comma",
    at_opening=True,
)
_DEFAULT = _Advice("this is no valid YAML", "check quotes, brackets and indentation")

_RULES: Final = (
    _Rule("", r"tab character", _TAB),
    _Rule("", r"cannot start any token", _TAB, "\t"),
    _Rule(
        "",
        r"cannot start any token",
        _Advice("unquoted text cannot begin with this character", _QUOTES),
    ),
    _Rule("quoted scalar", r"end of stream|document (?:indicator|separator)", _QUOTE_OPEN),
    _Rule("flow (?:sequence|mapping)", r"expected ',' or '[]}]'", _BRACKET_IN_TEXT, "[{"),
    _Rule("flow sequence", r"expected ',' or '\]'", _LIST_OPEN),
    _Rule("flow mapping", r"expected ',' or '}'", _MAPPING_OPEN),
    _Rule("anchor|alias", r"", _ANCHOR),
    _Rule("tag", r"", _TAG),
    _Rule("", r"tag handle", _TAG),
    _Rule(
        "quoted scalar",
        r"escape|hex",
        _Advice(
            "the backslash in double quotes begins no known escape",
            "use single quotes, or write the backslash twice",
        ),
    ),
    _Rule(
        "block scalar",
        r"",
        _Advice("text stands on the line of | or >", "begin the text on the next line, indented"),
    ),
    _Rule(
        "",
        r"sequence entries are not allowed",
        _Advice(
            "a list with dashes cannot begin on the line of its key",
            "begin it on the next line, or write [a, b]",
        ),
    ),
    _Rule(
        "block collection",
        r"",
        _Advice(
            "the list does not go on here", "begin the line with a dash, or indent it differently"
        ),
    ),
    _Rule("", r"node content", _EXTRA_BRACKET, "]}"),
    _Rule(
        "",
        r"node content",
        _Advice("a comma stands where a value belongs", "delete it, or put the text in quotes"),
        ",",
    ),
    _Rule(
        "",
        r"document start",
        _Advice("there is more text after the end of the data", "keep one document per file"),
    ),
    _Rule(
        "directive|^$",
        r"directive|incompatible",
        _Advice("lines that begin with % are not allowed here", "delete the line"),
    ),
)


def syntax_finding(text: Text, error: yaml.YAMLError) -> Finding:
    """Return the finding for a syntax error, with advice where the cause can be told."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        message = "the text holds a character that YAML does not allow"
        return Finding("AS003", Severity.ERROR, message, text.path, None)
    context, problem = error.context or "", error.problem or ""
    index = error.problem_mark.index
    opened = error.context_mark.index if error.context_mark is not None else index
    place = _Place(text, index, opened)
    advice = _advice(place, context, problem)
    span = _span(place, advice)
    return Finding(advice.code, Severity.ERROR, advice.message, text.path, span, hint=advice.hint)


def _advice(place: _Place, context: str, problem: str) -> _Advice:
    if "mapping values are not allowed" in problem:
        return _unexpected_colon(place)
    if "could not find expected ':'" in problem:
        return _MISSING_SPACE if _NO_SPACE.match(place.opening_line) else _NO_COLON
    if "block mapping" in context:
        return _unexpected_in_mapping(place)
    if "flow" in context and _LOST.search(place.opening_line or place.above):
        return _COMMENT
    return next(
        (rule.advice for rule in _RULES if _applies(rule, place, context, problem)), _DEFAULT
    )


def _applies(rule: _Rule, place: _Place, context: str, problem: str) -> bool:
    if rule.characters and (not place.character or place.character not in rule.characters):
        return False
    return bool(re.search(rule.context, context) and re.search(rule.problem, problem))


def _unexpected_colon(place: _Place) -> _Advice:
    if re.search(r":\s", place.before):
        return _SECOND_COLON
    if _NO_SPACE.match(place.above):
        return _MISSING_SPACE
    if _indentation(place.before) > _indentation(place.above):
        return _TOO_DEEP
    return _NO_COLON


def _unexpected_in_mapping(place: _Place) -> _Advice:
    if place.before.rstrip().endswith(('"', "'")):
        return _AFTER_QUOTE
    if place.character == ":":
        return _NO_KEY
    if place.character and place.character in "]}":
        return _EXTRA_BRACKET
    if place.before.rstrip().endswith(("]", "}")):
        return _AFTER_BRACKET
    return _INDENTATION


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _span(place: _Place, advice: _Advice) -> Span:
    if advice is _MISSING_SPACE:
        return _missing_space_span(place)
    if advice is _NO_COLON and place.opened < place.index:
        return _rest_of_line(place, place.opened)
    index = place.opened if advice.at_opening else place.index
    return _one_character(place, index)


def _missing_space_span(place: _Place) -> Span:
    line = place.text.position(place.opened)[0]
    while line > 1 and not _NO_SPACE.match(place.text.lines[line - 1]):
        line -= 1
    found = _NO_SPACE.match(place.text.lines[line - 1])
    column = found.end() if found else 1
    return Span(line, column - 1, line, column) if column > 1 else Span(line, 1, line, 1)


def _rest_of_line(place: _Place, index: int) -> Span:
    line, column = place.text.position(index)
    end = len(place.text.lines[line - 1].rstrip()) + 1
    return Span(line, column, line, max(end, column))


def _one_character(place: _Place, index: int) -> Span:
    content = place.text.content
    while index > 0 and index >= len(content.rstrip()):
        index -= 1
    line, column = place.text.position(index)
    return Span(line, column, line, column + 1)
