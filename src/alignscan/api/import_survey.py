"""The survey that an import is for: one that is there, or one that begins with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alignscan.api.load import InvalidInput, load
from alignscan.forms.imported import survey_text, with_categories, with_responses
from alignscan.model.content import packaged_questionnaire, packaged_questionnaires
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Organization, QuestionnaireRef, Segment, Survey
from alignscan.responses.importing.matching import match
from alignscan.responses.importing.opened import Export
from alignscan.responses.importing.source import Options, headings_of
from alignscan.responses.importing.targets import targets_of
from alignscan.responses.platforms.profile import Heading
from alignscan.rules.check import check_file, check_text
from alignscan.source.emit import CannotWriteError
from alignscan.source.finding import Finding, Severity
from alignscan.source.text import Text, decode_text

if TYPE_CHECKING:
    from alignscan.api.importing import Wish

KNOWN: Final = frozenset(
    (
        *("level", "grade", "function", "department", "division", "business unit", "business_unit"),
        *("site", "location", "office", "region", "country", "team", "unit", "tenure"),
        *("abteilung", "bereich", "standort", "ebene", "service", "département", "niveau"),
        *("departamento", "nivel", "sede", "afdeling", "locatie"),
    )
)
"""Headings of columns that group people, where no survey file says so."""
LEAST: Final = 0.6
"""So much of a questionnaire must have been asked for it to be recognized."""
_NO_ID: Final = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True)
class Ready:
    """A survey that answers can be imported into."""

    path: Path
    survey: Survey
    questionnaire: Questionnaire
    original: bytes | None = None
    """The survey file as it is; None where it begins with this import."""
    use: str = ""
    """The questionnaire as a new survey file names it."""


def ready_survey(path: Path) -> Ready:
    """Return a survey file; InvalidInput when it has an error, or answers of its own."""
    loaded = load(path)
    if loaded.survey.answers is not None:
        what = "the survey file holds answers itself; adding more could count people twice"
        hint = "`alignscan split` moves them to a responses file"
        raise InvalidInput((Finding("AS210", Severity.ERROR, what, str(path), None, hint=hint),))
    return Ready(path, loaded.survey, loaded.questionnaire, path.read_bytes())


def begun(path: Path, opened: Sequence[Export], options: Options, wish: Wish) -> Ready:
    """Return a survey that begins with some exports; InvalidInput where its questions are open."""
    headings = [heading for one in opened for heading in headings_of(one, options)]
    use, questionnaire = _questionnaire(headings, wish, path)
    survey = Survey(
        format="alignscan/1",
        organization=Organization(name=wish.organization),
        questionnaire=QuestionnaireRef(use=use),
        mode="confidential",
        segments=_segments(headings, options),
    )
    return Ready(path, survey, questionnaire, use=use)


def survey_after(
    ready: Ready, categories: Mapping[str, tuple[str, ...]], responses: str
) -> bytes | None:
    """Return the survey file as it is to be; None where nothing in it changes.

    Raises InvalidInput where it cannot be changed without changing something else.
    """
    if ready.original is None:
        columns = {id: one.column or id for id, one in ready.survey.segments.items()}
        found = {id: (columns[id], cats) for id, cats in categories.items() if cats}
        text = survey_text(ready.survey.organization.name, ready.use, found, responses)
        return _sound(text, ready.path).encode()
    before = decode_text(ready.original, str(ready.path)).content
    try:
        named = [source.file for source in ready.survey.responses]
        text = with_responses(before, named, responses)
        text = with_categories(text, {id: found for id, found in categories.items() if found})
    except CannotWriteError:
        what = "the survey file is written in a way that nothing can be added to it"
        hint = f"write `responses: {responses}` in it, and the categories of segments"
        finding = Finding("AS210", Severity.ERROR, what, str(ready.path), None, hint=hint)
        raise InvalidInput((finding,)) from None
    return None if text == before else _encoded(ready.original, _sound(text, ready.path))


def _sound(text: str, path: Path) -> str:
    errors = check_text(Text(str(path), text), folder=path.parent).errors
    if errors:
        raise InvalidInput(errors)
    return text


def _encoded(original: bytes, text: str) -> bytes:
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if original.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()


def _questionnaire(
    headings: Sequence[Heading], wish: Wish, path: Path
) -> tuple[str, Questionnaire]:
    if wish.questionnaire is not None:
        return _named(wish.questionnaire, path)
    asked = {
        name: _asked(headings, packaged_questionnaire(name)) for name in packaged_questionnaires()
    }
    best = max(asked, key=lambda name: asked[name])
    if asked[best][0] >= LEAST and list(asked.values()).count(asked[best]) == 1:
        return best, packaged_questionnaire(best)
    what = "nothing tells which questionnaire was asked"
    hint = "name it, such as --questionnaire standard, or give a survey file with --survey"
    raise InvalidInput((Finding("AS803", Severity.ERROR, what, str(path), None, hint=hint),))


def _named(name: str, path: Path) -> tuple[str, Questionnaire]:
    if name in packaged_questionnaires():
        return name, packaged_questionnaire(name)
    checked = check_file(path.parent / name)
    if checked.questionnaire is None or checked.errors:
        raise InvalidInput(checked.errors)
    return name, checked.questionnaire


def _asked(headings: Sequence[Heading], questionnaire: Questionnaire) -> tuple[float, int]:
    """Return how much of a questionnaire some headings ask, as a share and as a number."""
    survey = Survey(
        format="alignscan/1",
        organization=Organization(name="-"),
        questionnaire=QuestionnaireRef(use=questionnaire.id),
    )
    targets = targets_of(survey, questionnaire)
    found = {id(t) for h in headings if (t := match(h, targets).target) is not None}
    return len(found) / len(questionnaire.items), len(found)


def _segments(headings: Sequence[Heading], options: Options) -> dict[str, Segment]:
    out: dict[str, Segment] = {}
    for column in options.mapping.columns if options.mapping else ():
        if column.use == "segment" and column.id:
            categories = tuple(dict.fromkeys(band.category for band in column.bands))
            out[column.id] = Segment(column=column.id, categories=categories)
    for heading in headings:
        for name in (*heading.codes, *heading.texts):
            known = name.casefold().startswith("seg_") or name.casefold() in KNOWN
            id = _NO_ID.sub("_", name.casefold().removeprefix("seg_")).strip("_")
            if known and id and id not in out:
                out[id] = Segment(column=name)
    return out
