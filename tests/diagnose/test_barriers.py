from decimal import Decimal
from typing import Any, get_args

import pytest
from tests.diagnose.companies import Company, diagnosis_of
from tests.diagnose.samples import cell, diagnosed, five, publication
from tests.model.samples import questionnaire, survey

from alignscan.diagnose.barriers import PLACES
from alignscan.diagnose.diagnose import diagnose
from alignscan.diagnose.diagnosis import BarrierId, Diagnosis
from alignscan.model.conditions import practices_of
from alignscan.model.content import action_ids, barrier_catalog
from alignscan.publish.published import Participation


def ids(diagnosis: Diagnosis) -> list[str]:
    return [barrier.id for barrier in diagnosis.barriers]


def test_every_barrier_has_its_text_and_actions_of_the_library() -> None:
    catalog = barrier_catalog().barriers
    assert tuple(b.id for b in catalog) == PLACES == get_args(BarrierId)
    assert all(b.title["en"] and b.meaning["en"] for b in catalog)
    assert {action for b in catalog for action in b.actions} <= action_ids()


@pytest.mark.parametrize(
    ("practice", "barrier"),
    [("C2.5", "one_way_communication"), ("C4.3", "weak_bridge"), ("C4.4", "overload")],
)
def test_a_practice_that_is_not_apparent_is_a_sign(practice: str, barrier: str) -> None:
    diagnosis = diagnosed(five(), {practice: "2.7"})
    assert ids(diagnosis) == [barrier]
    (sign,) = diagnosis.barriers[0].evidence
    assert (sign.subject, sign.value, sign.must, sign.limit) == (
        practice,
        Decimal("2.7"),
        "below",
        Decimal("2.75"),
    )
    assert ids(diagnosed(five(), {practice: "2.8"})) == []


def test_an_unclear_direction_is_a_barrier() -> None:
    assert ids(diagnosed(five("2.7"))) == ["unclear_direction"]
    assert ids(diagnosed(five("2.8"))) == []


@pytest.mark.parametrize(
    ("company", "barrier"),
    [
        (Company(levels={"senior_management": "-0.3", "team_leader": "-0.3"}), "weak_bridge"),
        (Company(exact={"C3.5": (40, 35, 0, 35, 40)}), "competing_priorities"),
        (
            Company(scores=dict.fromkeys(("C2.1", "C2.2", "C2.3"), "3.8") | {"C2.4": "2.8"}),
            "resistance",
        ),
        (
            Company(
                scores=dict.fromkeys(practices_of("goals"), "3.6")
                | dict.fromkeys(practices_of("systems"), "2.8")
            ),
            "pull_of_old_systems",
        ),
    ],
)
def test_patterns_are_signs(company: Company, barrier: str) -> None:
    scores = {**company.scores}
    if barrier == "resistance":
        scores |= {"C2.5": "2.8", "C2.6": "2.8"}
    company = Company(scores=scores, levels=company.levels, exact=company.exact)
    diagnosis = diagnosis_of(company)
    (found,) = (b for b in diagnosis.barriers if b.id == barrier)
    assert found.pattern in {p.id for p in diagnosis.patterns}
    assert found.evidence


@pytest.mark.parametrize(
    ("counts", "split"), [((36, 0, 0, 114, 0), True), ((0, 36, 75, 39, 0), False)]
)
def test_a_divided_top_team_is_a_barrier(counts: Any, split: bool) -> None:
    diagnosis = diagnosis_of(Company(exact={"C1.5": counts}))
    found = [b for b in diagnosis.barriers if b.id == "top_team_split"]
    assert bool(found) is split
    assert all(e.cell == "level=senior_leadership" for b in found for e in b.evidence)


@pytest.mark.parametrize(("rate", "sign"), [("0.49", True), ("0.50", False)])
def test_a_low_response_rate_is_a_sign(rate: str, sign: bool) -> None:
    took_part = Participation(responded=49, invited=100, rate=Decimal(rate))
    shown = publication(cell(five()), participation=took_part)
    found = diagnose(shown, survey(mode="team", agreed="all"), questionnaire(["q"]))
    assert (ids(found) == ["low_trust_in_survey"]) is sign
