"""``alignscan check``: every mistake of every file, each with its place and what to write."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import find_files
from alignscan.cli.show import note, out, show_findings
from alignscan.source.finding import Finding, Severity

RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
UNREADABLE = ("AS001", "AS002", "AS003", "AS004")


def check(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders with them.")],
    fail_on: Annotated[
        str, typer.Option(help="Exit 1 from this severity on: error, warning or info.")
    ] = "error",
    root: Annotated[
        Path | None, typer.Option(help="Folder that paths in a file may not leave.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print findings only.")] = False,
) -> None:
    """Check survey files, questionnaires and action libraries; nothing is assessed."""
    from alignscan.api.check import check as checked
    from alignscan.render.findings.text import summary

    if fail_on not in tuple(Severity):
        raise Stop(Exit.USAGE, f"--fail-on does not know `{fail_on}`", "error, warning or info")
    found = find_files(paths)
    findings: list[Finding] = []
    for file in found.files:
        findings += checked(file, root=root)
    shown = dict.fromkeys(f for f in findings if _matters(f.severity, fail_on))
    show_findings(shown, sys.stdout)
    if not quiet:
        out(summary(tuple(shown), len(found.files)))
    if found.skipped and not quiet:
        note(f"{found.skipped} other YAML files skipped (no `format: alignscan/...`)")
    if any(f.code in UNREADABLE for f in shown):
        raise typer.Exit(Exit.USAGE)
    if any(RANK[f.severity] >= RANK[Severity(fail_on)] for f in shown):
        raise typer.Exit(Exit.FINDINGS)


def _matters(severity: Severity, fail_on: str) -> bool:
    return severity is not Severity.INFO or fail_on == Severity.INFO
