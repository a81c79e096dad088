from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.companies import Company, published, survey_of
from tests.publish.surveys import ITEMS, drawn, published_of
from tests.publish.test_candidates import people

from alignscan.measurement.proportions import mean_bounds
from alignscan.model.codebook import MISSING
from alignscan.model.survey import Population
from alignscan.publish.nonresponse import (
    coarse_rate,
    invited_to,
    most_invited,
    most_people,
    worst_case,
)
from alignscan.publish.published import ScoreFigures

ENDS = (Fraction(1), Fraction(5))
COUNTS = {"site": {"Bern": 80, "Graz": 60, "Oslo": 60}}


def scored(n: int, score: str, favorable: str | None = None) -> ScoreFigures:
    return ScoreFigures(
        n=n,
        score=Decimal(score),
        step=Decimal("0.1"),
        range=None,
        margin=None,
        agreement=None,
        favorable=None if favorable is None else Decimal(favorable),
    )


@given(st.integers(1, 200), st.integers(0, 300), st.integers(10, 50), st.integers(0, 100))
def test_the_bounds_are_those_of_manski_from_published_figures(
    n: int, silent: int, tenths: int, percent: int
) -> None:
    figures = scored(n, f"{Decimal(tenths) / 10}", f"{Decimal(percent) / 100:.2f}")
    found = worst_case(figures, n + silent, ENDS)
    assert found is not None
    exact = mean_bounds(Fraction(tenths, 10) * n, n, n + silent, *ENDS)
    assert 0 <= exact.low - Fraction(found.worst_low) < Fraction(1, 10)
    assert 0 <= Fraction(found.worst_high) - exact.high < Fraction(1, 10)
    share = mean_bounds(Fraction(percent, 100) * n, n, n + silent, Fraction(0), Fraction(1))
    assert found.favorable_worst_low is not None
    assert found.favorable_worst_high is not None
    assert 0 <= share.low - Fraction(found.favorable_worst_low) < Fraction(1, 100)
    assert 0 <= Fraction(found.favorable_worst_high) - share.high < Fraction(1, 100)


def test_a_range_stands_for_the_score_with_its_own_ends() -> None:
    band = scored(50, "4.9").model_copy(
        update={"score": None, "range": (Decimal("4.8"), Decimal("5.0"))}
    )
    found = worst_case(band, 100, ENDS)
    assert found is not None
    assert (found.worst_low, found.worst_high) == (Decimal("2.9"), Decimal("5.0"))
    assert found.favorable_worst_low is None


def test_without_a_score_or_with_too_many_answers_there_are_no_bounds() -> None:
    assert worst_case(scored(50, "3.0"), 49, ENDS) is None
    hidden = scored(50, "3.0").model_copy(update={"n": None, "score": None})
    assert worst_case(hidden, 100, ENDS) is None


@pytest.mark.parametrize(
    ("filters", "invited"),
    [
        ({}, 200),
        ({"site": ("Bern",)}, 80),
        ({"site": ("Bern", "Oslo")}, 140),
        ({"site": ("Bern", "Rome")}, None),
        ({"level": ("employee",)}, None),
        ({"site": ("Bern",), "level": ("employee",)}, None),
    ],
)
def test_the_invited_of_a_group_are_counted_where_the_counts_say_it(
    filters: dict[str, tuple[str, ...]], invited: int | None
) -> None:
    assert invited_to(filters, Population(counts=COUNTS), 200) == invited


def test_response_stands_by_group_where_counts_are_given() -> None:
    found = drawn(1, population=COUNTS).published.nonresponse
    rates = {id: (one.invited, str(one.rate)) for id, one in found.items()}
    assert rates == {
        "overall": (200, "0.70"),
        "site=Bern": (None, "0.75"),
        "site=Graz": (None, "0.75"),
        "site=Oslo": (None, "0.60"),
    }
    assert set(found["site=Bern"].conditions) == {"direction", "commitment"}


def test_a_number_of_people_says_nothing_about_groups() -> None:
    assert set(drawn(1, population=200).published.nonresponse) == {"overall"}
    assert drawn(1).published.nonresponse == {}
    assert drawn(1, population=100).published.nonresponse == {}  # more answered than were invited


def test_a_withheld_group_has_no_response_rate() -> None:
    counts = {"site": {"Bern": 80, "Graz": 60, "Oslo": 6}}
    one = drawn(5, (50, 40, 4), confidentiality={"on_small": "withhold"}, population=counts)
    withheld = {c.id for c in one.published.cells if c.status == "withheld"}
    assert withheld
    assert not withheld & set(one.published.nonresponse)


@pytest.mark.parametrize("asked", [False, True])
def test_margins_allow_for_a_finite_population_only_when_asked(asked: bool) -> None:
    one = drawn(1, confidence={"finite_population": asked}, population=150)
    plain = drawn(1)
    assert one.published.basis.finite_population == asked

    def widths(cell: str) -> list[bool]:
        found, usual = one.cell(cell).items, plain.cell(cell).items
        return [_width(found[i]) < _width(usual[i]) for i in ITEMS]

    assert set(widths("overall")) == {asked}
    assert set(widths("site=Bern")) == {False}  # nobody knows how many were invited there


def _width(item: object) -> Decimal:
    low, high = getattr(item, "favorable_low", None), getattr(item, "favorable_high", None)
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    return high - low


