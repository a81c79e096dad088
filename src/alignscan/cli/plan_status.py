"""``alignscan plan status``: what is overdue, blocked or due soon in a plan file."""

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.options import Color, Labels, Language
from alignscan.cli.plan import day_of

GATES = ("overdue", "blocked")
PlanPath = Annotated[Path, typer.Argument(metavar="PLAN", help="The plan file, such as plan.yaml.")]


def status(
    path: PlanPath,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day to look from; today if left out.")
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT", help="Exit 1 if something is overdue, or blocked."),
    ] = None,
    language: Language = None,
    labels: Labels = None,
    color: Color = None,
) -> None:
    """Tell what of a plan is overdue, blocked or due soon, and what to do next."""
    from alignscan.api.planfile import load_plan
    from alignscan.cli.screen import presentation_of
    from alignscan.cli.show import color_wanted, needs_ascii, out, width
    from alignscan.planning.status import status_of
    from alignscan.rendering.plan.standing import render
    from alignscan.rendering.plan.translated import told_in
    from alignscan.rendering.report.terminal import Screen
    from alignscan.rendering.words import words_in

    gates = tuple(fail_on or ())
    for gate in gates:
        if gate not in GATES:
            raise Stop(Exit.USAGE, f"no gate `{gate}`", f"choose one of {', '.join(GATES)}")
    day, look = day_of(today) or dt.date.today(), presentation_of(language, labels)
    plan = load_plan(path)
    words = words_in(plan.language, look)
    found = status_of(told_in(plan.in_force(), words), day)
    screen = Screen(width(), color_wanted(sys.stdout, color), needs_ascii(sys.stdout))
    out(render(found, words, screen))
    caught = {"overdue": found.overdue, "blocked": found.blocked}
    if any(caught[gate] for gate in gates):
        raise typer.Exit(Exit.FINDINGS)
