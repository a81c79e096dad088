"""Printing: results to stdout, messages to stderr, whatever the encoding."""

import errno
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from alignscan.source.finding import Finding

NOBODY_READS = (errno.EPIPE, errno.EINVAL)
"""What a closed pipe gives: EPIPE, on Windows EINVAL."""


class CannotPrint(Exception):
    """A result that stdout did not take, such as on a full disk."""


def prepare_streams() -> None:
    """Make sure that no character can crash a console or a pipe, and that lines end as written."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    _reconfigure(sys.stdout, errors="replace", newline="\n")
    _reconfigure(sys.stderr, errors="replace", newline="\n")
    _reconfigure(sys.stdin, errors="replace")


def out(text: str) -> None:
    """Print a result; CannotPrint when it does not arrive, unless nobody reads on."""
    _print(sys.stdout, text)


def out_document(text: str) -> None:
    """Print a whole file, in UTF-8 unless a person looks on: the bytes that -o would write."""
    if not sys.stdout.isatty():
        _reconfigure(sys.stdout, encoding="utf-8")
    out(text)


def note(text: str) -> None:
    """Print a remark for a person; it never goes where results go."""
    _print(sys.stderr, f"{text}\n")


def problem(message: str, hint: str = "") -> None:
    """Print what went wrong and what to do."""
    if message:
        note(f"error: {message}")
    if hint:
        note(f"  help: {hint}")


def show_findings(findings: Iterable[Finding], stream: TextIO) -> None:
    """Print findings, with excerpts of lines that hold nobody's answers."""
    shown = tuple(findings)
    if not shown:
        return
    from alignscan.cli.texts import texts_of
    from alignscan.rendering.findings.text import render

    _print(stream, render(shown, texts_of(shown)))


def typed(path: Path) -> str:
    """Return a path as one would type it in a command."""
    text = path.as_posix()
    if os.name == "nt":
        return f'"{text}"' if re.search(r"[\s&()^;,'`]", text) else text
    return shlex.quote(text)


def color_wanted(stream: TextIO, choice: bool | None = None) -> bool:
    """Return whether to color a stream: a choice, NO_COLOR, FORCE_COLOR, else a terminal."""
    if choice is not None:
        return choice
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not _is_old_console(stream)


def width() -> int:
    """Return how many columns there are: COLUMNS, the terminal's, else 80."""
    return max(shutil.get_terminal_size((80, 24)).columns, 20)


def needs_ascii(stream: TextIO) -> bool:
    """Return whether a stream cannot show characters such as a greater-or-equal sign."""
    try:
        "≥≤±—…".encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return True
    return False


def _is_old_console(stream: TextIO) -> bool:
    """Return whether this is a Windows console that shows color codes as characters."""
    if os.name != "nt":
        return False
    from rich.console import Console

    return Console(file=stream).legacy_windows


def _nowhere() -> TextIO:
    """Return a stream for what nobody asked to see: a program may be started without any."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  open as long as we run


def _reconfigure(stream: TextIO | None, **options: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**options)


def _print(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _silence(stream)
        if stream is sys.stdout and error.errno not in NOBODY_READS:
            raise CannotPrint(error.strerror or "unknown error") from None


def _silence(stream: TextIO) -> None:
    """Send the rest to nowhere, so that the end of the run does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
