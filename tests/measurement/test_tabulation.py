from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import Case, Person, batch_of, book_of, cases, rated

from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import BY_ATOM, Cell, Tabulation, added, cell
from alignscan.model.codebook import NOT_ASKED, Codebook

LEVELS = {"level": ["top", "front"], "site": ["Bern", "Oslo", "Lima"]}


def counted(book: Codebook, people: Sequence[Person]) -> Tabulation:
    return tabulate(book, [batch_of(book, people)])


def raw(whole: Tabulation) -> list[bytes]:
    counts = [*whole.answers.values(), *whole.scores.values()]
    arrays = [a for c in counts for a in (c.atom, c.key, c.count)]
    arrays += [getattr(whole, name) for name in BY_ATOM]
    return [a.tobytes() for a in arrays]


def located(*places: tuple[int, int]) -> Tabulation:
    people = [Person({"q": 3}, {"level": a, "site": b}) for a, b in places]
    return counted(book_of([rated("q")], segments=LEVELS), people)


@settings(max_examples=30)
@given(cases(), st.data())
def test_any_split_and_order_of_rows_adds_up_to_equal_bytes(
    case: Case, data: st.DataObject
) -> None:
    whole = counted(case.book, case.people)
    rows = data.draw(st.permutations(case.people))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=3)))
    edges = list(zip([0, *cuts], [*cuts, len(rows)], strict=True))
    batches = [batch_of(case.book, rows[a:b]) for a, b in edges]
    assert tabulate(case.book, batches) == whole
    assert raw(tabulate(case.book, batches)) == raw(whole)
    parts = [tabulate(case.book, [batch]) for batch in batches]
    assert raw(added(parts)) == raw(whole)


@settings(max_examples=25)
@given(cases(), st.integers(0, 12), st.integers(0, 12))
def test_addition_commutes_associates_and_has_a_zero(case: Case, i: int, j: int) -> None:
    low, high = sorted((i, j))
    rows = (case.people[:low], case.people[low:high], case.people[high:])
    a, b, c = (counted(case.book, part) for part in rows)
    assert raw(a + b) == raw(b + a)
    assert raw((a + b) + c) == raw(a + (b + c))
    assert a + tabulate(case.book, []) == a


def test_more_batches_than_are_added_at_once() -> None:
    book = book_of([rated("q")])
    people = [Person({"q": i % 5}, {}) for i in range(30)]
    assert tabulate(book, [batch_of(book, [p]) for p in people]) == counted(book, people)


def test_wide_keys_are_counted_like_narrow_ones() -> None:
    primes = [10007, 10009, 10037, 10039]
    items = [rated(f"q{p}", 101, weight=Fraction(p, 10000)) for p in primes]
    people = [Person({i.id: k % 101 for k, i in enumerate(items, n)}, {}) for n in range(60)]
    book = book_of(items)
    halves = counted(book, people[:30]) + counted(book, people[30:])
    assert raw(halves) == raw(counted(book, people[::-1]))


def test_different_answers_give_different_tabulations() -> None:
    book = book_of([rated("q")])
    one, two = (counted(book, [Person({"q": code}, {})]) for code in (1, 2))
    assert one != two
    assert one != "a tabulation"


def test_tabulations_of_different_books_do_not_add_up() -> None:
    one, two = (tabulate(book_of([rated(name)]), []) for name in ("q", "r"))
    with pytest.raises(ValueError, match="do not add up"):
        one + two


def test_nobody_is_counted_as_nobody() -> None:
    nobody = tabulate(book_of([rated("q")], segments=LEVELS), [])
    assert nobody.respondents == 0
    assert nobody.membership({"level": ["top"]}) == 0


def test_atoms_are_the_segment_categories_that_occur() -> None:
    tabulation = located((1, 2), (-1, 0), (1, 2), (0, -1))
    assert tabulation.atoms.tolist() == [[-1, 0], [0, -1], [1, 2]]
    assert tabulation.people.tolist() == [1, 1, 2]
    assert tabulation.respondents == 4


def test_cells_are_overall_and_every_declared_category() -> None:
    assert [c.id for c in located((0, 0)).cells()] == [
        "overall", "level=top", "level=front", "site=Bern", "site=Oslo", "site=Lima",
    ]  # fmt: skip
    assert located((0, 0)).cells()[1] == Cell("level=top", (("level", ("top",)),))


def test_membership_is_any_category_in_every_segment() -> None:
    tabulation = located((0, 0), (0, 1), (1, 1), (1, -1), (-1, 1))
    assert tabulation.membership({}) == 5
    assert tabulation.membership({"level": ["top"]}) == 2
    assert tabulation.membership({"level": ["top", "front"]}) == 4
    assert tabulation.membership({"level": ["top"], "site": ["Oslo", "Lima"]}) == 1
    assert tabulation.membership({"level": ["(not stated)"]}) == 1
    assert tabulation.select({"site": ["Oslo"]}).tolist() == [True, False, True, False, True]


@pytest.mark.parametrize("filters", [{"team": ["a"]}, {"level": ["middle"]}])
def test_an_unknown_segment_or_category_is_an_error(filters: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="has no"):
        located((0, 0)).membership(filters)


def test_a_cell_is_named_after_its_filters() -> None:
    assert cell({"level": ["a", "b"], "site": ["c"]}).id == "level=a+b&site=c"


def test_counts_cannot_be_written_to() -> None:
    tabulation = located((0, 0))
    with pytest.raises(ValueError, match="read-only"):
        tabulation.people[0] = 7
    with pytest.raises(ValueError, match="read-only"):
        tabulation.answers["q"].count[0] = 7


@pytest.mark.parametrize("code", [5, NOT_ASKED - 1])
def test_a_code_outside_the_item_is_an_error(code: int) -> None:
    with pytest.raises(ValueError, match="neither a point nor"):
        counted(book_of([rated("q")]), [Person({"q": code}, {})])


@pytest.mark.parametrize("category", [2, -2])
def test_an_undeclared_category_is_an_error(category: int) -> None:
    with pytest.raises(ValueError, match="undeclared category"):
        located((category, 0))


def test_a_batch_must_have_every_column_in_full() -> None:
    book = book_of([rated("q")])
    batch = batch_of(book, [Person({"q": 1}, {})])
    for answers in ({}, {"q": np.zeros(2, dtype=np.int16)}):
        with pytest.raises(ValueError, match="column 'q'"):
            tabulate(book, [replace(batch, answers=answers)])


def test_weights_beyond_64_bits_are_refused() -> None:
    items = [rated(f"q{i}", weight=Fraction(1, 10**9 + i)) for i in (7, 9, 21)]
    with pytest.raises(ValueError, match=r"'direction'.*too many digits"):
        tabulate(book_of(items), [])


def test_segments_beyond_64_bits_are_refused() -> None:
    segments = {f"s{i}": [str(c) for c in range(100)] for i in range(10)}
    with pytest.raises(ValueError, match="too many categories"):
        tabulate(book_of([rated("q")], segments=segments), [])
