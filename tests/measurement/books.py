"""Codebooks and answers to test with: small, odd, and drawn at random."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from alignscan.model.codebook import NO_SCORE, Codebook, CodedItem, CodedScale, CodedSegment
from alignscan.responses.batch import NOT_STATED, Batch

LOW, HIGH = Fraction(1), Fraction(5)
WEIGHTS = [Fraction(1), Fraction(2), Fraction(1, 2), Fraction(1, 3), Fraction("0.37")]


@dataclass(frozen=True)
class Person:
    """One respondent: item id to code, segment id to category index."""

    answers: dict[str, int]
    segments: dict[str, int]


@dataclass(frozen=True)
class Case:
    """A codebook and everybody's answers."""

    book: Codebook
    people: tuple[Person, ...]


def rated(
    name: str,
    points: int = 5,
    *,
    weight: Fraction = Fraction(1),
    favorable: tuple[int, ...] | None = None,
    unfavorable: tuple[int, ...] | None = None,
) -> CodedItem:
    """Return an item with evenly spread points from the low to the high end of the score scale."""
    edge = 2 if points in (5, 7) else points // 2
    good = tuple(range(points - edge, points)) if favorable is None else favorable
    bad = tuple(range(edge)) if unfavorable is None else unfavorable
    return CodedItem(
        id=name,
        kind="practice",
        condition="direction",
        practice="C1.1",
        points=tuple(Decimal(i) for i in range(1, points + 1)),
        values=tuple(LOW + (HIGH - LOW) * Fraction(i, points - 1) for i in range(points)),
        labels=((),) * points,
        cannot_say=(),
        weight=weight,
        favorable=good,
        unfavorable=bad,
        has_neutral=len({*good, *bad}) < points,
    )


def choice(name: str, options: int) -> CodedItem:
    """Return a choice item, which has no values."""
    item = rated(name, options, favorable=(), unfavorable=())
    return replace(item, kind="choice", values=(), has_neutral=False)


def reverse(item: CodedItem) -> CodedItem:
    """Return the item with its meaning turned around, as the codebook does for `reverse: true`."""
    return replace(
        item,
        values=tuple(LOW + HIGH - value for value in item.values),
        favorable=item.unfavorable,
        unfavorable=item.favorable,
    )


def book_of(
    items: Sequence[CodedItem],
    scales: Mapping[str, Sequence[str]] | None = None,
    segments: Mapping[str, Sequence[str]] | None = None,
) -> Codebook:
    """Return a codebook; by default one scale `direction` of all items."""
    whole = {"direction": [item.id for item in items]}
    chosen = whole if scales is None else scales
    return Codebook(
        items=tuple(items),
        scales=tuple(CodedScale(name, tuple(ids), True) for name, ids in chosen.items()),
        segments=tuple(
            CodedSegment(name, name, tuple(categories), ())
            for name, categories in (segments or {}).items()
        ),
        low=LOW,
        high=HIGH,
    )


def batch_of(book: Codebook, people: Sequence[Person]) -> Batch:
    """Return the answers of people as one batch."""
    return Batch(
        answers={
            item.id: np.array([p.answers[item.id] for p in people], dtype=np.int16)
            for item in book.items
        },
        segments={
            segment.id: np.array([p.segments[segment.id] for p in people], dtype=np.int16)
            for segment in book.segments
        },
        size=len(people),
    )


@st.composite
def items(draw: st.DrawFn, name: str) -> CodedItem:
    points = draw(st.sampled_from([2, 3, 4, 5, 7, 11, 101]))
    item = rated(name, points, weight=draw(st.sampled_from(WEIGHTS)))
    return reverse(item) if draw(st.booleans()) else item


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    names = [f"q{i}" for i in range(draw(st.integers(1, 5)))]
    asked = [draw(items(name)) for name in names]
    some = st.lists(st.sampled_from(names), unique=True)
    scales = {"all": names, "some": draw(some), "others": draw(some)}
    levels = {f"s{i}": ["a", "b", "c"][: draw(st.integers(1, 3))] for i in range(2)}
    segments = dict(list(levels.items())[: draw(st.integers(0, 2))])
    return book_of([*asked, choice("pick", 3)], scales, segments)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a codebook and up to a dozen people with every kind of answer and gap."""
    book = draw(books())
    person = st.builds(
        Person,
        st.fixed_dictionaries(
            {
                item.id: st.one_of(
                    st.integers(0, len(item.points) - 1), st.sampled_from(sorted(NO_SCORE))
                )
                for item in book.items
            }
        ),
        st.fixed_dictionaries(
            {
                segment.id: st.integers(NOT_STATED, len(segment.categories) - 1)
                for segment in book.segments
            }
        ),
    )
    return Case(book, tuple(draw(st.lists(person, max_size=12))))
