"""``alignscan init``: a folder to start from."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.show import note, out
from alignscan.model.survey import Mode

MODES: dict[str, Mode] = {mode: mode for mode in get_args(Mode)}


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to create or fill.")],
    mode: Annotated[str, typer.Option(help="self, team or confidential.")] = "self",
    questionnaire: Annotated[
        str | None, typer.Option(help="self-check, pulse or standard; default by mode.")
    ] = None,
    organization: Annotated[
        str, typer.Option(help="Name of the organization.")
    ] = "Your organization",
    example: Annotated[
        bool, typer.Option("--example", help="Write a filled example of a mid-sized company.")
    ] = False,
) -> None:
    """Write a survey file, a template for responses (CSV and XLSX) and a short README."""
    from alignscan.forms.start import Start, example_files, starting_files
    from alignscan.model.content import packaged_questionnaires

    if mode not in MODES:
        raise Stop(Exit.USAGE, f"no mode `{mode}`", f"choose one of {', '.join(MODES)}")
    name = questionnaire or ("standard" if mode == "confidential" else "self-check")
    if name not in packaged_questionnaires():
        choices = ", ".join(packaged_questionnaires())
        raise Stop(Exit.USAGE, f"no questionnaire `{name}`", f"choose one of {choices}")
    start = Start(organization=organization, mode=MODES[mode], questionnaire=name)
    files = example_files() if example else starting_files(start)
    present = [n for n in files if (folder / n).exists()]
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
    write_all({folder / n: c for n, c in files.items() if not n.startswith("responses")}, [])
    write_all({folder / n: c for n, c in files.items() if n.startswith("responses")}, [], True)
    for written in files:
        note(f"wrote {folder / written}")
    survey = (folder / "survey.yaml").as_posix()
    following = "assess" if example or mode == "confidential" else "answer"
    out(f"Next: alignscan {following} {survey}\n")
