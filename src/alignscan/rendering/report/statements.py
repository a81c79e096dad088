"""The table of the items, with a bar from unfavorable to favorable."""

from decimal import Decimal
from typing import Literal

from alignscan.publish.published import ItemFigures, ShownCell
from alignscan.rendering.options import Bars
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.bars import LONGEST, around, stacked
from alignscan.rendering.report.sections import Part, part
from alignscan.rendering.report.tables import Bar, Cell, Column, Kind, Row, Table, anchors, cell
from alignscan.rendering.report.traces import links
from alignscan.rendering.words import Words
from alignscan.report.model import AskedItem, Report, ScaleEnds

ROUNDING = Decimal("0.01")
"""How far a sum of printed shares may be from a printed share, for each of them."""
MANY = Decimal("0.10")
"""The share from which it is said beside a statement that people could not answer it."""
Medium = Literal["html", "markdown"]
"""A medium that can draw has a bar where another has two columns of numbers."""


def items(report: Report, words: Words, medium: Medium, bars: Bars = "diverging") -> Table | None:
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
        caption=words.say(
            "caption.items", low=words.number(ends.low, 0), high=words.number(ends.high, 0)
        ),
        columns=[Column(kind=kind, text=words.say(f"column.{key}")) for key, kind in columns],
        rows=_rows(asked, report, [key for key, _ in columns], bars, words),
    )


def _rows(
    asked: list[AskedItem], report: Report, keys: list[str], bars: Bars, words: Words
) -> list[Row]:
    overall, to = report.published.overall, links(report)
    shown = overall.items if overall else {}
    ids = anchors("item", (item.id for item in asked))
    unit = LONGEST / _longest([shown[item.id] for item in asked])
    rows = []
    for id, item in zip(ids, asked, strict=True):
        found = _cells(item, shown[item.id], report.questionnaire.score_scale, words)
        found |= _shares(shown[item.id], words)
        found["now"]["href"] = to[item.id]
        if "shares" in keys and (bar := _bar(item, shown[item.id], unit, bars, words)):
            found["shares"] = cell("", "bar", bar=bar)
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
        "now": cell(f.item_mean(figures, ends, words), "number", "strong"),
        "margin": cell(words.margin(figures.margin), "number"),
        "n": cell(words.whole(figures.n), "number"),
        "agreement": cell(f.said("agreement", figures.agreement, words)),
    }


def _shares(figures: ItemFigures, words: Words) -> dict[str, Cell]:
    favorable = f.item_favorable(figures, words)
    alone = words.say("chart.item.favorable", favorable=favorable) if favorable != "-" else "-"
    return {
        "shares": cell(alone, "bar"),
        "unfavorable": cell(words.percent(figures.unfavorable), "number"),
        "neutral": cell(words.percent(figures.neutral), "number"),
        "favorable": cell(favorable, "number"),
    }


def _statement(item: AskedItem, figures: ItemFigures, words: Words) -> Cell:
    return cell(words.text(item.text), tone="wide", details=_details(item, figures, words))


def _details(item: AskedItem, figures: ItemFigures, words: Words) -> list[str]:
    details = [words.say("item.reversed")] if item.reverse else []
    if figures.cannot_say and figures.cannot_say >= MANY:
        details.append(words.pair(words.say("item.cannot_say"), words.percent(figures.cannot_say)))
    return details


def _bar(
    item: AskedItem, figures: ItemFigures, unit: Decimal, bars: Bars, words: Words
) -> Bar | None:
    low, high = figures.unfavorable, figures.favorable
    if low is None or high is None:
        return None
    label = words.say(
        "chart.item" if figures.neutral is not None else "chart.item.two",
        unfavorable=words.percent(low),
        neutral=words.percent(figures.neutral),
        favorable=words.percent(high),
    )
    points = figures.distribution or ()
    points = points[::-1] if item.reverse else points
    if abs(sum(points[: len(points) // 2], Decimal(0)) - low) > ROUNDING * len(points):
        points = ()  # favorable is not one half of the scale
    if bars == "diverging":
        return around(low, high, points, unit, label, words)
    neutral = () if figures.neutral is None else (figures.neutral,)
    return stacked(points or (low, *neutral, high), label, words)


def distributions(report: Report, words: Words) -> Part | None:
    """Return the share of each answer to each statement; None where none is published."""
    overall = report.published.overall
    shown = overall.items if overall else {}
    asked = [i for i in report.questionnaire.items if i.id in shown and shown[i.id].distribution]
    most = max((len(i.labels) for i in asked), default=0)
    if not most:
        return None
    heads = ["", *(str(point) for point in range(1, most + 1))]
    heads[0] = words.say("column.item")
    return part(
        "items-distribution",
        words.say("heading.distribution"),
        table=Table(
            id="table-distribution",
            caption=words.say("caption.distribution"),
            columns=[
                Column(kind="number" if i else "text", text=head) for i, head in enumerate(heads)
            ],
            rows=[_distribution(item, shown[item.id], most, words) for item in asked],
        ),
    )


def _distribution(item: AskedItem, figures: ItemFigures, most: int, words: Words) -> Row:
    shares = [words.percent(share) for share in figures.distribution or ()]
    cells = [cell(share, "number") for share in (shares + [""] * most)[:most]]
    return Row(id="", tone="", cells=[cell(item.id, tone="code"), *cells])
