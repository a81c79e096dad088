"""``alignscan check``: every mistake of every file, each with its place and what to write."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import find_files
from alignscan.cli.options import Root
from alignscan.cli.show import note, out, show_findings
from alignscan.source.finding import Finding, Severity

RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
UNREADABLE = ("AS001", "AS002", "AS003", "AS004")


def check(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files, or folders with them.")
    ],
    fail_on: Annotated[
        str,
        typer.Option(metavar="SEVERITY", help="Exit 1 from error, warning or info on."),
    ] = "error",
    root: Root = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print findings only.")] = False,
) -> None:
    """Find mistakes in files; nothing is assessed.

    Survey files, questionnaires and action libraries are checked; of a responses file the header.
    """
    from alignscan.api.check import check as checked
    from alignscan.rendering.findings.text import summary

    if fail_on not in tuple(Severity):
        raise Stop(Exit.USAGE, f"no severity `{fail_on}`", "choose one of error, warning, info")
    least = Severity(fail_on)
    found = find_files(paths)
    findings = [f for file in found.files for f in checked(file, root=root)]
    shown = tuple(dict.fromkeys(f for f in findings if _matters(f.severity, least)))
    show_findings(shown, sys.stdout)
    if not quiet:
        out(summary(shown, len(found.files)))
        if found.skipped:
            files = "file" if found.skipped == 1 else "files"
            note(f"{found.skipped} other YAML {files} skipped (no `format: alignscan/...`)")
    raise typer.Exit(_end(shown, least))


def _matters(severity: Severity, least: Severity) -> bool:
    return RANK[severity] >= min(RANK[least], RANK[Severity.WARNING])


def _end(findings: Collection[Finding], least: Severity) -> Exit:
    if any(f.code in UNREADABLE for f in findings):
        return Exit.USAGE
    return Exit.FINDINGS if any(RANK[f.severity] >= RANK[least] for f in findings) else Exit.CLEAN
