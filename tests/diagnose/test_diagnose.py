from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnose.samples import (
    banded,
    cell,
    diagnosed,
    figures,
    five,
    publication,
    standing,
)
from tests.model.samples import questionnaire, survey

from alignscan.diagnose.diagnose import diagnose, standings
from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.conditions import CONDITIONS, practices_of
from alignscan.model.survey import Mode
from alignscan.publish.published import Basis, Participation, ScoreFigures, WithheldCell

SCORES = st.decimals(1, 5, places=2).map(str)


def gaps(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    return [(gap.id, str(gap.gap)) for gap in diagnosis.gaps]


@given(st.fixed_dictionaries(dict.fromkeys(CONDITIONS, SCORES)))
def test_aligned_means_that_all_five_are_apparent(scores: dict[str, str]) -> None:
    diagnosis = diagnosed(scores)
    states = {c.state for c in diagnosis.conditions}
    assert (diagnosis.verdict == "aligned") == (states == {"apparent"})
    assert (diagnosis.weakest is None) == (states == {"apparent"})


def test_four_strong_conditions_do_not_make_up_for_one() -> None:
    diagnosis = diagnosed(five("5.0", systems="3.4", commitment="5.0", goals="5.0"))
    assert diagnosis.verdict == "not_aligned"
    assert diagnosis.weakest == "systems"


@pytest.mark.parametrize("missing", [figures(None, n=0), figures(None, n=None)])
def test_one_condition_without_a_score_leaves_the_verdict_open(missing: ScoreFigures) -> None:
    diagnosis = diagnosed(five(goals="1.0", systems=missing))
    assert diagnosis.verdict == "cannot_be_judged"
    assert diagnosis.weakest == "goals"
    assert diagnosis.mean is diagnosis.index is None


def test_a_condition_that_was_hardly_asked_leaves_the_verdict_open() -> None:
    scorable = dict.fromkeys(CONDITIONS, True) | {"goals": False}
    diagnosis = diagnosed(five(), published={"scorable": scorable})
    assert diagnosis.verdict == "cannot_be_judged"
    assert standing(diagnosis, "goals").state == "not_scorable"
    assert standing(diagnosis, "goals").gap is None


def test_nothing_shown_is_no_verdict() -> None:
    hidden = WithheldCell(id="overall", filters={}, wave=None)
    diagnosis = diagnosed(five(), published={"cells": (hidden,)})
    assert diagnosis.verdict == "not_shown"
    assert not diagnosis.conditions
    assert not diagnosis.gaps
    assert diagnosis.weakest is None
    assert diagnosis.mean is None


def test_the_weakest_is_the_lowest_and_at_a_tie_the_first() -> None:
    assert diagnosed(five("3.0", goals="2.0", systems="2.0")).weakest == "goals"


def test_a_range_near_the_low_end_can_be_the_weakest() -> None:
    diagnosis = diagnosed(five("2.0", goals=banded("1.0", "1.4")))
    assert diagnosis.weakest == "goals"
    assert diagnosis.verdict == "not_aligned"


@given(SCORES, st.decimals(1, 5, places=1))
def test_the_gap_is_the_target_minus_the_displayed_score(score: str, target: Decimal) -> None:
    found = standing(diagnosed(five(score), targets=float(target)), "direction")
    assert found.score is not None
    assert found.gap == target - found.score
    assert str(found.gap) != "-0.0"


def test_a_gap_that_rounds_to_nothing_has_no_sign() -> None:
    assert str(standing(diagnosed(five("4.0"), targets=3.96), "direction").gap) == "0.0"


def test_gaps_are_ranked_widest_first_and_small_ones_not_at_all() -> None:
    diagnosis = diagnosed(five("3.5", commitment="3.7", goals="3.8", systems="3.0"))
    assert gaps(diagnosis) == [("systems", "1.0"), ("direction", "0.5"), ("commitment", "0.3")]


def test_equal_gaps_stand_in_the_order_of_the_conditions() -> None:
    diagnosis = diagnosed(five("3.0", capability="3.0", goals="3.0"))
    assert [gap.id for gap in diagnosis.gaps] == ["direction", "goals", "capability"]


@pytest.mark.parametrize(("margin", "ranked"), [("0.4", True), ("0.5", False), ("0.6", False)])
def test_a_gap_that_its_margin_could_explain_is_not_ranked(margin: str, ranked: bool) -> None:
    diagnosis = diagnosed(five(figures("3.5", margin=Decimal(margin))))
    assert ("direction" in dict(gaps(diagnosis))) is ranked


def test_the_smallest_ranked_gap_can_be_set() -> None:
    assert gaps(diagnosed(five("3.9"), thresholds={"min_gap": 0.1})) == [("direction", "0.1")]


@pytest.mark.parametrize(("score", "ranked"), [("67.5", True), ("67.6", False)])
def test_the_smallest_ranked_gap_moves_with_the_score_scale(score: str, ranked: bool) -> None:
    scores = five(score, commitment="80", goals="80", capability="80", systems="80")
    assert bool(diagnosed(scores, scale=(0, 100)).gaps) is ranked


def test_apparent_and_below_target_is_said() -> None:
    diagnosis = diagnosed(five("3.9", systems="3.6", goals="3.0"), targets={"C5": 3.5})
    assert diagnosis.below_target == ("direction",)


def test_practices_that_were_asked_stand_for_themselves() -> None:
    diagnosis = diagnosed(five(goals="3.0"), {"C3.2": "2.0", "C3.5": "4.5"})
    own = [s for s in diagnosis.practices if s.id.startswith("C3.")]
    assert [(s.id, s.state, s.borrowed) for s in own] == [
        ("C3.2", "not_apparent", False),
        ("C3.5", "apparent", False),
    ]
    assert [g.id for g in diagnosis.practice_gaps if g.id.startswith("C3.")] == ["C3.2"]


def test_where_no_practice_was_asked_the_gap_of_the_condition_stands() -> None:
    diagnosis = diagnosed(five(goals="3.0"))
    borrowed = [s for s in diagnosis.practices if s.id.startswith("C3.")]
    assert [s.id for s in borrowed] == [*practices_of("goals")]
    assert {(s.state, str(s.gap), s.borrowed) for s in borrowed} == {("partly", "1.0", True)}


def test_a_condition_that_is_withheld_lends_its_practices_nothing() -> None:
    diagnosis = diagnosed(five(goals=figures(None, n=None)))
    assert not [s for s in diagnosis.practices if s.id.startswith("C3.")]


@pytest.mark.parametrize(
    ("mode", "complete", "judgment"),
    [("self", False, True), ("team", True, True), ("team", False, False)],
)
def test_one_rater_and_a_complete_team_give_a_judgment(
    mode: Mode, complete: bool, judgment: bool
) -> None:
    part = Participation(responded=1, invited=None, rate=None, complete=complete)
    basis = Basis(mode=mode)
    diagnosis = diagnosed(five(), published={"basis": basis, "participation": part})
    assert diagnosis.judgment is judgment


def test_the_mean_and_the_index_stand_beside_the_verdict() -> None:
    diagnosis = diagnosed(five("3.0", goals="3.5"))
    assert (str(diagnosis.mean), str(diagnosis.index)) == ("3.7", "68")


def test_the_mean_of_scores_with_a_range_is_not_given() -> None:
    diagnosis = diagnosed(five(banded("4.8", "5.0")))
    assert diagnosis.verdict == "aligned"
    assert diagnosis.mean is diagnosis.index is None


def test_the_index_runs_over_the_score_scale() -> None:
    diagnosis = diagnosed(dict.fromkeys(CONDITIONS, "62.5"), scale=(0, 100))
    assert str(diagnosis.index) == "63"


def test_a_group_stands_against_its_own_target() -> None:
    staff = cell(five(), id="level=staff", filters={"level": ("staff",)})
    given_ = survey(targets={"default": 4.5, "segments": {"level=staff": {"goals": 3}}})
    published = publication(cell(five()), staff)
    found = standings(staff, published, given_, questionnaire(["q"]))
    assert {s.id: str(s.gap) for s in found}["goals"] == "-1.0"
    whole = diagnose(published, given_, questionnaire(["q"]))
    assert str(standing(whole, "goals").gap) == "0.5"
