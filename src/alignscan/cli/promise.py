"""``alignscan promise``: what those who are asked can rely on."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.find import the_survey_file
from alignscan.cli.options import Labels, Language
from alignscan.cli.show import note, out


def promise(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
    language: Language = None,
    labels: Labels = None,
) -> None:
    """Print what people who are asked can rely on.

    For the invitation, a form or the intranet; reports carry the same words.
    """
    from alignscan.api.load import load
    from alignscan.cli.screen import presentation_of
    from alignscan.rendering.promise import missing_points, promise_heading, promise_sentences
    from alignscan.rendering.words import words_in
    from alignscan.report.promise import promise_of

    loaded = load(the_survey_file(path))
    made = promise_of(loaded.survey)
    look = presentation_of(language, labels, loaded.labels)
    words = words_in(loaded.survey.language, look)
    lines = "".join(f"* {line}\n" for line in promise_sentences(made, words))
    out(f"{promise_heading(words)}\n\n{lines}")
    for point in missing_points(made):
        note(f"not said yet: `confidentiality: {{{point}: ...}}` in the survey file")
