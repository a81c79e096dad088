from decimal import Decimal
from typing import Any

import pytest
from tests.diagnose.samples import banded, cell, diagnosed, figures, five, standing
from tests.model.samples import survey

from alignscan.diagnose.diagnosis import AppliedTarget
from alignscan.diagnose.targets import target_for
from alignscan.model.questionnaire import ScoreScale

WISHES = {"systems": "4.6"}
LAYERS: list[tuple[str, dict[str, Any]]] = [
    ("4.1", {"default": 4.1}),
    ("4.2", {"systems": 4.2}),
    ("4.3", {"C5.1": 4.3}),
    ("4.4", {"segments": {"level=lead": 4.4}}),
    ("4.5", {"segments": {"level=lead": {"systems": 4.5}}}),
    ("4.7", {"segments": {"level=lead": {"C5.1": 4.7}}}),
]


def target(id: str, written: Any, **more: Any) -> AppliedTarget:
    shown = cell({}, wishes=WISHES, id="level=lead", **more)
    given = survey(targets=written).targets if written else survey().targets
    return target_for(id, given, ScoreScale(), shown)


@pytest.mark.parametrize("upto", range(1, len(LAYERS) + 1))
def test_the_nearest_target_counts(upto: int) -> None:
    written: dict[str, Any] = {}
    for _, layer in LAYERS[:upto]:
        segments = layer.get("segments", {}).get("level=lead")
        if isinstance(segments, dict):
            before = written["segments"]["level=lead"]
            base = before if isinstance(before, dict) else {"default": before}
            written = {**written, "segments": {"level=lead": {**base, **segments}}}
        else:
            written = {**written, **layer}
    found = target("C5.1", written)
    assert (str(found.score), found.source) == (LAYERS[upto - 1][0], "set")


def test_without_a_target_the_wish_of_the_people_asked_stands_in() -> None:
    assert target("C5.1", None) == AppliedTarget(score=Decimal("4.6"), source="wish")


def test_a_wish_that_stands_as_a_range_is_taken_at_its_inner_end() -> None:
    shown = cell({}, wishes={"systems": banded("4.8", "5.0")})
    found = target_for("systems", survey().targets, ScoreScale(), shown)
    assert (str(found.score), found.source) == ("4.8", "wish")


def test_without_target_and_wish_it_is_four_of_five() -> None:
    assert target("goals", None) == AppliedTarget(score=Decimal(4), source="default")
    found = target_for(
        "goals", survey().targets, ScoreScale(low=Decimal(0), high=Decimal(100)), cell({})
    )
    assert found.score == 75


def test_a_wish_that_is_not_shown_does_not_count() -> None:
    shown = cell({}, wishes={"systems": figures(None, n=None)})
    assert target_for("systems", survey().targets, ScoreScale(), shown).source == "default"


def test_a_target_of_another_group_does_not_count() -> None:
    assert target("systems", {"default": 4.1, "segments": {"level=staff": 3}}).score == Decimal(
        "4.1"
    )


def test_a_target_keeps_its_date_and_reason() -> None:
    found = target("systems", {"C5": {"score": 4.2, "by": "2027-12-31", "why": "rewards"}})
    assert (found.by, found.why) == (found.by, "rewards")
    assert str(found.by) == "2027-12-31"


def test_everybody_together_has_the_targets_of_no_group() -> None:
    diagnosis = diagnosed(five(), targets={"default": 4.5, "segments": {"level=lead": 3}})
    found = standing(diagnosis, "goals").target
    assert found is not None
    assert found.score == Decimal("4.5")
