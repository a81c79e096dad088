"""Running the command line: as a person would, or inside the test where many runs are needed."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from tests.decided_once import decided_once

from alignscan.cli.app import main

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = ("self-check", "leadership-team", "mid-sized", "research-engineers-2017")
QUIET = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "TERM")
"""What would change the output; each test sets what it is about."""


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode("utf-8", "backslashreplace").replace("\r\n", "\n")

    @property
    def err(self) -> str:
        return self.stderr.decode("utf-8", "backslashreplace").replace("\r\n", "\n")

    @property
    def said(self) -> str:
        return self.out + self.err


def environment(**extra: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in QUIET}
    return {**inherited, "PYTHONUTF8": "1", **extra}


def alignscan(*arguments: str, cwd: Path, stdin: str = "", **env: str) -> Run:
    """Run a real process; a run that takes long has failed."""
    done = subprocess.run(
        [sys.executable, "-m", "alignscan", *arguments],
        cwd=cwd,
        input=stdin.encode(),
        capture_output=True,
        env=environment(**env),
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


class Inside:
    """Runs commands in this process, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        *arguments: str,
        stdin: str | Sequence[str] = "",
        encoding: str = "utf-8",
        **env: str,
    ) -> Run:
        text = stdin if isinstance(stdin, str) else "".join(f"{line}\n" for line in stdin)
        source = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
        with (
            contextlib.chdir(self.folder),
            decided_once(),
            patch.dict(os.environ, environment(**env), clear=True),
            patch.multiple(sys, argv=["alignscan", *arguments], stdin=source),
            patch.multiple(sys, stdout=out, stderr=err),
        ):
            code = _ended()
        return Run(code, _bytes(out), _bytes(err))


def _ended() -> int:
    try:
        main()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else -1


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()
