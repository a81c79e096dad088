from collections.abc import Collection
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.publish.attack import leaks
from tests.publish.companies import SEGMENTS, company, survey_of
from tests.publish.companies import measures as measures_of_company
from tests.publish.compared import around, given, measured, people, published

from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.publish.compared import Comparison
from alignscan.publish.precision import Precision
from alignscan.publish.publish import publish
from alignscan.publish.published import Published, ShownCell
from alignscan.publish.rest import is_compared, rest_of, with_rest
from alignscan.publish.rounding import rounded
from alignscan.publish.visible import visible

TENTH, THOUSANDTH = Decimal("0.1"), Decimal("0.001")
SIZES = {"North": 60, "South": 45, "East": 40}
WHERE = people(SIZES)
LOW_EAST = {"North": 4, "South": 4, "East": 3}
EVEN = dict.fromkeys(SIZES, 3)
ANSWERS = {"q1": around(WHERE, LOW_EAST), "q2": around(WHERE, EVEN), "q3": around(WHERE, EVEN)}
TEAM: dict[str, Any] = {"mode": "team", "agreed": "all of us, today"}


def compared(result: Published, site: str, condition: str = "direction") -> Comparison:
    return result.comparisons["site"].groups[f"site={site}"][condition]


def sizes(**n: int) -> Published:
    where = people(n)
    return published({"q1": around(where, LOW_EAST)}, where)


def test_the_difference_is_that_of_the_published_scores() -> None:
    result = published(ANSWERS, WHERE)
    for groups in result.comparisons["site"].groups.values():
        for one in groups.values():
            assert one.score is not None
            assert one.rest is not None
            assert one.difference == one.score - one.rest
            assert one.rest == one.rest.quantize(TENTH)
    east = compared(result, "East")
    assert (east.n, east.rest_n) == (40, 105)
    assert (east.score, east.rest, east.difference) == (
        Decimal("3.0"),
        Decimal("4.0"),
        Decimal("-1.0"),
    )


def test_tests_equal_the_measures_at_their_step() -> None:
    asked = given()
    exact = measured(ANSWERS, WHERE, asked)
    result = publish(exact, asked).comparisons["site"]
    found = [
        (one, exact.differences[cell].scales[condition].difference)
        for cell, conditions in result.groups.items()
        for condition, one in conditions.items()
    ]
    assert len(found) == result.family == 9
    p = [d.welch.p for _, d in found if d and d.welch]
    for (one, d), strict_p, lenient_p in zip(found, holm(p), benjamini_hochberg(p), strict=True):
        assert d is not None
        assert d.welch is not None
        assert d.spread is not None
        assert one.p == rounded(d.welch.p, THOUSANDTH)
        assert one.p_holm == rounded(strict_p, THOUSANDTH)
        assert one.q == rounded(lenient_p, THOUSANDTH)
        assert one.g == rounded(d.spread.hedges_g, TENTH)
        assert one.delta == rounded(d.ranks.cliffs_delta, TENTH)
        assert d.ranks.p is not None
        assert one.rank_p == rounded(d.ranks.p, THOUSANDTH)
        low, high = d.welch.interval
        half = rounded((high - low) / 2, TENTH, ROUND_CEILING)
        assert one.low is not None
        assert one.high is not None
        assert one.difference is not None
        assert (one.difference - one.low, one.high - one.difference) == (half, half)


def test_a_finding_is_clear_and_large_enough() -> None:
    result = published(ANSWERS, WHERE)
    assert compared(result, "East").finding == "lower"
    assert compared(result, "North").finding == "higher"
    assert compared(result, "East", "commitment").finding == "no_clear_difference"


def test_a_clear_difference_below_the_smallest_gap_is_none() -> None:
    asked = given(thresholds={"min_gap": 1.1})
    assert compared(published(ANSWERS, WHERE, asked), "East").finding == "no_clear_difference"


