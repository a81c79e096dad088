"""The chapter on data quality: who answered, how reliable scales are, and what stands out."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from alignscan.diagnose.diagnosis import Remark
from alignscan.publish.published import ScoreFigures, ShownCell
from alignscan.publish.quality import Nonresponse, WorstCase
from alignscan.rendering.report import figures as f
from alignscan.rendering.report import populations
from alignscan.rendering.report.sections import Part, Section, section
from alignscan.rendering.report.tables import Cell, Column, Kind, Row, Table, anchor, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Category, Report

ENOUGH = Decimal("0.70")
"""Alpha below which differences between people's scores are mostly chance (Nunnally, 1978)."""
MOST = 20
"""Remarks that are listed; a results file holds all of them."""
Head = tuple[str, Kind]


def quality(report: Report, words: Words) -> list[Section]:
    """Return the chapter; nothing without figures, and nothing about one person's own view."""
    if report.published.overall is None or report.published.basis.mode == "self":
        return []
    found = section("quality", words)
    found["heading"] = _heading(report, words)
    found["intro"] = _intro(report, words)
    found["parts"] = [part for make in PARTS if (part := make(report, words)) is not None]
    return [found]


def warnings(report: Report, words: Words) -> list[str]:
    """Return a sentence for each item that runs against its scale."""
    return [
        words.say("quality.against", item=remark.item, figure=words.number(remark.figure, 2))
        for remark in report.diagnosis.remarks
        if remark.kind == "against"
    ]


def _heading(report: Report, words: Words) -> str:
    remarks, p = report.diagnosis.remarks, report.published.participation
    against = sum(remark.kind == "against" for remark in remarks)
    if against:
        return words.count("heading.quality.against", against)
    weak = [id for id, found in _scored(report) if found.alpha and found.alpha < ENOUGH]
    if weak:
        names = words.listing(words.condition_title(id) for id in weak)
        return words.say("heading.quality.weak", conditions=names)
    if remarks:
        return words.count("heading.quality.remarks", len({r.item for r in remarks}))
    if p.rate is not None:
        return words.say("heading.quality.rate", rate=words.percent(p.rate))
    return words.say("heading.quality.none")


def _intro(report: Report, words: Words) -> list[str]:
    p = report.published.participation
    lines = []
    if p.responded is not None and p.invited is not None and p.rate is not None:
        rate = words.percent(p.rate)
        lines.append(words.count("quality.rate", p.responded, invited=p.invited, rate=rate))
    elif not p.complete:
        lines.append(words.say("quality.rate.unknown"))
    if p.complete:
        lines.append(words.say("quality.complete"))
    return [*lines, *warnings(report, words)]


def _response(report: Report, words: Words) -> Part | None:
    """Return what those who did not answer could change at most, over everybody."""
    overall, p = report.published.overall, report.published
    found = p.nonresponse.get(overall.id) if overall else None
    if overall is None or found is None or not found.conditions or p.participation.complete:
        return None
    heads: list[Head] = [("condition", "text"), ("now", "number"), ("worst", "number")]
    heads += [("favorable", "number"), ("worst", "number")]
    rows = [
        _row([cell(words.condition(id)), *_worst(overall.conditions[id], worst, report, words)])
        for id, worst in found.conditions.items()
    ]
    return _part("response", heads, rows, words, [words.say("quality.response")])


def _worst(figures: ScoreFigures, worst: WorstCase, report: Report, words: Words) -> list[Cell]:
    low, high = worst.favorable_worst_low, worst.favorable_worst_high
    texts = [
        f.score(figures, report.questionnaire.score_scale, words),
        _between(words.number(worst.worst_low), words.number(worst.worst_high), words),
        words.percent(figures.favorable),
        "-" if low is None else _between(words.percent(low), words.percent(high), words),
    ]
    return [cell(text, "number") for text in texts]


def _between(low: str, high: str, words: Words) -> str:
    return words.say("span.between", low=low, high=high)


def _groups(report: Report, words: Words) -> Part | None:
    """Return how many of each group answered, where the survey file says how many were invited."""
    known = report.published.nonresponse
    rows = [
        _group(breakdown.segment, category, known[category.cell], words)
        for breakdown in report.breakdowns
        for category in breakdown.categories
        if category.cell in known
    ]
    heads: list[Head] = [("group", "text"), ("n", "number"), ("invited", "number")]
    heads += [("rate", "number")]
    return _part("groups", heads, rows, words) if rows else None


def _group(segment: str, category: Category, found: Nonresponse, words: Words) -> Row:
    name = cell(words.category(segment, category.label))
    numbers = (words.whole(category.n), words.whole(found.invited), f.response_rate(found, words))
    return _row([name, *(cell(text, "number") for text in numbers)])


