"""The method: a sentence for each statistic that occurs in a report, and for no other."""

from decimal import Decimal

import pytest
from tests.cli.command import REPOSITORY
from tests.rendering import factory

import alignscan
from alignscan.model.labels import labels
from alignscan.publish.compared import DriverFigures, OutcomeDrivers
from alignscan.publish.populations import Weighted, WeightedFigures
from alignscan.publish.published import Published
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.method import SENTENCES, method
from alignscan.rendering.words import words_for
from alignscan.report.model import Report
from alignscan.rules.topics import statistics, terms

DRIVERS = OutcomeDrivers(
    n=120,
    r_squared=Decimal("0.40"),
    conditions={
        "goals": DriverFigures(
            share=Decimal("1.00"), low=None, high=None, correlation=Decimal("0.63")
        )
    },
)


def weighted(method: str, effective_n: int | None = 30) -> Weighted:
    figures = WeightedFigures(
        score=Decimal("3.1"),
        step=Decimal("0.1"),
        margin=None,
        design_effect=None,
        effective_n=effective_n,
    )
    return Weighted.model_validate(
        {
            "by": ("level",),
            "method": method,
            "conditions": {"goals": figures},
            "left_out": 0,
            "obstacle": None,
        }
    )


def said(report: Report) -> tuple[str, ...]:
    return method(report, words_for(report, Presentation()))


def told(report: Report, key: str) -> bool:
    return labels("en")[f"method.{key}"].strip() in said(report)


def published(report: Report, **found: object) -> Report:
    new: Published = report.published.model_copy(update=found)
    return report.model_copy(update={"published": new})


def test_every_sentence_has_words_and_an_explanation() -> None:
    known = {*terms(), *statistics()}
    for sentence in SENTENCES:
        assert f"method.{sentence.key}" in labels("en")
        assert sentence.statistic in known
    keys = [sentence.key for sentence in SENTENCES]
    assert len(set(keys)) == len(keys)


def test_no_sentence_waits_for_nothing() -> None:
    fixed = {"questionnaire", "source"}
    written = {key.removeprefix("method.") for key in labels("en") if key.startswith("method.")}
    assert written == {sentence.key for sentence in SENTENCES} | fixed


@pytest.mark.parametrize("name", factory.ALL)
def test_every_report_has_a_method(name: str) -> None:
    lines = said(factory.ALL[name]())
    assert len(set(lines)) == len(lines)
    assert all(line.strip() for line in lines)
    assert not any("{" in line for line in lines if name != "hostile")


def test_a_self_check_is_told_of_no_interval_and_no_test() -> None:
    lines = " ".join(said(alignscan.assess(REPOSITORY / "assessments/self-check/survey.yaml")))
    assert not any(word in lines for word in ("±", "Welch", "alpha", "Wilson", "confidence"))


def test_a_complete_team_is_told_of_no_margin() -> None:
    report = alignscan.assess(REPOSITORY / "assessments/leadership-team/survey.yaml")
    assert told(report, "complete")
    assert not told(report, "margin")
    assert not told(report, "range")


def test_drivers_are_told_where_there_are_some() -> None:
    report = factory.confidential()
    assert not told(report, "drivers")
    assert told(published(report, drivers=DRIVERS), "drivers")


@pytest.mark.parametrize("kind", ["post-stratification", "raking"])
def test_weights_are_told_as_they_were_made(kind: str) -> None:
    report = factory.confidential()
    found = published(report, weighted=weighted(kind))
    other = "raking" if kind == "post-stratification" else "post-stratification"
    assert told(found, f"weighting.{kind}")
    assert not told(found, f"weighting.{other}")
    assert told(found, "effective_n")
    assert not told(published(report, weighted=weighted(kind, None)), "effective_n")
    empty = weighted(kind).model_copy(update={"conditions": {}})
    assert not told(published(report, weighted=empty), f"weighting.{kind}")
