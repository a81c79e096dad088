"""Whether what a report says about differences, wishes and drivers fits what it shows elsewhere."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from alignscan.model.conditions import CONDITIONS
from alignscan.publish.compared import BreakdownComparisons, Comparison, SpreadTest
from alignscan.publish.policy import ALLOWED
from alignscan.publish.published import DISPLAY_STEP, ShownCell
from alignscan.report.model import Report

Loc = tuple[str | int, ...]
_CLEAR: Final = Decimal("0.05")
_SLACK: Final = Decimal("0.03")
"""By how much rounded shares may add up to more or less than 1."""


def comparisons(report: Report) -> Iterator[Loc]:
    """Yield comparisons of groups that are not shown, and figures that contradict each other."""
    cells = {c.id: c for c in report.published.cells if isinstance(c, ShownCell)}
    for segment, found in report.published.comparisons.items():
        loc: Loc = ("published", "comparisons", segment)
        tested = [one.p for group in found.groups.values() for one in group.values()]
        if found.family != len(tested) - tested.count(None):
            yield (*loc, "family")
        for id in found.groups.keys() | found.items.keys():
            if id not in cells or list(cells[id].filters) != [segment]:
                yield (*loc, "groups", id)
        yield from _groups(found, cells, report, loc)
        yield from ((*loc, "tests", id) for id, test in found.tests.items() if _is_no_test(test))


def wish_gaps(report: Report) -> Iterator[Loc]:
    """Yield wishes whose gap is not the wish less what is now, or outside their interval."""
    overall = report.published.overall
    for id, found in report.published.wish_gaps.items():
        now = overall.conditions.get(id) if overall else None
        wish = overall.wishes.get(id) if overall else None
        if now is None or wish is None or found.gap != _less(wish.score, now.score):
            yield ("published", "wish_gaps", id, "gap")
        if not _is_around(found.paired, found.low, found.high):
            yield ("published", "wish_gaps", id, "paired")


def drivers(report: Report) -> Iterator[Loc]:
    """Yield drivers of too few people, of no condition, and shares that do not add up."""
    found = report.published.drivers
    if found is None:
        return
    loc: Loc = ("published", "drivers")
    shares = [one.share for one in found.conditions.values() if one.share is not None]
    if found.n < ALLOWED["DriverAnalysis.n"].from_n or not _is_probability(found.r_squared):
        yield loc
    if shares and abs(sum(shares, Decimal(-1))) > _SLACK:
        yield (*loc, "conditions")
    for id, one in found.conditions.items():
        inside = all(map(_is_probability, (one.share, one.low, one.high)))
        if id not in CONDITIONS or not inside or abs(one.correlation) > 1:
            yield (*loc, "conditions", id)


def _groups(
    found: BreakdownComparisons, cells: dict[str, ShownCell], report: Report, loc: Loc
) -> Iterator[Loc]:
    for id, compared in found.groups.items():
        for condition, one in compared.items():
            figures = cells[id].conditions.get(condition) if id in cells else None
            if figures is None or (figures.n, figures.score) != (one.n, one.score):
                yield (*loc, "groups", id, condition, "score")
            elif not _is_on_scale(one, figures.step, report):
                yield (*loc, "groups", id, condition, "rest")
            elif one.difference != _less(one.score, one.rest):
                yield (*loc, "groups", id, condition, "difference")
            elif not _is_around(one.difference, one.low, one.high) or not _are_probabilities(one):
                yield (*loc, "groups", id, condition)
            elif one.finding not in _findings(one, report):
                yield (*loc, "groups", id, condition, "finding")


def _less(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    return None if whole is None or part is None else whole - part


def _is_on_scale(one: Comparison, step: Decimal, report: Report) -> bool:
    """Return whether the score of the others lies on the scale, but for being rounded."""
    scale, ends = report.questionnaire.score_scale, one.rest_range or (one.rest, one.rest)
    return all(end is None or scale.low - step < end < scale.high + step for end in ends)


def _is_around(middle: Decimal | None, low: Decimal | None, high: Decimal | None) -> bool:
    if low is None or high is None:
        return low is high
    return middle is not None and low <= middle <= high


def _are_probabilities(one: Comparison) -> bool:
    known = all(map(_is_probability, (one.p, one.p_holm, one.q, one.rank_p)))
    ascending = [p for p in (one.p, one.q, one.p_holm) if p is not None]
    return (
        known
        and len(ascending) in (0, 3)
        and ascending == sorted(ascending)
        and abs(one.delta or Decimal()) <= 1
    )


def _is_no_test(test: SpreadTest) -> bool:
    p_values: Iterable[Decimal | None] = (test.p, test.p_holm, test.rank_p, test.rank_p_holm)
    return test.groups < 2 or not all(map(_is_probability, p_values))


def _is_probability(value: Decimal | None) -> bool:
    return value is None or 0 <= value <= 1


def _findings(one: Comparison, report: Report) -> tuple[str, ...]:
    """Return what may be said of a difference: the only thing, unless chance has no part in it."""
    if one.difference is None:
        return ("not_tested",)
    found = "higher" if one.difference > 0 else "lower"
    small = abs(one.difference.quantize(DISPLAY_STEP, ROUND_HALF_UP)) < report.thresholds.min_gap
    judged = "no_clear_difference" if small else found
    if one.p_holm is None:
        everybody = report.published.participation.complete
        return (judged,) if everybody else ("not_tested", judged)
    return (judged,) if one.p_holm < _CLEAR else ("no_clear_difference",)
