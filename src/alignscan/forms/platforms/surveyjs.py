"""The form as SurveyJS JSON: one file for all languages."""

import html
import json
import re
from collections.abc import Callable
from typing import Any, Final

from alignscan.forms.form import Block, Form
from alignscan.forms.platforms.markup import without_placeholders
from alignscan.model.form import Answer, Question, label

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")


def render(form: Form) -> bytes:
    """Return the form as JSON for the SurveyJS form library."""
    free = _free_names(form)
    survey: dict[str, Any] = {
        "title": _said(form, form.title),
        **({"locale": form.language} if form.language != "en" else {}),
        "showProgressBar": True,
        "progressBarType": "questions",
        "questionOrder": "initial",
        "showQuestionNumbers": "off",
        "calculatedValues": [
            {
                "name": "alignscan_questionnaire",
                "expression": f"'{form.fingerprint}'",
                "includeIntoResult": True,
            }
        ],
        "completedHtml": _localized(form, lambda one: html.escape(label("form.thanks", one))),
        "pages": [_opening(form, free), *_pages(form, free)],
    }
    return (json.dumps(survey, ensure_ascii=False, indent=1) + "\n").encode()


def _free_names(form: Form) -> set[str]:
    return {question.name for question in form.questions}


def _named(prefix: str, number: int, taken: set[str]) -> str:
    """Return a name for a page or a grid that no question has."""
    name = f"{prefix}_{number}"
    while name in taken:
        name = f"_{name}"
    return name


def _opening(form: Form, taken: set[str]) -> dict[str, Any]:
    text = _localized(
        form, lambda one: "".join(f"<p>{html.escape(line)}</p>" for line in form.opening(one))
    )
    element = {"type": "html", "name": _named("opening", 1, taken), "html": text}
    return {"name": _named("page", 0, taken), "elements": [element]}


def _pages(form: Form, taken: set[str]) -> list[dict[str, Any]]:
    grids = 0
    out = []
    for number, page in enumerate(form.pages, start=1):
        elements = []
        for block in page:
            grids += block.is_grid
            elements.append(_element(form, block, _named("matrix", grids, taken)))
        out.append({"name": _named("page", number, taken), "elements": elements})
    return out


def _element(form: Form, block: Block, grid: str) -> dict[str, Any]:
    first = block.questions[0]
    if not block.is_grid:
        return _single(form, first)
    return {
        "type": "matrix",
        "name": grid,
        "title": _localized(form, lambda one: label("form.grid", one)),
        "columns": [_choice(form, answer) for answer in first.answers],
        "rows": [{"value": q.name, "text": _said(form, q.texts)} for q in block.questions],
    }


def _single(form: Form, question: Question) -> dict[str, Any]:
    head: dict[str, Any] = {"name": question.name, "title": _said(form, question.texts)}
    if question.hints:
        head["description"] = _said(form, question.hints)
    if question.kind == "text":
        return {"type": "comment", **head}
    kind = "dropdown" if len(question.answers) > 12 else "radiogroup"
    return {"type": kind, **head, "choices": [_choice(form, a) for a in question.answers]}


def _choice(form: Form, answer: Answer) -> dict[str, Any]:
    return {"value": _value(answer.codes.plain), "text": _said(form, answer.texts)}


def _value(code: str) -> str | int:
    """Return a whole number as one, so that results hold numbers; any other code as text."""
    return int(code) if _WHOLE.fullmatch(code) else code


def _said(form: Form, texts: dict[str, str]) -> dict[str, str]:
    return _localized(form, lambda one: without_placeholders(texts[one]))


def _localized(form: Form, text: Callable[[str], str]) -> dict[str, str]:
    """Return a text for each language; SurveyJS calls that of the survey ``default``."""
    others = {one: text(one) for one in form.languages[1:]}
    return {"default": text(form.language), **others}