@pytest.mark.parametrize(("n", "tested"), [(29, False), (30, True)])
def test_thirty_people_are_needed_in_the_group(n: int, tested: bool) -> None:
    one = compared(sizes(North=60, South=45, East=n), "East")
    assert one.difference is not None
    assert (one.p is not None) is tested
    assert (one.g is not None, one.delta is not None, one.rank_p is not None) == (tested,) * 3
    assert (one.low is not None) is tested
    assert (one.finding == "not_tested") is not tested


@pytest.mark.parametrize(("n", "tested"), [(29, False), (30, True)])
def test_thirty_people_are_needed_among_the_others(n: int, tested: bool) -> None:
    one = compared(sizes(North=60, East=n), "North")
    assert (one.p is not None) is tested


def test_the_family_is_every_test_of_the_breakdown() -> None:
    assert published(ANSWERS, WHERE).comparisons["site"].family == 9
    assert sizes(North=60, South=45, East=29).comparisons["site"].family == 2


def test_nearly_all_alike_is_not_tested() -> None:
    alike = [3] * 58 + [2, 4] + around(WHERE[60:], LOW_EAST)
    result = published({"q1": alike}, WHERE)
    assert compared(result, "North").p is None
    assert compared(result, "North").finding == "not_tested"
    assert compared(result, "East").p is not None


def test_beside_a_range_there_is_no_difference() -> None:
    top = [5] * 60 + around(WHERE[60:], LOW_EAST)
    one = compared(published({"q1": top}, WHERE), "North")
    assert (one.score, one.difference, one.p, one.g) == (None, None, None, None)
    assert one.rest is not None
    assert one.finding == "not_tested"


def test_the_rest_near_an_end_of_the_scale_is_a_range() -> None:
    top = around(WHERE[:60], {"North": 3}) + [5] * 85
    one = compared(published({"q1": top}, WHERE), "North")
    assert (one.rest, one.difference) == (None, None)
    assert one.rest_range is not None
    assert one.rest_range[1] == 5


def test_a_withheld_group_is_compared_with_nobody_and_named_nowhere() -> None:
    where = people({"North": 60, "South": 45, "East": 3})
    result = published({"q1": around(where, LOW_EAST)}, where)
    withheld = {cell.id for cell in result.cells if cell.status == "withheld"}
    assert "site=East" in withheld
    for found in result.comparisons.values():
        assert not withheld & (found.groups.keys() | found.items.keys())


def test_the_order_of_categories_changes_nothing() -> None:
    one = published(ANSWERS, WHERE)
    other = published(ANSWERS, WHERE, given(["East", "North", "South"]))
    assert one.comparisons == other.comparisons
    assert list(other.comparisons["site"].groups) == ["site=East", "site=North", "site=South"]


def test_a_team_in_which_everybody_answered_has_effects_and_no_tests() -> None:
    where = people({"North": 6, "South": 6, "East": 6})
    result = published({"q1": around(where, LOW_EAST)}, where, given(**TEAM))
    one, found = compared(result, "East"), result.comparisons["site"]
    assert (one.p, one.low, one.rank_p, found.family, found.tests) == (None, None, None, 0, {})
    assert one.g is not None
    assert one.delta is not None
    assert one.finding == "lower"


def test_a_team_that_is_a_sample_is_tested_from_two_people_on() -> None:
    where = people({"North": 6, "South": 6, "East": 6})
    result = published({"q1": around(where, LOW_EAST)}, where, given(**TEAM, population=40))
    one, found = compared(result, "East"), result.comparisons["site"]
    assert one.p is not None
    assert one.p_holm is not None
    assert found.family == 3
    assert found.tests["direction"].groups == 3


def test_whole_breakdowns_are_tested_over_groups_of_thirty() -> None:
    result = sizes(North=60, South=30, East=29).comparisons["site"].tests["direction"]
    assert (result.groups, result.n, result.df_between, result.rank_df) == (2, 90, 1, 1)
    assert published(ANSWERS, WHERE).comparisons["site"].tests["direction"].groups == 3
    assert sizes(North=60, South=29, East=29).comparisons["site"].tests == {}


