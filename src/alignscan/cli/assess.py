"""``alignscan assess``: from survey files to verdicts and reports."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import survey_files
from alignscan.cli.options import (
    Brand,
    Charts,
    Color,
    Detail,
    FailOn,
    FailUnder,
    Format,
    Items,
    Labels,
    Language,
    Outputs,
    Quiet,
    Responses,
    Root,
    Split,
    Summary,
    Supersede,
    Tabulations,
    Templates,
    Why,
    WithholdChanged,
)
from alignscan.cli.progress import progress
from alignscan.cli.show import show_findings, typed
from alignscan.source.finding import Finding, Severity

if TYPE_CHECKING:
    from alignscan.api.load import Assessment
    from alignscan.cli.deliver import Wanted
    from alignscan.measurement.tabulation import Tabulation
    from alignscan.responses.table import Table

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Survey files, or folders with them.")
]


def assess(
    paths: Paths,
    output: Outputs = None,
    format: Format = None,
    fail_under: FailUnder = None,
    fail_on: FailOn = None,
    summary: Summary = None,
    why: Why = None,
    detail: Detail = None,
    items: Items = None,
    brand: Brand = None,
    templates: Templates = None,
    charts: Charts = None,
    split: Split = None,
    language: Language = None,
    labels: Labels = None,
    root: Root = None,
    tabulation: Tabulations = None,
    responses: Responses = None,
    withhold_changed: WithholdChanged = False,
    supersede: Supersede = False,
    color: Color = None,
    quiet: Quiet = False,
) -> None:
    """Print the verdict and what to do first; write reports.

    Survey files are read with the answers that they hold or name, or with saved counts instead; of
    several survey files, each gets one line.
    """
    from alignscan.api.assess import assess_beside
    from alignscan.api.load import InvalidInput, load
    from alignscan.api.releases import Refused
    from alignscan.cli.deliver import deliver, refuse_outputs, wanted
    from alignscan.cli.releases import keeping_for, to_remember

    wish = wanted(
        output,
        format,
        (language, labels),
        (detail, items),
        (fail_under, fail_on),
        (brand, templates, charts, split),
        summary=summary,
        why=why,
        color=color,
        quiet=quiet,
    )
    files = survey_files(paths)
    several = len(files) > 1
    _refuse_unfit(wish, several, tabulation, responses, supersede)
    ends = {Exit.CLEAN}
    gc.freeze()  # what was loaded stays: no need to look for garbage in it again and again
    for file in files:
        try:
            loaded, tables = _answers_of(load(file, root=root), responses or [])
            inputs = (*loaded.inputs, *(tabulation or ()), *(responses or ()))
            refuse_outputs(wish, inputs)
            look = wish.dressed_for(file)
            counts = _counts(loaded, tabulation) if tabulation else None
            keeping = keeping_for(
                loaded, wish, withhold_changed=withhold_changed, supersede=supersede
            )
            with progress(quiet=quiet) as told:
                done = assess_beside(
                    loaded, keeping, tabulation=counts, progress=told, tables=tables
                )
            remember = to_remember(loaded, wish, keeping, done)
        except Refused as error:
            show_findings(error.findings, sys.stderr)
            ends.add(Exit.FINDINGS)
            continue
        except InvalidInput as error:
            show_findings(error.findings, sys.stderr)
            ends.add(Exit.USAGE)
            continue
        show_findings((f for f in done.findings if _concerns_answers(f)), sys.stderr)
        given = [f"--tabulation {typed(t)}" for t in tabulation or ()]
        given += [f"--responses {typed(r)}" for r in responses or ()]
        command = " ".join(["assess", *given])
        if not deliver(
            done.report, look, file, inputs, command=command, several=several, remember=remember
        ):
            ends.add(Exit.FINDINGS)
    raise typer.Exit(max(ends))


def _refuse_unfit(
    wish: "Wanted",
    several: bool,
    tabulation: list[Path] | None,
    responses: list[Path] | None,
    supersede: bool,
) -> None:
    """Raise Stop for options that do not go together."""
    if several and wish.one_only:
        what = "-o, -f, --charts and --why take one survey file"
        raise Stop(Exit.USAGE, what, "name one survey file")
    if tabulation and responses:
        raise Stop(Exit.USAGE, "--tabulation stands for answers", "leave out --responses")
    if several and (tabulation or responses):
        what = "--tabulation and --responses take one survey file"
        raise Stop(Exit.USAGE, what, "name one survey file")
    if supersede and not wish.releases:
        raise Stop(Exit.USAGE, "--supersede is for releases", "name what to write with -o")


def _counts(loaded: "Assessment", saved: list[Path]) -> "Tabulation":
    """Return the counts that stand for a survey's answers."""
    from alignscan.api.tabulations import load_tabulation

    return load_tabulation(loaded, *saved)


def _answers_of(
    loaded: "Assessment", exports: list[Path]
) -> "tuple[Assessment, tuple[Table, ...]]":
    """Return a survey with the exports that stand for its answers, if any; says what to know."""
    if not exports:
        return loaded, ()
    from alignscan.api.importing import given_exports

    given = given_exports(loaded, exports)
    show_findings(given.findings, sys.stderr)
    return given.assessment, given.tables


def _concerns_answers(finding: Finding) -> bool:
    """Return whether a remark matters now; how well items are worded is for ``check``."""
    return finding.severity is not Severity.INFO and not finding.code.startswith("AS3")
