"""Reports of single units: what is published of one unit, and nothing of any other.

A unit is a category of a breakdown that is shown on its own. Everything comes from the report, so
a report that was read back is split as the one that was assessed.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from alignscan.diagnose.diagnose import concluded
from alignscan.diagnose.diagnosis import Standing
from alignscan.diagnose.remarks import remarks
from alignscan.model.conditions import CONDITIONS
from alignscan.planning.plan import Plan
from alignscan.publish.published import Participation, ShownCell
from alignscan.publish.quality import Nonresponse
from alignscan.report.model import Breakdown, Category, Report

WHOLE = "overall"
"""The id of the first cell: everybody a report is about."""


class NoSuchSegment(Exception):
    """A report without this breakdown; ``segments`` are those that it has."""

    def __init__(self, segments: tuple[str, ...]) -> None:
        self.segments = segments
        super().__init__("no such segment")


class Unit(NamedTuple):
    """A unit that people know by its name; only one that is shown has a report."""

    name: str
    category: Category | None
    """None where the unit is withheld, or put together with others."""


def units_of(report: Report, segment: str) -> tuple[Unit, ...]:
    """Return the units of a breakdown in its order; NoSuchSegment where there is none."""
    breakdown = _breakdown(report, segment)
    return tuple(unit for c in breakdown.categories for unit in _units(c, segment, report))


def of_unit(report: Report, unit: Unit) -> Report:
    """Return the report of one shown unit: its own figures where those of everybody stood.

    Plan, patterns and all that compares units are left out. ValueError for a unit without figures.
    """
    cell = _shown(unit.category, report)
    if cell is None or unit.category is None:
        raise ValueError("only a unit that is shown has a report")
    published, heading = report.published, report.heading
    alone = published.model_copy(
        update={
            "participation": Participation(responded=cell.n, invited=None, rate=None),
            "cells": (cell.model_copy(update={"id": WHOLE, "filters": {}, "recall": None}),),
            "nonresponse": _of(cell.id, published.nonresponse),
            "recall": None,
            "skipped": {},
            "scales": {},
            "segments": {},
            "comparisons": {},
            "wish_gaps": {},
            "drivers": None,
            "weighted": None,
            "unflagged": None,
        }
    )
    scale = report.questionnaire.score_scale
    return report.model_copy(
        update={
            "heading": heading.model_copy(
                update={
                    "organization": f"{heading.organization}, {unit.name}",
                    "headcount": None,
                    "notes": None,
                }
            ),
            "published": alone,
            "diagnosis": concluded(
                unit.category.conditions,
                (),
                minimum=report.thresholds.min_gap,
                ends=(scale.low, scale.high),
                judgment=report.diagnosis.judgment,
            ).model_copy(update={"remarks": remarks(alone)}),
            "breakdowns": (),
            "plan": Plan(),
            "comments": None,
        }
    )


def whole_beside(report: Report) -> tuple[Standing, ...]:
    """Return where everybody together stands, condition by condition."""
    found = {standing.id: standing for standing in report.diagnosis.conditions}
    return tuple(found[id] for id in CONDITIONS if id in found)


def practices_beside(report: Report, unit: Unit) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """Return practices with the displayed score of a unit and of everybody, where both have one."""
    mine, all_ = _shown(unit.category, report), report.published.overall
    if mine is None or all_ is None:
        return ()
    pairs = ((id, f.displayed, all_.practices.get(id)) for id, f in mine.practices.items())
    return tuple(
        (id, one, other.displayed)
        for id, one, other in pairs
        if one is not None and other is not None and other.displayed is not None
    )


def _breakdown(report: Report, segment: str) -> Breakdown:
    found = {breakdown.segment: breakdown for breakdown in report.breakdowns}
    if segment not in found:
        raise NoSuchSegment(tuple(found))
    return found[segment]


def _units(category: Category, segment: str, report: Report) -> tuple[Unit, ...]:
    cells = {cell.id: cell for cell in report.published.cells}
    joined = cells[category.cell].filters.get(segment, ())
    if len(joined) > 1:
        return tuple(Unit(name, None) for name in joined)
    shown = _shown(category, report) is not None
    return (Unit(category.label, category if shown else None),)


def _shown(category: Category | None, report: Report) -> ShownCell | None:
    if category is None or not category.conditions:
        return None
    found = (c for c in report.published.cells if c.id == category.cell)
    return next((c for c in found if isinstance(c, ShownCell)), None)


def _of(cell: str, found: Mapping[str, Nonresponse]) -> dict[str, Nonresponse]:
    return {WHOLE: found[cell]} if cell in found else {}
