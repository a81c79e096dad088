"""The form as SurveyJS JSON: one file for all languages."""

import html
import json
import re
from collections.abc import Callable
from typing import Any, Final

from alignscan.forms.form import Block, Form
from alignscan.forms.levels import Worded, worded
from alignscan.forms.platforms.markup import without_placeholders
from alignscan.model.form import Answer, Question, label

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")


def render(form: Form) -> bytes:
    """Return the form as JSON for the SurveyJS form library."""
    free, by_level = _free_names(form), worded(form)
    survey: dict[str, Any] = {
        "title": _said(form, form.title),
        **({"locale": form.language} if form.language != "en" else {}),
        "showProgressBar": True,
        "progressBarType": "questions",
        "questionOrder": "initial",
        "showQuestionNumbers": "off",
        "completedHtml": _localized(form, lambda one: html.escape(label("form.thanks", one))),
        "pages": [_opening(form, free), *_pages(form, free, by_level)],
        "calculatedValues": [
            {
                "name": "alignscan_questionnaire",
                "expression": f"'{form.fingerprint}'",
                "includeIntoResult": True,
            },
            *(_text(one, tongue) for one in by_level.values() for tongue in form.languages),
        ],
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


def _text(one: Worded, language: str) -> dict[str, Any]:
    """Return a value that holds a text: that of the level chosen, else the general one."""
    text = _literal(one.question.texts[language])
    for answer, texts in reversed(one.cases):
        code = _value(answer.codes.plain)
        chosen = f"{{{one.level.name}}} = {code if isinstance(code, int) else _literal(code)}"
        text = f"iif({chosen}, {_literal(texts[language])}, {text})"
    return {"name": one.name(language), "expression": text, "includeIntoResult": False}


def _literal(text: str) -> str:
    """Return a text as expressions write it; they know no escape for a backslash."""
    line = " ".join(without_placeholders(text).replace("\\", "\uff3c").split())
    return "'" + re.sub("(['\"])", r"\\\1", line) + "'"


def _pages(form: Form, taken: set[str], by_level: dict[str, Worded]) -> list[dict[str, Any]]:
    grids = 0
    out = []
    for number, page in enumerate(form.pages, start=1):
        elements = []
        for block in page:
            grids += block.is_grid
            elements.append(_element(form, block, _named("matrix", grids, taken), by_level))
        out.append({"name": _named("page", number, taken), "elements": elements})
    return out


def _element(form: Form, block: Block, grid: str, by_level: dict[str, Worded]) -> dict[str, Any]:
    first = block.questions[0]
    if not block.is_grid:
        return _single(form, first, _asked(form, first, by_level))
    return {
        "type": "matrix",
        "name": grid,
        "title": _localized(form, lambda one: label("form.grid", one)),
        "columns": [_choice(form, answer) for answer in first.answers],
        "rows": [
            {"value": one.name, "text": _asked(form, one, by_level)} for one in block.questions
        ],
    }


def _asked(form: Form, question: Question, by_level: dict[str, Worded]) -> dict[str, str]:
    one = by_level.get(question.name)
    if one is None:
        return _said(form, question.texts)
    return _localized(form, lambda tongue: f"{{{one.name(tongue)}}}")


def _single(form: Form, question: Question, title: dict[str, str]) -> dict[str, Any]:
    head: dict[str, Any] = {"name": question.name, "title": title}
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
