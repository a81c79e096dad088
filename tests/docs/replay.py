"""Plays the pages through: `python -m tests.docs.replay` accepts what the tool prints now."""

import io
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

from tests.decided_once import decided_once
from tests.docs.pages import PAGES, ROOT, Block, blocks

from alignscan.cli.app import main
from alignscan.cli.exits import Exit


class _Typing:
    """Input that shows on the screen what is typed, as a terminal does."""

    def __init__(self, typed: str, screen: TextIO) -> None:
        self._typed = io.StringIO(typed)
        self._screen = screen

    def readline(self) -> str:
        line = self._typed.readline()
        self._screen.write(line)
        return line


@dataclass
class Terminal:
    """A terminal of 80 columns, in a folder that holds the example assessments."""

    folder: Path
    code: int = field(default=0, init=False)
    """What the last command ended with."""

    def run(self, command: str, typed: str = "") -> str:
        """Return what a command shows, results and messages in the order they come."""
        program, *arguments = shlex.split(command, comments=True)
        if command == "echo $?":
            return f"{self.code}\n"
        if program == "cat":
            return "".join((self.folder / name).read_text(encoding="utf-8") for name in arguments)
        if program != "alignscan":
            raise ValueError(f"examples run alignscan, cat and echo $?, not {program}")
        return self._alignscan(arguments, typed)

    def _alignscan(self, arguments: list[str], typed: str) -> str:
        shown = io.BytesIO()
        screen = io.TextIOWrapper(shown, "utf-8", newline="\n", write_through=True)
        with (
            chdir(self.folder),
            decided_once(),
            patch.object(sys, "argv", ["alignscan", *arguments]),
            patch.object(sys, "stdin", _Typing(typed, screen)),
            patch.dict(os.environ, {"COLUMNS": "80", "LINES": "24", "NO_COLOR": "1"}),
            redirect_stdout(screen),
            redirect_stderr(screen),
        ):
            try:
                main()
            except SystemExit as stop:
                self.code = stop.code if isinstance(stop.code, int) else 0
        text = shown.getvalue().decode().replace("\\", "/")
        if self.code == Exit.INTERNAL:
            raise AssertionError(f"alignscan {shlex.join(arguments)}: {text}")
        return text


def replayed(page: str, folder: Path) -> str:
    """Return a page with what its commands really print; files it shows are written first."""
    terminal = Terminal(folder)
    out, at = [], 0
    for block in blocks(page):
        if block.file is not None:
            write(block, folder)
        if block.language == "console":
            out += [page[at : block.span[0]], "".join(_session(block.text, terminal))]
            at = block.span[1]
    return "".join([*out, page[at:]])


def write(block: Block, folder: Path) -> None:
    """Write the file that a block shows."""
    if block.file is not None:
        path = folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")


def _session(text: str, terminal: Terminal) -> Iterator[str]:
    for step in f"\n{text}".split("\n$ ")[1:]:
        command, _, shown = step.partition("\n")
        typed = [line[2:] for line in shown.splitlines() if line.startswith("> ")]
        printed = terminal.run(command, "".join(f"{line}\n" for line in typed))
        yield f"$ {command}\n{printed}"


@contextmanager
def workplace() -> Iterator[Path]:
    """Yield a temporary folder with the example assessments."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(
            ROOT / "assessments",
            folder / "assessments",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        yield folder


if __name__ == "__main__":
    for path in PAGES:
        with workplace() as place:
            accepted = replayed(path.read_text(encoding="utf-8"), place)
        path.write_text(accepted, encoding="utf-8", newline="\n")
