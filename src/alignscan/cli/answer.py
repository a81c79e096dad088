"""``alignscan answer``: the questions in the terminal, one person's answers into the file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import encoded_like, refuse, write_all
from alignscan.cli.find import the_survey_file
from alignscan.cli.show import note, out, typed


def answer(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The survey file, or the folder that holds it.")
    ],
) -> None:
    """Ask the questions and add the answers to a survey file.

    For the modes self and team; answers to a confidential survey belong in its responses file.
    """
    file = the_survey_file(path)
    heading, asked = _questions(file)
    refuse(file)
    _changes(file, {id: next(iter(choices)) for id, (_, choices) in asked.items()})
    out(f"{heading}: {len(asked)} questions. Ctrl-C leaves without saving.\n")
    given = {
        id: _ask(f"{number}/{len(asked)} {text}", choices)
        for number, (id, (text, choices)) in enumerate(asked.items(), start=1)
    }
    if not any(given.values()):
        raise Stop(Exit.USAGE, "nothing was answered; nothing was written")
    _questions(file)  # somebody may have answered meanwhile
    write_all(_changes(file, given))
    note(f"added one person's answers to {file}")
    out(f"Next: alignscan assess {typed(file)}\n")


def _questions(file: Path) -> tuple[str, dict[str, tuple[str, dict[str, str]]]]:
    """Return the survey's heading and by item the text and choices; Stop if none can be taken."""
    from alignscan.api.load import load
    from alignscan.forms.answering import NotHere, questions

    loaded = load(file)
    try:
        asked = questions(loaded.survey, loaded.questionnaire)
    except NotHere as error:
        raise Stop(Exit.USAGE, str(error), error.hint) from None
    return loaded.survey.heading, {q.id: (q.text, dict(q.choices)) for q in asked}


def _changes(file: Path, given: dict[str, str]) -> dict[Path, bytes]:
    """Return the survey file with the answers added, and its lock if there is none yet."""
    from alignscan.api.load import load
    from alignscan.forms.answering import add_answers
    from alignscan.model.lock import lock_of, lock_path, lock_text
    from alignscan.source.emit import CannotWriteError
    from alignscan.source.text import decode_text

    loaded, original = load(file), file.read_bytes()
    try:
        edited = add_answers(decode_text(original, str(file)).content, loaded.survey, given)
    except CannotWriteError:
        hint = "write them under `answers:` in the file"
        raise Stop(Exit.USAGE, f"answers cannot be added to {file}", hint) from None
    changes = {file: encoded_like(original, edited)}
    lock = lock_path(file)
    if not lock.exists():
        changes[lock] = lock_text(lock_of(loaded.questionnaire)).encode()
    return changes


def _ask(question: str, choices: Mapping[str, str]) -> str:
    out(f"\n{question}\n")
    for key, label in choices.items():
        out(f"  {key:>3}  {label}\n")
    while True:
        given = _typed_in()
        if given in choices or given == "":
            return given
        note(f"answer with {', '.join(choices)}, or nothing to leave it out")


def _typed_in() -> str:
    try:
        return input("> ").strip().lower()
    except EOFError:
        raise Stop(Exit.USAGE, "the answers ended early; nothing was written") from None
    except KeyboardInterrupt:
        raise Stop(Exit.INTERRUPTED, "interrupted; nothing was written") from None
