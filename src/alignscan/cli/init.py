"""``alignscan init``: a folder to start from."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.show import note, out, typed

NAMELESS = "Your organization"


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to create or fill.")],
    mode: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="self (the default), team or confidential."),
    ] = None,
    questionnaire: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="self-check, pulse or standard; default by mode."),
    ] = None,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the organization.")
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Write a filled example of a mid-sized company.")
    ] = False,
) -> None:
    """Write a survey file and what goes with it.

    A short README and templates for responses (CSV and XLSX) stand beside it.
    """
    from alignscan.forms.start import example_files

    if example and (mode or questionnaire or organization):
        raise Stop(Exit.USAGE, "--example takes no other options", "the example is ready to run")
    mode = mode or "self"
    files = example_files() if example else _files(mode, questionnaire, organization)
    _write(folder, files)
    asks = not example and mode != "confidential"
    survey = typed(folder / "survey.yaml")
    out(f"Next: alignscan {'answer' if asks else 'assess'} {survey}\n")


def _files(mode: str, questionnaire: str | None, organization: str | None) -> dict[str, bytes]:
    from alignscan.forms.start import Start, starting_files
    from alignscan.model.content import packaged_questionnaires
    from alignscan.model.survey import Mode

    modes: dict[str, Mode] = {name: name for name in get_args(Mode)}
    if mode not in modes:
        raise Stop(Exit.USAGE, f"no mode `{mode}`", f"choose one of {', '.join(modes)}")
    asked = questionnaire or ("standard" if mode == "confidential" else "self-check")
    if asked not in packaged_questionnaires():
        choices = ", ".join(packaged_questionnaires())
        raise Stop(Exit.USAGE, f"no questionnaire `{asked}`", f"choose one of {choices}")
    name = NAMELESS if organization is None else organization.strip()
    if not name.isprintable() or not 0 < len(name) <= 500:
        raise Stop(Exit.USAGE, "the organization needs a name of one line")
    return starting_files(Start(organization=name, mode=modes[mode], questionnaire=asked))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    present = [name for name in files if (folder / name).exists()]
    if present:
        raise Stop(
            Exit.USAGE,
            f"{folder} already holds {', '.join(present)}; nothing was written",
            "choose another folder",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(Exit.USAGE, f"{folder} cannot be made ({error.strerror})") from None
    contents = {folder / name: content for name, content in files.items()}
    write_all(contents, private=[p for p in contents if p.name.startswith("responses")])
    for path in contents:
        note(f"wrote {path}")
