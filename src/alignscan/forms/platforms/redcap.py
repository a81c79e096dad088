"""The form as a REDCap data dictionary: one language in a file."""

import csv
import io
from collections.abc import Iterator

from alignscan.forms.carrying import Trouble, refuse_if
from alignscan.forms.form import Block, Form
from alignscan.forms.platforms.markup import as_html
from alignscan.model.form import Question

_COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
NAME, FORM, _HEADER, TYPE, LABEL, CHOICES, NOTE = _COLUMNS[:7]
MATRIX = "Matrix Group Name"
RECORD = "record_id"
INSTRUMENT = "alignscan"

Row = dict[str, str]


def render(form: Form) -> bytes:
    """Return the form as a data dictionary; the first field is REDCap's own record id.

    Raises CannotCarry for names that REDCap does not take.
    """
    refuse_if(_refused_names(form))
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({FORM: INSTRUMENT, **row} for row in _rows(form))
    return out.getvalue().encode()


def _refused_names(form: Form) -> Iterator[Trouble]:
    for question in form.questions:
        name = question.redcap
        if "__" in name or name.endswith("_") or name in (RECORD, f"{INSTRUMENT}_complete"):
            message = f"REDCap takes no variable named `{name}`"
            hint = f"give `{question.name}` another id, without two underscores or one at the end"
            yield Trouble(message, hint)


def _rows(form: Form) -> Iterator[Row]:
    taken = {question.redcap for question in form.questions} | {RECORD}
    yield {NAME: RECORD, TYPE: "text", LABEL: "Record"}
    opening = "<br><br>".join(map(as_html, form.opening(form.language)))
    yield {NAME: _free("alignscan_opening", taken), TYPE: "descriptive", LABEL: opening}
    grids = 0
    for block in (block for page in form.pages for block in page):
        grids += block.is_grid
        yield from _block(block, _free(f"grid_{grids}", taken), form.language)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_x"
    return name


def _block(block: Block, grid: str, language: str) -> Iterator[Row]:
    for question in block.questions:
        row = _field(question, language)
        yield {**row, MATRIX: grid} if block.is_grid else row


def _field(question: Question, language: str) -> Row:
    row = {NAME: question.redcap, LABEL: as_html(question.texts[language])}
    if question.kind == "text":
        return {**row, TYPE: "notes"}
    choices = (f"{a.codes.word}, {as_html(a.texts[language])}" for a in question.answers)
    kind = "dropdown" if len(question.answers) > 12 else "radio"
    hint = as_html(question.hints.get(language, ""))
    return {**row, TYPE: kind, CHOICES: " | ".join(choices), NOTE: hint}
