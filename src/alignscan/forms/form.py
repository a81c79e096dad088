"""A survey as a form: its questions on pages, in the languages asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from alignscan.forms.carrying import CannotCarry, Trouble, refuse_if, same_names
from alignscan.model.form import Question, form_languages, missing_text, near, questions_of
from alignscan.model.naming import questionnaire_fingerprint
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.model.wording import worded

_SHORT_LABEL = 32
"""Labels of more characters than this do not fit above the columns of a grid."""
_PAGE = 12
"""Questions on one page at most."""
_TOGETHER = 6
"""Subjects with so many questions in all share a page."""


@dataclass(frozen=True, slots=True)
class PromiseText:
    """The promise to those who are asked, in one language."""

    heading: str
    lead: str
    """The heading as it stands before the sentences, with its colon."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that stand together: several with the same answers as a grid, else one alone."""

    questions: tuple[Question, ...]

    @property
    def is_grid(self) -> bool:
        """Whether there are several questions, all with the same answers."""
        return len(self.questions) > 1


@dataclass(frozen=True, slots=True)
class Form:
    """Everything a target writes down; texts are by language."""

    questionnaire: str
    version: str
    fingerprint: str
    wave: str | None
    languages: tuple[str, ...]
    """The first is the one that a form opens in."""
    title: dict[str, str]
    intro: dict[str, str]
    """Empty where the questionnaire has none."""
    promise: Mapping[str, PromiseText]
    pages: tuple[tuple[Block, ...], ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in their order."""
        return tuple(q for page in self.pages for block in page for q in block.questions)

    @property
    def language(self) -> str:
        """The language that the form opens in, or its only one."""
        return self.languages[0]

    def opening(self, language: str) -> tuple[str, ...]:
        """Return what stands before the questions: the introduction, then the promise."""
        promise = self.promise[language]
        intro = (self.intro[language],) if language in self.intro else ()
        return (*intro, promise.lead, *promise.sentences)


def form_of(
    survey: Survey,
    questionnaire: Questionnaire,
    languages: Sequence[str],
    promise: Mapping[str, PromiseText],
) -> Form:
    """Return a survey as a form; CannotCarry where two questions would have one name."""
    questions = questions_of(survey, questionnaire, languages)
    refuse_if(same_names(questions))
    own = survey.title or ""

    def said(texts: dict[str, str]) -> dict[str, str]:
        return {one: worded(texts, survey, questionnaire, one) for one in languages}

    return Form(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        fingerprint=questionnaire_fingerprint(questionnaire),
        wave=survey.wave.id,
        languages=tuple(languages),
        title=dict.fromkeys(languages, own) if own else said(questionnaire.title),
        intro=said(questionnaire.intro) if questionnaire.intro else {},
        promise=promise,
        pages=tuple(tuple(_blocks(page)) for page in _pages(questions)),
    )


def languages_of(
    survey: Survey, questionnaire: Questionnaire, wanted: str | None
) -> tuple[str, ...]:
    """Return the languages a form can have, or the one wanted; CannotCarry where a text lacks."""
    found = form_languages(survey, questionnaire)
    if wanted is not None:
        chosen = near(wanted, found)
        if chosen is None:
            raise CannotCarry(_untranslated(questionnaire, wanted, found))
        return (chosen,)
    if not found:
        raise CannotCarry(_untranslated(questionnaire, survey.language, found))
    return found


def _untranslated(
    questionnaire: Questionnaire, language: str, complete: Sequence[str]
) -> Iterator[Trouble]:
    item = missing_text(questionnaire, language)
    if item is not None:
        message = f"the questionnaire is not complete in `{language}`: see item `{item}`"
        hint = "write the text, the labels and the options of every item in that language"
        listed = " or ".join(f"`{one}`" for one in complete)
        yield Trouble(message, f"choose {listed}, or {hint}" if complete else hint)


def _pages(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Yield questions by subject, short ones together.

    Segments stand apart, as later questions may be worded by them, and so does recall, before
    anything that could help it.
    """
    page: list[Question] = []
    for _, group in groupby(questions, key=_subject):
        for part in _parts(list(group)):
            apart = _stands_apart(part[0]) or any(map(_stands_apart, page[-1:]))
            if page and (apart or len(page) + len(part) > _TOGETHER):
                yield page
                page = []
            page += part
    if page:
        yield page


def _parts(questions: Sequence[Question]) -> Iterator[Sequence[Question]]:
    """Yield some questions in parts of about one size, none of them longer than a page."""
    most = 1 if questions[0].recall else _PAGE
    size = -(-len(questions) // -(-len(questions) // most))
    for at in range(0, len(questions), size):
        yield questions[at : at + size]


def _subject(question: Question) -> tuple[object, ...]:
    """Return what a question is about: questions on the same follow each other on a page."""
    return question.segment is not None, question.recall, question.condition


def _stands_apart(question: Question) -> bool:
    return question.recall or question.segment is not None


def _blocks(page: Sequence[Question]) -> Iterator[Block]:
    for _, group in groupby(page, key=_in_grid):
        yield Block(tuple(group))


def _in_grid(question: Question) -> object:
    """Return what questions of a grid have in common; for others something nobody else has."""
    texts = [text for answer in question.answers for text in answer.texts.values()]
    if question.kind != "scale" or max(map(len, texts), default=99) > _SHORT_LABEL:
        return question.name
    return [(answer.codes, answer.cell, answer.texts) for answer in question.answers]
