"""How a score came about: what is shown adds up, or it is said why it does not."""

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.command import EXAMPLES
from tests.examples import report_of
from tests.rendering import factory

import alignscan
from alignscan.model.conditions import CODE_OF, CONDITIONS, PRACTICES
from alignscan.publish.published import ShownCell
from alignscan.publish.rounding import rounded
from alignscan.report.adding_up import FINE
from alignscan.report.model import Report
from alignscan.report.why import ScoreTrace, Why, subject, subjects, why

Answers = dict[str, list[int | str]]
ITEMS = (
    ("C3_1", "C3.1", "five", False, 1.0),
    ("C3_2a", "C3.2", "five", True, 1.0),
    ("C3_2b", "C3.2", "seven", False, 2.0),
    ("C3_3", "C3.3", "four", False, 0.5),
)
POINTS = {"five": 5, "seven": 7, "four": 4}


def traced(report: Report, name: str) -> Why:
    found = subject(report, name)
    assert found is not None, name
    return why(report, *found)


def every(report: Report) -> Iterator[Why]:
    return (traced(report, name) for name in subjects(report))


def traces(found: Why) -> tuple[ScoreTrace, ...]:
    return (*found.practices, *([found.condition] if found.condition else []))


def questionnaire() -> dict[str, object]:
    return {
        "scales": {name: {"low": 1, "high": high} for name, high in POINTS.items()},
        "items": [
            {"id": id, "practice": p, "scale": s, "reverse": r, "weight": w, "text": f"Text {id}."}
            for id, p, s, r, w in ITEMS
        ],
    }


def assessed(answers: Answers, **more: object) -> Report:
    """Return the report of a team that answered the items above."""
    team = {"mode": "team", "agreed": "all of us, 2026-09-21"}
    survey = {"format": "alignscan/1", "organization": "Nord", **(more or team)}
    survey |= {"questionnaire": questionnaire(), "answers": answers}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "survey.yaml"
        path.write_text(json.dumps(survey), encoding="utf-8")
        return alignscan.assess(path)


@st.composite
def teams(draw: st.DrawFn, missing: bool) -> Answers:
    people = draw(st.integers(1, 7))
    out: Answers = {}
    for id, _, scale, _, _ in ITEMS:
        answer: st.SearchStrategy[int | str] = st.integers(1, POINTS[scale])
        if missing:
            answer = st.one_of(answer, st.just("na"))
        out[id] = draw(st.lists(answer, min_size=people, max_size=people))
    return out


@settings(max_examples=15)
@given(teams(missing=False))
def test_the_items_of_a_team_are_its_scores_to_the_last_digit(answers: Answers) -> None:
    report, n = assessed(answers), len(answers["C3_1"])
    found = traced(report, "goals")
    assert len(found.practices) == 3
    for trace in traces(found):
        assert trace.check.outcome == "equal"
        assert trace.figures is not None
        assert trace.check.mean == trace.figures.score
        assert all(i.figures is not None and i.figures.n == n for i in trace.items)
    assert found.condition is not None
    totals = [(i.weight, i.total) for i in found.condition.items]
    assert all(total is not None for _, total in totals)
    whole = sum((w * t for w, t in totals if t is not None), Decimal(0))
    weights = sum((w for w, _ in totals), Decimal(0))
    assert found.condition.figures is not None
    assert found.condition.figures.score is not None
    assert abs(whole / (weights * n) - found.condition.figures.score) <= FINE


@settings(max_examples=25)
@given(teams(missing=True))
def test_what_does_not_add_up_is_explained(answers: Answers) -> None:
    report = assessed(answers)
    left = {id for id, given in answers.items() if "na" in given}
    for found in every(report):
        for trace in traces(found):
            assert trace.check.outcome != "unexplained"
            if trace.check.outcome == "left_out":
                assert left & {item.id for item in trace.items}
                assert set(trace.check.incomplete) <= left


