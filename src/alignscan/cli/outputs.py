"""Where results go: repeatable ``-o``, the suffix or ``format=path`` tells the format."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import resolved


class Output(NamedTuple):
    """One file to write."""

    format: str
    path: Path


def parse_outputs(
    given: Sequence[str], formats: Sequence[str], suffixes: Mapping[str, str]
) -> tuple[Output, ...]:
    """Return the files to write; Stop for a format that is not known or not told."""
    outputs = tuple(_parse(text, formats, suffixes) for text in given)
    if len({resolved(output.path) for output in outputs}) < len(outputs):
        raise Stop(Exit.USAGE, "two outputs have the same name", "give each -o a name of its own")
    return outputs


def parse_folders(
    given: Sequence[str], formats: Sequence[str], suffixes: Mapping[str, str]
) -> tuple[Output, ...]:
    """Return the folders to write one file for each unit to: a name, or format=name."""
    outputs = []
    for text in given:
        head, sign, tail = text.partition("=")
        named = bool(sign and tail and head.isalpha())
        if named:
            known_format(head, formats)
        path = Path(tail if named else text)
        _refuse_file(path, head if named else None, formats, suffixes)
        outputs.append(Output(head if named else formats[0], path))
    if len({(resolved(o.path), o.format) for o in outputs}) < len(outputs):
        raise Stop(Exit.USAGE, "two outputs have the same name", "give each -o a name of its own")
    return tuple(outputs)


def _refuse_file(
    path: Path, format: str | None, formats: Sequence[str], suffixes: Mapping[str, str]
) -> None:
    told = [suffix for suffix in suffixes if path.name.lower().endswith(suffix)]
    if not told or path.is_dir():
        return
    meant = format or suffixes[max(told, key=len)]
    folder = Path(path.name).stem or "reports"
    hint = f"write -o {meant if meant in formats else formats[0]}={folder}"
    raise Stop(Exit.USAGE, f"--split writes a folder, and `{path}` is the name of a file", hint)


def known_format(format: str | None, formats: Sequence[str]) -> str | None:
    """Return a format that there is, or None; Stop for another."""
    if format is not None and format not in formats:
        raise Stop(Exit.USAGE, f"no format `{format}`", f"choose one of {', '.join(formats)}")
    return format


def _parse(text: str, formats: Sequence[str], suffixes: Mapping[str, str]) -> Output:
    head, sign, tail = text.partition("=")
    if sign and tail and head.isalpha():
        known_format(head, formats)
        if tail == "-":
            raise Stop(Exit.USAGE, "`-` is no name for a file", f"`-f {head}` prints instead")
        return Output(head, Path(tail))
    name = Path(text).name.lower()
    told = [suffix for suffix in suffixes if name.endswith(suffix) and name != suffix]
    if told:
        return Output(suffixes[max(told, key=len)], Path(text))
    raise Stop(
        Exit.USAGE,
        f"`{text}` does not tell a format",
        f"end the name with {', '.join(suffixes)}, or write format=name, such as"
        f" {formats[0]}={text}; -f prints instead",
    )
