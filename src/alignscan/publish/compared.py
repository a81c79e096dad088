"""Published comparisons: groups against all others, wishes against the present, and drivers.

Differences are in scores, on the questionnaire's scale; p-values and shares lie in 0 to 1. A null
is a figure that is not published: the group is too small for it, or hardly anybody in it differs.
"""

from decimal import Decimal
from typing import Literal

from alignscan.publish.frozen import Frozen, Range

Finding = Literal["higher", "lower", "no_clear_difference", "not_tested"]


class ShareComparison(Frozen):
    """The favorable share of one item, in one group less that of all other respondents."""

    difference: Decimal
    """-1 to 1."""
    low: Decimal | None
    """Lower end of its 95 % interval (Newcombe, 1998), from the published shares."""
    high: Decimal | None


class Comparison(Frozen):
    """One condition in one group, against all other respondents."""

    n: int
    """People of the group with a score."""
    score: Decimal | None
    """As in the cell of the group; null where a range stands for it."""
    rest_n: int
    """Other respondents with a score."""
    rest: Decimal | None
    """Mean score of all other respondents."""
    rest_range: Range | None
    """Stands for it where it lies near an end of the scale."""
    difference: Decimal | None
    """``score - rest``; null where either is a range."""
    low: Decimal | None
    """Lower end of the 95 % interval of the difference (Welch, 1947)."""
    high: Decimal | None
    p: Decimal | None
    """Of Welch's t test, two-sided."""
    p_holm: Decimal | None
    """The same after Holm's correction for all tests of the breakdown; findings rest on it."""
    q: Decimal | None
    """The same after Benjamini and Hochberg's, which finds more and errs more often."""
    g: Decimal | None
    """Difference in standard deviations (Hedges, 1981)."""
    delta: Decimal | None
    """Cliff's delta: how much more often somebody of the group scores higher than lower."""
    rank_p: Decimal | None
    """Of the Mann-Whitney test, two-sided."""
    finding: Finding
    """Higher or lower than the others only where that is both clear and large enough to matter."""


class SpreadTest(Frozen):
    """Whether groups differ at all on one condition."""

    groups: int
    """Shown groups that are large enough to be compared."""
    n: int
    """People in them with a score."""
    f: Decimal | None
    """Welch's analysis of variance (1951); null where its assumptions fail."""
    df_between: int | None
    df_within: Decimal | None
    p: Decimal | None
    p_holm: Decimal | None
    """After Holm's correction for all conditions of the breakdown."""
    h: Decimal | None
    """Kruskal and Wallis (1952)."""
    rank_df: int | None
    rank_p: Decimal | None
    rank_p_holm: Decimal | None


class BreakdownComparisons(Frozen):
    """Every shown group of a breakdown against all other respondents."""

    family: int
    """How many p-values were corrected together: conditions times groups that were tested."""
    groups: dict[str, dict[str, Comparison]]
    """By cell id, then by condition."""
    items: dict[str, dict[str, ShareComparison]]
    """By cell id, then by item."""
    tests: dict[str, SpreadTest]
    """By condition."""


class WishGap(Frozen):
    """How far what people wish for a condition is above what they see now."""

    gap: Decimal | None
    """The published wish less the published score; null where either is a range."""
    n: int | None
    """People who rated both."""
    paired: Decimal | None
    """Mean of wish less present state over these people."""
    low: Decimal | None
    """Lower end of the 95 % interval of ``paired`` (Student, 1908)."""
    high: Decimal | None


class DriverFigures(Frozen):
    """How much of what an outcome goes together with falls to one condition."""

    share: Decimal | None
    """Share of R squared, 0 to 1 (Lindeman, Merenda & Gold, 1980)."""
    low: Decimal | None
    """Lower end of its 95 % bootstrap interval, from a fixed seed."""
    high: Decimal | None
    correlation: Decimal
    """With the outcome alone, -1 to 1: the sign that a share does not have."""


class OutcomeDrivers(Frozen):
    """What the outcome is associated with; an association is no cause."""

    n: int
    """People with a score on the outcome and on every condition; in a confidential survey rounded
    down to ten."""
    r_squared: Decimal
    """Share of the differences between people in the outcome that goes with the conditions."""
    conditions: dict[str, DriverFigures]
