"""``alignscan comments``: a review, in which a person says which comments may be shown."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.find import the_survey_file
from alignscan.cli.options import Root
from alignscan.cli.show import note, out, show_findings, typed


def comments(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
    root: Root = None,
) -> None:
    """Write the review of the comments.

    A table of what people wrote, without addresses, long numbers and known names. Only what a
    person approves there is shown in reports.
    """
    from alignscan.api.assess import assess_with_findings
    from alignscan.api.comments import review_of
    from alignscan.api.load import InvalidInput, load
    from alignscan.api.releases import Refused

    file = the_survey_file(path)
    loaded = load(file, root=root)
    if loaded.survey.comments is None:
        hint = "add `comments: comments-review.csv`, or `comments: {by: function}`"
        raise Stop(Exit.USAGE, f"{file} does not ask for comments to be shown", hint)
    target = loaded.folder / loaded.survey.comments.file
    try:
        report, _ = assess_with_findings(loaded)
        before = target if target.exists() else None
        table, listed, left = review_of(loaded, report.published, before)
    except InvalidInput as error:
        show_findings(error.findings, sys.stderr)
        code = Exit.FINDINGS if isinstance(error, Refused) else Exit.USAGE
        raise typer.Exit(code) from None
    if report.published.stage == "participation":
        hint = "set `wave: {closed: ...}` when nobody can answer any more"
        raise Stop(Exit.USAGE, "the wave is not closed; nothing was written", hint)
    if not listed:
        raise Stop(Exit.USAGE, "there is no comment that may be shown; nothing was written")
    used = [one for one in loaded.inputs if one != target]
    write_all({target: table.encode("utf-8-sig")}, used, private=[target])
    note(f"wrote {target}: {listed} comments to review")
    if left:
        note(f"{left} comments stand in no group that may be shown, and are left out")
    if os.name != "posix":
        note(f"this system has no file modes: check who may read {target}")
    note("names and hints at people can be anywhere in a text: read every comment you approve")
    out(f"Next: write `yes` in the column show, then alignscan assess {typed(file)}\n")
