"""The tables beside answers and scores: complete rows, pairs of now and wish, drivers."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import WEIGHTS, Person, batch_of, book_of, rated, reverse
from tests.measurement.oracles import answers, oracle, same
from tests.measurement.reference_books import asked, book, tabulated

from alignscan.measurement.keys import keys_of
from alignscan.measurement.reading import complete_sums, driver_sums, wish_pairs
from alignscan.measurement.tables_complete import MOST_STEPS, steps_of
from alignscan.measurement.tables_drivers import FINEST, DriverSums
from alignscan.measurement.tables_pairs import PairRow
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import Tabulation, added
from alignscan.model.codebook import CANNOT_SAY, MISSING, NOT_APPLICABLE, Codebook

SCALES = {
    "direction": ["a", "b", "c"],
    "goals": ["d", "e"],
    "wish.direction": ["w"],
    "wish.goals": ["x", "y"],
    "outcome": ["o", "p"],
}
ITEMS = [name for names in SCALES.values() for name in names]
CODES = st.sampled_from([0, 1, 2, 3, 4, MISSING, CANNOT_SAY, NOT_APPLICABLE])
PEOPLE = st.lists(
    st.builds(
        Person,
        st.fixed_dictionaries(dict.fromkeys(ITEMS, CODES)),
        st.fixed_dictionaries({"level": st.integers(-1, 1)}),
    ),
    max_size=14,
)


def asked_book(*, weights: Sequence[Fraction] = (Fraction(1),)) -> Codebook:
    items = [rated(name, weight=weights[place % len(weights)]) for place, name in enumerate(ITEMS)]
    items[1] = reverse(items[1])
    return book_of(items, SCALES, {"level": ["top", "front"]})


def score(book: Codebook, scale: str, person: Person) -> Fraction | None:
    items = [book.item(name) for name in SCALES[scale]]
    applicable = [i for i in items if person.answers[i.id] != NOT_APPLICABLE]
    given = [i for i in applicable if person.answers[i.id] >= 0]
    if not given or 2 * len(given) < len(applicable):
        return None
    total = sum((i.weight * i.values[person.answers[i.id]] for i in given), Fraction())
    return total / sum((i.weight for i in given), Fraction())


def bytes_of(tabulation: Tabulation) -> list[bytes]:
    rows = tabulation.complete.values()
    arrays = [array for part in rows for array in (part.absent, part.points, part.products)]
    arrays += [a for c in tabulation.pairs.values() for a in (c.atom, c.key, c.count)]
    drivers = tabulation.drivers
    assert drivers is not None
    return [a.tobytes() for a in (*arrays, drivers.people, drivers.totals, drivers.products)]


@settings(max_examples=30)
@given(PEOPLE, st.data())
def test_any_split_and_order_of_rows_gives_equal_bytes(
    people: list[Person], data: st.DataObject
) -> None:
    book = asked_book()
    whole = tabulate(book, [batch_of(book, people)])
    rows = data.draw(st.permutations(people))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=3)))
    edges = zip([0, *cuts], [*cuts, len(rows)], strict=True)
    parts = [tabulate(book, [batch_of(book, rows[a:b])]) for a, b in edges]
    for joined in (added(parts), added(parts[::-1])):
        assert joined == whole
        assert bytes_of(joined) == bytes_of(whole)
    left = parts[0]
    for part in parts[1:]:
        left = left + part
    assert bytes_of(left) == bytes_of(whole)


@settings(max_examples=30)
@given(PEOPLE, st.sampled_from([(Fraction(1),), tuple(WEIGHTS)]))
def test_pairs_are_those_of_the_people_with_both_scores(
    people: list[Person], weights: Sequence[Fraction]
) -> None:
    book = asked_book(weights=weights)
    tabulation, keys = tabulate(book, [batch_of(book, people)]), keys_of(book)
    for condition in ("direction", "goals"):
        pairs = [(score(book, condition, p), score(book, f"wish.{condition}", p)) for p in people]
        expected = sorted(pair for pair in pairs if None not in pair)
        found = wish_pairs(tabulation, keys, condition, tabulation.select({}))
        listed = [(row.now, row.wish) for row in found for _ in range(row.respondents)]
        assert sorted(listed) == expected
    assert wish_pairs(tabulation, keys, "systems", tabulation.select({})) == []


@settings(max_examples=30)
@given(PEOPLE, st.sampled_from([(Fraction(1),), tuple(WEIGHTS)]))
def test_driver_covariances_are_those_of_the_listed_scores(
    people: list[Person], weights: Sequence[Fraction]
) -> None:
    book = asked_book(weights=weights)
    tabulation = tabulate(book, [batch_of(book, people)])
    names = ("direction", "goals", "outcome")
    listed = [[score(book, name, person) for name in names] for person in people]
    rows = [[float(s) for s in row if s is not None] for row in listed if None not in row]
    found = driver_sums(tabulation, keys_of(book), tabulation.select({}))
    assert found is not None
    assert (found.names, found.n) == (names, len(rows))
    table = found.covariances()
    if len(rows) < 2:
        assert table is None
        return
    assert table is not None
    expected = np.cov(np.array(rows), rowvar=False)
    for a, b in product(range(3), repeat=2):
        assert float(table[a][b]) == pytest.approx(expected[a][b], rel=1e-9, abs=1e-9)


def test_weights_without_a_small_common_denominator_are_still_precise() -> None:
    primes = (10007, 10009, 10037, 10039, 10061)
    items = [rated(f"q{p}", weight=Fraction(p, 10**4)) for p in primes]
    whole = book_of([*items, rated("o")], {"direction": [i.id for i in items], "outcome": ["o"]})
    keys = keys_of(whole).drivers
    assert keys is not None
    assert keys.parts[0] == FINEST
    assert keys.wide
    people = [
        Person({**{i.id: (k * n + k) % 5 for n, i in enumerate(items)}, "o": k % 5}, {})
        for k in range(12)
    ]
    halves = [tabulate(whole, [batch_of(whole, part)]) for part in (people[:5], people[5:])]
    joined = halves[0] + halves[1]
    assert joined == tabulate(whole, [batch_of(whole, people[::-1])])
    found = driver_sums(joined, keys_of(whole), joined.select({}))
    assert found is not None
    scores = [
        sum((i.weight * i.values[p.answers[i.id]] for i in items), Fraction())
        / sum((i.weight for i in items), Fraction())
        for p in people
    ]
    outcome = [p.answers["o"] for p in people]
    expected = np.cov([float(s) for s in scores], outcome)
    table = found.covariances()
    assert table is not None
    assert float(table[0][1]) == pytest.approx(expected[0][1], rel=1e-9)
    assert float(table[0][0]) == pytest.approx(expected[0][0], rel=1e-9)


def test_nothing_is_multiplied_without_an_outcome() -> None:
    whole = book_of([rated("q")])
    assert keys_of(whole).drivers is None
    tabulation = tabulate(whole, [])
    assert tabulation.drivers is None
    assert driver_sums(tabulation, keys_of(whole), tabulation.select({})) is None


def test_points_too_fine_to_be_multiplied_are_refused() -> None:
    fine = replace(rated("q", 2), values=(Fraction(1), Fraction(2)))
    assert steps_of([fine]).width == (Fraction(1),)
    values = (Fraction(0), Fraction(1), Fraction(MOST_STEPS + 1))
    with pytest.raises(ValueError, match="too fine"):
        steps_of([replace(rated("q", 3), values=values)])


def test_an_atom_keeps_only_what_every_chunk_of_it_lacks() -> None:
    """Items b and c apply to nobody in the first chunk, only c to nobody in both."""
    whole = book_of([rated(name) for name in "abc"])
    first = [Person({"a": 1, "b": NOT_APPLICABLE, "c": NOT_APPLICABLE}, {})] * 3
    second = [Person({"a": 2, "b": 3, "c": NOT_APPLICABLE}, {})] * 2
    parts = [tabulate(whole, [batch_of(whole, people)]) for people in (first, second)]
    for tabulation in (parts[0] + parts[1], parts[1] + parts[0]):
        rows = tabulation.complete["direction"]
        assert rows.absent.tolist() == [[False, False, True]]
        everybody = tabulation.select({})[np.newaxis]
        (found,) = complete_sums(tabulation, keys_of(whole), "direction", everybody, [])
        assert [item.id for item in found.items] == ["a", "b"]
        assert (found.n, found.products) == (2, (12,))


@pytest.mark.parametrize("place", range(5))
def test_satisfaction_and_importance_pairs_equal_r(place: int) -> None:
    """R takes importance first, and the difference the other way round."""
    expected = oracle("gap")["gaps"][place]
    domain = expected["domain"]
    items = [asked(f"sat_{domain}", 1, 7), asked(f"imp_{domain}", 1, 7)]
    whole = book(items, {"direction": [items[0].id], "wish.direction": [items[1].id]})
    tabulation = tabulated(whole, answers("gap"))
    pairs = wish_pairs(tabulation, keys_of(whole), "direction", tabulation.select({}))
    assert sum(row.respondents for row in pairs) == expected["n_pairs"]
    for number, values in (("2", [row.now for row in pairs]), ("1", [row.wish for row in pairs])):
        mean, spread = moments(values, pairs)
        assert same((mean, spread**0.5), (expected[f"mean{number}"], expected[f"sd{number}"]))
    mean, spread = moments([row.now - row.wish for row in pairs], pairs)
    assert same((mean, spread**0.5), (expected["mean_diff"], expected["sd_diff"]))


def moments(values: Sequence[Fraction], pairs: Sequence[PairRow]) -> tuple[Fraction, float]:
    people = sum(row.respondents for row in pairs)
    mean = sum((v * r.respondents for v, r in zip(values, pairs, strict=True)), Fraction()) / people
    squares = sum(
        ((v - mean) ** 2 * r.respondents for v, r in zip(values, pairs, strict=True)), Fraction()
    )
    return mean, float(squares / (people - 1))


def employees() -> DriverSums:
    spec = oracle("employee_survey")["meta"]["spec"]
    names = {"direction": "Ben", "commitment": "Work", "goals": "Man", "capability": "Car"}
    scales = {condition: spec["scales"][scale] for condition, scale in names.items()}
    items = [asked(item, 1, 4) for item in [*spec["items"], "Happiness"]]
    whole = book(items, {**scales, "outcome": ["Happiness"]})
    tabulation = tabulated(whole, answers("employee_survey"))
    found = driver_sums(tabulation, keys_of(whole), tabulation.select({}))
    assert found is not None
    return found


def test_correlations_with_the_outcome_equal_r() -> None:
    found, expected = employees(), oracle("employee_survey")["drivers_scales"]
    table = found.covariances()
    assert table is not None
    assert found.n == expected["n"]
    for place, driver in enumerate(expected["drivers"]):
        r = float(table[place][-1]) / (table[place][place] * table[-1][-1]) ** 0.5
        assert same(r, driver["r"])
