"""Groups, differences and weights of surveys drawn at random, and what changes nothing."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from tests.measurement import reference_floats as plain
from tests.measurement.generated import drawn
from tests.measurement.generated import plain as plain_items
from tests.measurement.generated_checks import (
    NAMES,
    assert_agreement,
    assert_difference,
    assert_icc,
    assert_item,
    assert_omega,
    assert_score,
    assert_tests_of_groups,
    by_group,
    measured,
    near,
    populations,
    survey,
)

from alignscan.measurement.differences import difference, versus_rest
from alignscan.measurement.measure import measure
from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.populations import scores_by_category, scores_of
from alignscan.measurement.proportions import share_difference
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import added
from alignscan.measurement.weighting import CellSums, Key, post_stratified, raked, weighted_mean
from alignscan.measurement.weighting_cells import weighting_answers, weighting_cells


@pytest.mark.parametrize("name", NAMES)
def test_groups(name: str) -> None:
    whole = survey(name)
    listed = by_group(whole)
    assert_icc(measured(name).segments["group"]["direction"], listed)
    found = list(scores_by_category(whole.counted(), "direction", "group").values())
    assert_tests_of_groups(found, listed)


@pytest.mark.filterwarnings("ignore:Precision loss")
@pytest.mark.parametrize("name", NAMES)
def test_differences(name: str) -> None:
    whole = survey(name)
    found = scores_by_category(whole.counted(), "direction", "group")
    listed = by_group(whole)
    for group, one in versus_rest(found).items():
        place = list(found).index(group)
        rest = np.concatenate([other for i, other in enumerate(listed) if i != place])
        assert_difference(one, listed[place], rest)
    for a, b in list(combinations(range(len(listed)), 2))[:6]:
        pair = difference(*(list(found.values())[i] for i in (a, b)))
        if pair is not None:
            assert_difference(pair, listed[a], listed[b])


@pytest.mark.parametrize("name", ["from 0 to 4", "even", "mixed widths and weights"])
def test_differences_of_shares_and_their_families(name: str) -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    one, two = (cell for cell, _ in populations(name)[1:3])
    p = []
    for item in one.items:
        a, b = one.items[item], two.items[item]
        assert a.favorable is not None
        assert b.favorable is not None
        counts = (int(a.favorable * a.n), a.n, int(b.favorable * b.n), b.n)
        found = share_difference(*counts)
        near(found.interval, proportion.confint_proportions_2indep(*counts, method="newcomb"))
        p.append(found.p if found.p is not None else 1.0)
    near(holm(p), multitest.multipletests(p, method="holm")[1])
    near(benjamini_hochberg(p), multitest.multipletests(p, method="fdr_bh")[1])


@pytest.mark.parametrize("name", ["from 0 to 4", "mixed widths and weights", "even"])
def test_weighted_scores_and_shares(name: str) -> None:
    whole = survey(name)
    counts = whole.counted()
    found = weighting_cells(counts, "direction", ["group"])
    scores = plain.person_scores(whole)
    kept = ~np.isnan(scores) & (whole.group >= 0)
    assert found.left_out == (~np.isnan(scores) & (whole.group < 0)).sum()
    sizes = np.array([300, 500, 200, 80])[: len(found.cells)]
    population: dict[Key, int] = {(f"g{i}",): int(size) for i, size in enumerate(sizes)}
    weights = post_stratified(found.cells, population)
    group, y = whole.group[kept].astype(int), scores[kept]
    share = np.nanmean(whole.good[kept], axis=1)
    weight = (sizes / np.bincount(group))[group]
    design = np.eye(len(sizes))[group]
    near(weights.effective_n, weight.sum() ** 2 / (weight**2).sum())
    for cells, values in ((found.cells, y), (found.favorable, share)):
        one = weighted_mean(cells, weights)
        near(one.mean, np.average(values, weights=weight))
        near(one.standard_error, plain.linearized(values, weight, design), rel=1e-7)
        near(one.unweighted, values.mean())
    item = weighting_answers(counts, "q0", ["group"])
    answered = (whole.codes[:, 0] >= 0) & (whole.group >= 0)
    assert sum(cell.n for cell in item.favorable.values()) == answered.sum()
    assert sum(cell.total for cell in item.favorable.values()) == whole.good[answered, 0].sum()


def test_raked_scores() -> None:
    """Two segments: the groups, and a second one drawn beside them."""
    whole = survey("from 0 to 4")
    random = np.random.default_rng(5)
    y, n = plain.person_scores(whole), len(whole.group)
    first = random.integers(0, 3, n).astype(float)
    second = random.integers(0, 2, n).astype(float)
    kept = ~np.isnan(y)
    y, first, second = y[kept], first[kept], second[kept]
    margins = [np.array([500.0, 300.0, 200.0]), np.array([450.0, 550.0])]
    weight = plain.raked(first, second, margins)
    cells: dict[Key, CellSums] = {}
    for a in range(3):
        for b in range(2):
            own = [Fraction(str(v)) for v in y[(first == a) & (second == b)]]
            cells[str(a), str(b)] = CellSums(
                len(own), sum(own, Fraction()), sum((v * v for v in own), Fraction())
            )
    found = weighted_mean(
        cells, raked(cells, [{"0": 500, "1": 300, "2": 200}, {"0": 450, "1": 550}])
    )
    near(found.mean, np.average(y, weights=weight), rel=1e-8)
    design = np.column_stack([np.ones(len(y)), first == 1, first == 2, second == 1])
    near(found.standard_error, plain.linearized(y, weight, design.astype(float)), rel=1e-7)


@pytest.mark.parametrize("name", ["mixed widths and weights", "not applicable", "even"])
def test_order_and_chunks_change_nothing(name: str) -> None:
    whole = survey(name)
    order = np.random.default_rng(1).permutation(len(whole.group))
    mixed_up = replace(whole, codes=whole.codes[order], group=whole.group[order])
    counts = added([tabulate(whole.book, [batch]) for batch in mixed_up.batches(17)])
    assert counts == whole.counted()
    assert measure(counts).cells == measured(name).cells


@pytest.mark.parametrize("name", ["from 0 to 4", "even", "two items"])
def test_a_constant_changes_no_reliability_and_no_agreement(name: str) -> None:
    whole = survey(name)
    items = tuple(
        replace(item, values=tuple(value + 3 for value in item.values)) for item in whole.book.items
    )
    moved = replace(whole, book=replace(whole.book, items=items, high=whole.book.high + 3))
    for before, after in zip(measured(name).cells, moved.measured().cells, strict=True):
        one, two = before.reliability["direction"], after.reliability["direction"]
        assert (one.alpha, one.interval, one.item_rest) == (two.alpha, two.interval, two.item_rest)
        assert one.omega == two.omega
        old, new = before.agreement["direction"], after.agreement["direction"]
        for field in ("rwg", "rwg_skewed", "lindell", "average_deviation", "a_wg", "out_of_range"):
            assert getattr(old, field) == getattr(new, field)


@pytest.mark.parametrize("name", ["from 0 to 4", "even"])
def test_head_counts_in_proportion_to_the_answers_change_nothing(name: str) -> None:
    found = weighting_cells(survey(name).counted(), "direction", ["group"])
    weights = post_stratified(found.cells, {key: 7 * c.n for key, c in found.cells.items()})
    assert set(weights.by_cell.values()) == {7.0}
    for cells in (found.cells, found.favorable):
        one = weighted_mean(cells, weights)
        near(one.mean, one.unweighted)
        near(one.error_of_weights, one.unweighted_error)


@pytest.mark.slow
def test_a_thousand_unequal_groups() -> None:
    """66,000 people, 1,128 groups of 1 to 117, eleven items, missing answers."""
    sizes = [1 + (37 * place) % 117 for place in range(1128)]
    whole = drawn(12, plain_items(11, 1, 5), sizes, unstated=100)
    counts, scores = whole.counted(), plain.person_scores(whole)
    found = measure(counts, list(counts.cells()))
    assert_score(found.cells[0].scales["direction"], whole)
    for place, item in enumerate(whole.book.items):
        assert_item(found.cells[0].items[item.id], whole, place)
    table = plain.complete(whole)
    reliability = found.cells[0].reliability["direction"]
    near((reliability.n, reliability.alpha), (len(table), plain.alpha(table)))
    near(reliability.interval, plain.feldt(table))
    assert_omega(reliability, table)
    listed = by_group(whole)
    assert_icc(found.segments["group"]["direction"], listed)
    groups = scores_by_category(counts, "direction", "group")
    assert_tests_of_groups(list(groups.values()), listed)
    for group in (0, 1, 500, 1127):
        assert_agreement(found.cells[1 + group].agreement["direction"], whole.within(group))
        rest = groups[f"g{group}"]
        pair = difference(rest, scores_of(counts, "direction", counts.select({})).without(rest))
        others = scores[(whole.group != group) & ~np.isnan(scores)]
        assert_difference(pair, listed[group], others)
