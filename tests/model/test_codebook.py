from fractions import Fraction
from typing import Any

import pytest
from tests.model.samples import questionnaire, survey

from alignscan.model.codebook import Codebook, CodedScale, codebook
from alignscan.model.conditions import CONDITIONS
from alignscan.model.content import packaged_questionnaire


def book(items: list[dict[str, Any]], **more: Any) -> Codebook:
    full = [{"text": "Well?", "scale": "agree", **item} for item in items]
    return codebook(survey(), questionnaire([], items=full, **more))


def scale(found: Codebook, id: str) -> CodedScale:
    return next(s for s in found.scales if s.id == id)


def practices(*codes: str) -> list[dict[str, Any]]:
    return [{"id": f"q{i}", "practice": code} for i, code in enumerate(codes)]


@pytest.mark.parametrize(
    ("codes", "scorable"),
    [
        (("C1.1", "C1.2"), False),
        (("C1.1", "C1.1", "C1.2"), False),
        (("C1.1", "C1.2", "C1.3"), True),
    ],
)
def test_a_condition_needs_items_for_half_of_its_practices(
    codes: tuple[str, ...], scorable: bool
) -> None:
    found = scale(book(practices(*codes)), "direction")
    assert found.scorable is scorable
    assert len(found.items) == len(codes)


def test_an_anchored_item_scores_a_condition_by_itself() -> None:
    anchor = {"id": "a", "kind": "anchor", "condition": "direction"}
    found = book([*practices("C1.1"), anchor])
    assert scale(found, "direction") == CodedScale("direction", ("a",), True)
    assert scale(found, "C1.1").items == ("q0",)


def test_a_condition_that_was_not_asked_cannot_be_scored() -> None:
    found = book(practices("C1.1"))
    assert all(scale(found, c) == CodedScale(c, (), False) for c in CONDITIONS[1:])


def test_the_parts_of_commitment_are_scored_from_two_of_three_practices() -> None:
    found = book(practices("C2.1", "C2.3", "C2.4"))
    assert scale(found, "commitment.understanding").scorable
    assert not scale(found, "commitment.commitment").scorable


def test_wishes_and_outcomes_have_scales_of_their_own() -> None:
    found = book(
        [
            *practices("C1.1"),
            {"id": "w", "kind": "wish", "condition": "goals"},
            {"id": "o", "kind": "outcome"},
            {"id": "p", "kind": "pair"},
        ]
    )
    assert scale(found, "wish.goals").items == ("w",)
    assert scale(found, "outcome").items == ("o",)
    assert scale(found, "pair").items == ("p",)
    assert "w" not in scale(found, "goals").items


def test_points_land_on_the_score_scale_and_turn_around_when_reversed() -> None:
    ten = {"low": 0, "high": 10, "step": 5}
    items: list[dict[str, Any]] = [
        {"id": "a", "practice": "C1.1", "scale": ten},
        {"id": "b", "practice": "C1.1", "scale": ten, "reverse": True},
    ]
    a, b = book(items).items
    assert [int(v) for v in a.values] == [1, 3, 5]
    assert [int(v) for v in b.values] == [5, 3, 1]
    assert (a.favorable, a.unfavorable) == (b.unfavorable, b.favorable) == ((2,), (0,))


@pytest.mark.parametrize(
    ("high", "good", "bad", "neutral"),
    [
        (2, (1,), (0,), False),
        (3, (2,), (0,), True),
        (4, (2, 3), (0, 1), False),
        (5, (3, 4), (0, 1), True),
        (6, (3, 4, 5), (0, 1, 2), False),
        (7, (5, 6), (0, 1), True),
    ],
)
def test_favorable_points(
    high: int, good: tuple[int, ...], bad: tuple[int, ...], neutral: bool
) -> None:
    (item,) = book([{"id": "a", "practice": "C1.1", "scale": {"low": 1, "high": high}}]).items
    assert (item.favorable, item.unfavorable, item.has_neutral) == (good, bad, neutral)


def test_a_choice_is_numbered_from_one_and_scores_nothing() -> None:
    options = [{"id": "none", "text": "None"}, {"id": "some", "text": "Some"}]
    asked = {
        "id": "c",
        "kind": "choice",
        "condition": "goals",
        "text": "Which?",
        "options": options,
    }
    item = codebook(survey(), questionnaire([], items=[asked])).item("c")
    assert [str(p) for p in item.points] == ["1", "2"]
    assert item.values == ()
    assert set(item.labels[0]) == {"none", "None"}


def test_an_item_is_found_by_its_id() -> None:
    found = codebook(survey(), packaged_questionnaire("standard"))
    assert found.item("C1_1a").practice == "C1.1"
    assert found.item("C1_1a").weight == Fraction(1)
    with pytest.raises(KeyError):
        found.item("recall")


def test_categories_are_those_declared_or_mapped_to() -> None:
    segments = {
        "level": {"column": "Grade", "map": {"VP": "lead", "Director": "lead", "Clerk": "staff"}},
        "site": {"categories": ["Bern", "Basel"]},
    }
    level, site = codebook(survey(segments=segments), questionnaire(["q"])).segments
    assert (level.column, level.categories) == ("Grade", ("lead", "staff"))
    assert (site.column, site.categories) == ("site", ("Bern", "Basel"))


@pytest.mark.parametrize("name", ["standard", "pulse", "self-check"])
def test_packaged_questionnaires_score_what_they_promise(name: str) -> None:
    found = codebook(survey(), packaged_questionnaire(name))
    asked = {i.id for i in found.items}
    assert all(set(s.items) <= asked for s in found.scales)
    assert all(scale(found, c).scorable for c in CONDITIONS)
