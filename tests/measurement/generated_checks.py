"""What is measured beside the same by numpy, scipy.stats and statsmodels."""

from collections.abc import Sequence
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.measurement import reference_floats as plain
from tests.measurement.generated import Floats, Survey, surveys

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.distribution import Scores
from alignscan.measurement.groups import kruskal_wallis, welch_anova
from alignscan.measurement.intervals import margin_t
from alignscan.measurement.measures import CellMeasure, ItemMeasure, Measures, ScoreMeasure
from alignscan.measurement.proportions import finite_margin
from alignscan.measurement.reliability import Reliability
from alignscan.measurement.segments import Groups
from alignscan.model.codebook import MISSING, NOT_APPLICABLE

NAMES = tuple(surveys())


@cache
def survey(name: str) -> Survey:
    return surveys()[name]


@cache
def measured(name: str) -> Measures:
    return survey(name).measured()


def near(found: Any, expected: Any, rel: float = 1e-9, absolute: float = 1e-11) -> None:
    """Compare numbers, None and sequences of them."""
    if expected is None or found is None:
        assert found is None
        assert expected is None
    elif isinstance(expected, tuple | list | np.ndarray):
        for one, other in zip(found, expected, strict=True):
            near(one, other, rel, absolute)
    else:
        assert float(found) == pytest.approx(float(expected), rel=rel, abs=absolute)


def populations(name: str) -> list[tuple[CellMeasure, Survey]]:
    """Return each population's measures beside its people."""
    whole, cells = survey(name), measured(name).cells
    return [
        (cell, whole.within(group)) for cell, group in zip(cells, [None, *range(99)], strict=False)
    ]


def assert_item(found: ItemMeasure, people: Survey, place: int) -> None:
    codes, item = people.codes[:, place], people.book.items[place]
    values = people.scores[:, place]
    values = values[~np.isnan(values)]
    good = people.good[:, place]
    good = good[~np.isnan(good)]
    assert found.n == values.size
    assert found.missing == (codes == MISSING).sum()
    assert found.not_applicable == (codes == NOT_APPLICABLE).sum()
    near(found.mean, plain.mean_or_none(values))
    near(found.variance, plain.variance_or_none(values))
    near(found.favorable, plain.mean_or_none(good))
    bad = np.isin(codes[codes >= 0], item.unfavorable)
    near(found.unfavorable, plain.mean_or_none(bad.astype(float)))
    if found.neutral is None:
        assert not item.has_neutral or not values.size
    elif found.favorable is not None and found.unfavorable is not None:
        near(found.neutral, 1 - found.favorable - found.unfavorable)


def assert_score(found: ScoreMeasure, people: Survey) -> None:
    scores, shares = plain.person_scores(people), plain.person_shares(people)
    given, applies = ~np.isnan(people.scores), people.applies
    scored = ~np.isnan(scores)
    assert found.n == scored.sum()
    assert found.not_applicable == (~applies.any(axis=1)).sum()
    assert found.not_scored == len(scores) - found.n - found.not_applicable
    assert found.prorated == (scored & (given.sum(axis=1) < applies.sum(axis=1))).sum()
    near(found.mean, plain.mean_or_none(scores[scored]))
    near(found.variance, plain.variance_or_none(scores[scored]))
    near(found.favorable_persons, plain.mean_or_none(shares))
    near(found.favorable_variance, plain.variance_or_none(shares))
    pooled = people.good[given]
    near(found.favorable_pooled, plain.mean_or_none(pooled))
    answered = given.any(axis=0)
    by_item = np.array([column[~np.isnan(column)].mean() for column in people.good.T[answered]])
    near(found.favorable_items, plain.mean_or_none(by_item))
    if found.variance is not None and found.variance > 0 and found.mean is not None:
        margin, center = margin_t(found.n, found.variance), float(found.mean)
        error = stats.sem(scores[scored])
        near(
            (center - margin, center + margin),
            stats.t.interval(0.95, found.n - 1, scores[scored].mean(), error),
        )
        whole = found.n * 2
        finite = sqrt(1 - found.n / whole) * error * stats.t.ppf(0.975, found.n - 1)
        near(finite_margin(found.n, found.variance, whole), finite)


