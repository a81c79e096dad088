"""The job page of a build: a file that every command adds its part to."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import refuse_all, resolved
from alignscan.cli.outputs import Output


def refuse_summary(
    target: Path | None, outputs: Sequence[Output], inputs: Iterable[Path] = ()
) -> None:
    """Raise Stop when the summary cannot be added to a file, before anything is written."""
    if target is None:
        return
    if resolved(target) in {resolved(output.path) for output in outputs}:
        raise Stop(Exit.USAGE, f"{target} is an output already", "give --summary a file of its own")
    refuse_all([target], inputs)


def add_summary(target: Path, markdown: str) -> None:
    """Add Markdown at the end of a file; what other steps of a job wrote there stays.

    Raises Stop when the file cannot be written.
    """
    try:
        before = target.stat().st_size if target.exists() else 0
        with target.open("ab") as file:
            file.write(b"\n" * bool(before) + markdown.encode("utf-8", "replace"))
    except OSError as error:
        raise Stop(Exit.USAGE, f"{target} cannot be written ({error.strerror})") from None
