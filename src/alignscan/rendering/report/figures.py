"""Published figures as a report prints them, and where they lie in a chart."""

from decimal import ROUND_HALF_UP, Decimal

from alignscan.diagnose.diagnosis import Standing
from alignscan.publish.published import ItemFigures, Range, ScoreFigures, ShownCell
from alignscan.publish.quality import Nonresponse
from alignscan.rendering.words import Words
from alignscan.report.model import ScaleEnds

MARKED = ("not_apparent", "partly", "apparent")
INSET = Decimal(2)
"""Percent left free at both sides of a chart, so that dots at the ends are whole."""


def figures_of(cell: ShownCell | None, id: str) -> ScoreFigures | None:
    """Return the published figures of a condition or practice in a cell."""
    if cell is None:
        return None
    return cell.conditions.get(id) or cell.practices.get(id)


def now(standing: Standing, figures: ScoreFigures | None, ends: ScaleEnds, words: Words) -> str:
    """Return a score as printed: a number, a range at an end of the scale, or why there is none."""
    if standing.state == "withheld":
        return words.say("withheld.cell")
    if standing.score is None and figures and figures.range:
        return words.span(figures.range, ends.low, ends.high)
    return words.number(standing.score)


def gap(standing: Standing, figures: ScoreFigures | None, ends: ScaleEnds, words: Words) -> str:
    """Return a gap as printed; beside a range it is a range as well."""
    if standing.gap is None or standing.score is not None or not (figures and figures.range):
        return words.number(standing.gap)
    shown = words.number(standing.gap)
    return words.at_most(shown) if figures.range[1] >= ends.high else words.at_least(shown)


def placed(standing: Standing, figures: ScoreFigures | None, ends: ScaleEnds) -> Decimal | None:
    """Return the score, or the inner end of the range that stands for it."""
    if standing.score is not None or not (figures and figures.range):
        return standing.score
    low, high = figures.range
    return low if high >= ends.high else high


def score(figures: ScoreFigures | None, ends: ScaleEnds, words: Words) -> str:
    """Return a score that has no state, such as a wish, as printed."""
    if figures is None:
        return "-"
    if figures.range:
        return words.span(figures.range, ends.low, ends.high)
    return words.number(figures.displayed)


def item_mean(figures: ItemFigures, ends: ScaleEnds, words: Words) -> str:
    """Return the mean of an item as printed."""
    if figures.range:
        return words.span(figures.range, ends.low, ends.high)
    return words.number(figures.mean)


def item_favorable(figures: ItemFigures, words: Words) -> str:
    """Return the favorable share of an item as printed."""
    return share(figures.favorable, figures.favorable_range, words)


def response_rate(found: Nonresponse, words: Words) -> str:
    """Return the response rate of a group as printed."""
    return share(found.rate, found.rate_range, words)


def share(value: Decimal | None, band: Range | None, words: Words) -> str:
    """Return a share as printed, or the range at an end that stands for it."""
    if band is None:
        return words.percent(value)
    low, high = band
    if high >= 1:
        return words.at_least(words.percent(low))
    return words.at_most(words.percent(high))


def share_of(value: Decimal, ends: ScaleEnds) -> Decimal:
    """Return where a score lies between the ends of its scale, 0 to 1."""
    share = (value - ends.low) / (ends.high - ends.low)
    return min(max(share, Decimal(0)), Decimal(1))


def x(value: Decimal, ends: ScaleEnds) -> str:
    """Return the place of a score in a chart, in percent of its width."""
    return length(INSET + share_of(value, ends) * (100 - 2 * INSET))


def width(low: Decimal, high: Decimal, ends: ScaleEnds) -> str:
    """Return the length from one score to another in a chart, in percent of its width."""
    return length((share_of(high, ends) - share_of(low, ends)) * (100 - 2 * INSET))


def heat(value: Decimal | None, ends: ScaleEnds) -> str:
    """Return the tone of a score: seven equal steps from one end of the scale to the other."""
    if value is None:
        return ""
    return f"heat-{min(int(share_of(value, ends) * 7), 6) + 1}"


def said(prefix: str, value: str | None, words: Words) -> str:
    """Return the word for a value such as an agreement; a dash for none."""
    return words.say(f"{prefix}.{value}") if value else "-"


def length(value: Decimal, step: Decimal = Decimal("0.01")) -> str:
    """Return a length in percent as an attribute, rounded to a step, without zeros at its end."""
    return f"{value.quantize(step, ROUND_HALF_UP).normalize():f}%"