def assert_omega(found: Reliability, table: Floats) -> None:
    """Check the equations that a solution fulfills, and that no other is likelier."""
    model = found.omega
    if (
        len(table) < 2
        or table.shape[1] < 3
        or np.linalg.matrix_rank(np.cov(table.T)) < len(found.names)
    ):
        assert model is None
        return
    assert model is not None
    covariance = np.cov(table.T)
    loadings, unique = np.array(model.loadings), np.array(model.uniquenesses)
    near(model.value, loadings.sum() ** 2 / (loadings.sum() ** 2 + unique.sum()))
    near(model.observed, loadings.sum() ** 2 / covariance.sum())
    near(loadings**2 + unique, np.diag(covariance), rel=1e-7)
    if not model.heywood:
        implied = np.outer(loadings, loadings) + np.diag(unique)
        near(covariance @ np.linalg.solve(implied, loadings), loadings, rel=1e-6, absolute=1e-7)


def agreement_of(people: Survey) -> dict[str, Any] | None:
    applies = [bool(column.any()) for column in people.applies.T]
    items = [i for i, on in zip(people.book.items, applies, strict=True) if on]
    ends = np.array([[float(min(i.values)), float(max(i.values))] for i in items])
    return plain.agreement(plain.complete(people), [len(i.points) for i in items], ends)


def assert_agreement(found: Agreement, people: Survey) -> None:
    expected = agreement_of(people) if people.applies.any() else None
    if expected is None:
        assert found.rwg is found.lindell is found.average_deviation is found.a_wg is None
        assert not found.out_of_range
        return
    for field, value in expected.items():
        near(getattr(found, field), value, absolute=1e-9)


def by_group(whole: Survey) -> list[Floats]:
    scores = plain.person_scores(whole)
    groups = range(len(whole.book.segments[0].categories))
    return [scores[(whole.group == group) & ~np.isnan(scores)] for group in groups]


def assert_icc(found: Groups, listed: Sequence[Floats]) -> None:
    expected = plain.icc(listed)
    if expected is None:
        assert found.f is None
        return
    near((found.f, found.p), (expected["f"], expected["p"]), rel=1e-8)
    near((found.icc1(), found.icc2), (expected["icc1"], expected["icc2"]), rel=1e-8)
    near(found.icc1_interval(), expected["icc1_interval"], rel=1e-8)
    near(found.icc2_interval, expected["icc2_interval"], rel=1e-8)
    present = [group for group in listed if group.size]
    near(found.f, stats.f_oneway(*present).statistic, rel=1e-8)
    assert found.single == sum(group.size == 1 for group in listed)


def assert_tests_of_groups(found: list[Scores], listed: Sequence[Floats]) -> None:
    present = [group for group in listed if group.size]
    ranks, welch = kruskal_wallis(found), welch_anova(found)
    if ranks is None:
        assert len(present) < 2 or np.ptp(np.concatenate(present)) == 0
    else:
        expected = stats.kruskal(*present)
        near((ranks.h, ranks.p), (expected.statistic, expected.pvalue), rel=1e-8)
    large = [group for group in present if group.size > 1 and np.ptp(group) > 0]
    if len(large) < max(2, len(present)):
        assert welch is None
    else:
        oneway = pytest.importorskip("statsmodels.stats.oneway")
        second = oneway.anova_oneway(large, use_var="unequal")
        assert welch is not None
        near((welch.f, welch.p), (second.statistic, second.pvalue), rel=1e-8)
        near((welch.df_between, welch.df_within), second.df, rel=1e-8)


def assert_difference(found: Any, a: Floats, b: Floats) -> None:
    assert (found.n_a, found.n_b) == (a.size, b.size)
    near(found.difference, a.mean() - b.mean())
    if found.welch is None:
        assert min(a.size, b.size) < 2 or np.ptp(a) == np.ptp(b) == 0
    else:
        expected = stats.ttest_ind(a, b, equal_var=False)
        interval = expected.confidence_interval(0.95)
        near((found.welch.t, found.welch.df), (expected.statistic, expected.df), rel=1e-7)
        near(found.welch.p, expected.pvalue, rel=1e-7)
        near(found.welch.interval, (interval.low, interval.high), rel=1e-7)
    if found.spread is not None:
        near(found.spread.hedges_g, plain.hedges_g(a, b), rel=1e-8)
        low, high = found.spread.hedges_interval
        assert low < found.spread.hedges_g < high
        near(found.spread.student_p, stats.ttest_ind(a, b).pvalue, rel=1e-7)
    u = stats.mannwhitneyu(a, b, method="asymptotic") if found.ranks.p is not None else None
    above = (a[:, None] > b).sum() - (a[:, None] < b).sum()
    near(found.ranks.cliffs_delta, above / (a.size * b.size))
    if u is not None:
        near((found.ranks.u, found.ranks.p), (u.statistic, u.pvalue), rel=1e-8)
