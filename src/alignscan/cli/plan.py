"""``alignscan plan``: what to do, by whom and when; and what more or less capacity would change."""

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import the_survey_file
from alignscan.cli.options import Color, Labels, Language, Root, Supersede, WithholdChanged
from alignscan.cli.outputs import parse_outputs
from alignscan.model.conditions import ROLES

OWNERS = ROLES[:4]
Capacity = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ROLE=POINTS",
        help="Effort points of a role in one quarter: senior_leadership=12. Can be repeated.",
    ),
]
Budget = Annotated[
    int | None, typer.Option(metavar="POINTS", min=0, help="Effort points of the whole plan.")
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write plan.yaml, plan.csv, plan.ics or plan.md. Can be repeated.",
    ),
]
Start = Annotated[
    str | None, typer.Option(metavar="DATE", help="The first day of the plan: 2026-10-05.")
]


def plan(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
    capacity: Capacity = None,
    budget: Budget = None,
    start: Start = None,
    output: Outputs = None,
    language: Language = None,
    labels: Labels = None,
    root: Root = None,
    withhold_changed: WithholdChanged = False,
    supersede: Supersede = False,
    color: Color = None,
) -> None:
    """Print the action plan: what to do, who owns it and when it runs.

    With another capacity, budget or start, it also prints what that changes. S is 1 effort point,
    M is 3 and L is 8; they count for the owner, in the quarter in which an action begins.

    With -o plan.yaml the plan becomes a file that you own; once it is there, suggestions are
    renewed in it and nothing else is touched. See also: alignscan plan status -h, plan export -h.
    """
    from alignscan.api.load import load
    from alignscan.api.plan import plan as plan_of
    from alignscan.cli.plan_write import ALL_FORMATS, ALL_SUFFIXES, assessed, write_plan
    from alignscan.cli.screen import presentation_of
    from alignscan.cli.show import color_wanted, needs_ascii, out, width
    from alignscan.rendering.plan.terminal import render
    from alignscan.rendering.report.terminal import Screen
    from alignscan.rendering.words import words_for

    points, day = points_of(capacity or ()), day_of(start)
    outputs = parse_outputs(output or (), ALL_FORMATS, ALL_SUFFIXES)
    loaded = load(the_survey_file(path), root=root)
    presentation = presentation_of(language, labels, loaded.labels)
    report, remember = assessed(
        loaded, outputs, presentation, withhold_changed=withhold_changed, supersede=supersede
    )
    other = capacity is not None or budget is not None or day is not None
    found = report.plan
    if other:
        found = plan_of(loaded, start=day, capacity=points, budget=budget, report=report)
    if outputs:
        write_plan(loaded, found, outputs, presentation, remember)
        return
    screen = Screen(width(), color_wanted(sys.stdout, color), needs_ascii(sys.stdout))
    words = words_for(report, presentation)
    instead_of = report.plan if other else None
    out(render(found, report.heading.title, words, screen, instead_of=instead_of))


def points_of(written: Iterable[str]) -> dict[str, int]:
    """Return the effort points of roles given as ROLE=POINTS; Stop for what is none."""
    found: dict[str, int] = {}
    for text in written:
        role, equals, points = text.partition("=")
        if role not in OWNERS:
            from alignscan.rules.words import suggestion

            raise Stop(Exit.USAGE, f"`{role}` owns no action", suggestion(role, OWNERS))
        if not equals or not (points.isascii() and points.isdigit()):
            hint = f"write for example {role}=12"
            raise Stop(Exit.USAGE, "--capacity takes effort points of a quarter", hint)
        found[role] = int(points)
    return found


def day_of(written: str | None) -> dt.date | None:
    """Return a date given as 2026-10-05; Stop for what is none."""
    if written is None:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        hint = "write it as 2026-10-05"
        raise Stop(Exit.USAGE, f"`{written}` is not a date", hint) from None
