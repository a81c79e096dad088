"""Whether the patterns, critical gaps and barriers of a report follow from its figures."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pydantic import BaseModel

from alignscan.diagnose.critical import DIVIDED, MOST_CONDITIONS, MOST_PRACTICES, THOUSANDTH
from alignscan.diagnose.diagnose import index_of, mean_of
from alignscan.diagnose.diagnosis import Evidence
from alignscan.diagnose.levels import REST
from alignscan.diagnose.states import midpoint
from alignscan.model.conditions import CONDITIONS, PRACTICES, condition_of
from alignscan.model.questionnaire import ScoreScale
from alignscan.publish.published import DISPLAY_STEP, RecallAsked, RecallFigures, ShownCell
from alignscan.report.model import Report

Loc = tuple[str | int, ...]
_KNOWN: Final = frozenset({"", *CONDITIONS, *PRACTICES})
_DIVIDING: Final = frozenset({"divided", "leaders_higher"})


def patterns(report: Report) -> Iterator[Loc]:
    """Yield patterns and barriers of nothing, from groups that are not shown, or without a sign."""
    shown = _shown(report)
    for i, found in enumerate(report.diagnosis.patterns):
        loc: Loc = ("diagnosis", "patterns", i)
        if found.subject not in _KNOWN:
            yield (*loc, "subject")
        if not shown.keys() >= {*found.cells}:
            yield (*loc, "cells")
        yield from _all(found.evidence, shown, report, loc)
    for i, barrier in enumerate(report.diagnosis.barriers):
        yield from _all(barrier.evidence, shown, report, ("diagnosis", "barriers", i))


def critical(report: Report) -> Iterator[Loc]:
    """Yield critical gaps that are too many, that are none, or whose severity does not add up."""
    found = report.diagnosis
    borrowed = {s.id for s in found.practices if s.borrowed}
    gaps = {condition_of(g.id) if g.id in borrowed else g.id: g.gap for g in found.practice_gaps}
    dividing = {p.subject for p in found.patterns if p.id in _DIVIDING}
    ids = [one.id for one in found.critical]
    conditions = {id if id in CONDITIONS else condition_of(id) for id in ids if id in _KNOWN}
    if len(ids) > MOST_PRACTICES or len(conditions) > MOST_CONDITIONS:
        yield ("diagnosis", "critical")
    for i, one in enumerate(found.critical):
        product = one.gap * one.weight * one.reach * one.factor
        factor = DIVIDED if one.id in dividing else Decimal(1)
        if gaps.get(one.id) != one.gap or not 0 < one.reach <= 1 or one.factor != factor:
            yield ("diagnosis", "critical", i)
        if one.severity != product.quantize(THOUSANDTH, ROUND_HALF_UP):
            yield ("diagnosis", "critical", i, "severity")
    both = [*ids, *found.watch]
    if len({*both}) < len(both) or not gaps.keys() >= {*both}:
        yield ("diagnosis", "watch")


def indexes(report: Report) -> Iterator[Loc]:
    """Yield means and indexes that are not those of the condition scores."""
    scale, found = report.questionnaire.score_scale, report.diagnosis
    ends = (scale.low, scale.high)
    mean = mean_of(found.conditions)
    if (found.mean, found.index) != (mean, index_of(mean, *ends)):
        yield ("diagnosis", "index")
    for i, breakdown in enumerate(report.breakdowns):
        for j, category in enumerate(breakdown.categories):
            if category.index != index_of(mean_of(category.conditions), *ends):
                yield ("breakdowns", i, "categories", j, "index")


def recall(report: Report) -> Iterator[Loc]:
    """Yield figures of recall that cannot be, and standings that are not the published figures."""
    found, asked, shown = report.diagnosis.recall, report.published.recall, _shown(report)
    for i, cell in enumerate(report.published.cells):
        if isinstance(cell, ShownCell) and not _can_be(cell.recall, asked):
            yield ("published", "cells", i, "recall")
    if found is None:
        return
    if asked is None or not _same(found, asked, ("item", "priorities", "least")):
        yield ("diagnosis", "recall")
    for i, one in enumerate(found.cells):
        figures = shown[one.cell].recall if one.cell in shown else None
        if figures is None or not _same(one, figures, ("named", "enough", "enough_range", "all")):
            yield ("diagnosis", "recall", "cells", i)


def _can_be(figures: RecallFigures | None, asked: RecallAsked | None) -> bool:
    if figures is None or asked is None:
        return figures is None
    shares = (figures.enough, figures.all, *(figures.enough_range or ()))
    inside = all(share is None or 0 <= share <= 1 for share in shares)
    return inside and (figures.named is None or 0 <= figures.named <= asked.priorities)


def _same(one: BaseModel, other: BaseModel, fields: tuple[str, ...]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _shown(report: Report) -> dict[str, ShownCell]:
    return {c.id: c for c in report.published.cells if isinstance(c, ShownCell)}


def _all(
    evidence: tuple[Evidence, ...], shown: dict[str, ShownCell], report: Report, loc: Loc
) -> Iterator[Loc]:
    for i, one in enumerate(evidence):
        if not _holds(one) or not _is_published(one, shown, report):
            yield (*loc, "evidence", i)


def _holds(one: Evidence) -> bool:
    """Return whether a figure stands to its limit as it is said to, up to how it is rounded."""
    if one.value is None or one.limit is None or one.figure == "agreement":
        return True
    return {
        "at_least": one.value >= one.limit,
        "above": one.value > one.limit,
        "at_most": one.value <= one.limit,
        "below": one.value < one.limit,
    }[one.must]


def _is_published(one: Evidence, shown: dict[str, ShownCell], report: Report) -> bool:
    cell, other = shown.get(one.cell), shown.get(one.against or "")
    if cell is None or (other is None and one.against not in (None, REST)):
        return False
    if one.figure == "score":
        return one.value == _score(cell, one.subject, report)
    if one.figure == "recall":
        return cell.recall is not None and one.value == cell.recall.most_enough
    if one.figure in ("favorable", "unfavorable"):
        return one.subject in cell.items and one.value in (
            cell.items[one.subject].favorable,
            cell.items[one.subject].unfavorable,
        )
    if one.figure == "difference":
        return one.value == _difference(one, cell, other, report)
    return True


def _difference(
    one: Evidence, cell: ShownCell, other: ShownCell | None, report: Report
) -> Decimal | None:
    if other is not None:
        mine, theirs = (_score(c, one.subject, report) for c in (cell, other))
        return None if mine is None or theirs is None else mine - theirs
    segment = next(iter(cell.filters), "")
    compared = report.published.comparisons.get(segment)
    found = compared.groups.get(cell.id, {}).get(one.subject) if compared else None
    if found is None or found.difference is None:
        return None
    return found.difference.quantize(DISPLAY_STEP, ROUND_HALF_UP)


def _score(cell: ShownCell, id: str, report: Report) -> Decimal | None:
    part = id.removeprefix("commitment.")
    figures = cell.conditions.get(id) or cell.practices.get(id)
    figures = cell.parts.get(part) if part != id else figures
    ends = report.questionnaire.score_scale
    scale = ScoreScale(low=ends.low, high=ends.high)
    return None if figures is None else midpoint(figures, scale)
