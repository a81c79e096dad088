"""Where a responses file is: inside the folder of the survey file, or inside the given root."""

import re
import stat
from pathlib import Path

from alignscan.responses.errors import ResponsesError, error

_OUTSIDE = re.compile(r"^(?:/|~|[A-Za-z]:)")


def locate(
    written: str, folder: Path, root: Path | None = None, *, survey: str = "", data_path: str = ""
) -> Path:
    """Return the path of a responses file that a survey file names.

    Relative paths start at ``folder``, the folder of the survey file. The file must be inside
    ``root``, by default ``folder``, links included. Backslashes separate folders on every system.
    Raises ResponsesError with AS809 at ``survey`` and ``data_path``.
    """

    def refuse(message: str, hint: str | None = None) -> ResponsesError:
        where = survey or written
        return ResponsesError([error("AS809", message, where, data_path=data_path, hint=hint)])

    name = written.strip().replace("\\", "/")
    allowed = root if root is not None else folder
    outside = "the responses file must be inside the folder of the survey file"
    hint = "move the file there, or give the folder that holds both with --root"
    if _OUTSIDE.match(name) or not name.isprintable():
        raise refuse(outside, "write a path relative to the survey file, such as responses.csv")
    path = folder / name
    if not _inside(path, allowed):
        raise refuse(outside, hint)
    problem = _unreadable(path)
    if problem:
        raise refuse(problem)
    return path


def _inside(path: Path, allowed: Path) -> bool:
    try:
        return path.resolve().is_relative_to(allowed.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _unreadable(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return "the responses file is a folder"
        if not stat.S_ISREG(mode):
            return "the responses file is not a regular file"
        with path.open("rb"):
            return None
    except PermissionError:
        return "there is no permission to read the responses file; close it where it is open"
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such responses file"
    except OSError:
        return "the responses file cannot be read"
