"""The form as XLSForm, for KoBoToolbox, ODK, Ona and Enketo: one file for all languages."""

import io
from collections.abc import Iterator

from alignscan.forms.form import Block, Form
from alignscan.forms.languages import language_name
from alignscan.forms.levels import Worded, worded
from alignscan.forms.platforms.markup import without_placeholders
from alignscan.forms.workbook import workbook, write_table
from alignscan.model.form import Answer, Question, label

Row = dict[str, str]
_SURVEY = ("type", "name", "appearance", "required", "calculation")
_CHOICES = ("list_name", "name")
_SETTINGS = ("form_title", "form_id", "version", "default_language", "style")


def render(form: Form) -> bytes:
    """Return the form as an XLSX workbook with the sheets survey, choices and settings."""
    lists = _Lists()
    survey = list(_survey(form, lists))
    said = [f"label::{_language(one)}" for one in form.languages]
    hints = [f"hint::{_language(one)}" for one in form.languages if any(map(_hint, survey))]
    content = io.BytesIO()
    with workbook(content) as book:
        bold = book.add_format({"bold": True})
        for name, columns, rows in (
            ("survey", (*_SURVEY, *said, *hints), survey),
            ("choices", (*_CHOICES, *said), lists.rows(form)),
            ("settings", _SETTINGS, [_settings(form)]),
        ):
            cells = [[row.get(column, "") for column in columns] for row in rows]
            write_table(book.add_worksheet(name), [list(columns), *cells], bold)
    return content.getvalue()


class _Lists:
    """The lists of choices, each written once."""

    def __init__(self) -> None:
        self._lists: list[tuple[Answer, ...]] = []

    def name(self, answers: tuple[Answer, ...]) -> str:
        """Return the name of a list of choices."""
        if answers not in self._lists:
            self._lists.append(answers)
        return f"answers_{self._lists.index(answers) + 1}"

    def rows(self, form: Form) -> list[Row]:
        """Return the rows of the sheet of choices."""
        return [
            {"list_name": self.name(one), "name": answer.codes.plain, **_said(form, answer.texts)}
            for one in self._lists
            for answer in one
        ]


def _survey(form: Form, lists: _Lists) -> Iterator[Row]:
    taken = {question.name for question in form.questions}
    opening = {one: "\n\n".join(form.opening(one)) for one in form.languages}
    yield {"type": "note", "name": _free("opening", taken), **_said(form, opening)}
    by_level = worded(form)
    for number, part in enumerate(_parts(form), start=1):
        appearance = "table-list" if part.is_grid else "field-list"
        group = {"type": "begin_group", "name": _free(f"page_{number}", taken)}
        grid = {one: label("form.grid", one) for one in form.languages}
        yield {**group, "appearance": appearance, **(_said(form, grid) if part.is_grid else {})}
        for question in part.questions:
            yield _question(form, question, lists) | _shown_by_level(form, question, by_level)
        yield {"type": "end_group"}
    yield from (_text(one, tongue) for one in by_level.values() for tongue in form.languages)
    yield {
        "type": "calculate",
        "name": _free("alignscan_questionnaire", taken),
        "calculation": f"'{form.fingerprint}'",
    }


def _text(one: Worded, language: str) -> Row:
    """Return a value that holds a text: that of the level chosen, else the general one."""
    text = _literal(one.question.texts[language])
    for answer, texts in reversed(one.cases):
        chosen = f"${{{one.level.name}}} = '{answer.codes.plain}'"
        text = f"if({chosen}, {_literal(texts[language])}, {text})"
    return {"type": "calculate", "name": one.name(language), "calculation": text}


def _literal(text: str) -> str:
    """Return a text as XPath writes it, which has no way to escape a quotation mark."""
    line = " ".join(_shown(text).split())
    if "'" not in line:
        return f"'{line}'"
    if '"' not in line:
        return f'"{line}"'
    return "concat('" + "', \"'\", '".join(line.split("'")) + "')"


def _shown_by_level(form: Form, question: Question, by_level: dict[str, Worded]) -> Row:
    one = by_level.get(question.name)
    if one is None:
        return {}
    return {f"label::{_language(tongue)}": f"${{{one.name(tongue)}}}" for tongue in form.languages}


def _parts(form: Form) -> Iterator[Block]:
    for page in form.pages:
        yield from page


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"_{name}"
    return name


def _question(form: Form, question: Question, lists: _Lists) -> Row:
    row = {"name": question.name, **_said(form, question.texts)}
    row |= {f"hint::{_language(one)}": _shown(text) for one, text in question.hints.items()}
    if question.kind == "text":
        return {**row, "type": "text", "appearance": "multiline"}
    many = {"appearance": "minimal"} if len(question.answers) > 12 else {}
    return {**row, "type": f"select_one {lists.name(question.answers)}", **many}


def _said(form: Form, texts: dict[str, str]) -> Row:
    return {f"label::{_language(one)}": _shown(texts[one]) for one in form.languages}


def _shown(text: str) -> str:
    return without_placeholders(text)


def _language(code: str) -> str:
    return f"{language_name(code)} ({code})"


def _hint(row: Row) -> bool:
    return any(column.startswith("hint::") for column in row)


def _settings(form: Form) -> Row:
    return {
        "form_title": without_placeholders(form.title[form.language]),
        "form_id": f"alignscan_{form.questionnaire}",
        "version": form.version,
        "default_language": _language(form.language),
        "style": "pages theme-grid",
    }
