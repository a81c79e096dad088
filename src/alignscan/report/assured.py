"""Whether what a report says about the certainty of its figures follows from the figures."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from pydantic import BaseModel

from alignscan.diagnose.remarks import remarks
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.nonresponse import Ends, coarse_response, nonresponse_of
from alignscan.publish.published import AgreementBand, Cell, ItemFigures, ScoreFigures, ShownCell
from alignscan.publish.quality import Nonresponse, ReliabilityBand
from alignscan.report.model import Report

Loc = tuple[str | int, ...]
BANDS: Final[tuple[tuple[str, AgreementBand], ...]] = (
    ("0.30", "lack"),
    ("0.50", "weak"),
    ("0.70", "moderate"),
    ("0.90", "strong"),
    ("1", "very_strong"),
)
"""Upper ends of r_wg."""
RELIABILITY: Final[tuple[tuple[str, ReliabilityBand], ...]] = (
    ("0.60", "poor"),
    ("0.70", "questionable"),
    ("0.80", "acceptable"),
    ("0.90", "good"),
    ("0.95", "excellent"),
)
"""Upper ends of alpha, not included."""
AT_MOST_ONE: Final = ("alpha", "alpha_high", "alpha_if_dropped", "rwg", "rstar", "awg", "icc1")
NEVER_NEGATIVE: Final = ("margin", "sd", "average_deviation")
SHARES: Final = ("favorable_low", "favorable_high", "omega", "p")


def assured(report: Report) -> Iterator[Loc]:
    """Yield figures on certainty that do not follow from the figures they stand beside."""
    yield from _intervals(report)
    yield from _response(report)
    yield from _scales(report)
    yield from _segments(report)
    if report.diagnosis.remarks != remarks(report.published):
        yield ("diagnosis", "remarks")


def _intervals(report: Report) -> Iterator[Loc]:
    for i, cell in enumerate(report.published.cells):
        if isinstance(cell, ShownCell):
            for loc, figures in _all_figures(cell):
                yield from _figures(figures, ("published", "cells", i, *loc))


def _all_figures(cell: ShownCell) -> Iterator[tuple[Loc, ItemFigures | ScoreFigures]]:
    for id, item in cell.items.items():
        yield ("items", id), item
    for name in ("practices", "conditions", "parts", "wishes", "outcomes"):
        scores: dict[str, ScoreFigures] = getattr(cell, name)
        for id, score in scores.items():
            yield (name, id), score


def _figures(figures: ItemFigures | ScoreFigures, loc: Loc) -> Iterator[Loc]:
    yield from _bounded(figures, loc)
    yield from _around("favorable", figures, loc)
    if isinstance(figures, ScoreFigures):
        yield from _around("alpha", figures, loc)
        if figures.band != _agreement(figures.rwg):
            yield (*loc, "band")
        if figures.out_of_range and figures.rwg != 0:
            yield (*loc, "out_of_range")


def _around(name: str, figures: BaseModel, loc: Loc) -> Iterator[Loc]:
    """Yield the ends of an interval that stand alone, or do not hold their figure."""
    ends = [getattr(figures, f"{name}_{end}") for end in ("low", "high")]
    known = [ends[0], getattr(figures, name), ends[1]]
    if ends == [None, None]:
        return
    if None in known or any(a > b for a, b in pairwise(known)):
        yield (*loc, f"{name}_low")


def _bounded(figures: BaseModel, loc: Loc) -> Iterator[Loc]:
    for name, value in figures:
        if not isinstance(value, Decimal):
            continue
        low = 0 if name in (*NEVER_NEGATIVE, *SHARES) else None
        high = 1 if name in (*AT_MOST_ONE, *SHARES) else None
        if (low is not None and value < low) or (high is not None and value > high):
            yield (*loc, name)


def _agreement(rwg: Decimal | None) -> AgreementBand | None:
    if rwg is None:
        return None
    return next((word for end, word in BANDS if rwg <= Decimal(end)), None)


def _reliability(alpha: Decimal | None) -> ReliabilityBand | None:
    if alpha is None:
        return None
    return next((word for end, word in RELIABILITY if alpha < Decimal(end)), "redundant")


def _response(report: Report) -> Iterator[Loc]:
    """Yield response that is not what the published figures and the number invited give."""
    cells = {cell.id: cell for cell in report.published.cells}
    scale = report.questionnaire.score_scale
    ends = (Fraction(scale.low), Fraction(scale.high))
    for id, found in report.published.nonresponse.items():
        if id not in cells or _expected(cells[id], found, ends) != found:
            yield ("published", "nonresponse", _place(id, report.published.nonresponse))
    for item, share in report.published.skipped.items():
        if not 0 <= share <= 1 or item not in {asked.id for asked in report.questionnaire.items}:
            yield ("published", "skipped", _place(item, report.published.skipped))


def _expected(cell: Cell, found: Nonresponse, ends: Ends) -> Nonresponse | None:
    if found.invited is not None or not isinstance(cell, ShownCell):
        return nonresponse_of(cell, found.invited, ends)
    return coarse_response(cell, found.rate, found.rate_range, ends)


def _scales(report: Report) -> Iterator[Loc]:
    overall = report.published.overall
    for i, (id, scale) in enumerate(report.published.scales.items()):
        loc: Loc = ("published", "scales", i)
        if id not in CONDITIONS or overall is None or id not in overall.conditions:
            yield loc
            continue
        yield from _bounded(scale, loc)
        if scale.reliability != _reliability(overall.conditions[id].alpha):
            yield (*loc, "reliability")
        for j, (item, found) in enumerate(scale.items.items()):
            rest = found.item_rest
            against = rest is not None and rest < 0
            if item not in overall.items or found.against != against or (rest and abs(rest) > 1):
                yield (*loc, "items", j)


def _segments(report: Report) -> Iterator[Loc]:
    known = {breakdown.segment for breakdown in report.breakdowns}
    for i, (segment, conditions) in enumerate(report.published.segments.items()):
        for j, (id, found) in enumerate(conditions.items()):
            loc: Loc = ("published", "segments", i, j)
            if segment not in known or id not in CONDITIONS or found.groups < 2:
                yield loc
            yield from _bounded(found, loc)
            yield from _around("icc1", found, loc)
            yield from _around("icc2", found, loc)


def _place(id: str, among: Iterable[str]) -> int:
    """Return the place of an id that is not repeated, as it may be anything."""
    return list(among).index(id)
