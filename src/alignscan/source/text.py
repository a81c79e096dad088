"""Reading a text file: checked, bounded, and never blocking on something that is no file."""

from __future__ import annotations

import codecs
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Final

from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.span import Span

MAX_BYTES: Final = 5_000_000
"""The largest file that is read, in bytes."""

LARGE: Final = 500_000
"""So many characters are no longer written by hand."""

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)  # all but YAML's printable characters; written as their complement it takes 6 times to compile
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Text:
    """A decoded text, its byte order mark removed, and the path to show for it."""

    path: str
    content: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their line ends; a file's last line end starts no further line."""
        return tuple(line.rstrip("\r\n") for line in self._raw_lines)

    @cached_property
    def _raw_lines(self) -> tuple[str, ...]:
        return tuple(_LINE.findall(self.content))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate(map(len, self._raw_lines), initial=0))

    def position(self, index: int) -> tuple[int, int]:
        """Return the 1-based (line, column) of the code point at ``index``, clamped to the text."""
        index = max(0, min(index, len(self.content)))
        if self.is_large and "\r" not in self.content:
            return self._counted(index)
        line = bisect_right(self._starts, index) - 1
        if line and line == len(self._raw_lines) and not self._ends_with_break:
            line -= 1
        return (line + 1, index - self._starts[line] + 1)

    @property
    def is_large(self) -> bool:
        """Whether it is too large for tables of its lines, and is not quoted."""
        return len(self.content) > LARGE

    def _counted(self, index: int) -> tuple[int, int]:
        """Return a position without a table of lines."""
        start = self.content.rfind("\n", 0, index) + 1
        return (self.content.count("\n", 0, start) + 1, index - start + 1)

    @property
    def _ends_with_break(self) -> bool:
        return self.content.endswith(("\n", "\r"))

    def span(self, start: int, end: int) -> Span:
        """Return the span from code point ``start`` to ``end`` (exclusive)."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end))
        return Span(line, column, end_line, end_column)


def read_text(path: Path, shown: str | None = None) -> Text:
    """Return the text of a file, shown to the user as ``shown`` (by default the path itself).

    Raises SourceError with AS001 (cannot be read), AS002 (not UTF-8), AS003 (control
    character), AS004 (too large) or AS005 (empty).
    """
    name = shown if shown is not None else str(path)
    return decode_text(_read_bytes(path, name), name)


def decode_text(data: bytes, shown: str) -> Text:
    """Return the text of bytes in UTF-8, or in UTF-16 or UTF-32 with a byte order mark.

    Raises SourceError with AS002, AS003, AS004 or AS005.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(shown)
    text = Text(shown, _decode(data, shown).removeprefix("\ufeff"))
    _refuse_control_characters(text)
    if not text.content.strip():
        raise _error("AS005", "the file is empty", shown)
    return text


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _not_a_file(status.st_mode, shown)
        if status.st_size > MAX_BYTES:
            raise _too_large(shown)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(error, shown) from None


def _decode(data: bytes, shown: str) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, encoding, shown) from None


def _undecodable(data: bytes, error: UnicodeDecodeError, encoding: str, shown: str) -> SourceError:
    if encoding != "utf-8":
        return _error("AS002", f"the file is not valid {encoding.upper()}", shown)
    before = Text(shown, data[: error.start].decode("utf-8").removeprefix("\ufeff"))
    span = _point(before, len(before.content))
    hint = "save the file as UTF-8 in your editor"
    if b"\0" in data[:4]:
        hint = "save the file as UTF-8; it looks like UTF-16 without a byte order mark"
    return _error("AS002", "the file is not valid UTF-8", shown, span, hint)


def _refuse_control_characters(text: Text) -> None:
    found = [
        _control_finding(text, match)
        for _, match in zip(range(20), _CONTROL.finditer(text.content), strict=False)
    ]
    if found:
        raise SourceError(found)


def _control_finding(text: Text, match: re.Match[str]) -> Finding:
    code = f"U+{ord(match.group()):04X}"
    hint = "delete the character; inside double quotes it can be written as an escape"
    span = text.span(match.start(), match.end())
    message = f"the control character {code} is not allowed"
    return Finding("AS003", Severity.ERROR, message, text.path, span, hint=hint)


def _point(text: Text, index: int) -> Span:
    line, column = text.position(index)
    return Span(line, column, line, column + 1)


def _not_a_file(mode: int, shown: str) -> SourceError:
    if stat.S_ISDIR(mode):
        return _error("AS001", "this is a folder, not a file", shown)
    return _error("AS001", "this is not a regular file", shown, hint="give the path of a text file")


def _too_large(shown: str) -> SourceError:
    hint = "keep answers in a separate responses file"
    return _error("AS004", f"the file is larger than {MAX_BYTES // 10**6} MB", shown, hint=hint)


def _unreadable(error: OSError | ValueError, shown: str) -> SourceError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _error("AS001", "there is no such file", shown)
    if isinstance(error, PermissionError):
        return _error("AS001", "there is no permission to read the file", shown)
    return _error("AS001", "the file cannot be read", shown)


def _error(
    code: str, message: str, shown: str, span: Span | None = None, hint: str | None = None
) -> SourceError:
    return SourceError([Finding(code, Severity.ERROR, message, shown, span, hint=hint)])
