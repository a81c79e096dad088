"""Weighted scores, and scores without flagged answers, as reports print them."""

from decimal import Decimal
from typing import Any

import pytest
from tests.rendering import factory

from alignscan.model.conditions import CONDITIONS
from alignscan.publish.populations import Unflagged, UnflaggedFigures, Weighted, WeightedFigures
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import html, markdown, populations
from alignscan.rendering.report.terminal import Screen, render
from alignscan.rendering.words import words_for
from alignscan.report.consistent import inconsistency
from alignscan.report.model import Report

SAME: dict[str, str] = dict(zip(CONDITIONS, factory.SCORES, strict=True))


def weighted(scores: dict[str, str], **more: Any) -> Weighted:
    figures = {
        id: WeightedFigures(
            score=Decimal(value),
            step=Decimal("0.1"),
            margin=Decimal("0.2"),
            design_effect=Decimal("1.5"),
            effective_n=285,
        )
        for id, value in scores.items()
    }
    given = {"by": ("level", "site"), "method": "raking", "left_out": 0, "obstacle": None}
    return Weighted(**{**given, "conditions": figures, **more})


def unflagged(scores: dict[str, str], **more: Any) -> Unflagged:
    figures = {
        id: UnflaggedFigures(
            n=400, score=Decimal(value), step=Decimal("0.1"), range=None, margin=None
        )
        for id, value in scores.items()
    }
    given = {"n": 400, "flagged": "0.07", "straight": "0.05", "uniform": None}
    return Unflagged.model_validate({**given, "conditions": figures, **more})


def report(**more: Any) -> Report:
    found = factory.confidential()
    return found.model_copy(update={"published": found.published.model_copy(update=more)})


def part(found: Report) -> Any:
    return populations.part(found, words_for(found, Presentation()))


def rows(found: Report) -> list[list[str]]:
    return [[c["text"] for c in row["cells"]] for row in part(found)["table"]["rows"]]


def test_without_further_populations_nothing_is_said() -> None:
    assert part(report()) is None


def test_all_stand_side_by_side() -> None:
    found = report(weighted=weighted(SAME), unflagged=unflagged(SAME))
    heads = [column["text"] for column in part(found)["table"]["columns"]]
    assert heads[:2] == ["Condition", "All answers"]
    assert rows(found)[0][1:] == ["3.7", "-", "3.7", "± 0.2", "285", "3.7", "-", "400"]
    assert part(found)["notes"] == ["No state and no verdict changes."]


def test_columns_that_hold_nothing_are_left_out() -> None:
    assert len(rows(report(weighted=weighted(SAME)))[0]) == 6
    assert len(rows(report(unflagged=unflagged(SAME)))[0]) == 6
    assert part(report(unflagged=unflagged({}, n=428)))["table"] is None


def test_a_condition_without_a_weighted_score_has_dashes() -> None:
    found = report(weighted=weighted({"goals": "2.7"}))
    assert rows(found)[0][3:] == ["-", "-", "-"]
    assert rows(found)[2][3:] == ["2.7", "± 0.2", "285"]


def test_a_state_that_would_be_another_one_is_named() -> None:
    found = report(
        weighted=weighted(SAME | {"goals": "2.8", "direction": "3.4"}),
        unflagged=unflagged(SAME | {"systems": "3.5"}),
    )
    assert part(found)["notes"] == [
        "Weighted to the workforce, 1 Direction exists would be partly apparent and "
        "3 Translated into goals would be partly apparent.",
        "Without flagged answers, 5 Systems and processes would be apparent.",
    ]


def test_a_verdict_that_would_be_another_one_is_named() -> None:
    found = report(weighted=weighted(dict.fromkeys(SAME, "3.6")))
    assert part(found)["notes"][0].endswith("would be apparent. The verdict would be ALIGNED.")


def test_a_range_counts_as_its_inner_end() -> None:
    figures = UnflaggedFigures(
        n=400,
        score=None,
        step=Decimal("0.1"),
        range=(Decimal("4.8"), Decimal("5.0")),
        margin=None,
    )
    found = report(unflagged=unflagged({}, conditions={"goals": figures}))
    assert rows(found)[2][3] == "≥ 4.8"
    assert "3 Translated into goals would be apparent" in part(found)["notes"][0]


@pytest.mark.parametrize(
    ("obstacle", "text"),
    [
        (None, "are not shown"),
        ("category_without_answers", "nobody answered in one of the groups"),
        ("answers_without_count", "for which nobody was counted"),
        ("not_converged", "no weights meet all head counts"),
    ],
)
def test_weighted_scores_that_are_not_there_are_explained(obstacle: str | None, text: str) -> None:
    found = part(report(weighted=weighted({}, obstacle=obstacle)))
    assert text in found["intro"][0]
    assert (found["table"], found["notes"]) == (None, [])


def test_people_left_out_and_signs_are_counted() -> None:
    one = part(report(weighted=weighted(SAME, left_out=1), unflagged=unflagged(SAME)))
    text = " ".join(one["intro"])
    assert "1 person who did not state level and site is left out" in text
    assert "7% of the people" in text
    assert "5% gave the same answer" in text
    assert "hardly vary." not in text
    nobody = part(report(unflagged=unflagged({}, n=428, flagged="0")))
    assert "Nobody's answers show a sign of carelessness" in nobody["intro"][0]


def test_every_format_prints_it() -> None:
    found = report(weighted=weighted(SAME | {"goals": "2.8"}))
    sentence = "3 Translated into goals would be partly apparent"
    assert sentence in markdown.render(found, Presentation())
    assert sentence in html.render(found, Presentation())
    screen = render(found, Presentation(), Screen(width=200), "survey.yaml")
    assert [line for line in screen.splitlines() if sentence in line]


def test_the_screen_says_nothing_when_nothing_changes() -> None:
    found = report(weighted=weighted(SAME), unflagged=unflagged(SAME))
    screens = [render(r, Presentation(), Screen(), "survey.yaml") for r in (found, report())]
    assert screens[0] == screens[1]


@pytest.mark.parametrize(
    "change",
    [
        {"weighted": weighted({"vision": "3.0"})},
        {"weighted": weighted({"goals": "5.4"})},
        {"unflagged": unflagged(SAME, flagged="1.2")},
        {"unflagged": unflagged(SAME, n=429)},
    ],
)
def test_what_no_report_says_is_found(change: dict[str, Any]) -> None:
    before, place = inconsistency(report()), inconsistency(report(**change))
    assert place is not None
    assert place != before
