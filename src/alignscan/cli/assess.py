"""``alignscan assess``: from survey files to verdicts and reports."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import survey_files
from alignscan.cli.options import Color, FailUnder, Format, Language, Outputs, Quiet, Root
from alignscan.cli.show import show_findings
from alignscan.source.finding import Finding, Severity

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Survey files, or folders with them.")
]


def assess(
    paths: Paths,
    output: Outputs = None,
    format: Format = None,
    fail_under: FailUnder = None,
    language: Language = None,
    root: Root = None,
    color: Color = None,
    quiet: Quiet = False,
) -> None:
    """Print the verdict and what to do first; write reports.

    Survey files are read with the answers that they hold or name; of several survey files, each
    gets one line.
    """
    from alignscan.api.assess import assess_with_findings
    from alignscan.api.load import InvalidInput, load
    from alignscan.cli.deliver import deliver, wanted

    wish = wanted(output, format, fail_under, language, color, quiet)
    files = survey_files(paths)
    several = len(files) > 1
    if several and wish.one_only:
        raise Stop(Exit.USAGE, "-o and -f take one survey file", "name one survey file")
    ends = {Exit.CLEAN}
    for file in files:
        try:
            loaded = load(file, root=root)
            report, findings = assess_with_findings(loaded)
        except InvalidInput as error:
            show_findings(error.findings, sys.stderr)
            ends.add(Exit.USAGE)
            continue
        show_findings((f for f in findings if _concerns_answers(f)), sys.stderr)
        if not deliver(report, wish, file, loaded.inputs, several=several):
            ends.add(Exit.FINDINGS)
    raise typer.Exit(max(ends))


def _concerns_answers(finding: Finding) -> bool:
    """Return whether a remark matters now; how well items are worded is for ``check``."""
    return finding.severity is not Severity.INFO and not finding.code.startswith("AS3")
