"""What the page of the offline form knows: texts in all languages, and what answers stand for."""

import hashlib
import json
from typing import Any, Final

from alignscan.forms.form import Form
from alignscan.forms.languages import language_name
from alignscan.model.form import Question
from alignscan.model.labels import OWN, known_language, labels

FORMAT: Final = "alignscan/response/1"
_RIGHT_TO_LEFT: Final = frozenset(("ar", "fa", "he", "ur"))
_ESCAPED: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def as_script_data(form: Form) -> str:
    """Return the data of a form as JSON that can stand between script tags."""
    text = json.dumps(data_of(form), ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return text


def data_of(form: Form) -> dict[str, Any]:
    """Return everything the page needs; lists and objects of texts only."""
    return {
        "response": {
            "format": FORMAT,
            "questionnaire": form.questionnaire,
            "version": form.version,
            "fingerprint": form.fingerprint,
            "wave": form.wave,
        },
        "draft": _draft_name(form),
        "languages": [
            {"code": one, "name": language_name(one), "right": one[:2] in _RIGHT_TO_LEFT}
            for one in form.languages
        ],
        "title": form.title,
        "intro": form.intro,
        "promise": {
            one: {"heading": form.promise[one].heading, "sentences": form.promise[one].sentences}
            for one in form.languages
        },
        "labels": {one: ui_labels(one) for one in form.languages},
        "pages": [
            [_question(question) for block in page for question in block.questions]
            for page in form.pages
        ],
    }


def ui_labels(language: str) -> dict[str, str]:
    """Return the words of the page itself in a language, in English where there are none."""
    known = {**labels(OWN), **labels(known_language(language) or OWN)}
    return {
        key.removeprefix("form."): text.strip()
        for key, text in known.items()
        if key.startswith("form.")
    }


def _draft_name(form: Form) -> str:
    """Return a name of its own for the draft of each survey in a browser."""
    told = [form.fingerprint, form.wave, form.title]
    return "alignscan-" + hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name if question.segment is None else question.segment,
        "part": "answers" if question.segment is None else "segments",
        "kind": question.kind,
        "texts": question.texts,
        "hints": question.hints,
        "wording": question.wording,
        "choices": [{"cell": answer.cell, "texts": answer.texts} for answer in question.answers],
    }
