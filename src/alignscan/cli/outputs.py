"""Where results go: repeatable ``-o``, the suffix or ``format=path`` tells the format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignscan.cli.exits import Exit, Stop


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
    paths = [output.path.resolve() for output in outputs]
    if len(set(paths)) < len(paths):
        raise Stop(Exit.USAGE, "two outputs have the same name", "give each -o a name of its own")
    return outputs


def _parse(text: str, formats: Sequence[str], suffixes: Mapping[str, str]) -> Output:
    head, sign, tail = text.partition("=")
    if sign and tail and head.isalpha():
        if head not in formats:
            raise Stop(Exit.USAGE, f"no format `{head}`", f"choose one of {', '.join(formats)}")
        return Output(head, Path(tail))
    suffix = Path(text).suffix.lower()
    if suffix not in suffixes:
        known = ", ".join(suffixes)
        raise Stop(
            Exit.USAGE,
            f"the name {text} does not tell a format",
            f"end it with {known}, or write format=name, such as html={text}",
        )
    return Output(suffixes[suffix], Path(text))
