from decimal import Decimal
from typing import Any, get_args

import numpy as np
import pytest
from tests.diagnose.companies import (
    LEVELS,
    UNITS,
    Company,
    asked,
    diagnosis_of,
    figures,
    found,
    published_of,
)
from tests.diagnose.samples import cell, publication
from tests.diagnose.samples import figures as figures_of
from tests.model.samples import survey

from alignscan.diagnose.diagnose import diagnose
from alignscan.diagnose.diagnosis import PatternId
from alignscan.model.conditions import PRACTICES, practices_of
from alignscan.publish.published import Basis, ShownCell, WithheldCell

TOP, MIDDLE, FRONT = "level=senior_leadership", "role=middle", "level=employee"


def of_conditions(**scores: str) -> dict[str, str]:
    return {p: score for c, score in scores.items() for p in practices_of(c)}


def of_parts(understanding: str, commitment: str) -> dict[str, str]:
    first = dict.fromkeys(("C2.1", "C2.2", "C2.3"), understanding)
    return first | dict.fromkeys(("C2.4", "C2.5", "C2.6"), commitment)


SHOWN: dict[str, tuple[Company, str, list[Any]]] = {
    "shared_low": (
        Company(scores={"C1.1": "3.4"}),
        "C1.1",
        [("overall", "C1.1", None, "3.4"), ("overall", "C1.1", None, "0.48")],
    ),
    "shared_high": (
        Company(scores={"C1.1": "3.5"}),
        "C1.1",
        [("overall", "C1.1", None, "3.5"), ("overall", "C1.1", None, "0.50")],
    ),
    "divided": (
        Company(exact={"C1.1": (36, 0, 0, 114, 0)}),
        "C1.1",
        [("overall", "C1.1", None, "1.09")],
    ),
    "leaders_higher": (
        Company(levels={"senior_leadership": "0.5"}),
        "C3.2",
        [(TOP, "C3.2", FRONT, "0.5")],
    ),
    "frontline_higher": (
        Company(levels={"senior_leadership": "-0.5"}),
        "goals",
        [(FRONT, "goals", TOP, "0.5")],
    ),
    "middle_dip": (
        Company(levels={"senior_management": "-0.3", "team_leader": "-0.3"}),
        "goals",
        [(TOP, "goals", MIDDLE, "0.3"), (FRONT, "goals", MIDDLE, "0.3")],
    ),
    "unit_island": (
        Company(units={"West": "-0.5"}),
        "systems",
        [("unit=West", "systems", "rest", "-0.5")],
    ),
    "know_not_commit": (
        Company(scores=of_parts("3.5", "2.9")),
        "commitment",
        [
            ("overall", "commitment.understanding", None, "3.5"),
            ("overall", "commitment.commitment", None, "2.9"),
        ],
    ),
    "commit_not_know": (
        Company(scores=of_parts("2.9", "3.5")),
        "commitment",
        [
            ("overall", "commitment.commitment", None, "3.5"),
            ("overall", "commitment.understanding", None, "2.9"),
        ],
    ),
    "goals_without_systems": (
        Company(scores=of_conditions(goals="3.5", systems="2.9")),
        "systems",
        [("overall", "goals", None, "3.5"), ("overall", "systems", None, "2.9")],
    ),
    "illusion": (
        Company(scores={"C2.1": "3.5"}, recalled=(30, 27, 20, 73)),
        "C2.1",
        [("overall", "C2.1", None, "3.5"), ("overall", "C2.1", None, "0.49")],
    ),
}
MISSED: list[tuple[str, Company]] = [
    ("shared_low", Company(scores=dict.fromkeys(PRACTICES, "3.5"))),
    ("shared_low", Company(exact=dict.fromkeys(PRACTICES, (36, 0, 0, 114, 0)))),
    ("shared_high", Company(scores=dict.fromkeys(PRACTICES, "3.4"))),
    ("divided", Company(exact={"C1.1": (0, 36, 0, 114, 0)})),
    ("divided", Company(exact={"C1.1": (0, 36, 75, 39, 0)})),
    ("leaders_higher", Company(levels={"senior_leadership": "0.4"})),
    ("frontline_higher", Company(levels={"senior_leadership": "-0.4"})),
    ("middle_dip", Company(levels={"senior_management": "-0.2", "team_leader": "-0.2"})),
    (
        "middle_dip",
        Company(levels={"senior_management": "-0.3", "team_leader": "-0.3", "employee": "-0.1"}),
    ),
    ("unit_island", Company(units={"West": "-0.4"})),
    ("unit_island", Company(units={"West": "-0.5", "South": "0.5"})),
    ("know_not_commit", Company(scores=of_parts("3.4", "2.9"))),
    ("know_not_commit", Company(scores=of_parts("3.5", "3.0"))),
    ("commit_not_know", Company(scores=of_parts("2.9", "3.4"))),
    ("commit_not_know", Company(scores=of_parts("3.0", "3.5"))),
    ("goals_without_systems", Company(scores=of_conditions(goals="3.4", systems="2.9"))),
    ("goals_without_systems", Company(scores=of_conditions(goals="3.5", systems="3.0"))),
    ("illusion", Company(scores={"C2.1": "3.5"}, recalled=(30, 25, 20, 75))),
    ("illusion", Company(scores={"C2.1": "3.4"}, recalled=(30, 27, 20, 73))),
]


