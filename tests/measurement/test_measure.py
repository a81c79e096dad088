from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import (
    HIGH,
    LOW,
    WEIGHTS,
    Case,
    Person,
    batch_of,
    book_of,
    cases,
    choice,
    rated,
    reverse,
)
from tests.measurement.reference import measured

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import CellMeasure, ScoreMeasure
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import cell
from alignscan.model.codebook import (
    CANNOT_SAY,
    MISSING,
    NOT_APPLICABLE,
    NOT_ASKED,
    Codebook,
    CodedItem,
)


def cells(book: Codebook, people: Sequence[Person]) -> tuple[CellMeasure, ...]:
    return measure(tabulate(book, [batch_of(book, people)])).cells


def scored(items: Sequence[CodedItem], rows: Sequence[Sequence[int]]) -> ScoreMeasure:
    names = [item.id for item in items]
    people = [Person(dict(zip(names, row, strict=True)), {}) for row in rows]
    return cells(book_of(items), people)[0].scales["direction"]


@settings(max_examples=60)
@given(cases())
def test_measures_equal_those_computed_person_by_person(case: Case) -> None:
    assert list(cells(case.book, case.people)) == measured(case)


@settings(max_examples=25)
@given(cases())
def test_everything_stays_in_its_range(case: Case) -> None:
    for found in cells(case.book, case.people):
        for item in found.items.values():
            unanswered = item.missing + item.cannot_say + item.not_applicable + item.not_asked
            assert item.n + unanswered == found.respondents
            assert item.favorable is None or 0 <= item.favorable <= 1
        for score in found.scales.values():
            assert score.n + score.not_scored + score.not_applicable == found.respondents
            assert 0 <= score.prorated <= score.n
            assert (score.mean is None) == (score.n == 0)
            assert score.mean is None or LOW <= score.mean <= HIGH
            assert score.average_deviation is None or 0 <= score.average_deviation <= 2
            assert score.favorable_persons is None or 0 <= score.favorable_persons <= 1


@settings(max_examples=25)
@given(cases())
def test_categories_and_not_stated_make_up_overall(case: Case) -> None:
    tabulation = tabulate(case.book, [batch_of(case.book, case.people)])
    for segment in case.book.segments:
        groups = [cell({segment.id: [name]}) for name in (*segment.categories, "(not stated)")]
        found = measure(tabulation, groups).cells
        assert sum(group.respondents for group in found) == len(case.people)


@settings(max_examples=25)
@given(cases(), st.sampled_from([*WEIGHTS, Fraction(1000, 7)]))
def test_weights_matter_only_in_proportion(case: Case, factor: Fraction) -> None:
    items = tuple(replace(item, weight=item.weight * factor) for item in case.book.items)
    book = replace(case.book, items=items)
    assert cells(book, case.people) == cells(case.book, case.people)


@settings(max_examples=25)
@given(cases(), st.sampled_from([NOT_APPLICABLE, NOT_ASKED]), st.sampled_from([2, 7, 101]))
def test_an_item_that_applies_to_nobody_changes_no_score(
    case: Case, code: int, points: int
) -> None:
    book = replace(
        case.book,
        items=(*case.book.items, rated("extra", points, weight=Fraction(2, 3))),
        scales=tuple(replace(s, items=(*s.items, "extra")) for s in case.book.scales),
    )
    people = [replace(p, answers={**p.answers, "extra": code}) for p in case.people]
    before, after = cells(case.book, case.people), cells(book, people)
    assert [c.scales for c in after] == [c.scales for c in before]


@settings(max_examples=25)
@given(cases())
def test_reversing_an_item_and_its_answers_changes_no_score(case: Case) -> None:
    sizes = {item.id: len(item.points) for item in case.book.items if item.values}
    items = tuple(reverse(item) if item.values else item for item in case.book.items)
    people = [replace(p, answers=mirrored(p.answers, sizes)) for p in case.people]
    before, after = cells(case.book, case.people), cells(replace(case.book, items=items), people)
    assert [c.scales for c in after] == [c.scales for c in before]
    for old, new in zip(before, after, strict=True):
        for name in sizes:
            assert old.items[name].distribution == new.items[name].distribution[::-1]
            assert old.items[name].favorable == new.items[name].favorable


