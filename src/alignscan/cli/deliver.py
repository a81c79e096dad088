"""Delivering a report as asked: files, what is printed, and the gate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from alignscan.cli.files import write_all
from alignscan.cli.gates import limit_of, missed
from alignscan.cli.outputs import Output, known_format, parse_outputs
from alignscan.cli.screen import presentation_of, verdict
from alignscan.cli.show import note, out, out_document, problem
from alignscan.rendering.formats import FORMATS, SUFFIXES, render
from alignscan.rendering.options import Presentation
from alignscan.report.model import Report


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of a report."""

    outputs: tuple[Output, ...]
    format: str | None
    """What to print instead of the verdict."""
    limit: Decimal | None
    presentation: Presentation
    color: bool | None
    quiet: bool

    @property
    def one_only(self) -> bool:
        """Whether it can be done for one survey only."""
        return bool(self.outputs or self.format)


def wanted(
    output: Sequence[str] | None,
    format: str | None,
    fail_under: str | None,
    language: str | None,
    color: bool | None,
    quiet: bool,
) -> Wanted:
    """Return what the options ask for; Stop for anything that cannot be done."""
    formats = tuple(FORMATS)
    return Wanted(
        parse_outputs(output or (), formats, SUFFIXES),
        known_format(format, formats),
        limit_of(fail_under),
        presentation_of(language),
        color,
        quiet,
    )


def deliver(
    report: Report,
    wish: Wanted,
    source: Path,
    inputs: Iterable[Path],
    *,
    command: str = "assess",
    several: bool = False,
) -> bool:
    """Write and print what is wanted of a report; return whether it passes the gate."""
    contents = {o.path: render(report, o.format, wish.presentation).encode() for o in wish.outputs}
    write_all(contents, inputs)
    if wish.format is not None or not wish.quiet:
        _print(report, wish, source, command, several)
    if not wish.quiet:
        for path in contents:
            note(f"wrote {path}")
    reason = missed(report, wish.limit) if wish.limit is not None else ""
    if reason:
        problem(f"{source}: {reason}")
    return not reason


def _print(report: Report, wish: Wanted, source: Path, command: str, several: bool) -> None:
    if wish.format is not None:
        out_document(render(report, wish.format, wish.presentation))
    else:
        look, color = wish.presentation, wish.color
        out(verdict(report, look, source, color, command=command, several=several))
