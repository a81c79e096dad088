from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from tests.publish.surveys import drawn

from alignscan.measurement.segments import Group, Groups
from alignscan.publish.quality import SegmentFigures


def at(value: float | None, places: str = "0.01") -> Decimal | None:
    if value is None:
        return None
    exact = Fraction(value)
    number = Decimal(exact.numerator) / exact.denominator
    return number.quantize(Decimal(places), ROUND_HALF_UP) + 0


def expected(groups: Groups, places: str, p: str) -> SegmentFigures:
    first, second = groups.icc1_interval(), groups.icc2_interval
    assert first is not None
    assert second is not None
    icc1, icc2, probability = at(groups.icc1(), places), at(groups.icc2, places), at(groups.p, p)
    return SegmentFigures(
        groups=len(groups.groups),
        people=groups.n,
        icc1=icc1,
        icc1_low=at(first[0], places),
        icc1_high=at(first[1], places),
        icc2=icc2,
        icc2_low=at(second[0], places),
        icc2_high=at(second[1], places),
        p=probability,
    )


@pytest.mark.parametrize("seed", range(3))
def test_groups_of_thirty_are_those_of_the_measures_at_their_step(seed: int) -> None:
    one = drawn(seed, skipping=0.02)
    for id in ("direction", "commitment"):
        groups = one.measures.segments["site"][id]
        assert one.published.segments["site"][id] == expected(groups, "0.01", "0.001")


@pytest.mark.parametrize(("third", "groups"), [(29, 2), (30, 3)])
def test_groups_below_thirty_take_no_part(third: int, groups: int) -> None:
    one = drawn(1, (40, 35, third))
    found = one.published.segments["site"]["direction"]
    assert (found.groups, found.people) == (groups, 75 + (30 if groups == 3 else 0))
    sizes = [c.scales["direction"] for c in one.measures.cells[1:]]
    kept = [Group(s.n, s.mean, s.variance) for s in sizes if s.mean is not None and s.n >= 30]
    assert found == expected(Groups(tuple(kept)), "0.01", "0.001")


def test_one_group_is_no_comparison() -> None:
    assert drawn(1, (60, 20, 20)).published.segments == {}


def test_a_team_compares_all_its_groups_exactly() -> None:
    one = drawn(3, (4, 3, 3), mode="team", agreed="all of us, today", population=20)
    groups = one.measures.segments["site"]["direction"]
    found = one.published.segments["site"]["direction"]
    assert found == expected(groups, "0.000001", "0.000001")


def test_a_complete_team_has_no_interval() -> None:
    one = drawn(3, (4, 3, 3), mode="team", agreed="all of us, today")
    found = one.published.segments["site"]["direction"]
    assert found.icc1 is not None
    assert (found.icc1_low, found.icc2_high, found.p) == (None, None, None)


def test_a_withheld_group_takes_no_part() -> None:
    one = drawn(5, (50, 40, 4), confidentiality={"on_small": "withhold"})
    withheld = {c.id for c in one.published.cells if c.status == "withheld"}
    assert "site=Oslo" in withheld
    for found in one.published.segments.get("site", {}).values():
        assert found.groups <= 3 - len(withheld)