def mirrored(answers: Mapping[str, int], sizes: Mapping[str, int]) -> dict[str, int]:
    return {
        name: sizes[name] - 1 - code if code >= 0 and name in sizes else code
        for name, code in answers.items()
    }


def test_the_half_rule_on_the_published_edge_case() -> None:
    """Group G5 of the reference data: nothing, exactly half, less than half, one missing, all."""
    no = MISSING
    rows = [
        [no, no, no, no, no, no],
        [no, no, no, 1, 3, 2],
        [no, no, no, no, 0, 0],
        [3, 1, 4, 2, 3, no],
        [3, 3, 4, 4, 3, 3],
        [2, 1, 2, 2, 3, 2],
    ]
    score = scored([rated(f"q{i}") for i in range(6)], rows)
    assert (score.n, score.prorated, score.not_scored) == (4, 2, 2)
    assert score.mean is not None
    assert score.variance is not None
    assert float(score.mean) == pytest.approx(3.4833333333333334, rel=1e-12)
    assert float(score.variance) == pytest.approx(0.6333333333333332**2, rel=1e-12)


def test_not_applicable_items_do_not_count_against_the_half_rule() -> None:
    items = [rated(f"q{i}") for i in range(3)]
    assert scored(items, [[4, NOT_APPLICABLE, NOT_ASKED]]).n == 1
    assert scored(items, [[4, NOT_APPLICABLE, NOT_ASKED]]).prorated == 0
    assert scored(items, [[4, MISSING, CANNOT_SAY]]).not_scored == 1
    assert scored(items, [[NOT_APPLICABLE, NOT_ASKED, NOT_ASKED]]).not_applicable == 1


def test_the_mean_is_over_persons_and_weighted_within_them() -> None:
    items = [rated("q"), rated("r", weight=Fraction(3))]
    score = scored(items, [[0, 4], [4, MISSING]])
    assert score.mean == Fraction(4 + 5, 2)
    assert score.favorable_persons == Fraction(3, 4)
    assert score.favorable_pooled == Fraction(2, 3)
    assert score.average_deviation == 1


def test_one_person_has_a_mean_and_no_variance() -> None:
    score = scored([rated("q")], [[3]])
    assert score.mean == 4
    assert score.variance is None
    assert score.average_deviation == 0


def test_a_choice_is_counted_and_not_scored() -> None:
    book = book_of([choice("pick", 3)], scales={})
    item = cells(book, [Person({"pick": 1}, {}), Person({"pick": MISSING}, {})])[0].items["pick"]
    assert (item.n, item.missing, item.distribution, item.options) == (1, 1, (0, 1, 0), 3)
    assert (item.mean, item.favorable, item.neutral, item.average_deviation) == (None,) * 4


def test_nobody_has_no_measures() -> None:
    found = measure(tabulate(book_of([rated("q")]), [])).cells[0]
    assert found.respondents == 0
    assert found.items["q"].favorable is None
    assert found.scales["direction"].mean is None


def test_scorable_is_what_the_codebook_says() -> None:
    book = book_of([rated("q")])
    book = replace(book, scales=(*book.scales, replace(book.scales[0], id="x", scorable=False)))
    assert measure(tabulate(book, [])).scorable == {"direction": True, "x": False}


def test_a_merged_population_is_measured_like_any_other() -> None:
    book = book_of([rated("q")], segments={"level": ["a", "b", "c"]})
    people = [Person({"q": code}, {"level": code}) for code in range(3)]
    tabulation = tabulate(book, [batch_of(book, people)])
    (found,) = measure(tabulation, [cell({"level": ["a", "c"]})]).cells
    assert (found.id, found.respondents) == ("level=a+c", 2)
    assert found.items["q"].mean == 2
