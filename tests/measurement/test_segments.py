from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.measurement.oracles import answers, oracle, same
from tests.measurement.reference_books import asked, book, book_of, measured

from alignscan.measurement.measure import measure
from alignscan.measurement.segments import Group, Groups
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import cell
from alignscan.model.codebook import Codebook, CodedSegment


def groups(name: str, scale: str, segment: str, **more: Sequence[str]) -> Groups:
    """Return how much the groups of a data set differ on a scale."""
    return measured(book_of(name, [segment], **more), answers(name)).segments[segment][scale]


def assert_equal(found: Groups, expected: Any) -> None:
    """Compare every field but the tests without equal variances and REML."""
    size = expected["group_size"]
    assert (found.n, len(found.groups)) == (expected["n"], expected["k_groups"])
    assert (min(g.n for g in found.groups), max(g.n for g in found.groups)) == (
        size["min"],
        size["max"],
    )
    assert same((found.mean_size, found.n0), (size["mean"], size["n0"]))
    squares = (found.between, found.within, found.mean_between, found.mean_within)
    assert same(squares, [expected[key] for key in ("SSB", "SSW", "MSB", "MSW")])
    assert found.freedom == (expected["df1"], expected["df2"])
    assert same((found.f, found.p), (expected["F"], expected["p"]))
    shares = (found.eta_squared, found.omega_squared, found.epsilon_squared)
    assert same(shares, [expected[key] for key in ("eta_sq", "omega_sq", "epsilon_sq")])
    assert same(found.icc1("mean"), expected["ICC1_mean_size"])
    assert same(found.icc1(), expected["ICC1_n0"])
    assert same(found.icc2, expected["ICC2"])
    assert same(found.icc1_interval("mean"), expected["ICC1_ci_F_mean_size"])
    assert same(found.icc1_interval(), expected["ICC1_ci_F_n0"])
    assert same(found.icc2_interval, expected["ICC2_ci_F"])


@pytest.mark.parametrize("segment", ["gender", "education"])
@pytest.mark.parametrize("scale", list("ACENO"))
def test_personality_scales_equal_r(scale: str, segment: str) -> None:
    expected = oracle("bfi")["segments"][segment]["by_scale"]
    found = next(s for s in expected if s["scale"] == scale)
    assert_equal(groups("bfi", scale, segment), found["anova"])


def test_99_companies_equal_r() -> None:
    items = [*(asked(i, 1, 5) for i in oracle("bhr2000")["meta"]["spec"]["items"])]
    items += [asked("RELIG", 1, 5), asked("HRS", 0, 24)]
    names = [item.id for item in items]
    scales = {"LEAD": names[:11], "RELIG": ["RELIG"], "HRS": ["HRS"]}
    companies = sorted({row["GRP"] for row in answers("bhr2000")})
    found = measured(book(items, scales, {"GRP": companies}), answers("bhr2000")).segments["GRP"]
    for scale in scales:
        assert_equal(found[scale], oracle("bhr2000")["icc"][scale])


def test_four_platoons_equal_r() -> None:
    data = [{**row, "team": f"{row['UNIT']}.{row['PLATOON']}"} for row in answers("cohesion")]
    teams = tuple(sorted({row["team"] for row in data}))
    whole: Codebook = replace(
        book_of("cohesion"), segments=(CodedSegment("team", "team", teams, ()),)
    )
    found = measured(whole, data).segments["team"]["COH"]
    assert_equal(found, oracle("cohesion")["icc_score_by_platoon"])


def test_a_group_of_one_counts_between_only() -> None:
    found = groups("edge", "S1", "group")
    assert_equal(found, oracle("edge")["icc_S1"])
    assert found.single == 1


def test_an_icc_below_0_is_kept() -> None:
    expected = oracle("edge")["icc_negative"]
    data = [
        {"y": str(y), "group": group}
        for y, group in zip(expected["y"], expected["group"], strict=True)
    ]
    whole = book([asked("y", 1, 5)], {"y": ["y"]}, {"group": ["a", "b", "c", "d"]})
    found = measured(whole, data).segments["group"]["y"]
    assert same((found.mean_between, found.mean_within), (expected["MSB"], expected["MSW"]))
    assert same((found.f, found.p), (expected["F"], expected["p"]))
    assert same(found.icc1("mean"), expected["ICC1_mean_size"])
    assert same(found.icc2, expected["ICC2"])
    shares = (found.eta_squared, found.omega_squared, found.epsilon_squared)
    assert same(shares, [expected[key] for key in ("eta_sq", "omega_sq", "epsilon_sq")])


def test_too_little_to_compare_is_none() -> None:
    one = Group(3, Fraction(4), Fraction(1))
    for found in (Groups(()), Groups((one,))):
        assert found.f is found.icc1() is found.icc2 is found.p is None
        assert found.icc1_interval() is None
    alone = Groups((Group(1, Fraction(4), None), Group(1, Fraction(5), None)))
    assert alone.mean_within is alone.icc1() is alone.icc2 is None


def test_groups_that_do_not_differ_have_no_icc2() -> None:
    same_mean = Groups((Group(2, Fraction(3), Fraction(1)),) * 2)
    assert same_mean.icc2 is None
    assert same_mean.icc1() == -1
    nobody_differs = Groups((Group(2, Fraction(3), Fraction()),) * 2)
    assert nobody_differs.f is nobody_differs.icc1() is nobody_differs.eta_squared is None


def test_segments_are_compared_only_with_every_category() -> None:
    whole = book([asked("y", 1, 5)], {"y": ["y"]}, {"group": ["a", "b"]})
    tabulation = tabulate(whole, [])
    assert measure(tabulation, [cell({"group": ["a"]})]).segments == {}
    assert measure(tabulation).segments["group"]["y"] == Groups(())
