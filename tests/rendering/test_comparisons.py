"""Groups against all others, wishes and drivers as every format prints them."""

import re
from decimal import Decimal
from typing import Any

import pytest
from tests.publish import test_drivers as outcome
from tests.publish.compared import around, given, people, published
from tests.rendering import factory

from alignscan.publish.compared import DriverFigures, OutcomeDrivers
from alignscan.publish.published import Published
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import comparisons, drivers, wishes
from alignscan.rendering.report.html import render as html
from alignscan.rendering.report.markdown import render as markdown
from alignscan.rendering.words import Words, words_for
from alignscan.report.model import Breakdown, Category, Report

LOW_EAST = {"North": 4, "South": 4, "East": 2}
TEAM: dict[str, Any] = {"mode": "team", "agreed": "all of us, today"}


def words(report: Report) -> Words:
    return words_for(report, Presentation())


def report_of(found: Published) -> Report:
    """Return a report of groups by site; its standings are of no interest here."""
    standings = factory.diagnosis().conditions
    cells = [c for c in found.cells if c.id.startswith("site=")]
    categories = tuple(
        Category(
            cell=c.id,
            label=c.id.partition("=")[2],
            n=None if c.status == "withheld" else c.n,
            conditions=() if c.status == "withheld" else standings,
        )
        for c in cells
    )
    return factory.report(
        found, factory.diagnosis(), (Breakdown(segment="site", categories=categories),)
    )


def by_site(*asked: str, **sizes: int) -> Report:
    """Return the report of sites of some sizes, of which East is two points lower."""
    where = people(sizes)
    return report_of(published({q: around(where, LOW_EAST) for q in asked or ("q1",)}, where))


def part_of(report: Report) -> Any:
    part = comparisons.part(report.breakdowns[0], "breakdown-site", report, words(report))
    assert part is not None
    return part


def text_of(report: Report) -> str:
    return str(part_of(report))


def test_a_group_that_is_lower_is_named_with_its_condition_and_difference() -> None:
    part = part_of(by_site(North=60, South=45, East=40))
    assert part["intro"][0] == "East scored lower than the others: 1 Direction exists (-2.0)."
    assert part["intro"][1].startswith("North scored higher than the others: 1 Direction exists")
    assert "3 differences were tested together." in part["notes"][0]


def test_many_conditions_are_counted_and_the_widest_is_named() -> None:
    part = part_of(by_site("q1", "q2", "q3", North=60, South=45, East=40))
    assert part["intro"][0] == (
        "East scored lower than the others on 3 of 3 conditions, "
        "most on “1 Direction exists” (-2.0)."
    )


def test_two_conditions_are_both_named() -> None:
    part = part_of(by_site("q1", "q5", North=60, South=45, East=40))
    assert part["intro"][0] == (
        "East scored lower than the others: 1 Direction exists (-2.0) "
        "and 5 Systems and processes (-2.0)."
    )


def test_no_difference_is_said_to_be_none() -> None:
    where = people({"North": 60, "South": 60})
    part = part_of(report_of(published({"q1": around(where, LOW_EAST)}, where)))
    assert part["intro"] == ["No group shown differs clearly from the others."]


def test_small_groups_are_said_to_be_untested() -> None:
    part = part_of(by_site(North=12, South=12, East=12))
    assert part["intro"] == [
        "The groups shown are too small to be tested against the others; "
        "their differences may be chance."
    ]
    assert part["notes"] == []
    assert [c["details"] for row in part["table"]["rows"] for c in row["cells"]] == [[]] * 21


def test_a_withheld_group_is_in_no_sentence_and_no_row() -> None:
    report = by_site(North=60, South=45, East=3)
    assert report.published.withheld
    assert "East" not in text_of(report)


def test_nothing_is_compared_where_nothing_is_shown() -> None:
    report = by_site(North=60)
    assert comparisons.part(report.breakdowns[0], "x", report, words(report)) is None


def test_a_cell_holds_the_difference_its_interval_and_the_finding() -> None:
    rows = part_of(by_site(North=60, South=45, East=40))["table"]["rows"]
    east = next(row["cells"] for row in rows if row["cells"][0]["text"] == "East")
    assert [cell["text"] for cell in east] == ["East", "40", "-2.0", "-", "-", "-", "-"]
    interval, finding = east[2]["details"]
    assert re.fullmatch(r"-2\.\d to -1\.\d", interval)
    assert finding == "lower"


def test_whether_the_groups_differ_at_all_is_said_with_its_test() -> None:
    note = part_of(by_site(North=60, South=45, East=40))["notes"][1]
    start = "Among the 3 groups large enough to be tested, scores differ on "
    assert note.startswith(f"{start}every condition tested.")
    where = people({"North": 60, "South": 45, "East": 40})
    even = around(where, dict.fromkeys(LOW_EAST, 3))
    both = report_of(published({"q1": around(where, LOW_EAST), "q2": even}, where))
    assert part_of(both)["notes"][1].startswith(f"{start}1 Direction exists. ")
    assert re.search(r"1 Direction exists F\(2, \d+\.\d\) = \d+\.\d, p < 0\.001\.", note)


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.34", "+0.3"), ("-0.34", "-0.3"), ("0.04", "0.0"), ("-0.04", "0.0"), (None, "-")],
)
def test_a_difference_has_its_sign_and_nothing_has_none(value: str | None, text: str) -> None:
    assert (
        comparisons.signed(None if value is None else Decimal(value), words(factory.team())) == text
    )


