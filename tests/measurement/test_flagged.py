"""The same tables without the respondents whose answers look careless."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import Person, batch_of, book_of, rated
from tests.measurement.test_tabulation import raw

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.quality import FEWEST, flags, kept
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import (
    UNFLAGGED,
    WITHOUT_FLAGGED,
    Tabulation,
    added,
    cell,
)
from alignscan.model.codebook import MISSING, NOT_APPLICABLE, Codebook

NAMES = [f"q{i}" for i in range(FEWEST + 2)]
CODES = st.sampled_from([3, 3, 3, 3, 0, 2, MISSING, NOT_APPLICABLE])
PEOPLE = st.lists(
    st.builds(
        Person,
        st.one_of(
            st.fixed_dictionaries(dict.fromkeys(NAMES, CODES)),
            st.integers(0, 4).map(lambda code: dict.fromkeys(NAMES, code)),
        ),
        st.fixed_dictionaries({"level": st.integers(-1, 1)}),
    ),
    max_size=16,
)
LINE = dict.fromkeys(NAMES, 3)
"""Straight and uniform."""
ZIGZAG = {name: place % 5 for place, name in enumerate(NAMES)}


def asked() -> Codebook:
    return book_of([rated(name) for name in NAMES], segments={"level": ["top", "front"]})


def counted(people: Sequence[Person]) -> Tabulation:
    book = asked()
    return tabulate(book, [batch_of(book, people)])


def figures(found: Measures) -> list[tuple[object, ...]]:
    return [(c.respondents, c.items, c.scales, c.agreement, c.reliability) for c in found.cells]


@settings(max_examples=30)
@given(PEOPLE)
def test_the_unflagged_measure_as_if_the_others_had_not_answered(people: list[Person]) -> None:
    book = asked()
    batch = batch_of(book, people)
    whole = tabulate(book, [batch])
    others = tabulate(book, [kept(batch, flags(book, batch).either)])
    assert figures(measure(whole, [WITHOUT_FLAGGED])) == figures(measure(others, [cell({})]))
    assert whole.membership({}, unflagged=True) == others.respondents
    assert whole.membership({"level": ["top"]}, True) == others.membership({"level": ["top"]})


@settings(max_examples=30)
@given(PEOPLE, st.data())
def test_flags_add_up_whatever_the_split_and_order(
    people: list[Person], data: st.DataObject
) -> None:
    book, whole = asked(), counted(people)
    rows = data.draw(st.permutations(people))
    cut = data.draw(st.integers(0, len(rows)))
    parts = [counted(rows[:cut]), counted(rows[cut:])]
    for joined in (added(parts), parts[1] + parts[0]):
        assert joined == whole
        assert raw(joined) == raw(whole)
    found = flags(book, batch_of(book, people))
    assert whole.people[whole.flagged].sum() == np.count_nonzero(found.either)
    assert whole.straight.sum() == np.count_nonzero(found.straight)
    assert whole.uniform.sum() == np.count_nonzero(found.uniform)
    assert not whole.straight[~whole.flagged].any()
    assert not whole.uniform[~whole.flagged].any()


def people_of(*kinds: tuple[dict[str, int], int]) -> list[Person]:
    return [Person(answers, {"level": level}) for answers, level in kinds]


def test_an_atom_is_flagged_or_it_is_not() -> None:
    found = counted(people_of((LINE, 0), (ZIGZAG, 0), (ZIGZAG, 1), (LINE, -1), (LINE, 0)))
    assert found.atoms.tolist() == [[-1], [0], [0], [1]]
    assert found.flagged.tolist() == [True, False, True, False]
    assert found.people.tolist() == [1, 1, 2, 1]
    assert found.straight.tolist() == found.uniform.tolist() == [1, 0, 2, 0]
    assert found.select({"level": ["top"]}).tolist() == [False, True, True, False]
    assert found.select({"level": ["top"]}, unflagged=True).tolist() == [False, True, False, False]


def test_the_two_signs_are_counted_apart() -> None:
    run = ZIGZAG | dict.fromkeys(NAMES[: len(NAMES) // 2], 4)
    broken = LINE | {NAMES[3]: MISSING, NAMES[7]: MISSING}
    found = counted(people_of((run, 0), (broken, 0)))
    assert (found.people.tolist(), found.flagged.tolist()) == ([2], [True])
    assert (found.straight.tolist(), found.uniform.tolist()) == ([1], [1])


def test_flags_belong_to_what_makes_tabulations_equal() -> None:
    straight, zigzag = (counted(people_of((answers, 0))) for answers in (LINE, ZIGZAG))
    assert straight.atoms.tolist() == zigzag.atoms.tolist()
    assert straight != zigzag


def test_flags_cannot_be_written_to() -> None:
    found = counted(people_of((LINE, 0)))
    with pytest.raises(ValueError, match="read-only"):
        found.flagged[0] = False


def test_flagged_people_are_members_apart_only_where_a_population_leaves_them_out() -> None:
    found = counted(people_of((LINE, 0), (ZIGZAG, 0), (ZIGZAG, 1)))
    together = measure(found).atoms
    assert together.categories == ((0,), (1,))
    assert (together.flagged, together.people) == ((False, False), (2, 1))
    assert together.answered["q0"] == together.scored["direction"] == (2, 1)
    apart = measure(found, [*found.cells(), WITHOUT_FLAGGED])
    assert apart.atoms.categories == ((0,), (0,), (1,))
    assert (apart.atoms.flagged, apart.atoms.people) == ((False, True, False), (1, 1, 1))
    assert apart.atoms.answered["q0"] == (1, 1, 1)
    assert [c.id for c in apart.cells if c.unflagged] == [UNFLAGGED]
    assert figures(apart)[:-1] == figures(measure(found))
    assert apart.segments == measure(found).segments
