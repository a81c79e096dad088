"""The way of answers: a form, filled in, exported as its platform does, and imported."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.forms import exports
from tests.forms.exports import Asked, People

from alignscan.api.form import form
from alignscan.api.importing import Wish, import_exports
from alignscan.api.load import load
from alignscan.model.form import Question, questions_of

XLSFORM = {"en": "English (en)", "nl": "Nederlands (nl)"}


@dataclass(frozen=True)
class Route:
    """A target, and one kind of export of its platform."""

    target: str
    export: Callable[[bytes, People, str], tuple[bytes, ...]]
    suffix: str


Hidden = Callable[[bytes], Mapping[str, str]]
Read = Callable[[bytes, str], list[Asked]]


def _route(
    target: str, read: Read, write: Callable[..., bytes], suffix: str, *more: Any, **options: Any
) -> Route:
    """Return a route; ``more`` are functions of the form and the language that ``write`` takes."""

    def export(file: bytes, people: People, language: str) -> tuple[bytes, ...]:
        given = (one(file, language) for one in more)
        return (write(read(file, language), people, *given, **options),)

    return Route(target, export, suffix)


def _language(_: bytes, language: str) -> str:
    return language


def _hidden(read: Hidden) -> Callable[[bytes, str], Mapping[str, str]]:
    return lambda file, _: read(file)


def _alone(read: Callable[[bytes], list[Asked]]) -> Read:
    return lambda file, _: read(file)


def _xlsform(file: bytes, language: str) -> list[Asked]:
    return exports.xlsform(file, XLSFORM[language])


KOBO = _hidden(exports.xlsform_hidden)
QUALTRICS = (_language, _hidden(exports.qualtrics_hidden))
ROUTES = {
    "html": Route(
        "html", lambda f, people, one: tuple(exports.response_files(f, people, one)), ".json"
    ),
    "xlsx": _route("xlsx", _alone(exports.answer_sheet), exports.filled_sheet, ".xlsx"),
    "kobo-names": _route("xlsform", _xlsform, exports.kobo, ".csv", KOBO),
    "kobo-labels": _route("xlsform", _xlsform, exports.kobo, ".csv", KOBO, labels=True),
    "odk": _route("xlsform", _xlsform, exports.odk, ".csv", KOBO),
    "surveyjs": _route(
        "surveyjs",
        exports.surveyjs,
        exports.surveyjs_results,
        ".json",
        _hidden(exports.surveyjs_hidden),
    ),
    "limesurvey-codes": _route(
        "limesurvey", exports.limesurvey, exports.limesurvey_csv, ".csv", _language
    ),
    "limesurvey-labels": _route(
        "limesurvey", exports.limesurvey, exports.limesurvey_csv, ".csv", _language, labels=True
    ),
    "qualtrics-numbers": _route(
        "qualtrics", _alone(exports.qualtrics), exports.qualtrics_csv, ".csv", *QUALTRICS
    ),
    "qualtrics-labels": _route(
        "qualtrics",
        _alone(exports.qualtrics),
        exports.qualtrics_csv,
        ".csv",
        *QUALTRICS,
        labels=True,
    ),
    "google-forms": _route("google-forms", _alone(exports.google), exports.google_csv, ".csv"),
    "redcap": _route("redcap", _alone(exports.redcap), exports.redcap_csv, ".csv"),
    "microsoft-forms": _route("paste", _alone(exports.paste), exports.microsoft, ".xlsx"),
    "surveymonkey": _route("paste", _alone(exports.paste), exports.surveymonkey, ".csv"),
}


def asked_by(survey: Path) -> tuple[Question, ...]:
    ready = load(survey)
    return questions_of(ready.survey, ready.questionnaire)


def imported(route: Route, survey: Path, people: People, language: str) -> list[dict[str, str]]:
    """Return the rows of the responses file that come of what people answered."""
    file = form(survey, route.target, language=language)
    paths = []
    for at, content in enumerate(route.export(file, people, language)):
        paths.append(survey.parent / f"export-{at}{route.suffix}")
        paths[-1].write_bytes(content)
    outcome = import_exports(paths, survey, Wish())
    for path in paths:
        path.unlink()
    assert not outcome.failed, [f"{f.code} {f.message} {f.hint}" for f in outcome.findings]
    (content,) = (c for path, c in outcome.files.items() if path.suffix == ".csv")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_cells(questions: Sequence[Question], people: People) -> list[dict[str, str]]:
    """Return what the responses file has to hold."""
    return [
        {
            question.column: ""
            if one is None
            else one
            if isinstance(one, str)
            else question.answers[one].cell
            for question, one in zip(questions, given, strict=True)
        }
        for given in people
    ]
