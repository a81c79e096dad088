"""Remarks in a file that findings are meant to be left alone: ``# alignscan: ignore[AS203]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from alignscan.rules.table import RULES, find
from alignscan.rules.words import quoted, suggestion
from alignscan.source.finding import Finding
from alignscan.source.span import Span
from alignscan.source.text import Text

MARK: Final = "alignscan:"
_REMARK: Final = re.compile(r"#[ \t]*alignscan:[ \t]*ignore\b[ \t]*(\[(?P<codes>[^\]\r\n]*)\])?")
_NAME: Final = re.compile(r"[^\s,]+")
_REFUSED: Final = frozenset({"AS021", "AS022", "AS023"})


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code in one remark: what is ignored on which line, and where that is written."""

    code: str
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of findings after remarks were heeded, and how many were not."""

    findings: tuple[Finding, ...]
    ignored: int = 0


def heed(findings: Iterable[Finding], texts: Mapping[str, Text]) -> Left:
    """Return findings without those that a remark on their line, or above it, says to ignore.

    Added are remarks without a code (AS021), remarks that ignore nothing (AS022) and codes that
    do not exist (AS023). What makes a text unreadable cannot be ignored.
    """
    every = tuple(dict.fromkeys(findings))
    remarked = {
        path: text for path, text in texts.items() if MARK in text.content and not text.is_large
    }
    if not remarked:
        return Left(every)
    ignores, wrong = _remarks(remarked)
    used: set[tuple[str, Ignore]] = set()
    left = []
    for finding in every:
        line = _line(finding, texts.get(finding.path))
        matching = ignores.get((finding.path, line, finding.code), ())
        used |= {(finding.path, ignore) for ignore in matching}
        if not matching:
            left.append(finding)
    unused = (
        _finding("AS022", path, ignore.span, f"nothing is ignored here: no {ignore.code}")
        for (path, *_), same in ignores.items()
        for ignore in same
        if (path, ignore) not in used
    )
    return Left((*left, *wrong, *unused), len(every) - len(left))


_Ignores = dict[tuple[str, int, str], tuple[Ignore, ...]]


def _remarks(texts: Mapping[str, Text]) -> tuple[_Ignores, list[Finding]]:
    ignores: _Ignores = {}
    wrong: list[Finding] = []
    for path, text in texts.items():
        for found in _of_text(text):
            if isinstance(found, Finding):
                wrong.append(found)
            else:
                key = (path, found.line, found.code)
                ignores[key] = (*ignores.get(key, ()), found)
    return ignores, wrong


def _of_text(text: Text) -> Iterator[Ignore | Finding]:
    from alignscan.source.comments import comments  # needs PyYAML, and few files have a remark

    for start, end in comments(text):
        remark = _REMARK.search(text.content, start, end)
        if remark is not None:
            yield from _of_remark(text, remark)


def _of_remark(text: Text, remark: re.Match[str]) -> Iterator[Ignore | Finding]:
    names = list(_NAME.finditer(text.content, *remark.span("codes"))) if remark["codes"] else []
    if not names:
        span = text.span(*remark.span())
        yield _finding("AS021", text.path, span, "this does not say what to ignore")
    line = _line_meant(text, remark.start())
    for name in names:
        rule, span = find(name.group()), text.span(*name.span())
        if rule is None or rule.code in _REFUSED:
            yield _unknown(text.path, span, name.group())
        else:
            yield Ignore(rule.code, line, span)


def _line_meant(text: Text, index: int) -> int:
    """Return the line of a remark; of one that stands alone the next line that is no comment."""
    line, column = text.position(index)
    if text.lines[line - 1][: column - 1].strip():
        return line
    below = range(line, len(text.lines))
    return next((i + 1 for i in below if _holds_data(text.lines[i])), line)


def _line(finding: Finding, text: Text | None) -> int:
    """Return the line of a finding; of one about a whole file the first that holds data."""
    if finding.span is not None:
        return finding.span.line
    lines = text.lines if text is not None else ()
    return next((i + 1 for i, line in enumerate(lines) if _holds_data(line)), 0)


def _holds_data(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _unknown(path: str, span: Span, name: str) -> Finding:
    codes = [key for rule in RULES for key in (rule.code, rule.name)]
    hint = suggestion(name, codes)
    hint = hint if hint.startswith("did") else "`alignscan explain` lists all codes and names"
    return _finding("AS023", path, span, f"there is no rule {quoted(name)} to ignore", hint)


def _finding(code: str, path: str, span: Span, message: str, hint: str | None = None) -> Finding:
    rule = find(code)
    if rule is None:
        raise KeyError(code)
    return Finding(code, rule.severity, message, path, span, hint=hint or _HINTS[code])


_HINTS: Final = {
    "AS021": "name the codes: `# alignscan: ignore[AS203]`",
    "AS022": "delete the code, or the whole remark",
}
