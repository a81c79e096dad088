"""The statistics once more, on tables of floats, by numpy, scipy.stats and statsmodels.

Nothing here uses what it is a reference for; formulas are written as they are printed.
"""

from collections.abc import Sequence
from itertools import permutations
from math import sqrt
from typing import Any

import numpy as np
from scipy import stats
from scipy.special import poch
from tests.measurement.generated import Floats, Survey

WIDTHS = {5: 1.34, 6: 1.85, 7: 2.90, 8: 3.47, 9: 5.66, 10: 6.30, 11: 7.31}


def person_scores(survey: Survey) -> Floats:
    """Return each person's weighted mean under the half rule, not a number without one."""
    given = ~np.isnan(survey.scores)
    total = np.nansum(survey.scores * survey.weights, axis=1)
    weight = (given * survey.weights).sum(axis=1)
    enough = (given.sum(axis=1) > 0) & (2 * given.sum(axis=1) >= survey.applies.sum(axis=1))
    # Twelve digits: people with the same answers in another order are tied.
    score = np.divide(total, weight, out=np.full(len(total), np.nan), where=enough)
    rounded: Floats = np.round(score, 12)
    return rounded


def person_shares(survey: Survey) -> Floats:
    """Return each person's share of favorable answers, of those who have a score."""
    scored = ~np.isnan(person_scores(survey))
    given = (~np.isnan(survey.good)).sum(axis=1)
    share: Floats = np.nansum(survey.good, axis=1)[scored] / given[scored]
    return share


def complete(survey: Survey) -> Floats:
    """Return the scores of those who answered every item that applies to anybody."""
    table = survey.scores[:, survey.applies.any(axis=0)]
    chosen: Floats = table[~np.isnan(table).any(axis=1)]
    return chosen


def mean_or_none(values: Floats) -> float | None:
    """Return the mean; None of nothing."""
    return float(values.mean()) if values.size else None


def variance_or_none(values: Floats) -> float | None:
    """Return the variance with divisor n - 1; None below two values."""
    return float(values.var(ddof=1)) if values.size > 1 else None


def alpha(table: Floats) -> float | None:
    """Return Cronbach's alpha of complete rows."""
    n, k = table.shape
    if n < 2 or k < 2 or np.ptp(table.sum(axis=1)) < 1e-12:
        return None
    items, total = table.var(axis=0, ddof=1).sum(), table.sum(axis=1).var(ddof=1)
    return float(k / (k - 1) * (1 - items / total))


def feldt(table: Floats) -> tuple[float, float] | None:
    """Return Feldt's interval of alpha."""
    value, (n, k) = alpha(table), table.shape
    if value is None:
        return None
    low, high = (stats.f.ppf(p, n - 1, (n - 1) * (k - 1)) for p in (0.975, 0.025))
    return float(1 - (1 - value) * low), float(1 - (1 - value) * high)


def item_rest(table: Floats, place: int) -> float | None:
    """Return the correlation of an item with the sum of the others."""
    rest = np.delete(table, place, axis=1).sum(axis=1)
    if len(table) < 2 or np.ptp(rest) < 1e-12 or np.ptp(table[:, place]) < 1e-12:
        return None
    return float(np.corrcoef(table[:, place], rest)[0, 1])


def agreement(table: Floats, points: Sequence[int], ends: Floats) -> dict[str, Any] | None:
    """Return indexes of agreement of complete rows; ``ends`` are the lowest and highest scores."""
    n, k = table.shape
    if n < 2:
        return None
    steps = (ends[:, 1] - ends[:, 0]) / (np.array(points) - 1)
    spread = table.var(axis=0, ddof=1)
    uniform = (np.array(points) ** 2 - 1) / 12 * steps**2
    q = float((spread / uniform).mean())
    slight = [WIDTHS.get(count) for count in points]
    q_skewed = None
    if all(value is not None for value in slight):
        q_skewed = float((spread / (np.array(slight, dtype=float) * steps**2)).mean())
    return {
        "out_of_range": q > 1 + 1e-12,
        "rwg": _rwg(q, k),
        "rwg_skewed": None if q_skewed is None else _rwg(q_skewed, k),
        "lindell": 1 - q,
        "average_deviation": float(np.abs(table - table.mean(axis=0)).mean()),
        "average_deviation_median": float(np.abs(table - np.median(table, axis=0)).mean()),
        "mean_item_variance": float(spread.mean()),
        "limit": float((np.array(points) / 6 * steps).mean()),
        "a_wg": _a_wg(table, ends),
    }


