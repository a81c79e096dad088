"""``alignscan report``: from a results file to every other format, byte for byte as assess."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit
from alignscan.cli.options import Color, FailUnder, Format, Language, Outputs, Quiet, Why


def report(
    results: Annotated[
        Path,
        typer.Argument(metavar="RESULTS", help="The results.json that assess wrote."),
    ],
    output: Outputs = None,
    format: Format = None,
    fail_under: FailUnder = None,
    why: Why = None,
    language: Language = None,
    color: Color = None,
    quiet: Quiet = False,
) -> None:
    """Make reports from a results.json, without the answers."""
    from alignscan.api.reports import load_report, not_a_report
    from alignscan.cli.deliver import deliver, wanted

    wish = wanted(output, format, fail_under, language, color, quiet, why)
    loaded = load_report(results)
    try:
        passed = deliver(loaded, wish, results, [results], command="report")
    except (LookupError, ValueError, ArithmeticError):  # a file that nobody could have assessed
        raise not_a_report(str(results)) from None
    if not passed:
        raise typer.Exit(Exit.FINDINGS)
