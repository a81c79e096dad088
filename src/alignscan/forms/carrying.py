"""What a target cannot carry, and what to change about it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alignscan.model.form import Question


@dataclass(frozen=True, slots=True)
class Trouble:
    """One reason why a form cannot be made."""

    message: str
    hint: str


class CannotCarry(Exception):
    """A questionnaire that a target cannot hold without loss; ``troubles`` says why."""

    def __init__(self, troubles: Iterable[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__("; ".join(trouble.message for trouble in self.troubles))


def refuse_if(troubles: Iterable[Trouble]) -> None:
    """Raise CannotCarry when there is any trouble."""
    found = tuple(troubles)
    if found:
        raise CannotCarry(found)


def same_names(questions: Iterable[Question]) -> Iterator[Trouble]:
    """Yield a trouble for each name that stands for two questions, or for two columns."""
    seen: dict[str, str] = {}
    for question in questions:
        names = {question.name, question.column.strip()}
        for name in names & seen.keys():
            message = f"`{seen[name]}` and `{question.name}` would share the name `{name}`"
            yield Trouble(message, "rename the item, or the segment and its column")
        seen |= dict.fromkeys(names, question.name)


def same_texts(questions: Iterable[Question], language: str) -> Iterator[Trouble]:
    """Yield a trouble for each question whose text another one has: exports know texts only."""
    seen: dict[str, str] = {}
    for question in questions:
        text = folded(question.texts[language])
        if text in seen:
            message = f"`{seen[text]}` and `{question.name}` have the same text in `{language}`"
            yield Trouble(message, "this target is matched by texts: word them differently")
        seen.setdefault(text, question.name)


def same_labels(questions: Iterable[Question], language: str) -> Iterator[Trouble]:
    """Yield a trouble for each question whose answers cannot be told apart by their labels."""
    for question in questions:
        labels = [folded(answer.texts[language]) for answer in question.answers]
        if len(set(labels)) < len(labels):
            message = f"two answers of `{question.name}` have the same label in `{language}`"
            yield Trouble(message, "this target is matched by labels: word them differently")
        if any(_misleads(question, i, label) for i, label in enumerate(labels)):
            message = f"a label of `{question.name}` reads like the number of another answer"
            yield Trouble(message, "this target is matched by labels: write words, not numbers")


def folded(text: str) -> str:
    """Return a text as it is compared: without case, and with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _misleads(question: Question, place: int, label: str) -> bool:
    others = (a for i, a in enumerate(question.answers) if i != place)
    read_as = {folded(a.cell) for a in others}
    if question.kind == "choice":
        read_as |= {str(i + 1) for i in range(len(question.answers)) if i != place}
    return label in read_as
