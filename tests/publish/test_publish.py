import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.samples import questionnaire, survey
from tests.publish.samples import measures, published

from alignscan.publish.publish import publish
from alignscan.publish.published import Published, ShownCell, WithheldCell

LEVELS = {"level": {"categories": ["lead", "staff", "other"]}}


def cell(result: Published, id: str) -> ShownCell:
    found = next(c for c in result.cells if c.id == id)
    assert isinstance(found, ShownCell)
    return found


def people(groups: dict[int, int]) -> list[int]:
    """Return the categories of people, given how many each category has."""
    return [category for category, n in groups.items() for _ in range(n)]


def test_a_withheld_cell_is_its_name_and_nothing_else() -> None:
    groups = people({0: 4, 1: 9, 2: 9})
    result = published({"q": [3] * 22}, groups, segments=LEVELS)
    withheld = [c for c in result.cells if isinstance(c, WithheldCell)]
    assert {c.id for c in withheld} == {"level=lead", "level=staff"}
    data = json.loads(withheld[0].model_dump_json())
    assert data == {
        "id": "level=lead",
        "filters": {"level": ["lead"]},
        "wave": "w1",
        "status": "withheld",
    }


def test_small_empty_and_complementary_cells_look_alike() -> None:
    result = published({"q": [3] * 12}, people({0: 4, 1: 8}), segments=LEVELS)
    texts = {
        c.model_dump_json().replace(c.id, "").replace(c.id.partition("=")[2], "")
        for c in result.cells
        if isinstance(c, WithheldCell)
    }
    assert result.withheld == 3
    assert len(texts) == 1


def test_fewer_people_than_the_minimum_give_no_figure() -> None:
    result = published({"q": [1, 2, 3, 4]})
    assert result.overall is None
    assert result.participation.responded is None
    assert {c.status for c in result.cells} == {"withheld"}


@settings(max_examples=30)
@given(st.data())
def test_what_is_shown_is_decided_without_looking_at_answers(data: st.DataObject) -> None:
    groups = data.draw(st.lists(st.integers(-1, 2), min_size=1, max_size=30))
    answers = st.lists(st.integers(1, 5), min_size=len(groups), max_size=len(groups))
    one, other = (
        published({"q": data.draw(answers)}, groups, segments=LEVELS).cells for _ in range(2)
    )
    assert [(c.id, c.status) for c in one] == [(c.id, c.status) for c in other]


@settings(max_examples=30)
@given(st.data())
def test_an_item_is_shown_where_nobody_can_be_worked_out_by_subtraction(
    data: st.DataObject,
) -> None:
    groups = data.draw(st.lists(st.integers(-1, 2), min_size=1, max_size=40))
    answer = st.one_of(st.none(), st.just(3))
    column = data.draw(st.lists(answer, min_size=len(groups), max_size=len(groups)))
    result = published({"q": column}, groups, segments=LEVELS)
    if result.overall is None or result.overall.items["q"].mean is None:
        return
    total = sum(a is not None for a in column)
    shown = [
        sum(a is not None for a, g in zip(column, groups, strict=True) if g == category)
        for category, c in enumerate(result.cells[1:])
        if isinstance(c, ShownCell) and c.items["q"].n is not None
    ]
    assert all(n >= 5 for n in (total, *shown))
    assert total - sum(shown) == 0 or total - sum(shown) >= 5 or not shown


def test_an_item_that_few_of_a_group_answered_hides_in_another_group_too() -> None:
    groups = people({0: 10, 1: 8, 2: 8})
    column = [3] * 10 + [4] * 7 + [None] + [5, 5, 4, 4] + [None] * 4
    result = published({"q": column, "r": [3] * 26}, groups, segments=LEVELS)
    assert result.withheld == 0
    assert cell(result, "level=other").items["q"].mean is None
    assert cell(result, "level=staff").items["q"].mean is None
    assert cell(result, "level=lead").items["q"].mean == 3
    assert cell(result, "level=staff").items["r"].mean == 3


def test_a_practice_of_two_items_does_not_give_back_the_one_that_is_hidden() -> None:
    result = published({"q": [3, 3, 3, 4, 4, 2], "r": [1, None, None, None, None, None]})
    assert result.overall is not None
    assert result.overall.items["r"].mean is None
    assert result.overall.items["q"].mean is not None
    assert result.overall.practices["C1.1"].score is None


def test_an_item_that_nobody_answered_hides_nothing_else() -> None:
    result = published({"q": [3, 3, 3, 4, 4, 2], "r": [None] * 6})
    assert result.overall is not None
    assert result.overall.practices["C1.1"].score == Decimal("3.2")


def test_until_the_wave_is_closed_there_is_participation_only() -> None:
    result = published(
        {"q": [3] * 20},
        people({0: 10, 1: 10}),
        wave={"id": "w1"},
        segments=LEVELS,
        population=40,
    )
    data: Any = json.loads(result.model_dump_json())
    assert data["cells"] == []
    assert data["stage"] == "participation"
    assert data["participation"] == {
        "responded": 20,
        "invited": 40,
        "rate": "0.50",
        "complete": False,
    }
    assert "level" not in json.dumps(data)


def test_how_few_answered_is_not_told() -> None:
    few = published({"q": [3] * 4}, wave={"id": "w1"}, population=40).participation
    assert few.responded is None
    assert few.rate is None
    assert few.invited == 40


def test_a_team_is_shown_before_any_wave_is_closed() -> None:
    result = published({"q": [3, 4]}, mode="team", agreed="all of us, today", wave={})
    assert result.stage == "results"
    assert result.overall is not None
    assert result.basis.agreed == "all of us, today"
    assert result.basis.min_group is None


@pytest.mark.parametrize(("population", "complete"), [(3, False), (2, True), (None, True)])
def test_a_team_is_complete_when_everybody_answered(population: int | None, complete: bool) -> None:
    more: dict[str, Any] = {} if population is None else {"population": population}
    result = published({"q": [2, 4]}, mode="team", agreed="today", **more)
    assert result.participation.complete is complete
    assert result.overall is not None
    assert (result.overall.practices["C1.1"].margin is None) is complete


def test_the_invited_are_counted_once_however_they_are_grouped() -> None:
    counts = {"level": {"lead": 4, "staff": 16, "other": 0}}
    result = published({"q": [3] * 10}, people({1: 10}), segments=LEVELS, population=counts)
    assert result.participation.invited == 20
    assert str(result.participation.rate) == "0.50"


def test_without_answers_there_is_nothing_to_show() -> None:
    assert published({"q": []}).stage == "empty"


def test_a_threshold_for_agreement_is_given_on_one_to_five() -> None:
    asked = questionnaire(["q"], score_scale={"low": 0, "high": 100})
    spread = {"q": [2, 4] * 10}  # 25 or 75 of 100: average deviation 25, one point of five
    for limit, word in ((1, "agree"), (0.9, "divided")):
        result = published(spread, asked=asked, thresholds={"agreement": limit})
        assert result.overall is not None
        assert result.overall.items["q"].agreement == word


def test_published_figures_are_frozen_and_survive_json() -> None:
    given_ = survey(segments=LEVELS)
    asked = questionnaire(["q", "r"])
    answers = {"q": [1, 2, 3, 4, 5] * 6, "r": [5] * 30}
    result = publish(measures(asked, given_, answers, people({0: 12, 1: 12, 2: 6})), given_)
    assert Published.model_validate_json(result.model_dump_json()) == result
