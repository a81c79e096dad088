"""Where a responses file is: inside the folder of the survey file, or inside the given root."""

import re
import stat
from pathlib import Path

from alignscan.responses.errors import ResponsesError, error, shown
from alignscan.rules.named import close_by
from alignscan.source.finding import SourceError
from alignscan.source.span import Span
from alignscan.source.text import read_text
from alignscan.source.yaml import load_yaml

_OUTSIDE = re.compile(r"^(?:/|~|[A-Za-z]:)")
_SEGMENT = re.compile(r"[^.\[\]]+")
PUT_BESIDE = "put it beside the survey file, or leave the line out until there is one"


def locate(
    written: str,
    folder: Path,
    root: Path | None = None,
    *,
    survey: str = "",
    data_path: str = "",
    kind: str = "responses file",
) -> Path:
    """Return the path of a responses file, or another ``kind``, that a survey file names.

    Relative paths start at ``folder``, the folder of the survey file. The file must be inside
    ``root``, by default ``folder``, links included. Backslashes separate folders on every system.
    Raises ResponsesError with AS809 at ``survey`` and ``data_path``, with the position there.
    """
    named = f"{kind} `{shown(written)}`"

    def refuse(message: str, hint: str | None = None) -> ResponsesError:
        where, span = survey or written, _position(survey, data_path)
        found = error("AS809", message, where, span=span, data_path=data_path, hint=hint)
        return ResponsesError([found])

    name = written.strip().replace("\\", "/")
    allowed = root if root is not None else folder
    outside = f"the {named} must be inside the folder of the survey file"
    hint = "move the file there, or give the folder that holds both with --root"
    if _OUTSIDE.match(name) or not name.isprintable():
        raise refuse(outside, "write a path relative to the survey file, such as responses.csv")
    path = folder / name
    if not _inside(path, allowed):
        raise refuse(outside, hint)
    problem = _unreadable(path, named)
    if problem:
        raise refuse(problem, None if path.exists() else close_by(path) or PUT_BESIDE)
    return path


def locate_list(written: str, folder: Path, root: Path | None = None, *, survey: str = "") -> Path:
    """Return the path of the list of the invited that a survey file names; as ``locate``."""
    place, kind = "population.file", "population file"
    return locate(written, folder, root, survey=survey, data_path=place, kind=kind)


def _inside(path: Path, allowed: Path) -> bool:
    try:
        return path.resolve().is_relative_to(allowed.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _unreadable(path: Path, named: str) -> str | None:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return f"the {named} is a folder"
        if not stat.S_ISREG(mode):
            return f"the {named} is not a regular file"
        with path.open("rb"):
            return None
    except PermissionError:
        return f"there is no permission to read the {named}; close it where it is open"
    except (FileNotFoundError, NotADirectoryError):
        return f"there is no {named}"
    except OSError:
        return f"the {named} cannot be read"


def _position(survey: str, data_path: str) -> Span | None:
    """Return where the survey file names the file; None where it cannot be looked up."""
    if not survey:
        return None
    try:
        document = load_yaml(read_text(Path(survey)))
    except SourceError:
        return None
    segments = _SEGMENT.findall(data_path)
    return document.span([int(part) if part.isdecimal() else part for part in segments])
