"""The examples: what is published is what is measured, at its step, or is not there."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from math import sqrt

import pytest
from tests.examples import ASSESSMENTS, report_of

import alignscan
from alignscan.measurement.intervals import margin_t
from alignscan.measurement.measures import CellMeasure, ItemMeasure, ScoreMeasure
from alignscan.measurement.segments import Group, Groups
from alignscan.publish.candidates import populations
from alignscan.publish.published import ItemFigures, Published, ScoreFigures, ShownCell

EXAMPLES = ("mid-sized", "research-engineers-2017", "leadership-team")
TENTH = Decimal("0.1")


@cache
def measured(name: str) -> Mapping[str, CellMeasure]:
    loaded = alignscan.load(ASSESSMENTS / name / "survey.yaml")
    counts = alignscan.tabulate(loaded)
    found = alignscan.measure(counts, populations(counts, loaded.survey))
    return {cell.id: cell for cell in found.cells}


def published(name: str) -> Published:
    return report_of(name).published


def is_open(name: str) -> bool:
    return published(name).basis.mode != "confidential"


def shown(name: str) -> list[tuple[ShownCell, CellMeasure]]:
    return [
        (cell, measured(name)[cell.id])
        for cell in published(name).cells
        if isinstance(cell, ShownCell)
    ]


def at(value: Fraction | float | None, step: Decimal) -> Decimal | None:
    if value is None:
        return None
    exact = Fraction(value)
    units = Decimal(exact.numerator) / exact.denominator / step
    return (units.quantize(Decimal(1), ROUND_HALF_UP) * step).quantize(step) + 0


def check_spread(
    name: str, figures: ItemFigures | ScoreFigures, found: ItemMeasure | ScoreMeasure
) -> bool:
    """Check the standard deviation and the margin; return whether they are published."""
    if figures.sd is None:
        return False
    assert found.variance is not None
    assert figures.sd == at(sqrt(found.variance), Decimal("0.000001") if is_open(name) else TENTH)
    if figures.margin is not None:
        half = Decimal(margin_t(found.n, found.variance))
        units = (half / TENTH).quantize(Decimal(1), ROUND_CEILING)
        assert figures.margin == TENTH * (units if is_open(name) else max(units, Decimal(1)))
    return True


@pytest.mark.parametrize("name", EXAMPLES)
def test_spreads_are_those_that_are_measured(name: str) -> None:
    seen = 0
    for cell, found in shown(name):
        for id, item in cell.items.items():
            seen += check_spread(name, item, found.items[id])
            assert item.sd is None or is_open(name) or found.items[id].n >= 30
        for id, score in cell.conditions.items():
            seen += check_spread(name, score, found.scales[id])
            assert score.sd is None or is_open(name) or found.scales[id].n >= 30
    assert seen >= 5


@pytest.mark.parametrize("name", EXAMPLES)
def test_agreement_and_reliability_are_those_that_are_measured(name: str) -> None:
    step = Decimal("0.000001") if is_open(name) else Decimal("0.01")
    seen = 0
    for cell, found in shown(name):
        for id, score in cell.conditions.items():
            agreement, reliability = found.agreement[id], found.reliability.get(id)
            for value, exact in (
                (score.rwg, agreement.rwg),
                (score.rstar, agreement.lindell),
                (score.awg, agreement.a_wg),
                (score.average_deviation, found.scales[id].average_deviation),
                (score.alpha, reliability.alpha if reliability else None),
            ):
                assert value is None or value == at(exact, step)
                seen += value is not None
            assert score.rwg is None or score.out_of_range == agreement.out_of_range
    assert seen >= 5
    for id, scale in published(name).scales.items():
        reliability = measured(name)["overall"].reliability[id]
        assert scale.omega == at(reliability.omega.value if reliability.omega else None, step)
        for item, one in scale.items.items():
            assert one.item_rest == at(reliability.item_rest[item], step)
            assert one.alpha_if_dropped == at(reliability.alpha_if_dropped[item], step)


def test_what_lies_between_groups_is_what_is_measured() -> None:
    found = published("mid-sized").segments
    assert set(found) == {"level", "function", "site"}
    cells = {cell.id: cell for cell, _ in shown("mid-sized")}
    for segment, conditions in found.items():
        for id, figures in conditions.items():
            scores = [
                measured("mid-sized")[name].scales[id]
                for name, cell in cells.items()
                if list(cell.filters) == [segment] and name.startswith(segment)
                if (n := cell.conditions[id].n) is not None
                if n >= 30 and cell.conditions[id].score is not None
            ]
            known = tuple(Group(s.n, s.mean, s.variance) for s in scores if s.mean is not None)
            groups = Groups(known)
            assert (figures.groups, figures.people) == (len(known), groups.n)
            assert figures.icc1 == at(groups.icc1(), Decimal("0.01"))
            assert figures.icc2 == at(groups.icc2, Decimal("0.01"))
            assert figures.p == at(groups.p, Decimal("0.001"))


def test_the_item_that_runs_against_its_scale_is_found() -> None:
    against = [r.item for r in report_of("mid-sized").diagnosis.remarks if r.kind == "against"]
    assert against == ["C3_5"]
    item = next(i for i in report_of("mid-sized").questionnaire.items if i.id == "C3_5")
    assert item.condition == "goals"


def test_a_score_of_few_items_is_no_finer_than_its_items() -> None:
    """Less the other items, it would tell the coarsest of them more finely than it may be told."""
    loaded = alignscan.load(ASSESSMENTS / "mid-sized" / "survey.yaml")
    book = alignscan.tabulate(loaded).book
    few = [s for s in book.scales if s.items and len(s.items) <= 3 and "wish" not in s.id]
    coarse = 0
    for cell, _ in shown("mid-sized"):
        for scale in few:
            figures = cell.practices.get(scale.id)
            steps = [cell.items[i].step for i in scale.items if i in cell.items]
            if figures is not None and figures.score is not None and steps:
                coarse += max(steps) > TENTH
                assert figures.step >= max(steps)
    assert coarse
