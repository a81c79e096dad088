from fractions import Fraction
from math import sqrt
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measurement.books import Case, batch_of, book_of, cases, rated
from tests.measurement.oracles import oracle
from tests.measurement.reference_scores import (
    few,
    groups,
    item_scores,
    near,
    of,
    populations,
    scores,
)

from alignscan.measurement.distribution import Scores, joined, scores_from_counts
from alignscan.measurement.intervals import margin_t
from alignscan.measurement.measure import measure
from alignscan.measurement.populations import scores_by_category, scores_by_cell, scores_of
from alignscan.measurement.tabulate import tabulate


def assert_described(found: Scores, expected: dict[str, float | list[float]]) -> None:
    assert found.n == expected["n"]
    assert found.mean is not None
    assert found.variance is not None
    spread = sqrt(found.variance)
    margin = margin_t(found.n, found.variance)
    assert near(found.total, expected["sum"])
    assert near(found.squares, expected["sumsq"])
    assert near(found.mean, expected["mean"])
    assert near(found.variance, expected["var"])
    assert near(spread, expected["sd"])
    assert near(spread / sqrt(found.n), expected["se"])
    center = float(found.mean)
    assert near([center - margin, center + margin], expected["ci_t"])


@pytest.mark.parametrize("segment", ["gender", "education"])
def test_scores_of_segments_equal_r(segment: str) -> None:
    for scale in oracle("bfi")["segments"][segment]["by_scale"]:
        found = groups("bfi", scale["scale"], segment)
        assert list(found) == [level["level"] for level in scale["levels"]]
        for level in scale["levels"]:
            assert_described(found[level["level"]], level)


def test_answers_of_segments_equal_r() -> None:
    for segment, values in oracle("bfi")["segments"].items():
        for item in values["item_counts"]:
            pairs = zip(item["levels"], item["counts_scored_1_to_6"], strict=True)
            for level, counts in pairs:
                expected = scores_from_counts([Fraction(v) for v in range(1, 7)], counts)
                assert item_scores("bfi", item["item"], segment, level) == expected


@pytest.mark.parametrize("name", ["bfi", "employee_survey"])
def test_scores_of_everybody_equal_r(name: str) -> None:
    for scale in oracle(name)["scales"]:
        assert_described(scores(name, scale["scale"]), scale["score"])


def test_scores_of_small_groups_equal_r() -> None:
    found = groups("edge", "S1", "group")
    for group in oracle("edge")["segments"]:
        one = found[group["group"]]
        assert one.n == group["n_scored"]
        assert near(one.mean, group["mean"])
        assert near(None if one.variance is None else sqrt(one.variance), group["sd"])


@few
@given(cases())
def test_scores_are_those_that_are_measured(case: Case) -> None:
    tabulation = tabulate(case.book, [batch_of(case.book, case.people)])
    for cell in measure(tabulation).cells:
        atoms = tabulation.select(dict(cell.filters))
        for scale, measured in cell.scales.items():
            found = scores_of(tabulation, scale, atoms)
            assert (found.n, found.mean, found.variance) == (
                measured.n,
                measured.mean,
                measured.variance,
            )


@few
@given(cases())
def test_categories_and_cells_hold_those_who_stated_them(case: Case) -> None:
    tabulation = tabulate(case.book, [batch_of(case.book, case.people)])
    names = [segment.id for segment in case.book.segments]
    for name in names:
        by_category = scores_by_category(tabulation, "all", name)
        by_cell = scores_by_cell(tabulation, "all", [name])
        assert by_cell == {(c,): s for c, s in by_category.items() if (c,) in by_cell}
        assert joined(list(by_cell.values())) == joined(list(by_category.values()))
    stated = [p for p in case.people if all(p.segments[name] >= 0 for name in names)]
    everybody = tabulate(case.book, [batch_of(case.book, stated)])
    whole = scores_of(everybody, "all", everybody.select({}))
    assert joined(list(scores_by_cell(tabulation, "all", names).values())) == whole


def test_unknown_scales_and_segments_are_refused() -> None:
    book = book_of([rated("q")])
    counts = tabulate(book, [batch_of(book, [])])
    with pytest.raises(KeyError):
        scores_of(counts, "other", counts.select({}))
    with pytest.raises(KeyError):
        scores_by_category(counts, "direction", "site")


@few
@given(st.lists(st.fractions(1, 5, max_denominator=12), min_size=2, max_size=20))
def test_mean_and_variance_are_exact(values: list[Fraction]) -> None:
    found = of(values)
    assert found.n == len(values)
    assert found.mean == mean(values)
    assert found.variance == variance(values)


def test_nobody_has_no_mean_and_one_person_no_variance() -> None:
    assert (of([]).n, of([]).mean, of([]).variance, of([]).unit) == (0, None, None, 1)
    assert of([Fraction(3)]).mean == 3
    assert of([Fraction(3)]).variance is None


@few
@given(populations(least=0), populations(least=0))
def test_what_is_joined_can_be_taken_out(a: Scores, b: Scores) -> None:
    assert a + b == b + a
    assert (a + b).without(b) == a
    assert (a + b).total == a.total + b.total


@pytest.mark.parametrize("part", [[Fraction(2)], [Fraction(1), Fraction(1)]])
def test_nobody_else_can_be_taken_out(part: list[Fraction]) -> None:
    with pytest.raises(ValueError, match="only people"):
        of([Fraction(1)]).without(of(part))
