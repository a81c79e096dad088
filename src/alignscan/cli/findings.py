"""Findings as asked: printed in a format, written to files, added to a job page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignscan.cli.files import write_all
from alignscan.cli.outputs import Output, known_format, parse_outputs
from alignscan.cli.show import note, out, out_document
from alignscan.cli.summary import add_summary, refuse_summary
from alignscan.rendering.findings.counts import summary
from alignscan.rendering.findings.formats import FORMATS, SUFFIXES, render
from alignscan.rendering.findings.run import Run


@dataclass(frozen=True, slots=True)
class WantedFindings:
    """How findings are to be told."""

    outputs: tuple[Output, ...]
    format: str
    """What is printed."""
    summary: Path | None
    """A file that Markdown is added to."""
    quiet: bool


def wanted_findings(
    output: Sequence[str] | None, format: str | None, summary: Path | None, quiet: bool
) -> WantedFindings:
    """Return what the options ask for; Stop for what cannot be done."""
    outputs = parse_outputs(output or (), tuple(FORMATS), SUFFIXES)
    known_format(format, tuple(FORMATS))
    refuse_summary(summary, outputs)
    return WantedFindings(outputs, format or "text", summary, quiet)


def deliver_findings(run: Run, wish: WantedFindings, inputs: Iterable[Path]) -> None:
    """Print and write the findings; what a person reads goes to stderr beside a machine format."""
    inputs = tuple(inputs)
    contents = {output.path: _bytes(run, output.format) for output in wish.outputs}
    refuse_summary(wish.summary, wish.outputs, inputs)
    write_all(contents, inputs)
    if wish.summary is not None:
        add_summary(wish.summary, render(run, "markdown"))
    if wish.format != "text":
        out_document(render(run, wish.format))
    elif run.findings:
        out(_excerpts(run))
    if not wish.quiet:
        _tell(run, wish)


def _excerpts(run: Run) -> str:
    from alignscan.rendering.findings.text import findings_of  # a clean run needs no excerpts

    return findings_of(run)


def _tell(run: Run, wish: WantedFindings) -> None:
    """Say what was done: among the findings for a person, beside those for a machine."""
    if wish.format == "text":
        out(summary(run))
    else:
        note(summary(run).rstrip("\n"))
    for output in wish.outputs:
        note(f"wrote {output.path}")


def _bytes(run: Run, format: str) -> bytes:
    return render(run, format).encode("utf-8", "replace")
