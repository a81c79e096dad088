"""Comparisons as they come from a tabulation: equal to R, and made only when asked for."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_books import book_of, measured
from tests.measurement.reference_scores import few, near
from tests.model.samples import questionnaire, survey

from alignscan.measurement.contrast import Contrast
from alignscan.measurement.lazy import Lazy
from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.paired import PairedGap
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import WITHOUT_FLAGGED, Tabulation, cell
from alignscan.model.codebook import MISSING, codebook
from alignscan.responses.batch import NOT_STATED, Batch


@pytest.mark.parametrize(
    ("name", "segment"),
    [("comparisons_gender", "gender"), ("comparisons_education_vs_rest_family25", "education")],
)
def test_groups_against_all_others_equal_r(name: str, segment: str) -> None:
    stated = [row for row in answers("bfi") if row[segment]]
    found = measured(book_of("bfi", (segment,)), stated)
    for expected in oracle("bfi")[name]:
        contrast = found.differences[expected["a"]].scales[expected["scale"]]
        assert_contrast_equals(contrast, expected)


def assert_contrast_equals(found: Contrast, expected: Any) -> None:
    assert (found.n, found.rest_n) == (expected["n_a"], expected["n_b"])
    assert near(found.rest_mean, expected["mean_b"])
    difference = found.difference
    assert difference is not None
    assert difference.welch is not None
    assert difference.spread is not None
    assert near(difference.difference, expected["diff"])
    assert near(difference.welch.p, expected["p_welch"])
    assert near(difference.welch.interval, [expected["ci_lo"], expected["ci_hi"]])
    assert near(difference.spread.hedges_g, expected["hedges_g"])
    assert near(difference.ranks.cliffs_delta, expected["cliffs_delta"])
    assert near(difference.ranks.p, expected["p_mw_cc"])


ITEMS = [
    {"id": "q", "kind": "anchor", "condition": "direction", "scale": "agree", "text": "Is q?"},
    {"id": "r", "practice": "C2.1", "scale": "agree", "text": "Is r?"},
    {"id": "w", "kind": "wish", "condition": "direction", "scale": "agree", "text": "Wish?"},
    {"id": "o", "kind": "outcome", "scale": "agree", "text": "Outcome?"},
]
SEGMENTS = {"site": {"categories": ["North", "South", "East"]}}


def counted(rows: list[list[int]], sites: list[int]) -> Tabulation:
    """Return the counts of answers from 1 to 5 to q, r, w and o, 0 where missing."""
    book = codebook(survey(segments=SEGMENTS), questionnaire(["q"], items=ITEMS))
    table = np.array(rows, dtype=np.int16).reshape(len(rows), 4)
    columns = {
        item: np.where(table[:, i] > 0, table[:, i] - 1, MISSING).astype(np.int16)
        for i, item in enumerate("qrwo")
    }
    where = {"site": np.array(sites, dtype=np.int16)}
    return tabulate(book, [Batch(answers=columns, segments=where, size=len(rows))])


people = st.lists(
    st.tuples(st.lists(st.integers(0, 5), min_size=4, max_size=4), st.integers(NOT_STATED, 2)),
    min_size=1,
    max_size=25,
)


def of(drawn: list[tuple[list[int], int]]) -> Measures:
    return measure(counted([row for row, _ in drawn], [site for _, site in drawn]))


def score(row: list[int]) -> Fraction | None:
    return Fraction(row[0]) if row[0] else None


@few
@given(people)
def test_the_rest_is_everybody_else_also_those_in_no_group(
    drawn: list[tuple[list[int], int]],
) -> None:
    found = of(drawn).differences["site=South"].scales["direction"]
    rest = [s for row, site in drawn if site != 1 and (s := score(row)) is not None]
    assert found.rest_n == len(rest)
    assert found.rest_mean == (sum(rest, Fraction()) / len(rest) if rest else None)
    assert found.scores[1].mean == found.rest_mean
    assert (found.difference is None) == (not rest or not found.n)


@few
@given(people)
def test_favorable_shares_are_those_of_the_two_sides(drawn: list[tuple[list[int], int]]) -> None:
    found = of(drawn).differences["site=North"].items["q"]
    here = [row[0] for row, site in drawn if row[0] and site == 0]
    others = [row[0] for row, site in drawn if row[0] and site != 0]
    if not here or not others:
        assert found is None
        return
    shares = [Fraction(sum(a > 3 for a in side), len(side)) for side in (here, others)]
    assert found is not None
    assert (found.n_a, found.n_b) == (len(here), len(others))
    assert found.difference == shares[0] - shares[1]


@few
@given(people)
def test_the_wish_is_compared_over_those_who_rated_both(
    drawn: list[tuple[list[int], int]],
) -> None:
    found: PairedGap | None = of(drawn).wishes["direction"]
    gaps = [row[2] - s for row, _ in drawn if row[2] and (s := score(row)) is not None]
    if not gaps:
        assert found is None
        return
    assert found is not None
    assert (found.gap.n, found.gap.mean) == (len(gaps), sum(gaps, Fraction()) / len(gaps))


def test_drivers_wait_until_they_are_asked_for() -> None:
    rows = [[1 + i % 5, 1 + i % 4, 3, 1 + (i % 5 + i % 3) % 5] for i in range(120)]
    found = measure(counted(rows, [0] * 120)).drivers
    assert found is not None
    assert "analysis" not in vars(found)
    assert found.sums.n == 120
    assert found.analysis is not None
    assert [driver.name for driver in found.analysis.drivers] == ["direction"]


def test_conditions_asked_too_little_about_are_no_drivers() -> None:
    rows = [[1 + i % 5, 1 + i % 4, 3, 1 + (i % 5 + i % 3) % 5] for i in range(120)]
    counts = counted(rows, [0] * 120)
    assert [s.id for s in counts.book.scales if s.items and not s.scorable] == [
        "commitment",
        "commitment.understanding",
    ]
    found = measure(counts).drivers
    assert found is not None
    assert found.sums.names == ("direction", "outcome")


def test_without_an_outcome_or_a_wish_there_is_none() -> None:
    book = codebook(survey(), questionnaire(["q"]))
    answered = {"q": np.array([1, 2], dtype=np.int16)}
    found = measure(tabulate(book, [Batch(answers=answered, segments={}, size=2)]))
    assert found.drivers is None
    assert dict(found.wishes) == {}
    assert dict(found.differences) == {}


def test_everybody_and_the_unflagged_are_compared_with_nobody() -> None:
    counts = counted([[3, 3, 3, 3]] * 6, [0, 1, 2] * 2)
    cells = (cell({}), cell({"site": ["North"]}), WITHOUT_FLAGGED)
    assert list(measure(counts, cells).differences) == ["site=North"]
    assert dict(measure(counts, cells[1:]).differences) == {}


def test_a_lazy_mapping_makes_each_value_once_and_only_when_asked() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    found = Lazy(["b", "a", "b"], make)
    assert (list(found), len(found), made) == (["b", "a"], 2, [])
    assert found["a"] == found["a"] == "A"
    assert made == ["a"]
    assert dict(found) == {"b": "B", "a": "A"}
    with pytest.raises(KeyError):
        found["c"]
