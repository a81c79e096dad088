"""How a score came about, on screen."""

import json
import re
from decimal import Decimal

import pytest
from tests.examples import report_of
from tests.rendering import factory

from alignscan.publish.published import ScoreFigures
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.terminal import Screen
from alignscan.rendering.report.why import as_json, render
from alignscan.rendering.words import words_for
from alignscan.report.model import Report
from alignscan.report.why import subject, subjects, why

EXAMPLES = ("self-check", "leadership-team", "research-engineers-2017")


def told(report: Report, name: str, screen: Screen | None = None) -> str:
    found = subject(report, name)
    assert found is not None
    words = words_for(report, Presentation())
    return render(why(report, *found), words, screen or Screen())


def example(name: str) -> Report:
    return report_of(name)


def with_goals(report: Report, **figures: object) -> Report:
    """Return a report in which the score of goals has other figures."""
    overall = report.published.overall
    assert overall is not None
    goals = overall.conditions["goals"].model_copy(update=figures)
    cell = overall.model_copy(update={"conditions": {**overall.conditions, "goals": goals}})
    found = report.published.model_copy(update={"cells": (cell, *report.published.cells[1:])})
    return report.model_copy(update={"published": found})


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_trace_fits_the_screen(name: str, width: int) -> None:
    report = example(name)
    for subject_name in subjects(report):
        lines = told(report, subject_name, Screen(width)).splitlines()
        assert max(map(len, lines)) <= width, subject_name
        assert all(line == line.rstrip() for line in lines)


def test_a_team_sees_its_sum() -> None:
    text = told(example("leadership-team"), "goals")
    assert "Score      2.666667, printed as 2.7, from 6 people" in text
    assert "State      not apparent: 2.7 is below 2.75" in text
    assert "Gap        4.0 - 2.7 = 1.3, number 3 of 5 ranked gaps" in text
    assert re.search(r"goals How well .* +6 +2\.67 +16 +1$", text, re.MULTILINE)
    assert "Items   16 / 6 = 2.666667\nScore   2.666667\nThey are the same.\n" in text
    assert "(4 + " not in text


def test_every_state_names_the_threshold_that_decided() -> None:
    for score, said in (
        ("3.5", "apparent: 3.5 is at least 3.50"),
        ("3.4", "partly: 3.4 is at least 2.75 and below 3.50"),
        ("2.7", "not apparent: 2.7 is below 2.75"),
    ):
        scores = ("3.7", "2.8", score, "2.6", "2.0")
        cell = factory.shown("all", {}, 6, scores)
        report = factory.report(factory.published((cell,)), factory.diagnosis(scores))
        assert f"State      {said}\n" in told(report, "goals")


def test_what_is_withheld_has_one_mark_and_no_figure() -> None:
    report = with_goals(factory.confidential(), n=None, score=None)
    overall = report.published.overall
    assert overall is not None
    hidden = factory.standing("goals", None)
    diagnosis = report.diagnosis
    conditions = tuple(hidden if c.id == "goals" else c for c in diagnosis.conditions)
    report = report.model_copy(
        update={"diagnosis": diagnosis.model_copy(update={"conditions": conditions})}
    )
    text = told(report, "goals")
    assert "State      withheld" in text
    assert not re.search(r"\d\.\d", text)


def test_an_item_without_figures_is_marked_in_its_row() -> None:
    report = factory.confidential()
    overall = report.published.overall
    assert overall is not None
    hidden = factory.item(None).model_copy(update={"n": None})
    cell = overall.model_copy(update={"items": {"C1_1": hidden}})
    found = report.published.model_copy(update={"cells": (cell,)})
    text = told(report.model_copy(update={"published": found}), "C1.1")
    assert re.search(r"C1_1 We have .*withheld", text)
    assert "They cannot be compared here" in text


def test_a_range_is_shown_as_one_and_its_inner_end_decides() -> None:
    band = (Decimal("4.8"), Decimal("5.0"))
    report = with_goals(factory.confidential(), score=None, range=band, margin=None)
    standing = factory.standing("goals", None, state="apparent").model_copy(
        update={"gap": Decimal("-0.8")}
    )
    found = report.diagnosis
    conditions = tuple(standing if c.id == "goals" else c for c in found.conditions)
    changed = report.model_copy(
        update={"diagnosis": found.model_copy(update={"conditions": conditions})}
    )
    text = re.sub(r"\s+", " ", told(changed, "goals"))
    assert "Score ≥ 4.8, from" in text
    assert "in a range the end nearer to the middle decides" in text
    assert "Gap ≤ -0.8, from 4.0 - 4.8" in text


def test_the_second_condition_shows_its_parts() -> None:
    report = factory.team()
    assert "Parts      understanding 3.1, commitment 2.5\n" in told(report, "commitment")
    assert "Parts" not in told(report, "goals")


def test_reversed_items_are_marked() -> None:
    report = factory.team()
    row = re.sub(r"\s+", " ", told(report, "C1.1"))
    assert "C1_1 We have one plain sentence. (reversed)" in row
    assert "reversed: a low answer" in told(report, "C1_1")


def test_a_console_without_signs_gets_plain_ones() -> None:
    text = told(factory.confidential(), "direction", Screen(ascii=True))
    assert text.isascii()
    report = with_goals(factory.confidential(), margin=Decimal("0.2"))
    assert "+- 0.2" in told(report, "goals", Screen(ascii=True))


def test_colors_only_where_they_are_wanted() -> None:
    assert "\x1b[" not in told(factory.team(), "direction")
    assert "\x1b[1m" in told(factory.team(), "direction", Screen(color=True))


def test_text_that_tries_to_be_more_stays_text() -> None:
    text = told(factory.hostile(), "C1_1")
    assert not any(character in text for character in "\u202e\x07\x00\x1b")
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("name", ["participation", "empty", "too_few"])
def test_where_nothing_is_shown_that_is_said(name: str) -> None:
    text = told(factory.ALL[name](), "goals")
    assert text.endswith("\n\nThere are no figures to show.\n")


def test_json_holds_the_published_figures() -> None:
    report = example("leadership-team")
    data = json.loads(as_json(why(report, "condition", "goals")))
    assert data["format"] == "alignscan/why/1"
    overall = report.published.overall
    assert overall is not None
    found = ScoreFigures.model_validate(data["condition"]["figures"])
    assert found == overall.conditions["goals"]
