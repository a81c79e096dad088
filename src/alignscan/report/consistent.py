"""Whether a report that was read back can be one that was written.

Its shape is checked by the model; this looks at what the parts say about each other, so that a
results file edited by hand is refused instead of printed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from pydantic import BaseModel

from alignscan.diagnose.diagnosis import Standing, Verdict
from alignscan.model.conditions import CONDITIONS, PRACTICES
from alignscan.planning.plan import Plan
from alignscan.publish.published import DISPLAY_STEP, ShownCell
from alignscan.report import comparing, diagnosed
from alignscan.report.assured import assured
from alignscan.report.model import Report

Loc = tuple[str | int, ...]

_LONGEST: Final = 12
"""Numbers of a report have at most so many digits before the point, and after it."""
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)?")
_SCORES: Final = frozenset({"score", "mean", "range", "fail_under"})
_SHARES: Final = frozenset(
    {"favorable", "favorable_range", "neutral", "unfavorable", "rate", "response_rate"}
    | {"flagged", "straight", "uniform"}
)
_TEXTS: Final = frozenset({"text", "title", "labels", "kpi", "steps", "organization", "label"})
_SCORED: Final = frozenset({"not_apparent", "partly", "apparent"})
_KNOWN: Final = frozenset({*CONDITIONS, *PRACTICES})


def inconsistency(report: Report) -> str | None:
    """Return the place of the first thing that no report says, such as ``diagnosis.weakest``.

    None where there is no such thing.
    """
    found = (loc for check in _CHECKS for loc in check(report))
    return next((".".join(map(str, loc)) for loc in found), None)


def _numbers(report: Report) -> Iterator[Loc]:
    """Yield numbers that are too long to be printed, and counts below zero."""
    for loc, value in _leaves(report):
        too_long = isinstance(value, Decimal) and not _is_short(value)
        if too_long or (isinstance(value, int) and value < 0):
            yield loc


def _is_short(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return False  # infinity, or not a number
    return -_LONGEST <= exponent <= _LONGEST and value.adjusted() <= _LONGEST


def _scale(report: Report) -> Iterator[Loc]:
    """Yield a scale without width, steps wider than it, and scores and shares that lie outside."""
    scale = report.questionnaire.score_scale
    if scale.low >= scale.high:
        yield ("questionnaire", "score_scale")
        return
    decimals = [(loc, value) for loc, value in _leaves(report) if isinstance(value, Decimal)]
    steps = [(loc, value) for loc, value in decimals if loc[-1] == "step"]
    yield from (loc for loc, step in steps if not 0 < step <= scale.high - scale.low)
    coarsest = max((step for _, step in steps if step > 0), default=DISPLAY_STEP)
    low = _rounded(scale.low, coarsest, ROUND_FLOOR)
    high = _rounded(scale.high, coarsest, ROUND_CEILING)
    for loc, value in decimals:
        kind = loc[-1] if isinstance(loc[-1], str) else loc[-2]
        if kind in _SCORES and not low <= value <= high:
            yield loc
        if kind in _SHARES and not 0 <= value <= 1:
            yield loc


def _rounded(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    """Return the last multiple of a step that a published score may be rounded to."""
    return (value / step).to_integral_value(rounding) * step


def _texts(report: Report) -> Iterator[Loc]:
    """Yield texts that are empty, and languages that are none."""
    if not _LANGUAGE.fullmatch(report.heading.language):
        yield ("heading", "language")
    for loc, value in _nodes(report):
        if _TEXTS.isdisjoint(loc[-3:]):
            continue
        if isinstance(value, str) and not value.strip():
            yield loc
        if isinstance(value, dict) and (not value or not all(map(_LANGUAGE.fullmatch, value))):
            yield loc


def _standings(report: Report) -> Iterator[Loc]:
    """Yield standings that are not the five conditions, and practices that are none."""
    found = report.diagnosis
    yield from _five(found.conditions, ("diagnosis", "conditions"))
    ids = [practice.id for practice in found.practices]
    yield from _unknown(ids, PRACTICES, ("diagnosis", "practices"))
    if len(set(ids)) < len(ids):
        yield ("diagnosis", "practices")
    yield from _without_gap(found.practices, ("diagnosis", "practices"))
    cells = {cell.id for cell in report.published.cells}
    for i, breakdown in enumerate(report.breakdowns):
        for j, category in enumerate(breakdown.categories):
            loc: Loc = ("breakdowns", i, "categories", j)
            yield from _five(category.conditions, (*loc, "conditions"))
            yield from _unknown([category.cell], cells, (*loc, "cell"))
            if (category.n is None) != (not category.conditions):
                yield (*loc, "n")


def _five(standings: tuple[Standing, ...], loc: Loc) -> Iterator[Loc]:
    if standings and tuple(standing.id for standing in standings) != CONDITIONS:
        yield loc
    yield from _without_gap(standings, loc)


def _without_gap(standings: tuple[Standing, ...], loc: Loc) -> Iterator[Loc]:
    """Yield states with a score that lack a target or a gap, and states without that have one."""
    for i, standing in enumerate(standings):
        scored = standing.state in _SCORED
        if (standing.target is not None, standing.gap is not None) != (scored, scored):
            yield (*loc, i)


def _verdict(report: Report) -> Iterator[Loc]:
    """Yield a verdict, or a weakest condition, that the states do not give."""
    found = report.diagnosis
    if found.verdict != _expected([standing.state for standing in found.conditions]):
        yield ("diagnosis", "verdict")
    short = {s.id for s in found.conditions if s.state in ("not_apparent", "partly")}
    if found.weakest not in short and (short or found.weakest is not None):
        yield ("diagnosis", "weakest")


def _expected(states: Collection[str]) -> Verdict:
    if not states:
        return "not_shown"
    if not _SCORED.issuperset(states):
        return "cannot_be_judged"
    return "aligned" if set(states) == {"apparent"} else "not_aligned"


def _references(report: Report) -> Iterator[Loc]:
    """Yield ids that nothing in the report has."""
    found, plan = report.diagnosis, report.plan
    conditions = {standing.id for standing in found.conditions}
    practices = {standing.id for standing in found.practices}
    yield from _unknown((gap.id for gap in found.gaps), conditions, ("diagnosis", "gaps"))
    gaps = (gap.id for gap in found.practice_gaps)
    yield from _unknown(gaps, practices, ("diagnosis", "practice_gaps"))
    yield from _unknown(found.below_target, conditions, ("diagnosis", "below_target"))
    yield from _unknown(plan.without_action, _KNOWN, ("plan", "without_action"))
    planned = {action.id for action in plan.actions}
    yield from _unknown(plan.first, planned, ("plan", "first"))
    yield from _unknown(plan.critical_path, planned, ("plan", "critical_path"))
    for i, action in enumerate(plan.actions):
        reasons = (reason.id for reason in action.reasons if reason.kind == "gap")
        yield from _unknown(action.requires, planned, ("plan", "actions", i, "requires"))
        yield from _unknown(reasons, _KNOWN, ("plan", "actions", i, "reasons"))
    yield from _about_people(plan)


def _about_people(plan: Plan) -> Iterator[Loc]:
    """Yield gaps that nothing has, in the parts of a plan about people."""
    if plan.program is not None:
        yield from _unknown(plan.program.why, _KNOWN, ("plan", "program", "why"))
        for module in plan.program.modules:
            yield from _unknown(module.closes, _KNOWN, ("plan", "program", "tracks"))
    if plan.communication is not None:
        closes = plan.communication.closes
        yield from _unknown(closes, _KNOWN, ("plan", "communication", "closes"))
    if plan.guide is not None:
        costs = (cost.id for cost in plan.guide.costs)
        yield from _unknown(costs, _KNOWN, ("plan", "guide", "costs"))


def _cells(report: Report) -> Iterator[Loc]:
    """Yield figures in a shown cell of something that is not asked."""
    items = {item.id for item in report.questionnaire.items}
    yield from _unknown(report.published.scorable, CONDITIONS, ("published", "scorable"))
    for i, cell in enumerate(report.published.cells):
        if isinstance(cell, ShownCell):
            loc: Loc = ("published", "cells", i)
            yield from _unknown(cell.items, items, (*loc, "items"))
            yield from _unknown(cell.practices, PRACTICES, (*loc, "practices"))
            yield from _unknown(cell.conditions, CONDITIONS, (*loc, "conditions"))
            yield from _unknown(cell.wishes, CONDITIONS, (*loc, "wishes"))


def _populations(report: Report) -> Iterator[Loc]:
    """Yield further populations without the one they are compared with, or of what is unknown."""
    published = report.published
    for name, found in (("weighted", published.weighted), ("unflagged", published.unflagged)):
        loc: Loc = ("published", name)
        if found is not None:
            yield from _unknown(found.conditions, CONDITIONS, (*loc, "conditions"))
            if published.overall is None:
                yield loc
    everybody = published.overall.n if published.overall else 0
    if published.unflagged and published.unflagged.n > everybody:
        yield ("published", "unflagged", "n")


def _unknown(ids: Iterable[str], known: Collection[str], loc: Loc) -> Iterator[Loc]:
    """Yield the place of each id that is not known; the id itself is not repeated."""
    return ((*loc, i) for i, id in enumerate(ids) if id not in known)


def _leaves(value: object) -> Iterator[tuple[Loc, object]]:
    return ((loc, v) for loc, v in _nodes(value) if not isinstance(v, BaseModel | dict | tuple))


def _nodes(value: object) -> Iterator[tuple[Loc, object]]:
    """Yield every value of a report with its place, the outer ones first."""
    left: list[tuple[Loc, object]] = [((), value)]
    while left:
        loc, one = left.pop()
        yield loc, one
        left += [((*loc, key), inner) for key, inner in _parts(one)][::-1]


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        return vars(value).items()
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


_CHECKS: Final[tuple[Callable[[Report], Iterator[Loc]], ...]] = (
    _numbers,
    _scale,
    _texts,
    _standings,
    _verdict,
    _references,
    _cells,
    assured,
    _populations,
    comparing.comparisons,
    comparing.wish_gaps,
    comparing.drivers,
    diagnosed.indexes,
    diagnosed.patterns,
    diagnosed.critical,
    diagnosed.recall,
)
