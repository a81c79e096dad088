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
        help="Write a report: report.html, .md, .pdf, results.json. Can be repeated.",
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
FindingsOutputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write findings: found.sarif, found.json, junit=found.xml. Can be repeated.",
    ),
]
FindingsFormat = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="NAME",
        help="Print text, json, sarif, github, gitlab, junit or markdown.",
    ),
]
Summary = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Add a summary in Markdown at the end of this file, such as a CI job page.",
    ),
]
Brand = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Colors, logo and fonts; default: _brand.yml beside the file."
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Templates of your own; see alignscan template."),
]
Charts = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Write each chart as an SVG file with its text."),
]
Split = Annotated[
    str | None,
    typer.Option(
        metavar="SEGMENT", help="Write one report for each unit shown; -o names a folder."
    ),
]
FailUnder = Annotated[
    str | None,
    typer.Option(
        metavar="SCORE",
        help="Exit 1 when a condition's displayed score is below this, or there is none.",
    ),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GATE",
        help="Exit 1 on not-aligned, critical-gap or low-response. Can be repeated.",
    ),
]
Detail = Annotated[
    str | None,
    typer.Option(
        metavar="DEPTH",
        help="How deep a report goes: summary, standard or full; default: standard.",
    ),
]
Items = Annotated[
    str | None,
    typer.Option(
        metavar="BARS",
        help="How answers to statements are drawn: diverging or stacked; default: diverging.",
    ),
]
Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language: en, de, es or fr; default: the survey's own."),
]
Labels = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Labels of your own; default: labels: in the survey file."),
]
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
Responses = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="EXPORT",
        help="Assess this export of a survey platform as it is. Can be repeated.",
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
