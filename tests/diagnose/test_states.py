from decimal import Decimal

import pytest
from tests.diagnose.samples import banded, diagnosed, figures, five, standing

from alignscan.diagnose.states import on_scale, width_on_scale
from alignscan.model.questionnaire import ScoreScale


@pytest.mark.parametrize(
    ("score", "state"),
    [
        ("1.0", "not_apparent"),
        ("2.7", "not_apparent"),
        ("2.74", "not_apparent"),
        ("2.75", "partly"),
        ("2.8", "partly"),
        ("3.44", "partly"),
        ("3.449999", "partly"),
        ("3.45", "apparent"),
        ("3.46", "apparent"),
        ("3.5", "apparent"),
        ("5.0", "apparent"),
    ],
)
def test_the_displayed_score_decides_the_state(score: str, state: str) -> None:
    assert standing(diagnosed(five(score)), "direction").state == state


def test_the_score_of_a_standing_is_the_displayed_one() -> None:
    assert str(standing(diagnosed(five("3.46")), "direction").score) == "3.5"


@pytest.mark.parametrize(
    ("score", "state"),
    [("43.7", "not_apparent"), ("43.8", "partly"), ("62.4", "partly"), ("62.5", "apparent")],
)
def test_thresholds_move_with_the_score_scale(score: str, state: str) -> None:
    diagnosis = diagnosed(five(score), scale=(0, 100))
    assert standing(diagnosis, "direction").state == state


def test_thresholds_can_be_set() -> None:
    diagnosis = diagnosed(five("3.5"), thresholds={"partly": 3, "apparent": 4})
    assert standing(diagnosis, "direction").state == "partly"


@pytest.mark.parametrize(
    ("ends", "state"),
    [(("4.6", "5.0"), "apparent"), (("1.0", "1.4"), "not_apparent"), (("3.4", "5.0"), "partly")],
)
def test_a_range_is_judged_by_its_inner_end(ends: tuple[str, str], state: str) -> None:
    found = standing(diagnosed(five(banded(*ends))), "direction")
    assert found.state == state
    assert found.score is None


def test_what_was_asked_and_is_not_shown_is_withheld() -> None:
    found = standing(diagnosed(five(figures(None, n=None))), "direction")
    assert found.state == "withheld"
    assert {found.score, found.target, found.gap, found.margin, found.agreement} == {None}


def test_what_nobody_answered_is_not_scorable() -> None:
    assert standing(diagnosed(five(figures(None, n=0))), "direction").state == "not_scorable"


def test_places_and_differences_are_carried_over_to_another_scale() -> None:
    scale = ScoreScale(low=Decimal(0), high=Decimal(100))
    assert on_scale(Decimal(3), scale) == 50
    assert width_on_scale(Decimal("0.3"), scale) == Decimal("7.5")
    assert on_scale(Decimal("3.5"), ScoreScale()) == Decimal("3.5")
