"""The measures once more, person by person, as slow and plain as the definitions read."""

from collections.abc import Sequence
from fractions import Fraction

from tests.measurement.books import Case, Person

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.complete import CompleteItem, CompleteSums
from alignscan.measurement.measures import CellMeasure, ItemMeasure, ScoreMeasure
from alignscan.measurement.reliability import Reliability
from alignscan.model.codebook import (
    CANNOT_SAY,
    MISSING,
    NOT_APPLICABLE,
    NOT_ASKED,
    Codebook,
    CodedItem,
    CodedScale,
)


def measured(case: Case) -> list[CellMeasure]:
    """Return every cell: overall, then every category of every segment."""
    cells = [_cell(case.book, "overall", (), case.people)]
    for segment in case.book.segments:
        for index, category in enumerate(segment.categories):
            people = [p for p in case.people if p.segments[segment.id] == index]
            filters = ((segment.id, (category,)),)
            cells.append(_cell(case.book, f"{segment.id}={category}", filters, people))
    return cells


def _cell(
    book: Codebook,
    name: str,
    filters: tuple[tuple[str, tuple[str, ...]], ...],
    people: Sequence[Person],
) -> CellMeasure:
    return CellMeasure(
        id=name,
        filters=filters,
        respondents=len(people),
        items={item.id: _item(item, people) for item in book.items},
        scales={scale.id: _score(book, scale, people) for scale in book.scales},
        agreement={s.id: Agreement(_complete(book, s, people)) for s in book.scales if s.items},
        reliability={
            scale.id: Reliability(rows)
            for scale in book.scales
            if len((rows := _complete(book, scale, people)).items) > 1
        },
    )


def _complete(book: Codebook, scale: CodedScale, people: Sequence[Person]) -> CompleteSums:
    items = [book.item(name) for name in scale.items]
    if len(items) > 1:
        items = [item for item in items if any(_applies(item, person) for person in people)]
    rows = [p for p in people if all(p.answers[item.id] >= 0 for item in items)]
    steps = [_steps(item) for item in items]
    crossed = [
        sum(steps[a][r.answers[items[a].id]] * steps[b][r.answers[items[b].id]] for r in rows)
        for a in range(len(items))
        for b in range(a + 1, len(items))
    ]
    found = [
        CompleteItem(
            id=item.id,
            values=item.values,
            width=abs(item.values[1] - item.values[0]),
            steps=tuple(own),
            counts=tuple(
                sum(row.answers[item.id] == point for row in rows)
                for point in range(len(item.points))
            ),
        )
        for item, own in zip(items, steps, strict=True)
    ]
    return CompleteSums(tuple(found), tuple(crossed))


def _applies(item: CodedItem, person: Person) -> bool:
    return person.answers[item.id] not in (NOT_APPLICABLE, NOT_ASKED)


def _steps(item: CodedItem) -> list[int]:
    points = list(range(len(item.points)))
    return points if item.values[1] > item.values[0] else points[::-1]


def _item(item: CodedItem, people: Sequence[Person]) -> ItemMeasure:
    codes = [p.answers[item.id] for p in people]
    given = [code for code in codes if code >= 0]
    values = [item.values[code] for code in given] if item.values else []
    good = [code for code in given if code in item.favorable]
    bad = [code for code in given if code in item.unfavorable]
    shares = bool(values)
    return ItemMeasure(
        n=len(given),
        missing=codes.count(MISSING),
        cannot_say=codes.count(CANNOT_SAY),
        not_applicable=codes.count(NOT_APPLICABLE),
        not_asked=codes.count(NOT_ASKED),
        distribution=tuple(codes.count(point) for point in range(len(item.points))),
        mean=_mean(values),
        variance=_variance(values),
        favorable=Fraction(len(good), len(given)) if shares else None,
        neutral=(
            Fraction(len(given) - len(good) - len(bad), len(given))
            if shares and item.has_neutral
            else None
        ),
        unfavorable=Fraction(len(bad), len(given)) if shares else None,
        average_deviation=_average_deviation(values),
        options=len(item.points),
    )


def _score(book: Codebook, scale: CodedScale, people: Sequence[Person]) -> ScoreMeasure:
    items = [book.item(name) for name in scale.items]
    scores: list[Fraction] = []
    shares: list[Fraction] = []
    pooled: list[Fraction] = []
    prorated = not_scored = not_applicable = 0
    for person in people:
        applicable = [i for i in items if person.answers[i.id] not in (NOT_APPLICABLE, NOT_ASKED)]
        answered = [i for i in applicable if person.answers[i.id] >= 0]
        favorable = [Fraction(person.answers[i.id] in i.favorable) for i in answered]
        pooled += favorable
        if not applicable:
            not_applicable += 1
        elif not answered or len(answered) < Fraction(len(applicable), 2):
            not_scored += 1
        else:
            prorated += len(answered) < len(applicable)
            weighted = [i.weight * i.values[person.answers[i.id]] for i in answered]
            scores.append(sum(weighted, Fraction()) / sum(i.weight for i in answered))
            shares.append(sum(favorable, Fraction()) / len(favorable))
    of_items = [_item(i, people) for i in items]
    return ScoreMeasure(
        n=len(scores),
        prorated=prorated,
        not_scored=not_scored,
        not_applicable=not_applicable,
        mean=_mean(scores),
        variance=_variance(scores),
        average_deviation=_mean([d for i in of_items if (d := i.average_deviation) is not None]),
        favorable_persons=_mean(shares),
        favorable_pooled=_mean(pooled),
        favorable_items=_mean([f for i in of_items if (f := i.favorable) is not None]),
        favorable_variance=_variance(shares),
    )


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) / len(values) if values else None


def _variance(values: Sequence[Fraction]) -> Fraction | None:
    center = _mean(values)
    if center is None or len(values) < 2:
        return None
    return sum(((v - center) ** 2 for v in values), Fraction()) / (len(values) - 1)


def _average_deviation(values: Sequence[Fraction]) -> Fraction | None:
    center = _mean(values)
    return None if center is None else _mean([abs(v - center) for v in values])
