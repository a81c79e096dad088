from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import Person, batch_of, rated
from tests.measurement.books import book_of as plain_book
from tests.measurement.oracles import answers, oracle, same
from tests.measurement.reference_books import book_of, measured

from alignscan.measurement.agreement import (
    Agreement,
    band,
    median_deviation,
    null_variance,
    rwg_j,
    rwg_j_raw,
    summarize,
    uniform_variance,
)
from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import MISSING, CodedSegment

SETS = {
    "bhr2000": ("LEAD", "GRP", "agreement_LEAD"),
    "cohesion": ("COH", "UNIT.PLATOON", "agreement"),
    "edge": ("S1", "group", "agreement_S1"),
}


def agreement(rows: Sequence[Sequence[int]], points: int = 5) -> Agreement:
    """Return the agreement of rows of codes."""
    names = [f"q{i}" for i in range(len(rows[0]))]
    people = [Person(dict(zip(names, row, strict=True)), {}) for row in rows]
    book = plain_book([rated(name, points) for name in names])
    return measure(tabulate(book, [batch_of(book, people)])).cells[0].agreement["direction"]


def by_group(name: str) -> dict[str, Mapping[str, Agreement]]:
    """Return the agreement in each group of a data set, on its scale and on single items."""
    _, segment, field = SETS[name]
    single = oracle(name)[field]["single_item"]["item"]
    more = {"RELIG": ["RELIG"]} if name == "bhr2000" else {}
    data = [
        {**row, "UNIT.PLATOON": f"{row['UNIT']}.{row['PLATOON']}"} if "UNIT" in row else row
        for row in answers(name)
    ]
    book = book_of(name, single=[single], **more)
    groups = sorted({row[segment] for row in data})
    declared = CodedSegment(segment, segment, tuple(groups), ())
    cells = measured(replace(book, segments=(declared,)), data).cells[1:]
    return {group: cell.agreement for group, cell in zip(groups, cells, strict=True)}


@pytest.mark.parametrize("name", SETS)
def test_agreement_of_groups_equals_r(name: str) -> None:
    scale, _, field = SETS[name]
    groups, expected = by_group(name), oracle(name)[field]
    for group in expected["groups"]:
        found = groups[group["group"]][scale]
        assert found.n == group["n"]
        assert same(found.mean_item_variance, group["mean_item_var"])
        assert same(found.rwg, group["rwg_j_uniform"])
        assert same(found.rwg_raw, group["rwg_j_uniform_raw"])
        assert same(found.lindell, group["rwg_j_lindell_uniform"])
        assert same(found.rwg_skewed, group["rwg_j_slight_skew"])
        assert same(found.average_deviation, group["ad_m_mean"])
        assert same(found.average_deviation_median, group["ad_m_median"])
        assert same(found.a_wg, group["a_wg"])


@pytest.mark.parametrize("name", SETS)
def test_agreement_on_one_item_equals_r(name: str) -> None:
    groups = by_group(name)
    for group in oracle(name)[SETS[name][2]]["single_item"]["groups"]:
        found = groups[group["group"]]["single"]
        assert found.n == group["n"]
        assert same(found.rwg, group["rwg_uniform"])
        assert same(found.average_deviation, group["ad_m_mean"])


@pytest.mark.parametrize("name", SETS)
def test_the_summary_over_groups_equals_r(name: str) -> None:
    scale, _, field = SETS[name]
    groups, expected = [g[scale] for g in by_group(name).values()], oracle(name)[field]
    found = summarize(groups)
    assert sum(group.n for group in groups) == expected["n_listwise"]
    assert (found.groups, found.single, found.out_of_range) == (
        expected["n_groups"],
        expected["n_groups_size1"],
        expected["n_groups_mean_var_above_null"],
    )
    assert groups[0].limit == Fraction(5, 6)
    assert same(groups[0].limit, expected["ad_cutoff_A_over_6"])
    uniform = expected["rwg_j_uniform_summary"]
    names = ("mean", "median", "low", "high", "strong")
    figures = [uniform[key] for key in ("mean", "median", "min", "max", "share_ge_070")]
    assert same([getattr(found, name) for name in names], figures)
    assert same(found.agree, expected["ad_m_mean_summary"]["share_le_A_over_6"])
    for field, attribute in (
        ("rwg_j_uniform_raw_summary", "rwg_raw"),
        ("rwg_j_lindell_summary", "lindell"),
        ("rwg_j_slight_skew_summary", "rwg_skewed"),
        ("ad_m_mean_summary", "average_deviation"),
        ("ad_m_median_summary", "average_deviation_median"),
    ):
        values = [getattr(g, attribute) for g in groups if g.n > 1]
        assert_summary(values, expected[field])


