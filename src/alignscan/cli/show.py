"""Printing: results to stdout, messages to stderr, whatever the encoding."""

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from alignscan.source.finding import Finding


def prepare_streams() -> None:
    """Make sure that no character can crash a console or a pipe, and that lines end as written."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def out(text: str) -> None:
    """Print a result."""
    sys.stdout.write(text)


def note(text: str) -> None:
    """Print a remark for a person; it never goes where results go."""
    sys.stderr.write(f"{text}\n")


def problem(message: str, hint: str = "") -> None:
    """Print what went wrong and what to do."""
    if message:
        note(f"error: {message}")
    if hint:
        note(f"  help: {hint}")


def show_findings(findings: Iterable[Finding], stream: TextIO) -> None:
    """Print findings with their excerpts."""
    from alignscan.cli.texts import texts_of
    from alignscan.render.findings.text import render

    shown = tuple(findings)
    stream.write(render(shown, texts_of(shown)))


def color_wanted(stream: TextIO, choice: bool | None = None) -> bool:
    """Return whether to color a stream: a choice, NO_COLOR, FORCE_COLOR, else a terminal."""
    if choice is not None:
        return choice
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


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
