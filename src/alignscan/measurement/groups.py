"""Whether several populations differ at all: tests that do not assume equal variances.

The analysis of variance that does assume them is in ``segments``.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import fsum
from typing import NamedTuple

from alignscan.measurement.distribution import Scores, side_by_side
from alignscan.measurement.tails import chi_square_probability, f_probability


class WelchAnova(NamedTuple):
    """Analysis of variance without the assumption of equal variances.

    Source: Welch (1951), Biometrika 38, 330-336.
    """

    f: float
    df_between: int
    df_within: float
    p: float


class KruskalWallis(NamedTuple):
    """Comparison of several groups by ranks, corrected for ties.

    Source: Kruskal & Wallis (1952), Journal of the American Statistical Association 47, 583-621.
    """

    h: float
    df: int
    p: float


def welch_anova(groups: Sequence[Scores]) -> WelchAnova | None:
    """Return Welch's analysis of variance.

    Groups without scores are left out. None below two groups, or when a group has one person only
    or nobody in it varies: the caller decides which groups to leave out, and says so.
    """
    present = [group for group in groups if group.n]
    known = [
        (g.n, float(g.mean), float(g.variance))
        for g in present
        if g.mean is not None and g.variance
    ]
    count = len(known)
    if count < 2 or count < len(present):
        return None
    weights = [n / variance for n, _, variance in known]
    total = fsum(weights)
    rows = list(zip(weights, known, strict=True))
    center = fsum(w * mean for w, (_, mean, _) in rows) / total
    between = fsum(w * (mean - center) ** 2 for w, (_, mean, _) in rows)
    doubt = fsum((1 - w / total) ** 2 / (n - 1) for w, (n, _, _) in rows)
    f = between / (count - 1) / (1 + 2 * (count - 2) / (count**2 - 1) * doubt)
    df = (count**2 - 1) / (3 * doubt)
    return WelchAnova(f, count - 1, df, f_probability(f, count - 1, df))


def kruskal_wallis(groups: Sequence[Scores]) -> KruskalWallis | None:
    """Return the comparison by ranks; None below two groups or when everybody scores the same.

    Groups without scores are left out.
    """
    present = [group for group in groups if group.n]
    if len(present) < 2:
        return None
    table = side_by_side(present)
    n = sum(group.n for group in present)
    ties = sum(sum(row) ** 3 - sum(row) for row in table)
    if ties == n**3 - n:
        return None
    ranks = zip(_doubled_ranks(table), present, strict=True)
    spread = sum((Fraction(rank**2, 4 * group.n) for rank, group in ranks), Fraction())
    h = float((12 * spread / (n * (n + 1)) - 3 * (n + 1)) / (1 - Fraction(ties, n**3 - n)))
    return KruskalWallis(h, len(present) - 1, chi_square_probability(h, len(present) - 1))


def _doubled_ranks(table: Sequence[tuple[int, ...]]) -> list[int]:
    """Return for each group twice the sum of its mid-ranks, a whole number."""
    sums = [0] * len(table[0])
    below = 0
    for row in table:
        together = sum(row)
        for column, count in enumerate(row):
            sums[column] += count * (2 * below + together + 1)
        below += together
    return sums
