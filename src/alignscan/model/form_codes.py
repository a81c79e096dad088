"""Codes of answers, for platforms that take whole numbers, or letters and digits, only."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from alignscan.model.codebook import CodedSegment
from alignscan.model.naming import answer_codes, category_codes
from alignscan.model.questionnaire import Option

_WORD: Final = re.compile(r"[A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Codes:
    """How one answer is written in coded exports."""

    plain: str
    """Where any short text will do: XLSForm, SurveyJS."""
    short: str
    """Five letters and digits at most: LimeSurvey."""
    word: str
    """Letters, digits and underscores: REDCap."""
    number: str
    """A whole number: Qualtrics. The point itself where that is no whole number."""


def point_codes(points: Sequence[Decimal]) -> tuple[Codes, ...]:
    """Return the codes of the points of a scale: themselves wherever they fit."""
    return tuple(_point(point, i) for i, point in enumerate(points, start=1))


def other_codes(name: str, first: int, points: Iterable[Decimal]) -> Codes:
    """Return the codes of an answer beside the scale, ``cs`` or ``na``."""
    number, taken = first, {int(point) for point in points}
    while number in taken:
        number += 1000
    return Codes(name, name, name, str(number))


def option_codes(options: Sequence[Option]) -> tuple[Codes, ...]:
    """Return the codes of the options of a choice: their ids wherever they fit."""
    ids = [option.id for option in options]
    short, numbers = answer_codes(ids), _numbers(len(ids), ids)
    return tuple(
        Codes(id, five, id if _WORD.fullmatch(id) else five, number)
        for id, five, number in zip(ids, short, numbers, strict=True)
    )


def segment_codes(segment: CodedSegment) -> tuple[Codes, ...]:
    """Return the codes of the categories of a segment."""
    spelled = {text.strip() for text in segment.categories}
    spelled |= {value.strip() for value, _ in segment.map}
    words = category_codes(segment.categories)
    short = answer_codes(segment.categories)
    numbers = _numbers(len(words), spelled)
    return tuple(
        Codes(word, five, word, number)
        for word, five, number in zip(words, short, numbers, strict=True)
    )


def plain(number: Decimal) -> str:
    """Return a number without the zeros that end its decimals."""
    return f"{number.normalize():f}"


def _point(point: Decimal, place: int) -> Codes:
    whole = point == int(point) and 0 <= point < 100_000
    short = str(int(point)) if whole else f"p{place}"
    return Codes(plain(point), short, short, plain(point))


def _numbers(count: int, spelled: Collection[str]) -> tuple[str, ...]:
    """Return whole numbers in a row, none of them among those spelled: from 1, 101, 1001 ..."""
    start = 1
    while True:
        numbers = tuple(str(start + i) for i in range(count))
        if not set(numbers) & set(spelled):
            return numbers
        start = (start - 1 or 10) * 10 + 1
