"""A sheet to copy from, for Microsoft Forms and SurveyMonkey: they take in no file."""

from collections.abc import Iterator

from alignscan.forms.carrying import refuse_if, same_labels, same_texts
from alignscan.forms.form import Form
from alignscan.forms.texts import asked
from alignscan.model.form import Question, label

_WIDTH = 100


def render(form: Form) -> bytes:
    """Return the sheet as text; CannotCarry where a text or a label stands for two things."""
    language, questions = form.language, form.questions
    refuse_if((*same_texts(questions, language), *same_labels(questions, language)))
    return ("\n".join(_lines(form)) + "\n").encode("utf-8-sig")


def _lines(form: Form) -> Iterator[str]:
    language = form.language
    yield label("form.paste.how", language)
    yield label("form.paste.privacy", language)
    yield from ("", "=" * _WIDTH, "", form.title[language], "")
    for line in form.opening(language):
        yield from (line, "")
    number = 0
    for page in form.pages:
        yield from ("-" * _WIDTH, "")
        for question in (q for block in page for q in block.questions):
            number += 1
            yield from _question(question, number, language)


def _question(question: Question, number: int, language: str) -> Iterator[str]:
    kind = "text" if question.kind == "text" else "choice"
    yield f"[{number}] {label(f'form.paste.{kind}', language)}"
    yield asked(question, language)
    for answer in question.answers:
        yield f"    {' '.join(answer.texts[language].split())}"
    yield ""
