"""Weighted scores as Measures holds them; the arithmetic is compared with R in test_weighting."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import Person, batch_of, book_of, rated
from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_books import book_of as reference_book
from tests.measurement.reference_books import tabulated
from tests.measurement.reference_scores import near
from tests.model.samples import survey

from alignscan.measurement.measure import measure
from alignscan.measurement.populations import scores_by_cell
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.weighted import (
    HeadCounts,
    WeightedScores,
    head_counts,
    weighted_scores,
)
from alignscan.measurement.weighting import cell_sums
from alignscan.model.codebook import MISSING, Codebook

SITES, LEVELS = ("North", "South"), ("top", "front", "back")
ITEM = "q"


def asked() -> Codebook:
    return book_of([rated(ITEM)], {"direction": [ITEM]}, segments={"site": SITES, "level": LEVELS})


def weigh(people: Sequence[tuple[int, int, int]], **counts: Mapping[str, int]) -> WeightedScores:
    """Return the weighted scores of people with an answer, a site and a level."""
    book = asked()
    rows = [Person({ITEM: a}, {"site": s, "level": level}) for a, s, level in people]
    to = HeadCounts(tuple(counts), tuple(counts.values()))
    found = measure(tabulate(book, [batch_of(book, rows)]), weigh_to=to)
    assert list(found.weighted) == ["direction"]
    return found.weighted["direction"]


def chosen(population: object, weighting: object = None) -> HeadCounts | None:
    segments = {"site": {"categories": list(SITES)}, "level": {"categories": list(LEVELS)}}
    more: dict[str, Any] = {} if weighting is None else {"weighting": weighting}
    return head_counts(asked(), survey(segments=segments, population=population, **more))


WHOLE = {"site": {"North": 30, "South": 10}, "level": {"top": 0, "front": 15, "back": 25}}


def test_by_default_every_segment_with_all_its_counts_is_used() -> None:
    found = chosen(WHOLE)
    assert found is not None
    assert found.by == ("site", "level")
    assert found.method == "raking"
    part = chosen({**WHOLE, "level": {"top": 5}})
    assert part is not None
    assert (part.by, part.method) == (("site",), "post-stratification")


@pytest.mark.parametrize("population", [640, {"site": {"North": 3}}, {"site": {"North": 0}}])
def test_without_counts_for_every_category_nothing_is_weighted(population: object) -> None:
    assert chosen(population) is None


@pytest.mark.parametrize(
    ("weighting", "by"),
    [("level", ("level",)), (["level", "site"], ("level", "site")), ({"by": "site"}, ("site",))],
)
def test_the_survey_file_chooses_the_segments(weighting: object, by: tuple[str, ...]) -> None:
    found = chosen(WHOLE, weighting)
    assert found is not None
    assert found.by == by


def test_none_is_no_weighting_and_half_of_what_was_asked_is_none_either() -> None:
    assert chosen(WHOLE, "none") is None
    assert chosen({"site": WHOLE["site"]}, ["site", "level"]) is None


def test_each_category_counts_with_its_share_of_the_people() -> None:
    found = weigh([(4, 0, 0), (3, 0, 0), (0, 1, 0)], site={"North": 10, "South": 30})
    assert found.mean is not None
    assert found.mean.mean == pytest.approx((10 * 4.5 + 30 * 1) / 40)
    assert found.mean.unweighted == pytest.approx(10 / 3)
    assert found.obstacle is None


def test_weights_of_the_same_size_change_nothing() -> None:
    people = [(a, a % 2, 0) for a in range(4)]
    found = weigh(people, site={"North": 7, "South": 7})
    assert found.mean is not None
    assert found.weights is not None
    assert found.mean.mean == pytest.approx(found.mean.unweighted)
    assert found.weights.design_effect == pytest.approx(1)


def test_head_counts_are_taken_as_shares_where_their_totals_differ() -> None:
    people = [(a % 5, a % 2, a % 3) for a in range(12)]
    site, level = {"North": 3, "South": 1}, {"top": 1, "front": 2, "back": 1}
    same = weigh(people, site=site, level=level).mean
    other = weigh(people, site={c: 7 * n for c, n in site.items()}, level=level).mean
    assert same is not None
    assert other is not None
    assert same.mean == pytest.approx(other.mean, abs=1e-12)
    assert same.standard_error == pytest.approx(other.standard_error)


def test_what_cannot_be_weighted_says_why() -> None:
    north = [(4, 0, 0), (3, 0, 0)]
    empty = weigh(north, site={"North": 10, "South": 30})
    assert (empty.mean, empty.obstacle) == (None, "category_without_answers")
    uncounted = weigh([*north, (1, 1, 0)], site={"North": 10, "South": 0})
    assert (uncounted.mean, uncounted.obstacle) == (None, "answers_without_count")
    nobody = weigh([], site={"North": 10, "South": 30})
    assert (nobody.mean, nobody.obstacle) == (None, "category_without_answers")
    crossed = [(3, 0, 0), (3, 1, 1)]
    apart = weigh(crossed, site={"North": 1, "South": 9}, level={"top": 9, "front": 1, "back": 0})
    assert (apart.mean, apart.obstacle) == (None, "not_converged")


def test_a_category_of_nobody_needs_no_answers() -> None:
    found = weigh([(4, 0, 0), (2, 1, 0)], site={"North": 1, "South": 1}, level={"top": 9})
    assert found.mean is not None
    assert found.mean.mean == pytest.approx(4.0)


def test_one_respondent_has_a_mean_and_no_error() -> None:
    found = weigh([(4, 0, 0)], site={"North": 10, "South": 0})
    assert found.mean is not None
    assert found.weights is not None
    assert (found.mean.mean, found.mean.standard_error) == (5.0, None)
    assert found.weights.effective_n == pytest.approx(1)


def test_people_who_did_not_state_a_segment_are_counted_and_left_out() -> None:
    people = [(4, 0, 0), (0, -1, 0), (0, -1, 0), (MISSING, -1, 0), (2, 1, -1)]
    found = weigh(people, site={"North": 10, "South": 10})
    assert found.left_out == 2
    assert found.mean is not None
    assert found.mean.n == 2
    assert weigh(people, site={"North": 1, "South": 1}, level={"top": 1}).left_out == 3


def test_joined_categories_weigh_like_one() -> None:
    people = [(4, 0, 0), (3, 0, 1), (1, 0, 2), (0, 1, 2)]
    apart = weigh(people, level={"top": 2, "front": 3, "back": 15})
    joined = apart.joined([{"top": "some", "front": "some", "back": "back"}])
    assert joined.mean is not None
    assert joined.mean.mean == pytest.approx((5 * 4.5 + 15 * 1.5) / 20)
    assert joined.cells[("some",)].n == 2
    assert joined.cells[("some",)].squares == Fraction(25 + 16)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 1), st.integers(0, 2)), min_size=1, max_size=30
    )
)
def test_answers_that_mirror_the_people_need_no_weights(
    people: list[tuple[int, int, int]],
) -> None:
    site = {name: sum(s == i for _, s, _ in people) for i, name in enumerate(SITES)}
    level = {name: sum(v == i for _, _, v in people) for i, name in enumerate(LEVELS)}
    found = weigh(people, site=site, level=level)
    assert found.mean is not None
    assert found.mean.mean == pytest.approx(found.mean.unweighted)


def test_raked_scores_in_measures_equal_r() -> None:
    expected = oracle("bfi_weighting")
    spec, segments = expected["meta"]["spec"], ("gender", "education")
    rows = [row for row in answers("bfi") if row["A5"]]
    counts = tabulated(reference_book("bfi", segments), rows)
    to = HeadCounts(segments, (spec["headcount_gender"], spec["headcount_education"]))
    found = weighted_scores(counts, "A", to)
    assert found.cells == cell_sums(scores_by_cell(counts, "A", segments))
    assert found.mean is not None
    assert found.weights is not None
    assert near(found.mean.mean, expected["raked"]["mean_y"])
    assert near(found.mean.standard_error, expected["raked"]["se_y_linearised_survey_pkg"])
    assert near(found.weights.effective_n, expected["raked"]["n_eff_kish"])
