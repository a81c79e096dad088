"""The form as Qualtrics' Advanced Format text: one language in a file.

Every item is a question of its own, so that its column in the export is named by its id.
"""

from collections.abc import Iterator
from decimal import Decimal

from alignscan.forms.carrying import Trouble, refuse_if
from alignscan.forms.form import Form
from alignscan.forms.platforms.markup import as_html
from alignscan.model.form import Question

_SHORT = 120
"""Labels of so many characters in all stand beside each other."""


def render(form: Form) -> bytes:
    """Return the form as text; CannotCarry for points that are no whole numbers."""
    refuse_if(_fractions(form))
    language = form.language
    lines = ["[[AdvancedFormat]]", ""]
    lines += [f"[[ED:alignscan_questionnaire:{form.fingerprint}]]"]
    lines += [f"[[ED:alignscan_language:{language}]]", ""]
    lines += _block(0, ["[[Question:DB]]", "[[ID:alignscan_opening]]", _opening(form), ""])
    for number, page in enumerate(form.pages, start=1):
        questions = [line for b in page for q in b.questions for line in _question(q, language)]
        lines += _block(number, questions)
    return "\n".join(lines).encode()


def _fractions(form: Form) -> Iterator[Trouble]:
    for question in form.questions:
        if any(int(d) != d for d in (Decimal(a.codes.number) for a in question.answers)):
            message = f"`{question.name}` has points that are no whole numbers"
            yield Trouble(message, "Qualtrics numbers answers with whole numbers: use such a scale")


def _opening(form: Form) -> str:
    title = f"<strong>{as_html(form.title[form.language])}</strong>"
    return "<br><br>".join((title, *map(as_html, form.opening(form.language))))


def _block(number: int, lines: list[str]) -> list[str]:
    return [f"[[Block:Page {number}]]", "", *lines]


def _question(question: Question, language: str) -> Iterator[str]:
    if language in question.hints:
        yield from ("[[Question:DB]]", as_html(question.hints[language]), "")
    yield f"[[Question:{_type(question, language)}]]"
    yield f"[[ID:{question.name}]]"
    yield as_html(question.texts[language])
    if question.answers:
        yield "[[AdvancedChoices]]"
    for answer in question.answers:
        yield f"[[Choice:{answer.codes.number}]]"
        yield as_html(answer.texts[language])
    yield ""


def _type(question: Question, language: str) -> str:
    if question.kind == "text":
        return "TE:Essay"
    if len(question.answers) > 12:
        return "MC:DropDown"
    length = sum(len(answer.texts[language]) for answer in question.answers)
    across = question.kind == "scale" and length <= _SHORT
    return f"MC:SingleAnswer:{'Horizontal' if across else 'Vertical'}"
