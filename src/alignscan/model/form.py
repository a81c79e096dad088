"""The questions of a survey as forms ask them: the names, texts and codes that exports share.

Forms are written with these and their exports are read with them, so both agree by construction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from alignscan.model.base import in_language
from alignscan.model.codebook import CodedSegment, codebook
from alignscan.model.conditions import Condition
from alignscan.model.form_codes import (
    Codes,
    option_codes,
    other_codes,
    plain,
    point_codes,
    segment_codes,
)
from alignscan.model.labels import OWN, known_language, labels
from alignscan.model.naming import SEGMENT, STYLES, codes_of
from alignscan.model.questionnaire import RATED, Item, Questionnaire, Scale
from alignscan.model.survey import Survey
from alignscan.model.wording import worded

Kind = Literal["scale", "choice", "segment", "text"]
CANNOT_SAY: Final = "cs"
NOT_APPLICABLE: Final = "na"
TEXT_BY_LEVEL: Final = "alignscan_text_"
"""How the name of a value begins that holds the text of a question as a level is asked it."""
Names = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a closed question."""

    codes: Codes
    cell: str
    """What a responses file holds."""
    texts: dict[str, str]
    """The label as shown, by language."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form."""

    name: str
    """The id that platforms carry."""
    lime: str
    """The same for LimeSurvey."""
    redcap: str
    """The same for REDCap."""
    column: str
    """The column of a responses file."""
    kind: Kind
    texts: dict[str, str]
    """The question as shown, by language, with all variables filled in."""
    answers: tuple[Answer, ...] = ()
    """Closed questions only."""
    hints: dict[str, str] = field(default_factory=dict)
    """What the answers mean, by language; empty where they speak for themselves."""
    wording: dict[str, dict[str, str]] = field(default_factory=dict)
    """The same question as it is put to people of a level: by level and language."""
    segment: str | None = None
    condition: Condition | None = None
    recall: bool = False
    """Whether people answer from memory, before they see anything that could remind them."""


def questions_of(
    survey: Survey, questionnaire: Questionnaire, chosen: Iterable[str] | None = None
) -> tuple[Question, ...]:
    """Return what a form asks, in order: segments with declared categories first, then all items.

    Texts are in the ``chosen`` languages, else in all that the questionnaire is complete in.
    """
    shown = tuple(chosen) if chosen is not None else form_languages(survey, questionnaire)
    names = _names(survey, questionnaire)
    segments = (
        _segment_question(segment, names[SEGMENT + segment.id], survey, questionnaire, shown)
        for segment in codebook(survey, questionnaire).segments
        if segment.categories
    )
    items = (
        _item_question(item, names[item.id], survey, questionnaire, shown)
        for item in questionnaire.items
    )
    return (*segments, *items)