@settings(max_examples=15)
@given(teams(missing=True))
def test_one_persons_view_is_exact_whatever_was_left_out(answers: Answers) -> None:
    one: Answers = {id: given[:1] for id, given in answers.items()}
    report = assessed(one, mode="self")
    for found in every(report):
        for trace in traces(found):
            scored = trace.figures is not None and trace.figures.score is not None
            assert (trace.check.outcome == "equal") is scored


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_score_of_the_examples_is_explained(example: str) -> None:
    report = report_of(example)
    overall = report.published.overall
    assert overall is not None
    for found in every(report):
        for trace in traces(found):
            hidden = trace.figures is None or (
                trace.figures.score is None and trace.figures.range is None
            )
            if hidden:
                assert trace.check.outcome == "not_shown"
            elif found.basis.mode == "confidential":
                assert trace.check.outcome in ("within_steps", "left_out", "not_shown")
            else:
                assert trace.check.outcome in ("equal", "left_out")


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_difference_within_the_steps_is_no_difference(example: str) -> None:
    for found in every(report_of(example)):
        for trace in traces(found):
            figures, check = trace.figures, trace.check
            if check.outcome != "within_steps" or figures is None or figures.score is None:
                continue
            items = [(i.weight, i.figures) for i in trace.items if i.figures]
            if check.mean is None:
                continue
            steps = sum((w * x.step for w, x in items), Decimal(0))
            open_by = (steps / sum((w for w, _ in items), Decimal(0)) + figures.step) / 2
            assert abs(figures.score - check.mean) <= open_by + FINE


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_trace_holds_published_figures_only(example: str) -> None:
    report = report_of(example)
    overall = report.published.overall
    assert isinstance(overall, ShownCell)
    for found in every(report):
        if found.condition is not None:
            assert found.condition.figures == overall.conditions.get(found.condition.id)
        for trace in found.practices:
            assert trace.figures == overall.practices.get(trace.id)
        for item in [i for t in traces(found) for i in t.items]:
            assert item.figures == overall.items.get(item.id)
            assert item.total is None or found.basis.mode != "confidential"


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_items_behind_a_condition_are_those_that_were_counted(example: str) -> None:
    report = report_of(example)
    for condition in CONDITIONS:
        found = traced(report, condition)
        assert found.condition is not None
        inner = [item.id for practice in found.practices for item in practice.items]
        outer = [item.id for item in found.condition.items]
        assert len(outer) == len(set(outer))
        assert not inner or sorted(inner) == sorted(outer)
        assert {p.id for p in found.practices} <= set(PRACTICES)


def test_a_team_whose_member_left_an_item_out() -> None:
    answers: Answers = {
        "C3_1": [5, 1], "C3_2a": [1, "na"], "C3_2b": [7, 1], "C3_3": [4, 1],
    }  # fmt: skip
    found = traced(assessed(answers), "goals").condition
    assert found is not None
    assert found.figures is not None
    # 5.0 for the first person and 1.0 for the second; the reversed item was answered by one.
    assert found.figures.score == 3
    assert found.check.outcome == "left_out"
    assert found.check.incomplete == ("C3_2a",)
    expected = Fraction(3 * 1 + 5 * 1 + 3 * 2) + Fraction(3, 2)
    assert found.check.mean == rounded(expected / Fraction(9, 2), FINE)


def test_a_file_that_was_changed_is_not_explained_away() -> None:
    report = report_of("leadership-team")
    overall = report.published.overall
    assert overall is not None
    goals = overall.conditions["goals"].model_copy(update={"score": Decimal("2.700000")})
    cell = overall.model_copy(update={"conditions": {**overall.conditions, "goals": goals}})
    changed = report.model_copy(
        update={"published": report.published.model_copy(update={"cells": (cell,)})}
    )
    found = traced(changed, "goals").condition
    assert found is not None
    assert found.check.outcome == "unexplained"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("goals", ("condition", "goals")),
        ("Goals", ("condition", "goals")),
        ("c3", ("condition", "goals")),
        (" C3 ", ("condition", "goals")),
        ("c3.2", ("practice", "C3.2")),
        ("C3_4a", ("item", "C3_4a")),
        ("c3_4A", ("item", "C3_4a")),
        ("W_goals", ("item", "W_goals")),
        ("C6", None),
        ("C3.7", None),
        ("", None),
        ("goal", None),
    ],
)
def test_names_mean_conditions_practices_or_items(name: str, found: tuple[str, str] | None) -> None:
    assert subject(report_of("mid-sized"), name) == found


def test_a_condition_comes_before_an_item_of_the_same_name() -> None:
    assert subject(report_of("self-check"), "goals") == ("condition", "goals")
    assert {*CONDITIONS, *CODE_OF.values(), *PRACTICES} <= set(subjects(report_of("self-check")))


def test_an_item_that_was_not_asked_is_a_wrong_key() -> None:
    with pytest.raises(KeyError):
        why(report_of("self-check"), "item", "C9_9")


def test_a_wish_does_not_count_in_its_condition() -> None:
    found = traced(report_of("mid-sized"), "W_goals")
    assert not found.counts
    assert found.condition is not None
    assert found.condition.id == "goals"
    assert found.practices == ()


def test_gaps_have_a_rank_or_a_reason() -> None:
    report = report_of("mid-sized")
    for found in every(report):
        for trace in traces(found):
            if trace.standing is None or trace.standing.gap is None:
                assert trace.rank is None
                assert trace.unranked is None
            else:
                assert (trace.rank is None) is (trace.unranked is not None)


@pytest.mark.parametrize("name", ["participation", "empty", "too_few"])
def test_nothing_is_told_where_nothing_is_shown(name: str) -> None:
    report = factory.ALL[name]()
    for found in every(report):
        assert found.respondents is None
        assert all(trace.figures is None for trace in traces(found))
        assert all(item.figures is None for trace in traces(found) for item in trace.items)


def test_a_trace_is_read_back_from_json() -> None:
    found = traced(report_of("leadership-team"), "systems")
    assert Why.model_validate_json(found.model_dump_json()) == found
