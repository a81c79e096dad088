"""The options that ``assess`` and ``report`` share."""

from pathlib import Path
from typing import Annotated

import typer

Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a report: report.html, report.md, results.json. Can be repeated.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="NAME",
        help="Print json, markdown or html instead of the verdict.",
    ),
]
FailUnder = Annotated[
    str | None,
    typer.Option(
        metavar="SCORE",
        help="Exit 1 when a condition's displayed score is below this, or there is none.",
    ),
]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Language of the report.")]
Root = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Folder that paths in the file may not leave."),
]
Tabulations = Annotated[
    list[Path] | None,
    typer.Option(
        "--tabulation",
        metavar="FILE",
        help="Assess these counts instead of answers; from tabulate. Can be repeated.",
    ),
]
WithholdChanged = Annotated[
    bool,
    typer.Option(
        "--withhold-changed",
        help="Leave out what changed too little since the last release to be shown again.",
    ),
]
Supersede = Annotated[
    bool,
    typer.Option(
        "--supersede", help="Release as if nothing of this wave had been; prints what that risks."
    ),
]
Color = Annotated[
    bool | None, typer.Option("--color/--no-color", help="Color the verdict, or do not.")
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="Print errors and what -f asks for only.")
]
Why = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Print how a score came about: of a condition (goals), a practice (C3.2) or an item.",
    ),
]