def form_languages(survey: Survey, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the languages in which nothing of the questionnaire is missing, the survey's first."""
    some = dict.fromkeys(language for item in questionnaire.items for language in item.text)
    whole = [one for one in some if missing_text(questionnaire, one) is None]
    wanted = near(survey.language, whole)
    return tuple(sorted(whole, key=lambda one: (one != wanted,)))


def near(language: str, known: Sequence[str]) -> str | None:
    """Return the language among those known, or the one it is a regional form of; else None."""
    base = language.partition("-")[0]
    return next((one for one in (language, base) if one in known), None)


def missing_text(questionnaire: Questionnaire, language: str) -> str | None:
    """Return the first item that cannot be asked in a language; None when there is none."""
    for item in questionnaire.items:
        scale = questionnaire.scale_of(item)
        needed = [item.text, *item.wording.values(), *(option.text for option in item.options)]
        needed += [scale.cannot_say] if scale and scale.cannot_say else []
        unlabeled = scale and scale.labels and language not in scale.labels
        if unlabeled or any(language not in texts for texts in needed):
            return item.id
    return None


def _names(survey: Survey, questionnaire: Questionnaire) -> dict[str, Names]:
    xml, lime, redcap = (codes_of(survey, questionnaire, style) for style in STYLES)
    return {key: (xml[key], lime[key], redcap[key]) for key in xml}


def _item_question(
    item: Item, names: Names, survey: Survey, questionnaire: Questionnaire, shown: Iterable[str]
) -> Question:
    def said(texts: dict[str, str]) -> dict[str, str]:
        return {one: worded(texts, survey, questionnaire, one) for one in shown}

    kind: Kind = "scale" if item.kind in RATED else "choice" if item.kind == "choice" else "text"
    scale = questionnaire.scale_of(item)
    answers: tuple[Answer, ...] = ()
    if kind == "choice":
        coded = zip(option_codes(item.options), item.options, strict=True)
        answers = tuple(Answer(codes, o.id, said(o.text)) for codes, o in coded)
    elif kind == "scale" and scale is not None:
        answers = _scale_answers(scale, shown)
    return Question(
        name=names[0],
        lime=names[1],
        redcap=names[2],
        column=item.id,
        kind=kind,
        texts=said(item.text),
        answers=answers,
        wording={level: said(texts) for level, texts in item.wording.items()},
        condition=item.about,
        recall=item.kind == "recall",
    )


def _scale_answers(scale: Scale, shown: Iterable[str]) -> tuple[Answer, ...]:
    by_language = {one: _point_labels(scale, one) for one in shown}
    coded = enumerate(zip(point_codes(scale.points), scale.points, strict=True))
    points = [
        Answer(codes, plain(point), {one: texts[i] for one, texts in by_language.items()})
        for i, (codes, point) in coded
    ]
    declared = scale.cannot_say
    if declared:
        codes = other_codes(CANNOT_SAY, 97, scale.points)
        texts = {one: in_language(declared, one) for one in by_language}
    else:
        codes = other_codes(NOT_APPLICABLE, 98, scale.points)
        texts = {one: label("form.not_applicable", one) for one in by_language}
    return (*points, Answer(codes, codes.plain, texts))


def _point_labels(scale: Scale, language: str) -> tuple[str, ...]:
    """Return a label for each point, the number itself where it has none."""
    written = scale.labels.get(language) or next(iter(scale.labels.values()), ())
    return (*written, *(plain(point) for point in scale.points[len(written) :]))


def _segment_question(
    segment: CodedSegment,
    names: Names,
    survey: Survey,
    questionnaire: Questionnaire,
    shown: Iterable[str],
) -> Question:
    return Question(
        name=names[0],
        lime=names[1],
        redcap=names[2],
        column=segment.column,
        kind="segment",
        texts={one: _ask(segment, one) for one in shown},
        answers=tuple(
            Answer(codes, category, {one: _category(segment, category, one) for one in shown})
            for codes, category in zip(segment_codes(segment), segment.categories, strict=True)
        ),
        hints=_definitions(segment, survey, questionnaire, shown),
        segment=segment.id,
    )


def _definitions(
    segment: CodedSegment, survey: Survey, questionnaire: Questionnaire, shown: Iterable[str]
) -> dict[str, str]:
    """Return what each level is, as far as the questionnaire says it."""
    if segment.id != "level":
        return {}
    lines = {
        one: [
            f"{_category(segment, level, one)}: {worded(texts, survey, questionnaire, one)}"
            for level, texts in questionnaire.levels.items()
            if level in segment.categories
        ]
        for one in shown
    }
    return {one: "\n".join(found) for one, found in lines.items() if found}


def _ask(segment: CodedSegment, language: str) -> str:
    known = f"form.ask.{segment.id}"
    if known in labels(OWN):
        return label(known, language)
    return label("form.ask", language, segment=segment.column)


def _category(segment: CodedSegment, category: str, language: str) -> str:
    known = f"role.{category}"
    return label(known, language) if segment.id == "level" and known in labels(OWN) else category


def label(key: str, language: str, **values: str) -> str:
    """Return a packaged label in a language, in English where there are none in it."""
    own = labels(known_language(language) or OWN)
    text = own.get(key) or labels(OWN)[key]
    return text.format(**values).strip()
