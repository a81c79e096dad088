"""The table of the items, with a bar from unfavorable to favorable."""

from decimal import Decimal
from typing import Literal

from alignscan.publish.published import ItemFigures, ShownCell
from alignscan.render.report import figures as f
from alignscan.render.report.tables import Bar, Cell, Column, Kind, Row, Table, anchors, cell
from alignscan.render.words import Words, number, percent
from alignscan.report.model import AskedItem, Report

Medium = Literal["html", "markdown"]
"""A medium that can draw has a bar where another has two columns of numbers."""

MIDDLE = Decimal(50)
LONGEST = Decimal(38)
"""Length of a bar for a share of 1, in percent of the cell; the rest is for its number."""


def items(report: Report, words: Words, medium: Medium) -> Table | None:
    """Return the items that were rated, in the order they were asked; None without figures."""
    overall = report.published.overall
    if overall is None:
        return None
    asked = [i for i in report.questionnaire.items if i.kind != "wish" and i.id in overall.items]
    if not asked:
        return None
    columns = _columns(asked, overall, medium)
    ids = anchors("item", (i.id for i in asked))
    ends = report.questionnaire.score_scale
    return Table(
        id="table-items",
        caption=words.say("caption.items", low=number(ends.low, 0), high=number(ends.high, 0)),
        columns=[Column(kind=kind, text=words.say(f"column.{key}")) for key, kind in columns],
        rows=[
            _row(id, item, overall.items[item.id], [key for key, _ in columns], report, words)
            for id, item in zip(ids, asked, strict=True)
        ],
    )


def _columns(asked: list[AskedItem], overall: ShownCell, medium: Medium) -> list[tuple[str, Kind]]:
    figures = [overall.items[item.id] for item in asked]
    shares: list[tuple[str, Kind]] = []
    if any(x.favorable is not None or x.favorable_range for x in figures):
        shares = _SHARES[medium]
    agreement = any(x.agreement for x in figures)
    lead: list[tuple[str, Kind]] = [("item", "text"), ("statement", "text")]
    rest: list[tuple[str, Kind]] = [("now", "number"), ("n", "number")]
    last: list[tuple[str, Kind]] = [("agreement", "text")] if agreement else []
    return [*lead, *shares, *rest, *last]


_SHARES: dict[Medium, list[tuple[str, Kind]]] = {
    "html": [("shares", "bar"), ("neutral", "number")],
    "markdown": [("unfavorable", "number"), ("neutral", "number"), ("favorable", "number")],
}


def _row(
    id: str, item: AskedItem, figures: ItemFigures, keys: list[str], report: Report, words: Words
) -> Row:
    bar = _bar(figures, words)
    shares = cell("" if bar else f.item_favorable(figures), "bar", bar=bar)
    found: dict[str, Cell] = {
        "item": cell(item.id, tone="code"),
        "statement": cell(words.text(item.text), details=_details(item, figures, words)),
        "shares": shares,
        "unfavorable": cell(percent(figures.unfavorable), "number"),
        "neutral": cell(percent(figures.neutral), "number"),
        "favorable": cell(f.item_favorable(figures), "number"),
        "now": cell(f.item_mean(figures, report.questionnaire.score_scale), "number", "strong"),
        "n": cell("-" if figures.n is None else str(figures.n), "number"),
        "agreement": cell(f.said("agreement", figures.agreement, words)),
    }
    return Row(id=id, tone="", cells=[found[key] for key in keys])


def _details(item: AskedItem, figures: ItemFigures, words: Words) -> list[str]:
    details = [words.say("item.reversed")] if item.reverse else []
    if figures.cannot_say:
        details.append(f"{words.say('item.cannot_say')}: {percent(figures.cannot_say)}")
    return details


def _bar(figures: ItemFigures, words: Words) -> Bar | None:
    low, high = figures.unfavorable, figures.favorable
    if low is None or high is None:
        return None
    label = words.say(
        "chart.item" if figures.neutral is not None else "chart.item.two",
        unfavorable=percent(low),
        neutral=percent(figures.neutral),
        favorable=percent(high),
    )
    return Bar(
        low_x=f.length(MIDDLE - low * LONGEST),
        low_width=f.length(low * LONGEST),
        low=number(low * 100, 0),
        high_width=f.length(high * LONGEST),
        high_end=f.length(MIDDLE + high * LONGEST),
        high=number(high * 100, 0),
        label=label,
    )