def test_a_probability_is_never_printed_as_nothing() -> None:
    assert comparisons.probability(Decimal("0.000"), words(factory.team())) == "p < 0.001"
    assert comparisons.probability(Decimal("0.047"), words(factory.team())) == "p = 0.047"


def test_the_screen_names_the_group_that_is_lowest_on_most() -> None:
    report = by_site("q1", "q2", North=60, South=45, East=40)
    assert comparisons.lowest(report, words(report)) == (
        "East: lower than the others on 2 of 2 conditions"
    )
    assert comparisons.lowest(factory.team(), words(factory.team())) == ""


def test_leadership_too_small_to_be_tested_is_described_as_that() -> None:
    where = people({"North": 60, "South": 8})
    found = published({"q1": around(where, {"North": 3, "South": 4})}, where)
    data = found.model_dump_json().replace("site=South", "level=senior_leadership")
    report = report_of(Published.model_validate_json(data))
    top = Category(cell="level=senior_leadership", label="senior_leadership", n=8, conditions=())
    first = report.breakdowns[0]
    whole = Breakdown(segment="site", categories=(first.categories[0], top))
    part = comparisons.part(whole, "x", report, words(report))
    assert part is not None
    assert part["intro"][-1] == (
        "senior_leadership scored higher than the others on 1 of 1 conditions; the widest "
        "difference is on “1 Direction exists” (+0.9). The group is too small to test this."
    )


@pytest.mark.parametrize(
    ("now", "wish", "text"),
    [
        ([2, 3, 4] * 20, [4, 5, 5] * 20, r"1\.7 above now \(1\.\d to 1\.\d\)"),
        ([2, 3, 4] * 5, [4, 5, 5] * 5, r"1\.7 above now"),
        ([3, 4, 5] * 20, [3, 2, 2] * 20, r"1\.7 below now \(1\.\d to 2\.\d\)"),
        ([2, 3, 4] * 20, [4, 3, 2] * 20, r"as now \(-\d\.\d to \d\.\d\)"),
    ],
)
def test_a_wish_stands_beside_what_is_now(now: list[int], wish: list[int], text: str) -> None:
    where = people({"North": len(now)})
    report = report_of(published({"q1": now, "w1": wish}, where))
    (found,) = wishes.above("direction", report, words(report))
    assert re.fullmatch(text, found)
    assert wishes.above("goals", report, words(report)) == []


def with_drivers(n: int = 240) -> Report:
    return report_of(published(outcome.answers(n), ["North"] * n, given()))


def test_the_outcome_has_a_chapter_of_its_own() -> None:
    report = with_drivers()
    chapter = drivers.chapter(report, words(report))
    assert chapter is not None
    assert chapter["table"] is not None
    rows = [[c["text"] for c in row["cells"]] for row in chapter["table"]["rows"]]
    shares = [int(row[1].removesuffix("%")) for row in rows]
    assert shares == sorted(shares, reverse=True)
    assert "240 people" in chapter["intro"][0]
    signs = {row[0]: row[3] for row in rows}
    assert signs["1 Direction exists"] == "people who score it higher see a better outcome"
    assert signs["2 Understood and committed"] == "people who score it higher see a worse outcome"
    small = with_drivers(99)
    assert drivers.chapter(small, words(small)) is None


def test_no_format_says_that_something_brings_the_outcome_about() -> None:
    report = with_drivers()
    chapter = str(drivers.chapter(report, words(report))).lower()
    assert "associated" in chapter
    for word in ("cause", "driver", "drives", "leads to", "effect", "impact", "because of"):
        assert word not in chapter.replace("table-drivers", "").replace("'drivers'", ""), word


def figures(share: str, low: str | None, high: str | None, r: str = "0.50") -> DriverFigures:
    return DriverFigures(
        share=Decimal(share),
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        correlation=Decimal(r),
    )


@pytest.mark.parametrize(
    ("low", "high", "stands_out"),
    [("0.50", "0.70", True), ("0.39", "0.80", False), (None, None, False)],
)
def test_a_condition_stands_out_only_above_every_other_interval(
    low: str | None, high: str | None, stands_out: bool
) -> None:
    found = OutcomeDrivers(
        n=200,
        r_squared=Decimal("0.40"),
        conditions={
            "direction": figures("0.40", "0.30", "0.40"),
            "goals": figures("0.60", low, high),
        },
    )
    heading = drivers.heading(found, words(factory.team()))
    assert heading.startswith("Translated into goals") is stands_out
    assert heading.startswith("No single condition") is not stands_out


def test_every_format_prints_the_comparisons_and_the_outcome() -> None:
    report = with_drivers()
    both = report.model_copy(
        update={
            "published": by_site(North=60, South=45, East=40).published.model_copy(
                update={"drivers": report.published.drivers}
            ),
            "breakdowns": by_site(North=60, South=45, East=40).breakdowns,
        }
    )
    for text in (markdown(both, Presentation()), html(both, Presentation())):
        assert "Each group against all others" in text
        assert "East scored lower than the others" in text
        assert "associated with" in text
        assert text == markdown(both, Presentation()) or text == html(both, Presentation())
