"""Exit codes, and the one place where exceptions become them."""

import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

from alignscan.cli.show import problem, show_findings
from alignscan.source.finding import SourceError


class Exit(IntEnum):
    """What a run ends with."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130


class Stop(Exception):
    """Ends a command with an exit code, after one line on stderr."""

    def __init__(self, exit: Exit, message: str = "", hint: str = "") -> None:
        self.exit, self.message, self.hint = exit, message, hint
        super().__init__(message)


def guarded(run: Callable[[], None]) -> NoReturn:
    """Run a command and leave with its exit code; a crash is never mistaken for a clean run."""
    try:
        run()
    except SystemExit as stop:
        raise SystemExit(_code(stop)) from None
    except Stop as stop:
        problem(stop.message, stop.hint)
        sys.exit(stop.exit)
    except SourceError as error:
        show_findings(error.findings, sys.stderr)
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        problem("interrupted; nothing was written")
        sys.exit(Exit.INTERRUPTED)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  closing it must say nothing
        sys.exit(Exit.CLEAN)
    except Exception as error:
        _crashed(error)
        sys.exit(Exit.INTERNAL)
    sys.exit(Exit.CLEAN)


def _code(stop: SystemExit) -> int:
    return stop.code if isinstance(stop.code, int) else Exit.CLEAN


def _crashed(error: Exception) -> None:
    """Say where it happened and no more: values of a survey may stand in the message."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    problem(
        f"internal error ({type(error).__name__} at {place}); no result was produced",
        "please report this line together with the command you ran",
    )
