from dataclasses import replace
from itertools import groupby
from statistics import fmean, stdev

import numpy as np
import pytest
from hypothesis import given, settings
from tests.measurement.books import Case, Person, batch_of, book_of, cases, rated, reverse
from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_scores import near

from alignscan.measurement.quality import FEWEST, flags, kept, longest_run, variability
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import MISSING, Codebook
from alignscan.responses.batch import Batch


def careless() -> tuple[Codebook, Batch]:
    names = oracle("careless200")["meta"]["spec"]["items_in_order"]
    book = book_of([rated(name) for name in names])
    rows = answers("careless200")
    people = [
        Person({n: int(row[n]) - 1 if row[n] else MISSING for n in names}, {}) for row in rows
    ]
    return book, batch_of(book, people)


def test_runs_and_variability_equal_r() -> None:
    expected, (book, batch) = oracle("careless200"), careless()
    items = [item.id for item in book.items]
    runs, spread = longest_run(book, batch, items), variability(book, batch, items)
    assert (batch.size, len(items)) == (expected["n"], expected["k"])
    assert runs.tolist() == expected["longstring"]
    assert near(spread, expected["irv"])
    summary = expected["summary"]
    assert runs.max() == summary["longstring_max"]
    assert near(runs.mean(), summary["longstring_mean"])
    assert near(fmean(spread), summary["irv_mean"])
    assert int((spread == 0).sum()) == summary["n_irv_zero"]
    assert int(flags(book, batch).straight.sum()) == summary["n_longstring_ge_half_k"]


def test_flags_are_those_of_the_definitions() -> None:
    book, batch = careless()
    found, values = flags(book, batch), oracle("careless200")
    assert found.straight.tolist() == [run >= 25 for run in values["longstring"]]
    assert found.uniform.tolist() == [spread <= 0.25 for spread in values["irv"]]
    assert found.either.tolist() == [
        run >= 25 or spread <= 0.25
        for run, spread in zip(values["longstring"], values["irv"], strict=True)
    ]


@settings(max_examples=25)
@given(cases())
def test_runs_and_variability_person_by_person(case: Case) -> None:
    items = [item for item in case.book.items if item.values]
    names, batch = [item.id for item in items], batch_of(case.book, case.people)
    runs = longest_run(case.book, batch, names)
    spread = variability(case.book, batch, names)
    for place, person in enumerate(case.people):
        given = [(item.points, person.answers[item.id]) for item in items]
        lengths = [len(list(run)) for (_, code), run in groupby(given) if code >= 0]
        assert runs[place] == max(lengths, default=0)
        ticked = [1 + 4 * code / (len(points) - 1) for points, code in given if code >= 0]
        if len(ticked) < 2:
            assert np.isnan(spread[place])
        else:
            assert spread[place] == pytest.approx(stdev(ticked), abs=1e-9)


@settings(max_examples=25)
@given(cases())
def test_those_kept_are_those_not_flagged(case: Case) -> None:
    batch = batch_of(case.book, case.people)
    flagged = np.array([place % 3 == 0 for place in range(batch.size)], dtype=np.bool_)
    others = [person for place, person in enumerate(case.people) if place % 3]
    expected = tabulate(case.book, [batch_of(case.book, others)])
    assert tabulate(case.book, [kept(batch, flagged)]) == expected


def flagged(codes: list[int], *, points: int = 5, turned: bool = False) -> tuple[bool, bool]:
    items = [rated(f"q{i}", points) for i in range(len(codes))]
    book = book_of([reverse(i) if turned and n % 2 else i for n, i in enumerate(items)])
    person = Person({f"q{i}": code for i, code in enumerate(codes)}, {})
    found = flags(book, batch_of(book, [person]))
    return bool(found.straight[0]), bool(found.uniform[0])


def test_a_straight_line_is_one_as_given_not_as_scored() -> None:
    assert flagged([4] * FEWEST) == (True, True)
    assert flagged([4] * FEWEST, turned=True) == (True, True)
    assert flagged([0, 4] * FEWEST, turned=True) == (False, False)


def test_short_lines_say_nothing() -> None:
    assert flagged([4] * (FEWEST - 1)) == (False, False)
    assert flagged([4] * (FEWEST - 1) + [MISSING] * 9) == (False, False)


def test_a_missing_answer_ends_a_run() -> None:
    assert flagged([4] * 5 + [MISSING] + [4] * 5) == (False, True)
    assert flagged([4] * 6 + [MISSING] + [4] * 5) == (True, True)


def test_half_of_the_items_in_a_row_are_flagged() -> None:
    assert flagged([0, 4, 0, 4, 0, 3, 3, 3, 3, 3]) == (True, False)
    assert flagged([0, 4, 0, 4, 0, 4, 3, 3, 3, 3]) == (False, False)


def test_one_answer_in_twenty_beside_the_others_is_uniform() -> None:
    assert flagged([*[3] * 9, 2, *[3] * 10]) == (True, True)
    assert flagged([*[3] * 8, 2, *[3] * 8, 2, 3]) == (False, False)
    assert flagged([*[3] * 10, 1, *[3] * 9]) == (True, False)


def test_wishes_and_choices_are_left_out() -> None:
    items = [rated(f"q{i}") for i in range(FEWEST)]
    wishes = [replace(rated(f"w{i}"), kind="wish") for i in range(FEWEST)]
    book = book_of([*items, *wishes])
    answers = {f"q{i}": i % 5 for i in range(FEWEST)} | {f"w{i}": 4 for i in range(FEWEST)}
    found = flags(book, batch_of(book, [Person(answers, {})]))
    assert not found.either[0]


def test_scales_of_another_width_count_in_scores() -> None:
    assert flagged([50, 51] * 10, points=101) == (False, True)
