"""``alignscan template``: templates of reports, to copy and to check."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.options import Quiet
from alignscan.cli.show import note, out, show_findings, typed

app = typer.Typer(
    name="template",
    help="Copy a template of reports to change it, or check templates of your own.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    add_completion=False,
)


@app.command("eject")
def eject(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="A template; without one, all are listed."),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where to write it.")
    ] = Path("templates"),
) -> None:
    """Write a packaged template into a folder of your own, to be changed.

    Its first line says which version of templates it was written for.
    """
    from alignscan.cli.files import write_all
    from alignscan.cli.making import make_folders
    from alignscan.rendering.templates_check import ejected

    if name is None:
        out(_listed())
        return
    known = _known(name)
    target = output / known
    if target.exists():
        raise Stop(Exit.USAGE, f"{target} is there already", "name another folder with -o")
    make_folders((output,))
    write_all({target: ejected(known).encode()})
    note(f"wrote {target}")
    out(f"Next: alignscan template check {typed(output)}\n")


@app.command("check")
def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of templates.")],
    results: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Try them with these results; default: an example."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Find mistakes in templates, and try them out with a report."""
    from alignscan.api.load import has_errors
    from alignscan.api.looks import check_templates, sample_report
    from alignscan.api.reports import load_report
    from alignscan.rendering.findings.counts import counted

    if not folder.is_dir():
        raise Stop(Exit.USAGE, f"{folder} is no folder", "name a folder of templates")
    report = load_report(results) if results is not None else sample_report()
    findings = check_templates(folder, report)
    show_findings(findings, sys.stdout)
    if not quiet:
        out(f"{folder}: {counted(findings)}\n")
    raise typer.Exit(Exit.FINDINGS if has_errors(findings) else Exit.CLEAN)


def _known(name: str) -> str:
    from alignscan.rendering.templates import packaged_names
    from alignscan.rules.words import did_you_mean

    names = packaged_names()
    for spelling in (name, f"{name}.html.j2"):
        if spelling in names:
            return spelling
    close = did_you_mean(name, names)
    hint = f"did you mean `{close}`?" if close else f"choose one of {', '.join(names)}"
    raise Stop(Exit.USAGE, f"no template `{name}`", hint)


def _listed() -> str:
    from alignscan.rendering.templates import packaged_names
    from alignscan.rendering.templates_check import blocks_of

    lines = []
    for name in packaged_names():
        blocks = blocks_of(name)
        lines.append(f"{name:<18}{'blocks: ' + ', '.join(blocks) if blocks else ''}".rstrip())
    return "\n".join(lines) + "\n"