def test_tests_of_a_breakdown_are_corrected_for_its_conditions() -> None:
    found = published(ANSWERS, WHERE).comparisons["site"].tests
    assert set(found) == {"direction", "commitment", "goals"}
    assert found["direction"].p_holm == Decimal("0.000")
    for test in found.values():
        assert test.p is not None
        assert test.p_holm is not None
        assert test.p <= test.p_holm


def test_favorable_shares_come_from_published_shares() -> None:
    result = published(ANSWERS, WHERE)
    cells = {cell.id: cell for cell in result.cells if isinstance(cell, ShownCell)}
    part, whole = cells["site=East"].items["q2"], cells["overall"].items["q2"]
    assert part.n is not None
    assert part.favorable is not None
    assert whole.n is not None
    assert whole.favorable is not None
    rest = (whole.favorable * whole.n - part.favorable * part.n) / (whole.n - part.n)
    one = result.comparisons["site"].items["site=East"]["q2"]
    assert one.difference == (part.favorable - rest).quantize(Decimal("0.01"))
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.difference < one.high
    assert sizes(North=60, South=45, East=29).comparisons["site"].items.keys() == {
        "site=North",
        "site=South",
    }


def test_the_rest_enters_the_audit_as_a_figure_of_its_own() -> None:
    exact = measured(ANSWERS, WHERE, given())
    members = {"overall": frozenset([0, 1, 2]), "site=East": frozenset([2])}
    draw = with_rest(lambda *_: (), "direction", (1.0, 5.0), exact, members)
    precision = Precision("confidential", 5, (Fraction(1), Fraction(5)), None, False)
    east = next(cell for cell in exact.cells if cell.id == "site=East")
    (figure,) = draw(east, precision)
    assert figure.members == frozenset([0, 1])
    assert (figure.low, figure.high) == pytest.approx((105 * 3.95, 105 * 4.05))
    assert list(draw(exact.cells[0], precision)) == []
    other = with_rest(lambda *_: (), "C1.1", (1.0, 5.0), exact, members)
    assert list(other(east, precision)) == []


def test_a_rest_of_too_few_is_not_shown() -> None:
    contrast = measured(ANSWERS, WHERE, given()).differences["site=East"].scales["direction"]
    for k, shown in ((105, True), (106, False)):
        precision = Precision("confidential", k, (Fraction(1), Fraction(5)), None, False)
        assert (rest_of(contrast, precision) is not None) is shown


@pytest.mark.parametrize("seed", [1, 2, 11])
def test_rests_beside_shown_groups_give_no_small_group_away(seed: int) -> None:
    one, asked = company(seed, unstated=0.05, skipping=0.0), survey_of()
    exact = measures_of_company(one, asked)
    shown = visible(exact, asked).cells
    cells = [cell for cell in exact.cells if cell.id in shown]
    seen: list[dict[str, Collection[str]]] = [dict(cell.filters) for cell in cells]
    rests = [others(dict(cell.filters)) for cell in cells if is_compared(cell)]
    assert len(rests) > 2
    assert next(leaks(one.roster(), [*seen, *rests], 5), None) is None


def test_a_condition_asked_too_little_about_is_not_compared() -> None:
    one, asked = company(2, skipping=0.0), survey_of()
    exact = measures_of_company(one, asked)
    assert not exact.scorable["direction"]
    assert publish(exact, asked).comparisons == {}


def others(filters: dict[str, tuple[str, ...]]) -> dict[str, Collection[str]]:
    """Return everybody who is not in a group, those who did not state theirs included."""
    ((segment, categories),) = filters.items()
    rest: list[Any] = [*(c for c in SEGMENTS[segment] if c not in categories), None]
    return {segment: rest}


def test_the_attack_finds_a_rest_of_those_who_stated_their_group() -> None:
    """Three of twenty are in the withheld group; eight stated none and belong to the rest too."""
    roster = [{"site": "A"}] * 9 + [{"site": "B"}] * 3 + [{}] * 8
    shown: list[dict[str, Any]] = [{}, {"site": ["A"]}]
    everybody_else: list[Any] = ["B", None]
    assert next(leaks(roster, [*shown, {"site": everybody_else}], 5), None) is None
    assert next(leaks(roster, [*shown, {"site": ["B"]}], 5), None) is not None
