"""How a questionnaire is answered: the codes of every closed item, and what each one scores.

A closed item is answered with a *code*: the index of a scale point (or option), from 0, or one of
four negative codes for answers that carry no score. Responses are read into codes; statistics are
counted over codes; nothing between them needs to know a label or a language.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from alignscan.model.conditions import CODE_OF, CONDITIONS, PARTS, PRACTICES, Condition
from alignscan.model.evidence import items_behind, items_of_practice
from alignscan.model.questionnaire import RATED, Item, Kind, Questionnaire
from alignscan.model.survey import Survey

MISSING: Final = -1
CANNOT_SAY: Final = -2
NOT_APPLICABLE: Final = -3
NOT_ASKED: Final = -4
NO_SCORE: Final = (MISSING, CANNOT_SAY, NOT_APPLICABLE, NOT_ASKED)


_RECALL: Final[tuple[Kind, ...]] = ("recall",)
"""Read only where the survey file names priorities to be recognized."""
_ENOUGH: Final = 3
"""So many priorities named count as knowing them, or all where there are fewer."""


@dataclass(frozen=True, slots=True)
class CodedItem:
    """A closed item: its points in file order, and what each scores on the score scale."""

    id: str
    kind: Kind
    condition: Condition | None
    practice: str | None
    points: tuple[Decimal, ...]
    """The points as written (1 to 5), or option numbers from 1 for a choice."""
    values: tuple[Fraction, ...]
    """Each point on the score scale, reversed where the item is; empty for choice and recall."""
    labels: tuple[tuple[str, ...], ...]
    """For each point the texts that mean it, in every language; option ids and texts too.

    For a recall question, whose points are how many priorities a text names: after an empty first
    one, for each priority the texts that name it.
    """
    cannot_say: tuple[str, ...]
    weight: Fraction
    favorable: tuple[int, ...]
    unfavorable: tuple[int, ...]
    has_neutral: bool


@dataclass(frozen=True, slots=True)
class CodedScale:
    """A set of items that make one score: a condition, a part of one, a practice, an outcome."""

    id: str
    """``direction``, ``commitment.understanding``, ``C1.4``, ``wish.goals``, ``outcome`` ..."""
    items: tuple[str, ...]
    scorable: bool
    """Whether the questionnaire asks enough: half of the practices, or the anchored item."""


class CodedSegment(NamedTuple):
    """A grouping and its declared categories."""

    id: str
    column: str
    categories: tuple[str, ...]
    map: tuple[tuple[str, str], ...]
    """Pairs of a value in the data and the category it stands for."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that reading and counting need to know about a survey."""

    items: tuple[CodedItem, ...]
    scales: tuple[CodedScale, ...]
    segments: tuple[CodedSegment, ...]
    low: Fraction
    high: Fraction

    def item(self, id: str) -> CodedItem:
        """Return an item by id; KeyError when there is none."""
        for item in self.items:
            if item.id == id:
                return item
        raise KeyError(id)


def codebook(survey: Survey, questionnaire: Questionnaire) -> Codebook:
    """Return the codes of a survey; items and segments in the order they are written."""
    asked = questionnaire.of_kind(*RATED, "choice", *_RECALL[: len(survey.priorities)])
    items = tuple(_coded(questionnaire, survey, item) for item in asked)
    return Codebook(
        items=items,
        scales=_scales(items),
        segments=tuple(_segments(survey)),
        low=Fraction(questionnaire.score_scale.low),
        high=Fraction(questionnaire.score_scale.high),
    )


