"""``alignscan split``: answers out of the survey file, into a file that few can read."""

import os
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import encoded_like, refuse, write_all
from alignscan.cli.find import the_survey_file
from alignscan.cli.show import note, out, typed


def split(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="Name of the responses file beside it.")
    ] = "responses.csv",
) -> None:
    """Move the answers of a survey file into a responses file.

    Only its owner may read the new file, and git leaves it alone.
    """
    file = the_survey_file(path)
    responses, ignore = file.parent / to, file.parent / ".gitignore"
    if Path(to).name != to or not to.endswith(".csv"):
        raise Stop(Exit.USAGE, f"`{to}` is no name of a CSV file", "such as responses.csv")
    if responses.exists():
        raise Stop(Exit.USAGE, f"{responses} is there already", "choose another name with --to")
    refuse(file)
    survey, answers, people = _parts(file, to)
    contents = {responses: answers, file: survey}
    if ignored := ignoring(ignore, to):
        contents[ignore] = ignored
    write_all(contents, private=[responses])
    note(f"moved the answers of {people} to {responses}")
    if os.name != "posix":
        note(f"this system has no file modes: check who may read {responses}")
    note(f"earlier versions of {file.name} still hold them: backups, and commits if there are any")
    out(f"Next: alignscan assess {typed(file)}\n")


def _parts(file: Path, name: str) -> tuple[bytes, bytes, str]:
    from alignscan.api.load import load
    from alignscan.forms.splitting import NothingToMove
    from alignscan.forms.splitting import split as parts_of
    from alignscan.source.emit import CannotWriteError
    from alignscan.source.text import decode_text

    loaded, original = load(file), file.read_bytes()
    text = decode_text(original, str(file)).content
    try:
        parts = parts_of(text, loaded.survey, loaded.questionnaire, name)
    except NothingToMove:
        raise Stop(Exit.USAGE, f"{file} holds no answers; nothing was written") from None
    except CannotWriteError:
        hint = "move them by hand, and write `responses:` instead of `answers:`"
        raise Stop(Exit.USAGE, f"the answers cannot be taken out of {file}", hint) from None
    people = "1 person" if parts.people == 1 else f"{parts.people} people"
    return encoded_like(original, parts.survey), parts.responses.encode(), people


def ignoring(ignore: Path, name: str) -> bytes | None:
    """Return the ignore file with one more name, or None where the name is there already."""
    before = ignore.read_bytes() if ignore.is_file() else b""
    if name.encode() in before.split():
        return None
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + name.encode() + b"\n"
