"""``alignscan assess``: from survey files to verdicts and reports."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import survey_files
from alignscan.cli.options import (
    Color,
    FailUnder,
    Format,
    Language,
    Outputs,
    Quiet,
    Root,
    Supersede,
    Tabulations,
    Why,
    WithholdChanged,
)
from alignscan.cli.progress import progress
from alignscan.cli.show import show_findings, typed
from alignscan.source.finding import Finding, Severity

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Survey files, or folders with them.")
]


def assess(
    paths: Paths,
    output: Outputs = None,
    format: Format = None,
    fail_under: FailUnder = None,
    why: Why = None,
    language: Language = None,
    root: Root = None,
    tabulation: Tabulations = None,
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
    from alignscan.api.tabulations import load_tabulation
    from alignscan.cli.deliver import deliver, wanted
    from alignscan.cli.releases import keeping_for, to_remember

    wish = wanted(output, format, fail_under, language, color, quiet, why)
    files = survey_files(paths)
    several = len(files) > 1
    if several and wish.one_only:
        raise Stop(Exit.USAGE, "-o, -f and --why take one survey file", "name one survey file")
    if several and tabulation:
        raise Stop(Exit.USAGE, "--tabulation takes one survey file", "name one survey file")
    if supersede and not wish.outputs:
        raise Stop(Exit.USAGE, "--supersede is for releases", "name what to write with -o")
    ends = {Exit.CLEAN}
    for file in files:
        try:
            loaded = load(file, root=root)
            counts = load_tabulation(loaded, *tabulation) if tabulation else None
            keeping = keeping_for(
                loaded, wish, withhold_changed=withhold_changed, supersede=supersede
            )
            with progress(quiet=quiet) as told:
                done = assess_beside(loaded, keeping, tabulation=counts, progress=told)
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
        inputs = (*loaded.inputs, *(tabulation or ()))
        command = " ".join(["assess", *(f"--tabulation {typed(t)}" for t in tabulation or ())])
        if not deliver(
            done.report, wish, file, inputs, command=command, several=several, remember=remember
        ):
            ends.add(Exit.FINDINGS)
    raise typer.Exit(max(ends))


def _concerns_answers(finding: Finding) -> bool:
    """Return whether a remark matters now; how well items are worded is for ``check``."""
    return finding.severity is not Severity.INFO and not finding.code.startswith("AS3")
