"""``alignscan plan export``: a plan file as a table, a calendar or a page."""

from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.options import Labels, Language
from alignscan.cli.plan_status import PlanPath

Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write plan.csv, plan.ics or plan.md. Can be repeated.",
    ),
]


def export(
    path: PlanPath, output: Outputs = None, language: Language = None, labels: Labels = None
) -> None:
    """Write a plan file as a table (CSV), a calendar (iCalendar) or a page (Markdown).

    What people wrote counts; what they left open is as it was suggested.
    """
    from alignscan.api.planfile import load_plan
    from alignscan.cli.files import write_all
    from alignscan.cli.outputs import parse_outputs
    from alignscan.cli.plan_write import export as exported
    from alignscan.cli.screen import presentation_of
    from alignscan.cli.show import note
    from alignscan.rendering.plan.formats import FORMATS, SUFFIXES

    outputs, look = (
        parse_outputs(output or (), tuple(FORMATS), SUFFIXES),
        presentation_of(language, labels),
    )
    if not outputs:
        raise Stop(Exit.USAGE, "nothing to write", "say where with -o, such as -o plan.ics")
    plan = load_plan(path)
    write_all({o.path: exported(plan, o.format, look) for o in outputs}, [path])
    for wanted in outputs:
        note(f"wrote {wanted.path}")