def test_every_pattern_but_that_of_goal_documents_has_its_survey() -> None:
    assert {*get_args(PatternId)} - {*SHOWN} == {"cascade_finding"}
    assert {id for id, _ in MISSED} == {*SHOWN}


@pytest.mark.parametrize("id", SHOWN)
def test_a_survey_shows_a_pattern_and_names_its_evidence(id: str) -> None:
    company, subject, evidence = SHOWN[id]
    (pattern,) = found(diagnosis_of(company), id, subject)
    expected = [(c, s, a, Decimal(v)) for c, s, a, v in evidence]
    assert figures(pattern) == expected
    named = dict.fromkeys(n for c, _, a, _ in expected for n in (c, a) if n not in (None, "rest"))
    assert pattern.cells == tuple(named)


@pytest.mark.parametrize(("id", "company"), MISSED)
def test_a_survey_one_step_short_of_a_pattern_does_not_show_it(id: str, company: Company) -> None:
    assert found(diagnosis_of(company), id) == []


@pytest.mark.parametrize(
    ("id", "company", "thresholds"),
    [
        ("leaders_higher", Company(levels={"senior_leadership": "0.4"}), {"level_difference": 0.4}),
        ("unit_island", Company(units={"West": "-0.4"}), {"unit_difference": 0.4}),
        ("know_not_commit", Company(scores=of_parts("3.4", "2.9")), {"strong": 3.4}),
        (
            "goals_without_systems",
            Company(scores=of_conditions(goals="3.5", systems="3.0")),
            {"weak": 3.1},
        ),
        ("illusion", Company(scores={"C2.1": "3.5"}, recalled=(30, 25, 20, 75)), {"recall": 0.6}),
        (
            "middle_dip",
            Company(levels={"senior_management": "-0.2", "team_leader": "-0.2"}),
            {"middle_dip": 0.2},
        ),
        ("divided", Company(exact={"C1.1": (0, 36, 75, 39, 0)}), {"polarized": 0.24}),
    ],
)
def test_the_thresholds_of_patterns_can_be_set(
    id: str, company: Company, thresholds: dict[str, float]
) -> None:
    assert found(diagnosis_of(company, thresholds=thresholds), id)


def test_a_quarter_at_either_end_divides_although_the_spread_is_small() -> None:
    diagnosis = diagnosis_of(Company(exact={"C1.1": (0, 38, 74, 38, 0)}))
    (pattern,) = found(diagnosis, "divided", "C1.1")
    assert [(e.subject, e.figure, e.value) for e in pattern.evidence] == [
        ("C1_1", "unfavorable", Decimal("0.25")),
        ("C1_1", "favorable", Decimal("0.25")),
    ]
    assert found(diagnosis, "shared_low", "C1.1") == []


