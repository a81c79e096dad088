"""The form as a Google Apps Script that makes a Google Form: one language in a file."""

import json
from collections.abc import Iterator

from alignscan.forms.carrying import refuse_if, same_labels, same_texts
from alignscan.forms.form import Block, Form
from alignscan.forms.texts import asked
from alignscan.model.form import Question, label

_HEAD = """\
// Paste this at script.google.com into a new project and run alignscanForm once.
// Exports of the form are matched by the exact texts: do not change a word.
function alignscanForm() {
  var form = FormApp.create(%(title)s);
  form.setTitle(%(title)s);
  form.setDescription(%(description)s);
  form.setCollectEmail(false);
  form.setLimitOneResponsePerUser(false);
  form.setAllowResponseEdits(false);
  form.setPublishingSummary(false);
  form.setShuffleQuestions(false);
  form.setProgressBar(true);
  form.setConfirmationMessage(%(thanks)s);
  try { form.setRequireLogin(false); } catch (error) { /* exists for organizations only */ }
"""
_FOOT = """\
  Logger.log(form.getEditUrl());
  Logger.log(form.getPublishedUrl());
}
"""


def render(form: Form) -> bytes:
    """Return the script; CannotCarry where a text or a label stands for two things."""
    language, questions = form.language, form.questions
    refuse_if((*same_texts(questions, language), *same_labels(questions, language)))
    return (_head(form) + "".join(f"  {line}\n" for line in _lines(form)) + _FOOT).encode()


def _head(form: Form) -> str:
    return _HEAD % {
        "title": _text(form.title[form.language]),
        "description": _text("\n\n".join(form.opening(form.language))),
        "thanks": _text(label("form.thanks", form.language)),
    }


def _lines(form: Form) -> Iterator[str]:
    grids = 0
    for page in form.pages:
        yield "form.addPageBreakItem();"
        for block in page:
            if block.is_grid and _readable(block, form.language):
                grids += 1
                yield _grid(block, grids, form.language)
            else:
                yield from (_single(question, form.language) for question in block.questions)


def _readable(block: Block, language: str) -> bool:
    """Return whether rows can be told from the title: exports put them after it in brackets."""
    return not any(set("[]") & set(question.texts[language]) for question in block.questions)


def _grid(block: Block, number: int, language: str) -> str:
    title = f"{label('form.grid', language)} ({number})"
    rows = [asked(question, language) for question in block.questions]
    return (
        f"form.addGridItem().setTitle({_text(title)}).setRequired(false)"
        f".setRows({_text(rows)}).setColumns({_text(_labels(block.questions[0], language))});"
    )


def _single(question: Question, language: str) -> str:
    title = f".setTitle({_text(asked(question, language))}).setRequired(false)"
    if question.kind == "text":
        return f"form.addParagraphTextItem(){title};"
    hint = question.hints.get(language)
    help_text = f".setHelpText({_text(hint)})" if hint else ""
    item = "ListItem" if len(question.answers) > 12 else "MultipleChoiceItem"
    values = _text(_labels(question, language))
    return f"form.add{item}(){title}{help_text}.setChoiceValues({values});"


def _labels(question: Question, language: str) -> list[str]:
    return [" ".join(answer.texts[language].split()) for answer in question.answers]


def _text(value: object) -> str:
    """Return a text or a list of texts as JavaScript; plain ASCII, so no character is lost."""
    return json.dumps(value, ensure_ascii=True).replace("</", "<\\/")
