"""``alignscan assess``: from survey files to verdicts and reports."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.api.load import Assessment
from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.find import survey_files
from alignscan.cli.gates import limit_of, misses
from alignscan.cli.outputs import parse_outputs
from alignscan.cli.show import note, out, show_findings
from alignscan.source.finding import Finding, Severity

Paths = Annotated[list[Path], typer.Argument(help="Survey files, or folders with them.")]
Outputs = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", help="Write a report: report.html, report.md, results.json."),
]
Format = Annotated[
    str | None,
    typer.Option("-f", "--format", help="Print json, markdown or html instead of the verdict."),
]
FailUnder = Annotated[
    str | None,
    typer.Option(help="Exit 1 when the weakest condition's displayed score is below this."),
]
Language = Annotated[str | None, typer.Option(help="Language of the report.")]
Root = Annotated[Path | None, typer.Option(help="Folder that paths in the file may not leave.")]
Color = Annotated[bool | None, typer.Option("--color/--no-color", help="Color the verdict.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")]


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
    """Print the verdict, the five conditions and what to do first; -o writes reports."""
    from alignscan.api.assess import assess_with_findings
    from alignscan.api.load import InvalidInput, load
    from alignscan.cli.screen import presentation_of, printed
    from alignscan.render.formats import FORMATS, SUFFIXES, render

    outputs = parse_outputs(output or [], tuple(FORMATS), SUFFIXES)
    limit, presentation = limit_of(fail_under), presentation_of(language)
    if format is not None and format not in FORMATS:
        raise Stop(Exit.USAGE, f"no format `{format}`", f"choose one of {', '.join(FORMATS)}")
    files = survey_files(paths)
    if len(files) > 1 and (outputs or format):
        raise Stop(Exit.USAGE, "-o and -f take one survey file", "name one survey file")
    missed = failed = False
    for file in files:
        try:
            loaded = load(file, root=root)
            report, findings = assess_with_findings(loaded)
        except InvalidInput as error:
            show_findings(error.findings, sys.stderr)
            failed = True
            continue
        show_findings((f for f in findings if _concerns_answers(f)), sys.stderr)
        rendered = {o.path: render(report, o.format, presentation).encode() for o in outputs}
        write_all(rendered, _inputs(loaded))
        if not quiet:
            out(printed(report, presentation, file, format, color, several=len(files) > 1))
            for path in rendered:
                note(f"wrote {path}")
        missed |= limit is not None and misses(report, limit)
    if failed or missed:
        raise typer.Exit(Exit.USAGE if failed else Exit.FINDINGS)


def _concerns_answers(finding: Finding) -> bool:
    """Return whether a remark matters now; how well items are worded is for ``check``."""
    return finding.severity is not Severity.INFO and not finding.code.startswith("AS3")


def _inputs(loaded: Assessment) -> list[Path]:
    """Return the survey file and the files it names."""
    named = [r.file for r in loaded.survey.responses]
    named += [loaded.survey.questionnaire.use or ""]
    return [loaded.path, *(loaded.folder / name for name in named if name)]
