"""What columns of an export may be: the questions of a survey, found by name and by text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from alignscan.model.form import TEXT_BY_LEVEL, Question, questions_of
from alignscan.model.naming import segment_code
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.responses.importing.texts import clean, parts_of, plain

_BEFORE: Final = re.compile(r"^\[(?P<a>[^\[\]]{1,60})\]|^(?P<b>[\w.\-]{1,60}):\s")
_BY_LEVEL: Final = re.compile(rf"\$\{{{TEXT_BY_LEVEL}(?P<a>\w+)__\w+\}}$")
_AFTER: Final = re.compile(r"[\[(](?P<a>[^\[\]()]{1,60})[\])]\s*$")


@dataclass(frozen=True, eq=False)
class Target:
    """One question of the survey that a column may answer."""

    question: Question
    names: tuple[str, ...]
    """Its id, and the column that the survey file names."""
    codes: tuple[str, ...]
    """What platforms make of its id."""

    @property
    def id(self) -> str:
        """The id of the item or of the segment."""
        return self.question.segment or self.question.column

    @property
    def is_segment(self) -> bool:
        """Whether it groups people."""
        return self.question.segment is not None

    @property
    def column(self) -> str:
        """Its column in the responses file."""
        return self.question.column


@dataclass(frozen=True)
class Targets:
    """Everything that a survey asks."""

    all: tuple[Target, ...]

    @cached_property
    def _by_name(self) -> dict[str, list[Target]]:
        return _index((name, one) for one in self.all for name in one.names)

    @cached_property
    def _by_code(self) -> dict[str, list[Target]]:
        return _index((code, one) for one in self.all for code in one.codes)

    @cached_property
    def _by_text(self) -> dict[str, list[Target]]:
        return _index((plain(text), one) for one in self.all for text in texts_of(one))

    def of(self, id: str, *, segment: bool) -> Target | None:
        """Return the item or segment with an id."""
        return next((t for t in self.all if t.id == id and t.is_segment == segment), None)

    def named(self, codes: Iterable[str]) -> tuple[Target | None, bool]:
        """Return the only one that one of some codes names, and whether it is its very name."""
        codes = tuple(codes)
        for exact, index in ((True, self._by_name), (False, self._by_code)):
            for code in codes:
                found = index.get(code.strip().casefold(), ())
                if len(found) == 1:
                    return found[0], exact
        return None, False

    def named_in(self, text: str) -> Target | None:
        """Return the one that a text names: ``[id] text``, ``id: text``, ``text (id)``.

        So does the name of a value in which a form keeps the text for a level.
        """
        for pattern in (_BEFORE, _AFTER, _BY_LEVEL):
            found = pattern.search(text)
            if found:
                name = next(group for group in found.groups() if group)
                one, exact = self.named((name,))
                if one is not None and (exact or pattern is _BY_LEVEL):
                    return one
        return None

    def asked_by(self, texts: Iterable[str]) -> tuple[list[Target], bool]:
        """Return those that a text asks for, and whether the whole text does rather than a row."""
        for text in texts:
            for at, part in enumerate(parts_of(text)):
                whole = at == 0 or text.endswith(f"/{part}")
                found = [
                    one for one in self._by_text.get(plain(part), ()) if whole or not one.is_segment
                ]
                if found:
                    return found, at == 0
        return [], False


def targets_of(survey: Survey, questionnaire: Questionnaire) -> Targets:
    """Return what the columns of an export of a survey may be."""
    asked = [
        _target(question) for question in questions_of(survey, questionnaire, _all(questionnaire))
    ]
    known = {one.id for one in asked if one.is_segment}
    bare = (
        Question(segment_code(id), "", "", segment.column or id, "segment", {}, segment=id)
        for id, segment in survey.segments.items()
        if id not in known
    )
    return Targets((*asked, *map(_target, bare)))


def texts_of(target: Target) -> Iterator[str]:
    """Yield the texts of a question, in every language and for every level."""
    if target.is_segment:
        yield target.column
    yield from target.question.texts.values()
    for wording in target.question.wording.values():
        yield from wording.values()


def _all(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return every language that any text is in."""
    found = {questionnaire.language: None}
    for item in questionnaire.items:
        found |= dict.fromkeys(item.text)
        scale = questionnaire.scale_of(item)
        found |= dict.fromkeys(scale.labels if scale else ())
        for option in item.options:
            found |= dict.fromkeys(option.text)
    return tuple(found)


def _target(question: Question) -> Target:
    names = (question.column, question.segment, f"segment:{question.segment}")
    codes = (question.name, question.lime, question.redcap)
    return Target(
        question,
        tuple(name for name in (names if question.segment else names[:1]) if name),
        tuple(code for code in codes if code),
    )


def _index(pairs: Iterable[tuple[str, Target]]) -> dict[str, list[Target]]:
    out: dict[str, list[Target]] = {}
    for key, one in pairs:
        known = out.setdefault(clean(key).casefold(), [])
        if one not in known:
            known.append(one)
    return out
