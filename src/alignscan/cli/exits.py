"""Exit codes, and the one place where exceptions become them."""

import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

from alignscan.cli.show import CannotPrint, problem, show_findings
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

    def __init__(self, code: Exit, message: str = "", hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def guarded(run: Callable[[], None]) -> NoReturn:
    """Run a command and leave with its exit code; a crash is never mistaken for a clean run."""
    try:
        run()
    except SystemExit as stop:
        raise SystemExit(_code(stop)) from None
    except Stop as stop:
        problem(stop.message, stop.hint)
        sys.exit(stop.code)
    except SourceError as error:
        show_findings(error.findings, sys.stderr)
        sys.exit(Exit.USAGE)
    except CannotPrint as error:
        problem(f"the result cannot be printed ({error})")
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:
        _crashed(error)
        sys.exit(Exit.INTERNAL)
    sys.exit(Exit.CLEAN)


def _code(stop: SystemExit) -> int:
    if stop.code is None:
        return Exit.CLEAN
    return stop.code if isinstance(stop.code, int) else Exit.INTERNAL


def _crashed(error: Exception) -> None:
    """Say where it happened and no more: values of a survey may stand in the message."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    problem(
        f"internal error ({type(error).__name__} at {place}); no result was produced",
        "please report this line together with the command you ran",
    )