def _reliability(report: Report, words: Words) -> Part | None:
    """Return how well the items of each condition belong together, and how people agree."""
    scored = [(id, found) for id, found in _scored(report) if _is_judged(found)]
    if not scored:
        return None
    reliable = any(found.alpha is not None for _, found in scored)
    name = "reliability" if reliable else "agreement"
    heads: list[Head] = [("condition", "text"), *(_RELIABILITY * reliable), *_AGREEMENT]
    keys = [key for key, _ in heads]
    rows = [_scale(id, found, keys, report, words) for id, found in scored]
    notes = [words.say("quality.reliability")] if reliable else []
    return _part(name, heads, rows, words, [*notes, *_doubts(report, words)])


_RELIABILITY: list[Head] = [("alpha", "number"), ("reliability", "text"), ("omega", "number")]
_AGREEMENT: list[Head] = [("rwg", "number"), ("words", "text"), ("deviation", "number")]


def _scored(report: Report) -> list[tuple[str, ScoreFigures]]:
    overall = report.published.overall
    return list(overall.conditions.items()) if overall else []


def _is_judged(found: ScoreFigures) -> bool:
    return found.alpha is not None or found.rwg is not None


def _doubts(report: Report, words: Words) -> list[str]:
    """Return how to read agreement, and where a figure of the table is not to be relied on."""
    notes = [words.say("quality.agreement")]
    improper = [id for id, scale in report.published.scales.items() if scale.improper]
    if improper:
        names = words.listing(words.condition_title(id) for id in improper)
        notes.append(words.say("quality.improper", conditions=names))
    return notes


def _scale(id: str, found: ScoreFigures, keys: list[str], report: Report, words: Words) -> Row:
    scale = report.published.scales.get(id)
    omega = None if scale is None else scale.omega or scale.spearman_brown
    cells = {
        "condition": cell(words.condition(id)),
        "alpha": cell(words.number(found.alpha, 2), "number", details=_interval(found, words)),
        "reliability": cell(f.said("reliability", scale.reliability if scale else None, words)),
        "omega": cell(words.number(omega, 2), "number"),
        "rwg": cell(words.number(found.rwg, 2), "number"),
        "words": cell(f.said("band", found.band, words), details=_beyond_chance(found, words)),
        "deviation": cell(words.number(found.average_deviation, 2), "number"),
    }
    return _row([cells[key] for key in keys])


def _interval(found: ScoreFigures, words: Words) -> list[str]:
    if found.alpha_low is None or found.alpha_high is None:
        return []
    return [_between(words.number(found.alpha_low, 2), words.number(found.alpha_high, 2), words)]


def _beyond_chance(found: ScoreFigures, words: Words) -> list[str]:
    return [words.say("quality.out_of_range")] if found.out_of_range else []


def _remarks(report: Report, words: Words) -> Part | None:
    """Return the items that many cannot answer, or do not."""
    found = [r for r in report.diagnosis.remarks if r.kind != "against"]
    if not found:
        return None
    texts = {item.id: words.text(item.text) for item in report.questionnaire.items}
    heads: list[Head] = [("item", "text"), ("statement", "text"), ("group", "text")]
    heads += [("finding", "text"), ("share", "number")]
    rows = [_remark(r, texts.get(r.item, ""), report, words) for r in found[:MOST]]
    notes = [words.say("quality.remarks")]
    if len(found) > MOST:
        notes.append(words.count("quality.remarks.more", len(found) - MOST))
    return _part("remarks", heads, rows, words, notes)


def _remark(remark: Remark, text: str, report: Report, words: Words) -> Row:
    return _row(
        [
            cell(remark.item, tone="code"),
            cell(text, tone="wide"),
            cell(_named(remark.cell, report, words)),
            cell(words.say(f"remark.{remark.kind}")),
            cell(words.percent(remark.figure), "number"),
        ]
    )


def _named(id: str, report: Report, words: Words) -> str:
    cells = (c for c in report.published.cells if c.id == id)
    found = next((c for c in cells if isinstance(c, ShownCell)), None)
    if found is None or not found.filters:
        return words.say("group.everybody")
    return words.category(next(iter(found.filters)), id.partition("=")[2])


def _part(
    name: str, heads: Sequence[Head], rows: list[Row], words: Words, notes: Sequence[str] = ()
) -> Part:
    table = Table(
        id=f"table-quality-{name}",
        caption=words.say(f"caption.quality.{name}"),
        columns=[Column(kind=kind, text=words.say(f"column.{key}")) for key, kind in heads],
        rows=rows,
    )
    return Part(
        id=anchor("quality", name),
        heading=words.say(f"heading.quality.{name}"),
        intro=[],
        table=table,
        notes=list(notes),
    )


def _row(cells: list[Cell]) -> Row:
    return Row(id="", tone="", cells=cells)


PARTS: tuple[Callable[[Report, Words], Part | None], ...] = (
    _response,
    _groups,
    _reliability,
    _remarks,
    populations.part,
)
"""The parts in their order; results in other populations (weighted, without those whose answers
show signs of carelessness) stand at the end."""
