"""Where results go: repeatable ``-o``, the suffix or ``format=path`` tells the format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import resolved


@dataclass(frozen=True, slots=True)
class Output:
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
    suffix = Path(text).suffix.lower()
    if suffix in suffixes:
        return Output(suffixes[suffix], Path(text))
    raise Stop(
        Exit.USAGE,
        f"`{text}` does not tell a format",
        f"end the name with {', '.join(suffixes)}, or write format=name, such as html=report.txt;"
        " -f prints instead",
    )
