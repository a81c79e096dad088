"""``alignscan check``: every mistake of every file, each with its place and what to write."""

from pathlib import Path
from typing import Annotated, Any

import typer

from alignscan.cli.options import FindingsFormat, FindingsOutputs, Root, Summary
from alignscan.cli.show import out


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files, folders, patterns such as **/*.yaml, or -."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY", help="Exit 1 from error, warning or info on; default: error."
        ),
    ] = None,
    exit_zero: Annotated[
        bool | None, typer.Option("--exit-zero", help="Exit 0 with findings as well.")
    ] = None,
    output: FindingsOutputs = None,
    format: FindingsFormat = None,
    summary: Summary = None,
    root: Root = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Pass over these in folders. Can be repeated."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Do not report this code or name. Can be repeated."),
    ] = None,
    stdin_filename: Annotated[
        Path | None, typer.Option(metavar="NAME", help="What to call the text that - reads.")
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Read settings from here, not from the nearest file."),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no settings.")] = False,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Print settings, where each is from, and stop.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print findings only.")] = False,
) -> None:
    """Find mistakes in files; nothing is assessed.

    Survey files, questionnaires and action libraries are checked; of a responses file the header.
    """
    from alignscan.cli.checking import checked, end
    from alignscan.cli.config import settings, shown
    from alignscan.cli.findings import deliver_findings, wanted_findings

    given = paths or [Path()]
    options: dict[str, Any] = {
        "fail-on": fail_on,
        "exit-zero": exit_zero,
        "format": format,
        "root": root,
    }
    options |= {"exclude": exclude, "ignore": ignore}
    used = settings(options, [stdin_filename or p for p in given], config, isolated)
    if show_config:
        out(shown(used))
        return
    wish = wanted_findings(output, used["format"].value, summary, quiet)
    run, inputs = checked(given, stdin_filename, used)
    deliver_findings(run, wish, inputs)
    raise typer.Exit(end(run, exit_zero=used["exit-zero"].value))
