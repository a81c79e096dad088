"""Sentences on what lies between groups."""

from decimal import Decimal
from typing import Final

from alignscan.publish.quality import SegmentFigures
from alignscan.rendering.words import Words
from alignscan.report.model import Breakdown, Report

RANKED: Final = Decimal("0.70")
"""ICC(2) from which group means are reliable enough to rank (LeBreton & Senter, 2008)."""
SOME: Final = Decimal("0.005")
"""The smallest share that is printed as one percent."""


def between_groups(breakdown: Breakdown, report: Report, words: Words) -> list[str]:
    """Return how much of the differences between people lies between the groups of a breakdown."""
    found = report.published.segments.get(breakdown.segment, {})
    shares = {id: one.icc1 for id, one in found.items() if one.icc1 is not None}
    if not shares:
        return []
    segment = words.segment(breakdown.segment)
    groups = max(one.groups for one in found.values())
    most = max(shares, key=lambda id: shares[id])
    if shares[most] < SOME:
        return [words.say("breakdown.between.none", segment=segment, groups=groups)]
    key = "one" if len(shares) == 1 else "other"
    sentence = words.say(
        f"breakdown.between.{key}",
        segment=segment,
        groups=groups,
        low=words.percent(max(min(shares.values()), Decimal(0))),
        high=words.percent(shares[most]),
        condition=_with_interval(words.condition_title(most), found[most], words),
    )
    return [sentence, *_ranking(found, words)]


def _with_interval(name: str, found: SegmentFigures, words: Words) -> str:
    if found.icc1_low is None or found.icc1_high is None:
        return name
    low, high = words.percent(max(found.icc1_low, Decimal(0))), words.percent(found.icc1_high)
    return words.say("breakdown.interval", condition=name, low=low, high=high)


def _ranking(found: dict[str, SegmentFigures], words: Words) -> list[str]:
    unsure = [id for id, one in found.items() if one.icc2 is None or one.icc2 < RANKED]
    if not unsure:
        return []
    names = words.listing(words.condition_title(id) for id in unsure)
    return [words.say("breakdown.unranked", conditions=names, limit=words.number(RANKED, 2))]
