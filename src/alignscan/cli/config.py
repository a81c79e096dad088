"""Settings of ``check``: from options, from the nearest configuration file, else by default."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path
from typing import Any, Final

from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.span import Span
from alignscan.source.text import Text, read_text

OWN: Final = "alignscan.toml"
SHARED: Final = "pyproject.toml"
_TABLE: Final = "tool.alignscan"
_HEADER: Final = re.compile(r"\s*\[\s*([^\]\s]+)\s*\]")
_AT: Final = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, and where it comes from: ``default``, ``option`` or ``file:line``."""

    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be set under a name."""

    default: Any
    type: type
    says: str
    """What to write."""
    choices: tuple[str, ...] = ()


KINDS: Final[Mapping[str, Kind]] = {
    "fail-on": Kind("error", str, 'write "error", "warning" or "info"', tuple(Severity)),
    "exit-zero": Kind(False, bool, "write true or false"),
    "format": Kind("text", str, 'write the name of a format, such as "text" or "sarif"'),
    "root": Kind(None, str, 'write a folder, such as "assessments"'),
    "exclude": Kind((), list, 'write a list of patterns, such as ["old/*"]'),
    "ignore": Kind((), list, 'write a list of codes, such as ["AS302"]'),
}


def settings(
    options: Mapping[str, Any], paths: Sequence[Path], config: Path | None, isolated: bool
) -> dict[str, Setting]:
    """Return each setting: of ``options`` those that are not None, then of the nearest file.

    The file is ``config``, else the first ``alignscan.toml`` or ``pyproject.toml`` with a table
    ``[tool.alignscan]`` in the folder that holds all ``paths`` or above it, up to the root of the
    repository. Raises SourceError for a setting that does not exist or cannot be.
    """
    file = None if isolated else config or _nearest(_common_folder(paths))
    written = _read(file) if file is not None else {}
    found = {}
    for name, kind in KINDS.items():
        given = options.get(name)
        if given is not None and given != []:
            found[name] = Setting(given, "option")
        else:
            found[name] = written.get(name, Setting(kind.default, "default"))
    return found


def shown(found: Mapping[str, Setting]) -> str:
    """Return settings as lines: name, value and where the value comes from."""
    rows = [(name, _written(s.value), s.source) for name, s in found.items()]
    name, value = (max(len(row[i]) for row in rows) for i in (0, 1))
    return "".join(f"{n:<{name}}  {v:<{value}}  {source}\n" for n, v, source in rows)


def _written(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _common_folder(paths: Iterable[Path]) -> Path:
    """Return the folder that holds all paths; for patterns the part before the first sign."""
    folders = []
    for path in paths:
        plain = Path(*_before_magic(path.parts)) if has_magic(str(path)) else path
        folders.append(Path.cwd() / plain)
    if not folders:
        return Path.cwd()
    try:
        whole = (os.path.abspath(f) for f in folders)  # noqa: PTH100  a name need not exist
        common = Path(os.path.commonpath(whole))
        return common if common.is_dir() else common.parent
    except (OSError, ValueError):  # two drives, or a name that cannot be
        return Path.cwd()


def _before_magic(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        if has_magic(part):
            return
        yield part


def _nearest(folder: Path) -> Path | None:
    for parent in (folder, *folder.parents):
        for file in (parent / OWN, parent / SHARED):
            if file.is_file() and (file.name == OWN or _has_table(file)):
                return file
        if (parent / ".git").exists():
            break
    return None


def _has_table(file: Path) -> bool:
    try:
        return f"[{_TABLE}]".encode() in file.read_bytes().replace(b" ", b"")
    except OSError:
        return False


def _read(file: Path) -> dict[str, Setting]:
    name = os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)
    if _is_empty(file):
        return {}
    text = read_text(file, name)
    table, data = _table_of(text)
    problems = [p for key, value in data.items() if (p := _problem(key, value, text, table))]
    if problems:
        raise SourceError(problems)
    return {
        key: Setting(_placed(key, value, file), f"{name}:{_place(text, key, table).line}")
        for key, value in data.items()
    }


def _is_empty(file: Path) -> bool:
    return file.is_file() and file.stat().st_size == 0


def _table_of(text: Text) -> tuple[str, dict[str, Any]]:
    import tomllib

    try:
        data = tomllib.loads(text.content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError([_not_toml(text, str(error))]) from None
    if Path(text.path).name != SHARED:
        return "", data
    tool = data.get("tool")
    inner = tool.get("alignscan") if isinstance(tool, dict) else None
    return _TABLE, inner if isinstance(inner, dict) else {}


def _placed(key: str, value: Any, file: Path) -> Any:
    return str(file.parent / value) if key == "root" else value


def _problem(key: str, value: Any, text: Text, table: str) -> Finding | None:
    from alignscan.rules.words import quoted, suggestion

    span, kind = _place(text, key, table), KINDS.get(key)
    if kind is None:
        return _error(f"{quoted(key)} is not a setting", text, span, suggestion(key, KINDS))
    fits = type(value) is kind.type and (not kind.choices or value in kind.choices)
    if not fits or (kind.type is list and not all(isinstance(v, str) for v in value)):
        return _error(f"`{key}` cannot be this", text, span, kind.says)
    return None


def _place(text: Text, key: str, table: str) -> Span:
    """Return where a key is set, or where its table begins; else the start of the file."""
    header, wanted = "", re.compile(rf"\s*(?P<q>[\"']?)({re.escape(key)})(?P=q)\s*[.=]")
    for number, line in enumerate(text.lines, 1):
        begun = _HEADER.match(line.replace("[[", "[", 1))
        header = begun[1] if begun else header
        found = wanted.match(line) if header == table else None
        if found is not None:
            return Span(number, found.start(2) + 1, number, found.end(2) + 1)
        if begun is not None and header == f"{table}.{key}".lstrip("."):
            return Span(number, 1, number, len(line) + 1)
    return Span(1, 1, 1, 1)


def _not_toml(text: Text, said: str) -> Finding:
    found = _AT.search(said)
    last = len(text.lines)
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (last, 1)
    line = max(1, min(line, last))
    column = min(column, len(text.lines[line - 1]) + 1) if text.lines else 1
    hint = 'write lines such as `fail-on = "warning"`'
    return _error("this is not TOML", text, Span(line, column, line, column + 1), hint)


def _error(message: str, text: Text, span: Span, hint: str) -> Finding:
    return Finding("AS024", Severity.ERROR, message, text.path, span, hint=hint)
