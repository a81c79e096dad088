"""``alignscan freeze``: keep the wording that answers are given to."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.find import the_survey_file
from alignscan.cli.show import note


def freeze(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
) -> None:
    """Keep the wording that answers are given to.

    Writes the lock of a survey; from then on a changed wording is an error.
    """
    from alignscan.api.load import load
    from alignscan.model.lock import lock_of, lock_path, lock_text

    file = the_survey_file(path)
    loaded = load(file)
    target = lock_path(file)
    if target.exists():
        hint = f"remove {target.name} first if nobody has answered yet"
        raise Stop(Exit.USAGE, f"{target} is there already; nothing was written", hint)
    write_all({target: lock_text(lock_of(loaded.questionnaire)).encode()}, [file])
    note(f"wrote {target}")
