"""The table of the items, with a bar from unfavorable to favorable."""

from decimal import Decimal
from typing import Literal

from alignscan.publish.published import ItemFigures, ShownCell
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.tables import Bar, Cell, Column, Kind, Row, Table, anchors, cell
from alignscan.rendering.words import Words, number, percent
from alignscan.report.model import AskedItem, Report, ScaleEnds

Medium = Literal["html", "markdown"]
"""A medium that can draw has a bar where another has two columns of numbers."""

MIDDLE = Decimal(50)
LONGEST = Decimal(40)
"""Length of the longest bar of the table, in percent of the cell; the rest is for its number."""


def items(report: Report, words: Words, medium: Medium) -> Table | None:
    """Return the items that were rated, in the order they were asked; None without figures."""
    overall = report.published.overall
    if overall is None:
        return None
    asked = [i for i in report.questionnaire.items if i.kind != "wish" and i.id in overall.items]
    if not asked:
        return None
    columns = _columns(asked, overall, medium)
    ends = report.questionnaire.score_scale
    return Table(
        id="table-items",
        caption=words.say("caption.items", low=number(ends.low, 0), high=number(ends.high, 0)),
        columns=[Column(kind=kind, text=words.say(f"column.{key}")) for key, kind in columns],
        rows=_rows(asked, overall, [key for key, _ in columns], ends, words),
    )


def _rows(
    asked: list[AskedItem], overall: ShownCell, keys: list[str], ends: ScaleEnds, words: Words
) -> list[Row]:
    ids = anchors("item", (item.id for item in asked))
    unit = LONGEST / _longest([overall.items[item.id] for item in asked])
    rows = []
    for id, item in zip(ids, asked, strict=True):
        figures = overall.items[item.id]
        found = _cells(item, figures, ends, words) | _shares(figures, unit, words)
        rows.append(Row(id=id, tone="", cells=[found[key] for key in keys]))
    return rows


def _columns(asked: list[AskedItem], overall: ShownCell, medium: Medium) -> list[tuple[str, Kind]]:
    figures = [overall.items[item.id] for item in asked]
    shares: list[tuple[str, Kind]] = []
    if any(x.favorable is not None or x.favorable_range for x in figures):
        shares = SHARE_COLUMNS[medium]
    agreement = any(x.agreement for x in figures)
    lead: list[tuple[str, Kind]] = [("item", "text"), ("statement", "text")]
    rest: list[tuple[str, Kind]] = [("now", "number")]
    rest += [("margin", "number")] if any(x.margin is not None for x in figures) else []
    rest += [("n", "number")]
    last: list[tuple[str, Kind]] = [("agreement", "text")] if agreement else []
    return [*lead, *shares, *rest, *last]


SHARE_COLUMNS: dict[Medium, list[tuple[str, Kind]]] = {
    "html": [("shares", "bar"), ("neutral", "number")],
    "markdown": [("unfavorable", "number"), ("neutral", "number"), ("favorable", "number")],
}


def _longest(figures: list[ItemFigures]) -> Decimal:
    shares = [s for x in figures for s in (x.favorable, x.unfavorable) if s is not None]
    return max(shares, default=Decimal(0)) or Decimal(1)


def _cells(item: AskedItem, figures: ItemFigures, ends: ScaleEnds, words: Words) -> dict[str, Cell]:
    return {
        "item": cell(item.id, tone="code"),
        "statement": _statement(item, figures, words),
        "now": cell(f.item_mean(figures, ends), "number", "strong"),
        "margin": cell("-" if figures.margin is None else f"± {number(figures.margin)}", "number"),
        "n": cell(f.count(figures.n), "number"),
        "agreement": cell(f.said("agreement", figures.agreement, words)),
    }


def _shares(figures: ItemFigures, unit: Decimal, words: Words) -> dict[str, Cell]:
    bar, favorable = _bar(figures, unit, words), f.item_favorable(figures)
    alone = words.say("chart.item.favorable", favorable=favorable) if favorable != "-" else "-"
    return {
        "shares": cell("" if bar else alone, "bar", bar=bar),
        "unfavorable": cell(percent(figures.unfavorable), "number"),
        "neutral": cell(percent(figures.neutral), "number"),
        "favorable": cell(favorable, "number"),
    }


def _statement(item: AskedItem, figures: ItemFigures, words: Words) -> Cell:
    return cell(words.text(item.text), tone="wide", details=_details(item, figures, words))


def _details(item: AskedItem, figures: ItemFigures, words: Words) -> list[str]:
    details = [words.say("item.reversed")] if item.reverse else []
    if figures.cannot_say:
        details.append(f"{words.say('item.cannot_say')}: {percent(figures.cannot_say)}")
    return details


def _bar(figures: ItemFigures, unit: Decimal, words: Words) -> Bar | None:
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
        low_x=f.length(MIDDLE - low * unit),
        low_width=f.length(low * unit),
        low=number(low * 100, 0),
        high_width=f.length(high * unit),
        high_end=f.length(MIDDLE + high * unit),
        high=number(high * 100, 0),
        label=label,
    )
