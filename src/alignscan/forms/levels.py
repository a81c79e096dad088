"""Items that are worded by level, for targets that choose a text by what people said before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from alignscan.forms.form import Block, Form
from alignscan.model.form import TEXT_BY_LEVEL, Answer, Question


@dataclass(frozen=True, slots=True)
class Worded:
    """A question whose text depends on the level of whoever is asked."""

    question: Question
    level: Question
    """The question about the level."""
    cases: tuple[tuple[Answer, dict[str, str]], ...]
    """For each level with a wording of its own its answer, and the text by language."""

    def name(self, language: str) -> str:
        """Return the name of the value that holds the text, where a target needs one."""
        return f"{TEXT_BY_LEVEL}{self.question.name}__{language.replace('-', '_')}"


def worded(form: Form) -> dict[str, Worded]:
    """Return the questions that are worded by level, by name; none where nobody asks for levels."""
    level = next((one for one in form.questions if one.segment == "level"), None)
    if level is None:
        return {}
    found = (Worded(one, level, tuple(_cases(one, level))) for one in form.questions)
    return {one.question.name: one for one in found if one.cases}


def _cases(question: Question, level: Question) -> Iterator[tuple[Answer, dict[str, str]]]:
    for answer in level.answers:
        if answer.cell in question.wording:
            yield answer, question.wording[answer.cell]


def for_level(form: Form, level: str) -> Form:
    """Return a form in which every question is worded for one level."""
    pages = (tuple(_block(block, level) for block in page) for page in form.pages)
    return replace(form, pages=tuple(pages))


def _block(block: Block, level: str) -> Block:
    return Block(
        tuple(
            replace(one, texts=one.wording.get(level, one.texts), wording={})
            for one in block.questions
        )
    )