def test_where_everybody_invited_answered_nothing_is_left_to_chance() -> None:
    one = drawn(1, (40, 30, 30), confidence={"finite_population": True}, population=100)
    assert one.cell("overall").conditions["direction"].margin is None
    assert one.cell("site=Bern").conditions["direction"].margin is not None


@pytest.mark.parametrize(
    ("missing", "shown"), [(0, True), (1, False), (4, False), (5, True), (96, False), (95, True)]
)
def test_who_skipped_is_a_share_only_where_it_tells_of_nobody(missing: int, shown: bool) -> None:
    rng = np.random.default_rng(7)
    answers = {item: rng.integers(1, 4, 100).astype(np.int16) for item in ITEMS}
    answers["q0"][:missing] = MISSING
    one = published_of(answers, [0] * 100)
    overall = one.cell("overall")
    known = {"q0": Decimal(missing) / 100} if shown and overall.items["q0"].n else {}
    assert {id: s for id, s in one.published.skipped.items() if id == "q0"} == known


def test_those_left_over_are_not_told_of_either() -> None:
    rng = np.random.default_rng(7)
    answers = {item: rng.integers(1, 4, 100).astype(np.int16) for item in ITEMS}
    answers["q0"][:10] = MISSING
    answers["q0"][10:12] = -2  # two could not say: 100 - 88 - 10 would tell
    assert "q0" not in published_of(answers, [0] * 100).published.skipped
    answers["q0"][12:15] = -2
    assert published_of(answers, [0] * 100).published.skipped["q0"] == Decimal("0.10")


def test_a_team_sees_who_many_skipped() -> None:
    answers = {item: np.array([1, 2, 3], dtype=np.int16) for item in ITEMS}
    answers["q0"][0] = MISSING
    one = published_of(answers, [0, 0, 1], mode="team", agreed="all of us, today")
    assert one.published.skipped["q0"] == Decimal("0.333333")


def test_one_persons_own_view_has_nothing_beside_it() -> None:
    answers = {item: np.array([3], dtype=np.int16) for item in ITEMS}
    one = published_of(answers, [0], mode="self", population=640).published
    assert (one.nonresponse, one.skipped, one.scales, one.segments) == ({}, {}, {}, {})


@pytest.mark.parametrize(
    ("n", "invited", "rate", "band"),
    [
        (12, 12, None, ("0.95", "1.00")),
        (95, 100, None, ("0.95", "1.00")),
        (94, 100, "0.95", None),
        (58, 100, "0.60", None),
        (6, 100, "0.05", None),
        (5, 100, None, ("0.00", "0.05")),
        (5, 900, None, ("0.00", "0.05")),
    ],
)
def test_the_rate_of_a_group_is_coarse_and_a_range_near_the_ends(
    n: int, invited: int, rate: str | None, band: tuple[str, str] | None
) -> None:
    found = coarse_rate(n, invited)
    assert found == (
        None if rate is None else Decimal(rate),
        None if band is None else (Decimal(band[0]), Decimal(band[1])),
    )


@given(st.integers(5, 400), st.integers(0, 400))
def test_whether_everybody_of_a_group_answered_is_not_told(n: int, silent: int) -> None:
    invited = n + silent
    rate, band = coarse_rate(n, invited)
    most = most_invited(n, rate, band)
    if most is None:
        assert Fraction(n, invited) <= Fraction(1, 20)
        return
    assert most >= invited
    assert most >= n / Fraction(39, 40)
    same = [m for m in range(n, int(most) + 2) if coarse_rate(n, m) == (rate, band)]
    assert {most_people(n, m) for m in same} == {most_people(n, invited)}


def test_a_group_in_which_everybody_answered_looks_like_one_that_lacks_a_few() -> None:
    def of(graz: int) -> object:
        counts = {"site": {"Bern": 80, "Graz": graz, "Oslo": 60}}
        asked = {"finite_population": True}
        one = drawn(1, population=counts, confidence=asked)
        return one.published.nonresponse["site=Graz"], one.cell("site=Graz")

    assert of(45) == of(47)
    assert of(45) != of(60)


def test_roles_have_counts_as_everybody_has() -> None:
    levels = {"employee": 60, "team_leader": 20, "senior_management": 10, "senior_leadership": 5}
    groups = [level for level, n in enumerate(levels.values()) for _ in range(n - 2)]
    one = people({}, {"Sales": len(groups)})
    company = Company({**one.groups, "level": groups}, {"q": [2, 3, 4] * 28, "r": [3, 2] * 42})
    company = Company({id: column[:84] for id, column in company.groups.items()}, company.answers)
    found = published(company, survey_of(population={"level": levels})).nonresponse
    assert found["role=middle"].invited == 30
    assert found["level=team_leader"].invited is None


def test_rates_that_leave_a_few_invited_people_over_are_not_shown() -> None:
    counts = {"site": {"Bern": 80, "Graz": 60, "Oslo": 3}}
    one = drawn(5, (50, 40, 0), confidentiality={"on_small": "withhold"}, population=counts)
    shown = {c.id for c in one.published.cells if c.status == "shown"}
    assert {"overall", "site=Bern", "site=Graz"} <= shown
    assert set(one.published.nonresponse) == {"overall", "site=Bern"}


def test_a_team_sees_exact_rates() -> None:
    team: dict[str, Any] = {"mode": "team", "agreed": "all of us, today"}
    found = drawn(1, population=COUNTS, **team).published.nonresponse["site=Oslo"]
    assert (found.invited, str(found.rate), found.rate_range) == (60, "0.58", None)
