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
Color = Annotated[
    bool | None, typer.Option("--color/--no-color", help="Color the verdict, or do not.")
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="Print errors and what -f asks for only.")
]
