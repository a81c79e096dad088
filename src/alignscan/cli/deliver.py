"""Delivering a report as asked: files, what is printed, and the gate."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.extras import NONE, Extras, dressed
from alignscan.cli.files import refuse_all, write_all
from alignscan.cli.gates import WantedGates, wanted_gates
from alignscan.cli.making import SUFFIX_OF, files_of, folders_of, left_over, make_folders, text_of
from alignscan.cli.outputs import Output, known_format, parse_folders, parse_outputs
from alignscan.cli.screen import in_depth, presentation_of, verdict
from alignscan.cli.show import note, out, out_document, problem
from alignscan.cli.summary import add_summary, refuse_summary
from alignscan.rendering.formats import FORMATS, PDF, SUFFIXES
from alignscan.rendering.options import Presentation
from alignscan.report.model import Report

if TYPE_CHECKING:
    from alignscan.rendering.gates import Outcome

FORMATS_OF_WHY: Final = ("json",)
"""What -f can print together with --why."""


class Wanted(NamedTuple):
    """What to make of a report."""

    outputs: tuple[Output, ...]
    format: str | None
    """What to print instead of the verdict."""
    presentation: Presentation
    color: bool | None
    quiet: bool
    why: str | None = None
    """Print how the score of this came about, instead of the verdict."""
    gates: WantedGates = WantedGates()
    summary: Path | None = None
    """A file that a summary is added to."""
    extras: Extras = NONE

    @property
    def releases(self) -> bool:
        """Whether figures are written to files, where others may read them."""
        return bool(self.outputs or self.summary or self.extras.charts)

    @property
    def one_only(self) -> bool:
        """Whether it can be done for one survey only."""
        shown = self.format is not None or self.why is not None
        return bool(self.outputs or self.extras.charts or shown)

    def dressed_for(self, source: Path) -> "Wanted":
        """Return the same with brand and templates for a source, as far as files need them."""
        if not (self.outputs or self.extras.charts or self.format == "html"):
            return self
        return self._replace(presentation=dressed(self.presentation, self.extras, source))


def wanted(
    output: Sequence[str] | None,
    format: str | None,
    spoken: tuple[str | None, Path | None],
    depth: tuple[str | None, str | None],
    gates: tuple[str | None, Sequence[str] | None],
    extras: tuple[Path | None, Path | None, Path | None, str | None],
    *,
    summary: Path | None,
    why: str | None,
    color: bool | None,
    quiet: bool,
) -> Wanted:
    """Return what the options ask for; Stop for anything that cannot be done.

    ``spoken`` are the language and a file of labels, ``depth`` is what --detail and --items say,
    ``gates`` what --fail-under and --fail-on say; ``extras`` are those of ``Extras``.
    """
    formats = tuple(FORMATS) if why is None else FORMATS_OF_WHY
    beyond = Extras(*extras)
    outputs = _outputs(output or (), beyond)
    refuse_summary(summary, outputs)
    return Wanted(
        outputs,
        known_format(format, formats),
        in_depth(presentation_of(*spoken), *depth),
        color,
        quiet,
        why,
        wanted_gates(*gates),
        summary,
        beyond,
    )


def _outputs(given: Sequence[str], extras: Extras) -> tuple[Output, ...]:
    suffixes = {**SUFFIXES, ".pdf": PDF}
    if extras.split is None:
        return parse_outputs(given, (*FORMATS, PDF), suffixes)
    if not given:
        raise Stop(Exit.USAGE, "--split writes files", "name a folder for them, such as -o reports")
    return parse_folders(given, tuple(SUFFIX_OF), suffixes)


def refuse_outputs(wish: Wanted, inputs: Iterable[Path]) -> None:
    """Raise Stop for a file that cannot be written, before the answers are read for nothing."""
    made = folders_of(wish.outputs, wish.extras)
    named = (output.path for output in wish.outputs)
    refuse_all((p for p in named if p not in made and p.parent not in made), inputs)


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
    """Write and print what is wanted of a report; return whether it passes the gates.

    What there is to ``remember`` is written with the reports, for its owner's eyes only.
    """
    traced = _traced(report, wish.why, wish) if wish.why is not None else None
    contents = files_of(report, wish.outputs, wish.presentation, wish.extras)
    beside, inputs = remember or {}, tuple(inputs)
    refuse_summary(wish.summary, wish.outputs, (*inputs, *beside))
    make_folders(folders_of(wish.outputs, wish.extras))
    write_all({**beside, **contents}, inputs, private=beside)
    gated = _gated(report, wish, [path.name for path in contents])
    if traced is not None:
        (out if wish.format is None else out_document)(traced)
    elif wish.format is not None or not wish.quiet:
        _print(report, wish, source, command, several)
    if not wish.quiet:
        for path in contents:
            note(f"wrote {path}")
        for path in left_over(contents, wish.outputs, wish.extras):
            note(f"{path} is of an earlier run; its unit has no report now")
    return _passed(gated, source)


def _traced(report: Report, name: str, wish: Wanted) -> str:
    """Return how a score came about, as it is to be printed; Stop for a name without a meaning."""
    from alignscan.cli.why import on_screen, trace_of
    from alignscan.rendering.report.why import as_json

    found = trace_of(report, name)
    if wish.format is not None:
        return as_json(found)
    return on_screen(found, report, wish.presentation, wish.color)


def _gated(report: Report, wish: Wanted, names: Sequence[str]) -> "tuple[Outcome, ...]":
    """Return the outcome of each gate; add it to the summary, if there is to be one."""
    gates = wish.gates.over(report.gates)
    if wish.summary is None and gates.fail_under is None and not gates.fail_on:
        return ()
    from alignscan.rendering.gates import outcomes
    from alignscan.rendering.words import words_for

    words = words_for(report, wish.presentation)
    gated = outcomes(report, gates, words)
    if wish.summary is not None:
        from alignscan.rendering.report.summary import summarized

        add_summary(wish.summary, summarized(report, words, gated, names))
    return gated


def _passed(gated: "Iterable[Outcome]", source: Path) -> bool:
    missed = [outcome for outcome in gated if outcome.why]
    for outcome in missed:
        problem(f"{source}: gate missed, {outcome.gate}: {outcome.why}")
    return not missed


def _print(report: Report, wish: Wanted, source: Path, command: str, several: bool) -> None:
    if wish.format is not None:
        out_document(text_of(report, wish.format, wish.presentation, wish.extras))
    else:
        look, color = wish.presentation, wish.color
        out(verdict(report, look, source, color, command=command, several=several))
