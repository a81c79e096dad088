"""Delivering a report as asked: files, what is printed, and the gate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from alignscan.cli.files import write_all
from alignscan.cli.gates import limit_of, missed
from alignscan.cli.outputs import Output, known_format, parse_outputs
from alignscan.cli.screen import presentation_of, verdict
from alignscan.cli.show import note, out, out_document, problem
from alignscan.cli.why import FORMATS as WHY_FORMATS
from alignscan.cli.why import on_screen, trace_of
from alignscan.rendering.formats import FORMATS, SUFFIXES, render
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.why import as_json
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
    why: str | None = None
    """Print how the score of this came about, instead of the verdict."""

    @property
    def one_only(self) -> bool:
        """Whether it can be done for one survey only."""
        return bool(self.outputs or self.format or self.why is not None)


def wanted(
    output: Sequence[str] | None,
    format: str | None,
    fail_under: str | None,
    language: str | None,
    color: bool | None,
    quiet: bool,
    why: str | None = None,
) -> Wanted:
    """Return what the options ask for; Stop for anything that cannot be done."""
    formats = tuple(FORMATS) if why is None else WHY_FORMATS
    return Wanted(
        parse_outputs(output or (), tuple(FORMATS), SUFFIXES),
        known_format(format, formats),
        limit_of(fail_under),
        presentation_of(language),
        color,
        quiet,
        why,
    )


def deliver(
    report: Report,
    wish: Wanted,
    source: Path,
    inputs: Iterable[Path],
    *,
    command: str = "assess",
    several: bool = False,
    remember: Mapping[Path, bytes] | None = None,
) -> bool:
    """Write and print what is wanted of a report; return whether it passes the gate.

    What there is to ``remember`` is written with the reports, for its owner's eyes only.
    """
    found = trace_of(report, wish.why) if wish.why is not None else None
    contents = {o.path: render(report, o.format, wish.presentation).encode() for o in wish.outputs}
    beside = remember or {}
    write_all({**beside, **contents}, inputs, private=beside)
    if found is not None and wish.format is not None:
        out_document(as_json(found))
    elif found is not None:
        out(on_screen(found, report, wish.presentation, wish.color))
    elif wish.format is not None or not wish.quiet:
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