def _coded(questionnaire: Questionnaire, survey: Survey, item: Item) -> CodedItem:
    scale = questionnaire.scale_of(item)
    if item.kind == "recall":
        return _coded_recall(item, survey)
    if scale is None:
        return _coded_choice(item)
    points = scale.points
    good, bad = scale.favorable_points, scale.unfavorable_points
    if item.reverse:
        good, bad = bad, good
    labels = tuple(
        tuple(dict.fromkeys(texts[i] for texts in scale.labels.values() if i < len(texts)))
        for i in range(len(points))
    )
    return CodedItem(
        id=item.id,
        kind=item.kind,
        condition=item.about,
        practice=item.practice,
        points=points,
        values=questionnaire.rescaled(item),
        labels=labels,
        cannot_say=tuple(dict.fromkeys((scale.cannot_say or {}).values())),
        weight=Fraction(item.weight),
        favorable=tuple(i for i, p in enumerate(points) if p in good),
        unfavorable=tuple(i for i, p in enumerate(points) if p in bad),
        has_neutral=scale.has_neutral,
    )


def _coded_choice(item: Item) -> CodedItem:
    return CodedItem(
        id=item.id,
        kind=item.kind,
        condition=item.about,
        practice=item.practice,
        points=tuple(Decimal(i) for i in range(1, len(item.options) + 1)),
        values=(),
        labels=tuple((o.id, *dict.fromkeys(o.text.values())) for o in item.options),
        cannot_say=(),
        weight=Fraction(1),
        favorable=(),
        unfavorable=(),
        has_neutral=False,
    )


def _coded_recall(item: Item, survey: Survey) -> CodedItem:
    """Return how many of the priorities a text names, as a number from 0 to all of them."""
    count = len(survey.priorities)
    wanted = survey.thresholds.recall_least or _ENOUGH
    return CodedItem(
        id=item.id,
        kind=item.kind,
        condition=item.about,
        practice=item.practice,
        points=tuple(Decimal(i) for i in range(count + 1)),
        values=(),
        labels=((), *((p.name, *p.keywords) for p in survey.priorities)),
        cannot_say=(),
        weight=Fraction(1),
        favorable=tuple(range(min(wanted, count), count + 1)),
        unfavorable=(),
        has_neutral=False,
    )


def _scales(items: tuple[CodedItem, ...]) -> tuple[CodedScale, ...]:
    out: list[CodedScale] = []
    for condition in CONDITIONS:
        out.append(_condition_scale(items, condition))
        if condition == "commitment":
            out.extend(_part_scales(items))
        out.extend(_practice_scales(items, condition))
        wishes = tuple(i.id for i in items if i.kind == "wish" and i.condition == condition)
        if wishes:
            out.append(CodedScale(f"wish.{condition}", wishes, scorable=True))
    for name, kind in (("pair", "pair"), ("outcome", "outcome")):
        ids = tuple(i.id for i in items if i.kind == kind)
        if ids:
            out.append(CodedScale(name, ids, scorable=True))
    return tuple(out)


def _condition_scale(items: tuple[CodedItem, ...], condition: Condition) -> CodedScale:
    found, scorable = items_behind(items, condition)
    return CodedScale(condition, tuple(i.id for i in found), scorable)


def _part_scales(items: tuple[CodedItem, ...]) -> list[CodedScale]:
    parts = []
    for part, practices in PARTS.items():
        ids = tuple(i.id for i in items if i.kind == "practice" and i.practice in practices)
        covered = {i.practice for i in items if i.id in ids}
        if ids:
            scorable = 2 * len(covered) >= len(practices)
            parts.append(CodedScale(f"commitment.{part}", ids, scorable))
    return parts


def _practice_scales(items: tuple[CodedItem, ...], condition: Condition) -> list[CodedScale]:
    code = CODE_OF[condition]
    out = []
    for practice in (p for p in PRACTICES if p.startswith(f"{code}.")):
        ids = tuple(i.id for i in items_of_practice(items, practice))
        if ids:
            out.append(CodedScale(practice, ids, scorable=True))
    return out


def _segments(survey: Survey) -> list[CodedSegment]:
    return [
        CodedSegment(
            id=id,
            column=segment.column or id,
            categories=segment.categories or tuple(dict.fromkeys(segment.map.values())),
            map=tuple(segment.map.items()),
        )
        for id, segment in survey.segments.items()
    ]
