"""``alignscan answer``: the questions in the terminal, one person's answers into the file."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.show import note, out
from alignscan.forms.answering import NotHere, Question, add_answers, questions


def answer(
    path: Annotated[Path, typer.Argument(help="The survey file.")],
) -> None:
    """Ask the closed questions and add the answers to the survey file (modes self and team)."""
    from alignscan.api.load import load
    from alignscan.model.lock import lock_of, lock_path, lock_text
    from alignscan.source.text import read_text

    loaded = load(path)
    try:
        asked = questions(loaded.survey, loaded.questionnaire)
    except NotHere as error:
        raise Stop(Exit.USAGE, str(error), error.hint) from None
    out(f"{loaded.survey.heading}: {len(asked)} questions. Ctrl-C leaves without saving.\n")
    given = {q.id: _ask(q, i, len(asked)) for i, q in enumerate(asked, start=1)}
    text = read_text(path)
    edited = add_answers(text.content, loaded.survey, given)
    files = {path: edited.encode()}
    if not lock_path(path).exists():
        files[lock_path(path)] = lock_text(lock_of(loaded.questionnaire)).encode()
    write_all(files, [])
    note(f"added one person's answers to {path}")
    out(f"Next: alignscan assess {path.as_posix()}\n")


def _ask(question: Question, number: int, total: int) -> str:
    out(f"\n{number}/{total} {question.text}\n")
    for key, label in question.choices:
        out(f"  {key:>3}  {label}\n")
    accepted = dict(question.choices)
    while True:
        try:
            given = input("> ").strip()
        except EOFError:
            raise Stop(Exit.USAGE, "the answers ended early; nothing was written") from None
        if given in accepted or given == "":
            return given
        note(f"answer with {', '.join(accepted)}, or nothing to leave it out")
