"""``alignscan report``: from a results file to every other format, byte for byte as assess."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit
from alignscan.cli.options import Color, FailUnder, Format, Language, Outputs, Quiet


def report(
    results: Annotated[
        Path,
        typer.Argument(metavar="RESULTS", help="The results.json that assess wrote."),
    ],
    output: Outputs = None,
    format: Format = None,
    fail_under: FailUnder = None,
    language: Language = None,
    color: Color = None,
    quiet: Quiet = False,
) -> None:
    """Make reports from a results.json, without the answers."""
    from alignscan.api.reports import load_report
    from alignscan.cli.deliver import deliver, wanted

    wish = wanted(output, format, fail_under, language, color, quiet)
    if not deliver(load_report(results), wish, results, [results], command="report"):
        raise typer.Exit(Exit.FINDINGS)