def _rwg(q: float, k: int) -> float:
    return 0.0 if q >= 1 else k * (1 - q) / (k * (1 - q) + q)


def _a_wg(table: Floats, ends: Floats) -> float | None:
    n = len(table)
    if (np.ptp(table, axis=0) < 1e-12).all():
        return 1.0
    found = []
    for column, (low, high) in zip(table.T, ends, strict=True):
        m = column.mean()
        if (low * (n - 1) + high) / n - 1e-9 <= m <= (high * (n - 1) + low) / n + 1e-9:
            most = ((high + low) * m - m**2 - high * low) * n / (n - 1)
            found.append(1 - 2 * column.var(ddof=1) / most)
    return float(np.mean(found)) if found else None


def icc(groups: Sequence[Floats]) -> dict[str, Any] | None:
    """Return the analysis of variance of groups with both intraclass correlations."""
    groups = [group for group in groups if group.size]
    n, g = sum(group.size for group in groups), len(groups)
    if g < 2 or n <= g:
        return None
    grand = np.concatenate(groups).mean()
    between = sum(group.size * (group.mean() - grand) ** 2 for group in groups) / (g - 1)
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (n - g)
    if within < 1e-12:
        return None
    n0 = (n - sum(group.size**2 for group in groups) / n) / (g - 1)
    f = between / within
    low, high = f / stats.f.ppf(0.975, g - 1, n - g), f * stats.f.ppf(0.975, n - g, g - 1)
    return {
        "f": f,
        "p": stats.f.sf(f, g - 1, n - g),
        "n0": n0,
        "icc1": (between - within) / (between + (n0 - 1) * within),
        "icc2": (between - within) / between,
        "icc1_interval": ((low - 1) / (low + n0 - 1), (high - 1) / (high + n0 - 1)),
        "icc2_interval": (1 - 1 / low, 1 - 1 / high),
    }


def hedges_g(a: Floats, b: Floats) -> float:
    """Return the difference in pooled standard deviations, exactly corrected for small groups."""
    df = len(a) + len(b) - 2
    pooled = sqrt((a.var() * len(a) + b.var() * len(b)) / df)
    exact = poch((df - 1) / 2, 0.5) / sqrt(df / 2)
    return float(exact * (a.mean() - b.mean()) / pooled)


def lmg(table: Floats) -> Floats:
    """Return the R squared that each column adds to explaining the last, over all orders."""
    p = table.shape[1] - 1
    gains = np.zeros(p)
    orders = list(permutations(range(p)))
    for order in orders:
        before = 0.0
        for count in range(1, p + 1):
            now = _r_squared(table, order[:count])
            gains[order[count - 1]] += now - before
            before = now
    averaged: Floats = gains / len(orders)
    return averaged


def _r_squared(table: Floats, chosen: Sequence[int]) -> float:
    y = table[:, -1]
    design = np.column_stack([np.ones(len(y)), table[:, list(chosen)]])
    residuals = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return float(1 - (residuals**2).sum() / ((y - y.mean()) ** 2).sum())


def raked(first: Floats, second: Floats, margins: Sequence[Floats]) -> Floats:
    """Return one weight for each person that meets two margins, by iterative fitting."""
    weight = np.ones(len(first))
    for _ in range(2000):
        for codes, margin in zip((first, second), margins, strict=True):
            weight *= (margin / np.bincount(codes.astype(int), weight))[codes.astype(int)]
    return weight


def linearized(y: Floats, weight: Floats, design: Floats) -> float:
    """Return the standard error of a weighted mean whose weights were fitted to margins."""
    residuals = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    parts, n = weight * residuals, len(y)
    return float(sqrt(n / (n - 1) * ((parts - parts.mean()) ** 2).sum()) / weight.sum())
