"""How a score came about: item to practice to condition to gap, from published figures alone."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from alignscan.diagnose.diagnosis import Gap, Standing
from alignscan.model.conditions import CODE_OF, CONDITIONS, PRACTICES, canonical, condition_of
from alignscan.model.evidence import items_behind, items_of_practice
from alignscan.publish.published import Basis, Frozen, ScoreFigures
from alignscan.publish.rounding import rounded
from alignscan.report.adding_up import FINE, Check, ItemTrace, check, exact_mean
from alignscan.report.model import AskedItem, Report, ScaleEnds, Thresholds

Kind = Literal["condition", "practice", "item"]
Unranked = Literal["on_target", "small", "within_margin"]
"""Why a gap has no rank: there is none, it is below the smallest, or not above its margin."""


class ScoreTrace(Frozen):
    """A condition or practice: its figures, where it stands, and what it is made of."""

    id: str
    figures: ScoreFigures | None
    standing: Standing | None
    rank: int | None
    """Place among the ranked gaps of its kind, from 1."""
    ranked: int
    """How many gaps of its kind are ranked."""
    unranked: Unranked | None
    items: tuple[ItemTrace, ...]
    parts: dict[str, ScoreFigures]
    """The sub-scores of condition 2; empty elsewhere."""
    check: Check


class Why(Frozen):
    """How one score came about."""

    format: Literal["alignscan/why/1"]
    kind: Kind
    id: str
    """A condition, a practice or an item."""
    title: str
    """Of the survey."""
    basis: Basis
    respondents: int | None
    """Everybody who answered; null where no figure may be shown."""
    complete: bool
    """Everybody of a team answered: no sampling error."""
    score_scale: ScaleEnds
    thresholds: Thresholds
    item: ItemTrace | None
    """The item that was asked about."""
    counts: bool
    """Whether it counts in the condition's score; not in the case of an outcome or a wish."""
    practices: tuple[ScoreTrace, ...]
    """The practices concerned: those of the condition, or the one that was asked about."""
    condition: ScoreTrace | None
    """Null for an item that is about no condition."""
    practice_mean: Decimal | None
    """Mean of the condition's practice scores, which need not be its score."""


def subjects(report: Report) -> tuple[str, ...]:
    """Return everything that can be asked about: conditions, codes, practices and items."""
    items = (item.id for item in report.questionnaire.items)
    return tuple(dict.fromkeys([*CONDITIONS, *CODE_OF.values(), *PRACTICES, *items]))


def subject(report: Report, name: str) -> tuple[Kind, str] | None:
    """Return what a name means: ``goals``, ``C3``, ``C3.2`` or an item; None when it is nothing.

    Capitals do not matter, unless two items differ in nothing else.
    """
    wanted = name.strip()
    condition = canonical(wanted.lower()) or canonical(wanted.upper())
    if condition is not None:
        return "condition", condition
    if wanted.upper() in PRACTICES:
        return "practice", wanted.upper()
    ids = [item.id for item in report.questionnaire.items]
    close = [id for id in ids if id.casefold() == wanted.casefold()]
    if wanted in close:
        return "item", wanted
    return ("item", close[0]) if len(close) == 1 else None


def why(report: Report, kind: Kind, id: str) -> Why:
    """Return how the score of a subject came about; KeyError for an item that was not asked."""
    asked = {item.id: item for item in report.questionnaire.items}
    item = asked[id] if kind == "item" else None
    condition = _condition(kind, id, item)
    practices = _practices(report, kind, id, item)
    overall = report.published.overall
    behind = items_behind(asked.values(), condition)[0] if condition else ()
    return Why(
        format="alignscan/why/1",
        kind=kind,
        id=id,
        title=report.heading.title,
        basis=report.published.basis,
        respondents=overall.n if overall else None,
        complete=report.published.participation.complete,
        score_scale=report.questionnaire.score_scale,
        thresholds=report.thresholds,
        item=_item(report, item) if item else None,
        counts=item is None or item in behind,
        practices=tuple(_practice_trace(report, code) for code in practices),
        condition=_condition_trace(report, condition, behind) if condition else None,
        practice_mean=_practice_mean(report, behind),
    )


