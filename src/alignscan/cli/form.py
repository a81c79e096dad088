"""``alignscan form``: a survey as a form for people, or for the platform that asks them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.find import the_survey_file
from alignscan.cli.show import note, problem

if TYPE_CHECKING:
    from alignscan.forms.carrying import CannotCarry
    from alignscan.model.questionnaire import Questionnaire

NAMES = "html, xlsx, xlsform, limesurvey, qualtrics, surveyjs, google-forms, redcap or paste"


def form(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
    to: Annotated[str, typer.Option("--to", metavar="NAME", help=f"What to make: {NAMES}.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Where to write it; else beside the survey file."
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Only this language.")
    ] = None,
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="LEVEL", help="Items as people of this level are asked."),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Folder that paths in the file may not leave."),
    ] = None,
) -> None:
    """Write a form that asks the questions of a survey, here or on a survey platform.

    It carries the names of the questions, so that `alignscan import` reads its answers without
    any help, and on its first page what people are promised about their answers.
    """
    from alignscan.api.form import asked
    from alignscan.api.load import load
    from alignscan.forms.carrying import CannotCarry
    from alignscan.forms.form import languages_of
    from alignscan.forms.levels import worded
    from alignscan.forms.targets import TARGETS

    if to not in TARGETS:
        raise Stop(Exit.USAGE, f"no form `{to}`", f"choose one of {', '.join(TARGETS)}")
    target, file = TARGETS[to], the_survey_file(path)
    ready = load(file, root=root)
    _refuse_unknown(level, ready.questionnaire)
    try:
        made = asked(ready, to, language=language, level=level)
        content = target.render(made)
        others = languages_of(ready.survey, ready.questionnaire, language)[len(made.languages) :]
    except CannotCarry as refusal:
        raise _stopped(refusal, to) from None
    wanted = output or file.with_name(
        _name(file, target.ending, made.language, language, others, level)
    )
    write_all({wanted: content}, ready.inputs)
    note(f"wrote {wanted}")
    if others:
        note(f"in `{made.language}`; for the others --language {' or '.join(others)}")
    general = worded(made)
    if general and not target.levels:
        levels = dict.fromkeys(a.cell for one in general.values() for a, _ in one.cases)
        count = "1 item is" if len(general) == 1 else f"{len(general)} items are"
        note(f"{count} worded by level, which this form cannot do: it has the general wording")
        note(f"for a form of its own --level {' or '.join(levels)}")
    if target.settings:
        note(f"to set by hand: {target.settings}")


def _refuse_unknown(level: str | None, questionnaire: "Questionnaire") -> None:
    known = dict.fromkeys(one for item in questionnaire.items for one in item.wording)
    if level is not None and level not in known:
        hint = f"choose {' or '.join(known)}" if known else "leave --level out"
        raise Stop(Exit.USAGE, f"no item is worded for the level `{level}`", hint)


def _name(
    file: Path,
    ending: str,
    used: str,
    language: str | None,
    others: tuple[str, ...],
    level: str | None,
) -> str:
    """Return a name of its own for each target, level and, where there are several, language."""
    stem, dot, suffix = ending.rpartition(".")
    told = f"-{used}" if language or others else ""
    told += f"-{level}" if level else ""
    return f"{file.stem}-{stem}{told}{dot}{suffix}"


def _stopped(refusal: "CannotCarry", to: str) -> Stop:
    for trouble in refusal.troubles[:-1]:
        problem(trouble.message, trouble.hint)
    last = refusal.troubles[-1]
    problem(last.message, last.hint)
    return Stop(Exit.USAGE, f"this questionnaire cannot be asked with --to {to}")
