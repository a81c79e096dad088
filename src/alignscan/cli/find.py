"""Finding files: named files as they are, in folders those that say they are ours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignscan.cli.exits import Exit, Stop
from alignscan.source.finding import SourceError
from alignscan.source.text import read_text
from alignscan.source.yaml import peek_format

PREFIX = "alignscan/"
SURVEY = "alignscan/1"
LOCK = ".lock.yaml"


@dataclass(frozen=True, slots=True)
class Found:
    """Files to look at, and how many others were passed over in folders."""

    files: tuple[Path, ...]
    skipped: int


def find_files(paths: Sequence[Path], format: str | None = None) -> Found:
    """Return named files, and in folders the YAML files whose ``format:`` is alignscan's.

    With ``format`` only files of that format are taken from folders; one that cannot be read is
    taken as well, to be reported. Raises Stop when nothing matches: a run that looked at nothing
    must not look like a clean one.
    """
    files: dict[Path, None] = {}
    skipped = 0
    for path in paths:
        if not _is_folder(path):
            files[path] = None
            continue
        ours = {file: _is_ours(file, format) for file in _yaml_files(path)}
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


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _yaml_files(folder: Path) -> Iterable[Path]:
    found = (p for s in ("*.yaml", "*.yml") for p in folder.rglob(s))
    written = (p for p in found if not p.name.endswith(LOCK))
    visible = (p for p in written if not _is_hidden(p.relative_to(folder)) and p.is_file())
    return sorted(visible, key=lambda p: p.as_posix())


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_ours(file: Path, format: str | None) -> bool:
    try:
        found = peek_format(read_text(file)) or ""
    except SourceError:
        return True
    return found == format if format is not None else found.startswith(PREFIX)
