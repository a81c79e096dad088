"""What people wish, beside what they see now."""

from decimal import Decimal

from alignscan.rendering.words import Words
from alignscan.report.model import Report


def above(condition: str, report: Report, words: Words) -> list[str]:
    """Return how far the wish is above the present state: "1.1 above now (0.9 to 1.3)"."""
    found = report.published.wish_gaps.get(condition)
    if found is None or found.gap is None:
        return []
    shown = words.number(found.gap)
    if not shown.strip("-0."):
        return [_with_interval(words.say("wish.same"), (found.low, found.high), words)]
    if shown.startswith("-"):
        turned = (_turned(found.high), _turned(found.low))
        gap = words.say("wish.below", gap=shown.removeprefix("-"))
        return [_with_interval(gap, turned, words)]
    return [_with_interval(words.say("wish.above", gap=shown), (found.low, found.high), words)]


def _with_interval(gap: str, ends: tuple[Decimal | None, Decimal | None], words: Words) -> str:
    low, high = ends
    if low is None or high is None:
        return gap
    return words.say("wish.interval", gap=gap, low=words.number(low), high=words.number(high))


def _turned(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value