def assert_summary(values: list[Fraction], expected: Mapping[str, float]) -> None:
    assert len(values) == expected["n"]
    found = (sum(values, Fraction()) / len(values), median(values), min(values), max(values))
    assert same(found, [expected[key] for key in ("mean", "median", "min", "max")])
    if "share_ge_070" in expected:
        share = sum(value >= Fraction(7, 10) for value in values)
        assert same(Fraction(share, len(values)), expected["share_ge_070"])
    else:
        share = sum(value <= Fraction(5, 6) for value in values)
        assert same(Fraction(share, len(values)), expected["share_le_A_over_6"])


def test_one_item_of_99_companies_equals_r() -> None:
    expected, groups = oracle("bhr2000")["rwg_RELIG"], by_group("bhr2000")
    for group in expected["groups"]:
        found = groups[group["group"]]["RELIG"]
        assert found.n == group["n"]
        assert same(found.rwg, group["rwg"])
        assert same(found.average_deviation, group["ad_m_mean"])
        assert same(found.average_deviation_median, group["ad_m_median"])
    summary = summarize([group["RELIG"] for group in groups.values()])
    figures = [expected[key] for key in ("mean", "median", "min", "max")]
    assert same((summary.mean, summary.median, summary.low, summary.high), figures)


@pytest.mark.parametrize("place", range(7))
def test_out_of_range_is_0_and_the_raw_value_has_a_pole(place: int) -> None:
    case = oracle("edge")["rwg_j_raw_out_of_range_examples"][place]
    variance, null = (Fraction(str(case[k])) for k in ("mean_item_variance", "null_variance"))
    ratio, items = variance / null, case["J"]
    assert same(rwg_j(ratio, items), case["multilevel_rwg_j"])
    if abs(case["raw"]) > 1e9:
        assert rwg_j_raw(ratio, items) is None
    else:
        assert same(rwg_j_raw(ratio, items), case["raw"])


def test_null_variances_equal_the_published_table() -> None:
    case = next(c for c in oracle("literature")["cases"] if c["id"] == "null_variances")
    for options, uniform, slight, *_ in case["published"]:
        found = uniform_variance(int(options))
        assert found is not None
        assert float(found) == pytest.approx(uniform, abs=0.005)
        q = agreement([[0], [1]], int(options)).rwg_skewed
        assert (q is None) == (slight is None)
    skewed = [Fraction(share, 100) for share in (5, 15, 20, 35, 25)]
    assert null_variance(skewed) == Fraction(134, 100)
    assert null_variance([Fraction(1, 7)] * 7) == uniform_variance(7)


def test_four_points_have_no_slightly_skewed_null() -> None:
    found = agreement([[0], [1], [1]], points=4)
    assert found.rwg is not None
    assert found.rwg_skewed is None


def test_one_person_agrees_with_nobody() -> None:
    found = agreement([[1, 2], [3, MISSING]])
    assert found.n == 1
    assert found.rwg is found.average_deviation is found.a_wg is None
    assert found.band is None
    assert summarize([found]).mean is None
    assert summarize([]).groups == 0


def test_a_mean_too_near_an_end_has_no_a_wg() -> None:
    assert agreement([[4], [4], [3]]).a_wg is None
    assert agreement([[4], [4], [4]]).a_wg == 1


def test_more_than_chance_is_flagged() -> None:
    divided = agreement([[0, 0], [4, 4], [0, 4], [4, 0]])
    assert divided.out_of_range
    assert divided.rwg == 0
    assert divided.band == "lack of"
    assert divided.lindell is not None
    assert divided.lindell < 0


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=20),
    st.integers(0, 6),
)
def test_adding_a_constant_changes_nothing(rows: list[list[int]], more: int) -> None:
    before = agreement(rows, points=11)
    after = agreement([[code + more for code in row] for row in rows], points=11)
    for name in ("rwg", "rwg_skewed", "lindell", "average_deviation", "mean_item_variance"):
        assert getattr(before, name) == getattr(after, name)


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=20),
    st.randoms(),
)
def test_indexes_stay_in_their_range_in_any_order(rows: list[list[int]], random: Any) -> None:
    found = agreement(rows)
    assert found.rwg is not None
    assert 0 <= found.rwg <= 1
    assert found.lindell is not None
    assert found.lindell <= found.rwg
    shuffled = [*rows]
    random.shuffle(shuffled)
    assert agreement(shuffled).rows == found.rows


@given(st.lists(st.integers(0, 4), min_size=1, max_size=15))
def test_the_median_deviation_is_that_of_the_listed_answers(codes: list[int]) -> None:
    values = [Fraction(point) for point in range(5)]
    counts = [codes.count(code) for code in range(5)]
    center = Fraction(median(codes))
    expected = sum((abs(code - center) for code in codes), Fraction()) / len(codes)
    assert median_deviation(values, counts) == expected


def test_bands_have_the_published_ends() -> None:
    ends = [(k, band(Fraction(k, 100))) for k in range(101)]
    found = [(name, len(list(group))) for name, group in groupby(name for _, name in ends)]
    assert found == [
        ("lack of", 31), ("weak", 20), ("moderate", 20), ("strong", 20), ("very strong", 10),
    ]  # fmt: skip