def test_each_middle_level_stands_for_the_middle_where_they_are_not_put_together() -> None:
    company = Company(levels={"senior_management": "-0.3", "team_leader": "-0.3"})
    diagnosis = diagnosis_of(company, mode="team", agreed="all")
    cells = [p.cells for p in found(diagnosis, "middle_dip", "goals")]
    assert cells == [
        (TOP, "level=senior_management", FRONT),
        (TOP, "level=team_leader", FRONT),
    ]


def test_several_units_that_differ_are_no_islands() -> None:
    assert found(diagnosis_of(Company(units={"West": "-0.8", "South": "0.6"})), "unit_island") == []


MIXED = Company(
    scores=of_parts("3.6", "2.8") | of_conditions(goals="3.6", systems="2.8"),
    levels={"senior_leadership": "0.6", "senior_management": "-0.4", "team_leader": "-0.4"},
    units={"West": "-0.6"},
    recalled=(60, 40, 20, 30),
)


@pytest.mark.parametrize("seed", range(3))
def test_neither_the_order_of_rows_nor_that_of_categories_matters(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shuffled = diagnosis_of(
        MIXED,
        order=rng.permutation(len(MIXED.places)).tolist(),
        levels=[LEVELS[i] for i in rng.permutation(4)],
        units=[UNITS[i] for i in rng.permutation(3)],
    )
    plain = diagnosis_of(MIXED)
    assert shuffled.patterns == plain.patterns
    assert (shuffled.critical, shuffled.watch) == (plain.critical, plain.watch)
    assert shuffled.barriers == plain.barriers


def test_groups_too_small_to_be_shown_make_no_pattern_and_are_not_named() -> None:
    few = {"senior_leadership": 1, "senior_management": 10, "team_leader": 10, "employee": 20}
    company = Company(
        scores=dict.fromkeys(PRACTICES, "3"), levels={"senior_leadership": "2"}, sizes=few
    )
    diagnosis = diagnosis_of(company)
    assert found(diagnosis, "leaders_higher") == found(diagnosis, "middle_dip") == []
    assert "senior_leadership" not in diagnosis.model_dump_json()


def test_a_pattern_vanishes_with_any_group_that_it_rests_on() -> None:
    published, asking, given = published_of(MIXED)
    for gone in published.cells[1:]:
        cells = tuple(_withheld(c) if c is gone else c for c in published.cells)
        less = diagnose(published.model_copy(update={"cells": cells}), given, asking)
        assert f'"{gone.id}"' not in less.model_dump_json()


def _withheld(cell: ShownCell | WithheldCell) -> WithheldCell:
    return WithheldCell(id=cell.id, filters=cell.filters, wave=cell.wave)


def test_one_person_neither_agrees_nor_differs() -> None:
    cells = {p: figures_of(s, n=1) for p, s in MIXED.scores.items()}
    parts = {"understanding": figures_of("3.6", n=1), "commitment": figures_of("2.8", n=1)}
    conditions = {"goals": figures_of("3.6", n=1), "systems": figures_of("2.8", n=1)}
    alone = cell(conditions, cells, n=1, parts=parts)
    published = publication(alone, basis=Basis(mode="self"))
    ids = [p.id for p in diagnose(published, survey(mode="self"), asked()).patterns]
    assert ids == ["know_not_commit", "goals_without_systems"]


@pytest.mark.parametrize(("n", "said"), [(9, False), (12, True)])
def test_agreement_takes_ten_people(n: int, said: bool) -> None:
    sizes = dict.fromkeys(LEVELS, 0) | {"employee": n // 3}
    company = Company(scores=dict.fromkeys(PRACTICES, "3"), sizes=sizes)
    diagnosis = diagnosis_of(company, mode="team", agreed="all", population=50)
    assert bool(found(diagnosis, "shared_low")) is said
