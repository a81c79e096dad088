from decimal import Decimal
from typing import Any

import pytest
from tests.diagnose.companies import Company, diagnosis_of
from tests.diagnose.samples import cell, diagnosed, figures, five, publication
from tests.model.samples import questionnaire, survey

from alignscan.diagnose.diagnose import diagnose
from alignscan.diagnose.diagnosis import Critical, Diagnosis
from alignscan.model.conditions import PRACTICES, condition_of
from alignscan.publish.published import ShownCell

LOW = {"C1.1": "2.0", "C1.2": "2.1", "C2.1": "2.2", "C2.2": "2.3", "C3.1": "2.4", "C4.1": "1.0"}


def ids(diagnosis: Diagnosis) -> list[str]:
    return [one.id for one in diagnosis.critical]


def with_units(*scores: str, level: bool = False, **written: Any) -> Critical:
    """Return the one critical gap of C1.1, with units (or levels) of these scores."""
    segment = "level" if level else "unit"
    groups = [
        cell({}, {"C1.1": score}, id=f"{segment}=u{i}", filters={segment: (f"u{i}",)})
        for i, score in enumerate(scores)
    ]
    return _only(*groups, **written)


def _only(*groups: ShownCell, **written: Any) -> Critical:
    asked = questionnaire(["q"])
    shown = publication(cell(five(), {"C1.1": "3.0"}), *groups)
    given = survey(mode="team", agreed="today", **written)
    (one,) = diagnose(shown, given, asked).critical
    return one


def test_at_most_five_practices_of_at_most_three_conditions_are_critical() -> None:
    diagnosis = diagnosed(five(), LOW | {"C4.2": "1.2", "C5.1": "3.9"})
    assert ids(diagnosis) == ["C4.1", "C4.2", "C1.1", "C1.2", "C2.1"]
    assert diagnosis.watch == ("C2.2", "C3.1")
    assert len({condition_of(id) for id in ids(diagnosis)}) == 3


def test_a_fourth_condition_waits_even_if_its_gap_is_wider_than_a_later_one() -> None:
    found = {"C1.1": "1.0", "C2.1": "1.1", "C3.1": "1.2", "C4.1": "1.3", "C1.2": "2.0"}
    diagnosis = diagnosed(five(), found)
    assert ids(diagnosis) == ["C1.1", "C2.1", "C3.1", "C1.2"]
    assert diagnosis.watch == ("C4.1",)


def test_severity_shows_every_term() -> None:
    found = with_units("3.0", "3.4", "3.6", weights={"C1.1": 1.5})
    assert (found.gap, found.weight, found.reach, found.factor) == (
        Decimal("1.0"),
        Decimal("1.5"),
        Decimal("0.67"),
        Decimal(1),
    )
    assert (found.groups, found.severity) == (3, Decimal("1.005"))


@pytest.mark.parametrize(
    ("weights", "weight"), [({}, "1"), ({"C1": 2}, "2"), ({"direction": 2, "C1.1": 3}, "3")]
)
def test_the_nearest_weight_counts(weights: dict[str, int], weight: str) -> None:
    assert with_units(weights=weights).weight == Decimal(weight)


def test_reach_is_of_levels_where_no_units_are_shown_and_of_everybody_where_nothing_is() -> None:
    assert with_units("3.0", "3.6", level=True).reach == Decimal("0.50")
    alone = with_units("3.0")
    assert alone.reach == 1
    assert alone.groups == 0


def test_a_gap_reaches_at_least_one_group() -> None:
    assert with_units("3.5", "3.6", "3.7", "3.8").reach == Decimal("0.25")


@pytest.mark.parametrize(
    ("company", "factor"),
    [
        (Company(scores={"C1.1": "3.0"}), 1),
        (Company(scores={"C1.1": "3.0"}, levels={"senior_leadership": "0.5"}), Decimal("1.25")),
        (Company(scores={"C1.1": "3.0"}, levels={"senior_leadership": "-0.5"}), 1),
        (Company(exact={"C1.1": (50, 25, 0, 25, 50)}), Decimal("1.25")),
    ],
)
def test_division_and_a_rosy_view_from_above_count_a_quarter_more(
    company: Company, factor: Decimal
) -> None:
    diagnosis = diagnosis_of(company, weights={"C1.1": 10})
    (found,) = (one for one in diagnosis.critical if one.id == "C1.1")
    assert found.factor == factor
    expected = found.gap * 10 * found.reach * factor
    assert found.severity == expected.quantize(Decimal("0.001"))


def test_a_condition_stands_for_practices_that_were_not_asked_by_themselves() -> None:
    diagnosis = diagnosed(five("2.0", goals="3.0"))
    assert ids(diagnosis) == ["direction", "goals"]
    assert diagnosis.critical[0].practices == tuple(p for p in PRACTICES if p.startswith("C1"))


def test_gaps_within_their_margin_are_neither_critical_nor_watched() -> None:
    diagnosis = diagnosed(
        five(), {"C1.1": figures("3.0", margin=Decimal("1.0")), "C1.2": "3.0", "C1.3": "3.8"}
    )
    assert (ids(diagnosis), diagnosis.watch) == (["C1.2"], ())
