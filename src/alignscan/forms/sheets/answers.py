"""An answer sheet: one row for each person, with drop-downs; a responses file as it stands."""

import io
import re
from typing import Any, Final

from alignscan.forms.carrying import folded
from alignscan.forms.form import Form
from alignscan.forms.workbook import workbook
from alignscan.model.form import NOT_APPLICABLE, Question

ROWS = 2000
"""So many people can be entered with drop-downs."""
_PROMPT = 255
"""Characters of the message that a spreadsheet shows at a cell."""

_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")


def render(form: Form) -> bytes:
    """Return the sheet as XLSX: answers, then the questions and the lists of the drop-downs."""
    content = io.BytesIO()
    with workbook(content) as book:
        bold = book.add_format({"bold": True})
        answers = book.add_worksheet("answers")
        _questions(book.add_worksheet("questions"), form, book)
        lists = book.add_worksheet("lists")
        lists.hide()
        answers.freeze_panes(1, 0)
        for column, question in enumerate(form.questions):
            answers.write_string(0, column, question.column, bold)
            answers.set_column(column, column, 30 if question.kind == "text" else 14)
            _validate(answers, lists, column, question, form.language)
        answers.activate()
    return content.getvalue()


def entries(question: Question, language: str) -> list[str]:
    """Return what a drop-down offers: labels where each is its own, else what they stand for."""
    cells = [answer.cell for answer in question.answers]
    labels = [" ".join(answer.texts[language].split()) for answer in question.answers]
    if question.kind == "segment" or not _tell_apart(labels, cells):
        return cells
    return [
        cell if cell == NOT_APPLICABLE else one for one, cell in zip(labels, cells, strict=True)
    ]


def _tell_apart(labels: list[str], cells: list[str]) -> bool:
    """Return whether each label is read as its own answer: no two alike, and none a number."""
    words = {folded(one) for one in labels}
    return len(words) == len(labels) and not any(
        one in map(folded, cells) or _NUMBER.fullmatch(one) for one in words
    )


def _validate(sheet: Any, lists: Any, column: int, question: Question, language: str) -> None:
    offered = entries(question, language)
    prompt = {"input_message": question.texts[language][:_PROMPT]}
    if not offered:
        sheet.data_validation(1, column, ROWS, column, {"validate": "any", **prompt})
        return
    for row, entry in enumerate(offered):
        lists.write_string(row, column, entry)
    name = _letters(column)
    source = f"=lists!${name}$1:${name}${len(offered)}"
    sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": source, **prompt})


def _letters(column: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    head, last = divmod(column, 26)
    return (_letters(head - 1) if head else "") + chr(65 + last)


def _questions(sheet: Any, form: Form, book: Any) -> None:
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90, wrap)
    sheet.write_string(0, 0, form.title[form.language], bold)
    row = 1
    for line in form.opening(form.language):
        sheet.write_string(row, 1, line, wrap)
        row += 1
    for question in form.questions:
        row += 1
        sheet.write_string(row, 0, question.column, bold)
        sheet.write_string(row, 1, question.texts[form.language], wrap)
        for place, (entry, answer) in enumerate(
            zip(entries(question, form.language), question.answers, strict=True), start=2
        ):
            text = " ".join(answer.texts[form.language].split())
            sheet.write_string(row, place, text if text == entry else f"{entry} = {text}")