def _condition(kind: Kind, id: str, item: AskedItem | None) -> str | None:
    if item is not None:
        return item.condition
    return id if kind == "condition" else condition_of(id)


def _practices(report: Report, kind: Kind, id: str, item: AskedItem | None) -> tuple[str, ...]:
    if kind == "practice":
        return (id,)
    if item is not None:
        return (item.practice,) if item.practice and item.kind == "practice" else ()
    items = items_behind(report.questionnaire.items, id)[0]
    return tuple(p for p in PRACTICES if any(i.practice == p for i in items))


def _condition_trace(report: Report, id: str, items: tuple[AskedItem, ...]) -> ScoreTrace:
    overall, found = report.published.overall, report.diagnosis
    figures = overall.conditions.get(id) if overall else None
    return _trace(report, id, figures, found.conditions, found.gaps, items)


def _practice_trace(report: Report, code: str) -> ScoreTrace:
    overall, found = report.published.overall, report.diagnosis
    figures = overall.practices.get(code) if overall else None
    items = items_of_practice(report.questionnaire.items, code)
    return _trace(report, code, figures, found.practices, found.practice_gaps, items)


def _trace(
    report: Report,
    id: str,
    figures: ScoreFigures | None,
    standings: tuple[Standing, ...],
    gaps: tuple[Gap, ...],
    items: tuple[AskedItem, ...],
) -> ScoreTrace:
    standing = next((s for s in standings if s.id == id), None)
    rank = next((place for place, gap in enumerate(gaps, 1) if gap.id == id), None)
    traces = tuple(_item(report, item) for item in items)
    overall, ends = report.published.overall, report.questionnaire.score_scale
    exact = [_exact(report, item) for item in items]
    return ScoreTrace(
        id=id,
        figures=figures,
        standing=standing,
        rank=rank,
        ranked=len(gaps),
        unranked=_unranked(standing, report.thresholds.min_gap) if rank is None else None,
        items=traces,
        parts=overall.parts if overall and id == "commitment" else {},
        check=check(figures, traces, exact, overall.n if overall else 0, ends),
    )


def _unranked(standing: Standing | None, smallest: Decimal) -> Unranked | None:
    if standing is None or standing.gap is None:
        return None
    if standing.gap <= 0:
        return "on_target"
    return "small" if standing.gap < smallest else "within_margin"


def _item(report: Report, item: AskedItem) -> ItemTrace:
    overall = report.published.overall
    figures = overall.items.get(item.id) if overall else None
    exact = _exact(report, item)
    n = figures.n if figures else None
    return ItemTrace(
        id=item.id,
        kind=item.kind,
        practice=item.practice,
        text=item.text,
        reverse=item.reverse,
        weight=item.weight,
        figures=figures,
        total=None if exact is None or n is None else rounded(exact * n, FINE),
    )


def _exact(report: Report, item: AskedItem) -> Fraction | None:
    overall = report.published.overall
    figures = overall.items.get(item.id) if overall else None
    ends, basis = report.questionnaire.score_scale, report.published.basis
    return exact_mean(figures, len(item.labels), ends, basis)


def _practice_mean(report: Report, items: Iterable[AskedItem]) -> Decimal | None:
    overall = report.published.overall
    codes = dict.fromkeys(item.practice for item in items if item.practice)
    found = [overall.practices.get(code) if overall else None for code in codes]
    return _mean([figures.score if figures else None for figures in found])


def _mean(scores: Sequence[Decimal | None]) -> Decimal | None:
    known = [score for score in scores if score is not None]
    if not known or len(known) < len(scores):
        return None
    return rounded(sum(map(Fraction, known), Fraction()) / len(known), FINE)
