"""Finding files: named files as they are, in folders those that say they are ours."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from alignscan.cli.exits import Exit, Stop
from alignscan.source.finding import SourceError
from alignscan.source.text import Text, read_text
from alignscan.source.yaml import peek_format

PREFIX = "alignscan/"
SURVEY = "alignscan/1"
LOCK = ".lock.yaml"
SUFFIXES = (".yaml", ".yml")
HEAD = 500
"""Bytes."""


class Found(NamedTuple):
    """Files to look at, and how many others were passed over in folders."""

    files: tuple[Path, ...]
    skipped: int


def find_files(
    paths: Sequence[Path], format: str | None = None, exclude: Sequence[str] = ()
) -> Found:
    """Return named files, and in folders the YAML files whose ``format:`` is alignscan's.

    A name with ``*``, ``?`` or ``[`` that is no file is a pattern; ``**`` stands for any number of
    folders, and what matches counts as named. With ``format`` only files of that format are taken
    from folders; one that cannot be read is taken as well, to be reported. ``exclude`` has
    patterns of files and folders to pass over in folders. Raises Stop when nothing matches: a run
    that looked at nothing must not look like a clean one.
    """
    files: dict[Path, None] = {}
    skipped = 0
    for path in _expanded(paths):
        if not _is_folder(path):
            files[path] = None
            continue
        ours = {file: _is_ours(file, format) for file in _yaml_files(path, exclude)}
        files |= {file: None for file, is_ours in ours.items() if is_ours}
        skipped += sum(not is_ours for is_ours in ours.values())
    if not files:
        where = ", ".join(str(p) for p in paths)
        raise Stop(
            Exit.USAGE, f"no file matched in {where}", f"a file begins with `format: {SURVEY}`"
        )
    return Found(tuple(files), skipped)


def survey_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the survey files named, and those in the folders named."""
    return find_files(paths, SURVEY).files


def the_survey_file(path: Path) -> Path:
    """Return the survey file named, or the only one in the folder named; Stop for several."""
    first, *others = survey_files([path])
    if others:
        raise Stop(Exit.USAGE, f"{path} holds several survey files", "name one of them")
    return first


def _expanded(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield paths, and for a pattern what matches it; Stop when nothing does."""
    for path in paths:
        if not glob.has_magic(str(path)) or os.path.lexists(path):
            yield path
            continue
        matching = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  may be absolute
        if not matching:
            raise Stop(Exit.USAGE, f"no file matched {path}", "check the pattern and the folder")
        yield from (Path(match) for match in matching)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _yaml_files(folder: Path, exclude: Sequence[str]) -> list[Path]:
    """Return the YAML files of a folder; hidden, excluded and linked folders are not entered."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = [n for n in folders if not _passed_over(here / n, folder, exclude)]
        ours = [here / n for n in names if n.lower().endswith(SUFFIXES) and not n.endswith(LOCK)]
        found += [p for p in ours if not _passed_over(p, folder, exclude) and p.is_file()]
    return sorted(found, key=lambda p: p.as_posix())


def _passed_over(path: Path, folder: Path, exclude: Sequence[str]) -> bool:
    if path.name.startswith("."):
        return True
    inside = path.relative_to(folder).as_posix() if exclude else ""
    return any(fnmatch(inside, e) or fnmatch(path.name, e) for e in exclude)


def _is_ours(file: Path, format: str | None) -> bool:
    if format is None and _is_brand(file):
        return True
    try:
        found = peek_format(_beginning(file)) or peek_format(read_text(file)) or ""
    except (SourceError, OSError):
        return True
    return found == format if format is not None else found.startswith(PREFIX)


def _is_brand(file: Path) -> bool:
    from alignscan.model.brand import is_brand_name

    return is_brand_name(file.name)


def _beginning(file: Path) -> Text:
    """Return the whole lines at the beginning of a file, which nearly always say its format."""
    with file.open("rb") as opened:
        head = opened.read(HEAD)
    return Text(str(file), head[: head.rfind(b"\n") + 1].decode("utf-8", "replace"))
