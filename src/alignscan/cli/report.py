"""``alignscan report``: from a results file to every other format, byte for byte as assess."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit
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
    Split,
    Summary,
    Templates,
    Why,
)


def report(
    results: Annotated[
        Path,
        typer.Argument(metavar="RESULTS", help="The results.json that assess wrote."),
    ],
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
    color: Color = None,
    quiet: Quiet = False,
) -> None:
    """Make reports from a results.json, without the answers."""
    from alignscan.api.reports import load_report, not_a_report
    from alignscan.cli.deliver import deliver, wanted

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
    loaded = load_report(results)
    wish = wish.dressed_for(results)
    try:
        passed = deliver(loaded, wish, results, [results], command="report")
    except (LookupError, ValueError, ArithmeticError):  # a file that nobody could have assessed
        raise not_a_report(str(results)) from None
    if not passed:
        raise typer.Exit(Exit.FINDINGS)
