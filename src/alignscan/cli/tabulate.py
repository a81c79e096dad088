"""``alignscan tabulate``: count answers where they lie, and keep nothing but the counts."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import refuse_all, write_all
from alignscan.cli.find import the_survey_file
from alignscan.cli.options import Root
from alignscan.cli.progress import progress
from alignscan.cli.show import note, show_findings
from alignscan.source.finding import Severity


def tabulate(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The file for the counts.")
    ],
    root: Root = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")] = False,
) -> None:
    """Count the answers of a survey into a file, to be assessed elsewhere.

    `alignscan assess survey.yaml --tabulation FILE` adds up one or more of these files.
    """
    from alignscan.api.assess import tabulate_with_findings
    from alignscan.api.load import load
    from alignscan.measurement.saved import save

    if str(output) == "-":
        raise Stop(Exit.USAGE, "`-` is no name for a file", "write -o site-a.tab")
    loaded = load(the_survey_file(path), root=root)
    refuse_all([output], loaded.inputs)
    with progress(quiet=quiet) as told:
        tabulation, findings = tabulate_with_findings(loaded, told)
    show_findings((f for f in findings if f.severity is not Severity.INFO), sys.stderr)
    write_all({output: save(tabulation)}, loaded.inputs, private=[output])
    if not quiet:
        people = "1 person" if tabulation.respondents == 1 else f"{tabulation.respondents} people"
        note(
            f"wrote {output}: counts of {people}; it holds figures of small groups:"
            " treat it like the answers"
        )
