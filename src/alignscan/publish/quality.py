"""Frozen figures on how good the data are: who answered, and how well scales and groups measure."""

from decimal import Decimal
from typing import Literal

from alignscan.publish.frozen import Frozen, Range

ReliabilityBand = Literal["poor", "questionable", "acceptable", "good", "excellent", "redundant"]


class WorstCase(Frozen):
    """Between what a condition must lie, whatever those who did not answer think."""

    worst_low: Decimal
    """The score if all of them gave the lowest answers, rounded down to the step of the score."""
    worst_high: Decimal
    favorable_worst_low: Decimal | None
    """The favorable share if none of them were favorable, rounded down; null without a share."""
    favorable_worst_high: Decimal | None


class Nonresponse(Frozen):
    """How many people of a shown group were invited, and what those who stayed away could change.

    Everything in it follows from published figures and the number invited. In a confidential survey
    that number stands beside everybody and roles only; the rates of other groups are rounded to
    5 %, and near the ends they are ranges, so that nobody is told to have answered, or not.
    """

    invited: int | None
    rate: Decimal | None
    """Respondents per person invited, 0 to 1."""
    rate_range: Range | None = None
    """Stands for the rate where nearly all or nearly none of a group answered."""
    conditions: dict[str, WorstCase]
    """From the lowest rate that is possible, where the number invited is not given."""


class ItemInScale(Frozen):
    """How one item fits its scale, over the people who answered the whole scale."""

    item_rest: Decimal | None
    """Correlation with the sum of the other items, -1 to 1."""
    alpha_if_dropped: Decimal | None
    """Cronbach's alpha of the other items; null when fewer than two are left."""
    against: bool
    """Runs against its scale: the correlation is below 0."""


class ScaleFigures(Frozen):
    """Reliability of one condition over everybody; its alpha stands with its score."""

    n: int | None
    """People who answered every item; null where that would tell who skipped one."""
    reliability: ReliabilityBand | None
    """The published alpha in words."""
    omega: Decimal | None
    """McDonald's omega of a one-factor model, 0 to 1; null below three items."""
    improper: bool
    """Omega's model leaves an item without a variance of its own: do not rely on it."""
    spearman_brown: Decimal | None
    """Reliability of exactly two items."""
    rwg_skewed: Decimal | None
    """Agreement r_wg(j) against a slightly skewed null; null without 5 to 11 points."""
    items: dict[str, ItemInScale]
    """The items whose mean is published."""


class SegmentFigures(Frozen):
    """How much of the differences between people lies between the shown groups of a segment."""

    groups: int
    people: int
    """People with a score in these groups."""
    icc1: Decimal | None
    """ICC(1), size n0: how alike two people of one group are; below 0 is read as 0."""
    icc1_low: Decimal | None
    """Ends of 95 % intervals from F; null when everybody of a team answered."""
    icc1_high: Decimal | None
    icc2: Decimal | None
    """ICC(2): how reliable the group means are; from .70 on groups may be ranked."""
    icc2_low: Decimal | None
    icc2_high: Decimal | None
    p: Decimal | None
    """How often groups differ at least as much by chance; analysis of variance."""
