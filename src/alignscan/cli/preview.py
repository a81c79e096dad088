"""``alignscan preview``: which groups will be visible, before anybody is asked."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import the_survey_file
from alignscan.cli.options import Labels, Language
from alignscan.cli.show import note, out


def preview(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
    language: Language = None,
    labels: Labels = None,
) -> None:
    """Show which groups will be visible at 60, 80 and 100 percent response.

    From the population alone: no answer is read.
    """
    from alignscan.api.load import load
    from alignscan.api.preview import preview as preview_of
    from alignscan.cli.screen import presentation_of
    from alignscan.publish.outlook import NobodyInvited
    from alignscan.rendering.outlook import outlook_lines, outlook_remarks
    from alignscan.rendering.words import words_in

    loaded = load(the_survey_file(path))
    look = presentation_of(language, labels, loaded.labels)
    words = words_in(loaded.survey.language, look)
    try:
        found = preview_of(loaded)
    except NobodyInvited:
        hint = "write `population: 640`, counts for each category, or a list of the invited"
        raise Stop(Exit.USAGE, f"{loaded.path} does not say how many are asked", hint) from None
    out("".join(f"{line}\n" for line in outlook_lines(found, words)))
    for line in outlook_remarks(found, words):
        note(line)
