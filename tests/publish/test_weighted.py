"""Weighted scores beside the others: shown where they tell nothing about a small group."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import pytest
from tests.publish.attack import leaks
from tests.publish.companies import SEGMENTS, Company, company, survey_of, tabulated
from tests.publish.test_candidates import people

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.weighted import head_counts
from alignscan.model.survey import Survey
from alignscan.publish.bounds import Figure, stays_open
from alignscan.publish.candidates import populations
from alignscan.publish.populations import Weighted
from alignscan.publish.protect.decide import Candidate, decide
from alignscan.publish.publish import publish
from alignscan.publish.published import Published, ShownCell

K = 5


def measured(one: Company, given: Survey) -> Measures:
    counts = tabulated(one, given)
    return measure(counts, populations(counts, given), head_counts(counts.book, given))


def published(one: Company, **more: Any) -> Published:
    given = survey_of(**more)
    return publish(measured(one, given), given)


def counts(segment: str, some: Mapping[str, int], rest: int = 0) -> dict[str, dict[str, int]]:
    """Return head counts of a segment; ``rest`` for every category that is not named."""
    return {segment: dict.fromkeys(SEGMENTS[segment], rest) | dict(some)}


def weighted(result: Published) -> Weighted:
    assert result.weighted is not None
    return result.weighted


def answering(one: Company, answers: list[int]) -> Company:
    return Company(one.groups, {"q": answers, "r": answers})


HALVES = answering(people({}, {"Sales": 20, "Operations": 20}), [2] * 10 + [3] * 10 + [4] * 20)


def test_a_score_is_weighted_to_the_people_of_each_group() -> None:
    found = weighted(
        published(HALVES, population=counts("function", {"Sales": 9, "Operations": 1}))
    )
    assert (found.by, found.method) == (("function",), "post-stratification")
    assert found.conditions["direction"].score == Decimal("2.7")
    assert (found.left_out, found.obstacle) == (0, None)


def test_the_other_figures_stay_as_they_are() -> None:
    population = counts("function", {"Sales": 9, "Operations": 1})
    with_weights = published(HALVES, population=population)
    without = published(HALVES, population=population, weighting="none")
    assert without.weighted is None
    assert with_weights.cells == without.cells
    assert published(HALVES).weighted is None
    assert published(HALVES, population=40).weighted is None


def test_groups_that_are_not_shown_are_weighted_together() -> None:
    sizes = {"Sales": 20, "Operations": 20, "HR": 4, "Legal": 4}
    one = answering(people({}, sizes), [2, 3] * 10 + [4, 3] * 10 + [5] * 4 + [1] * 4)
    population = counts("function", {"Sales": 20, "Operations": 20, "HR": 80, "Legal": 4})
    result = published(one, population=population)
    shown = {cell.id for cell in result.cells if isinstance(cell, ShownCell)}
    assert {"function=HR", "function=Legal"}.isdisjoint(shown)
    expected = (20 * Fraction(5, 2) + 20 * Fraction(7, 2) + 84 * 3) / 124
    assert weighted(result).conditions["direction"].score == round(Decimal(float(expected)), 1)


def test_a_sum_in_which_two_hidden_groups_count_differently_is_not_shown() -> None:
    cells = [
        Candidate("overall", 0, frozenset(range(4))),
        Candidate("a", 2, frozenset([0])),
        Candidate("b", 2, frozenset([1])),
    ]
    sizes, ids = [10, 10, 4, 4], {"overall", "a", "b"}

    def row(c: int, d: int) -> Candidate:
        factors = {0: 1100, 1: 900, 2: c, 3: d}
        return Candidate("weighted", 5, frozenset(factors), factors)

    assert decide(cells, sizes, K) == ids
    assert decide([*cells, row(1300, 700)], sizes, K) == ids
    assert decide([*cells, row(1001, 1000)], sizes, K) == ids
    assert decide([*cells, row(1300, 1300)], sizes, K) == ids | {"weighted"}


def test_small_combinations_with_weights_need_not_rest_on_one_group() -> None:
    cells = [
        Candidate("overall", 0, frozenset(range(5))),
        Candidate("ab", 2, frozenset([0, 1])),
        Candidate("bc", 2, frozenset([1, 2])),
    ]
    factors = {0: 500, 1: 1500, 2: 1000, 3: 2, 4: 1}
    row = Candidate("weighted", 5, frozenset(factors), factors)
    assert "weighted" not in decide([*cells, row], [9, 9, 9, 2, 2], K)
    assert "weighted" in decide([*cells, row], [9, 9, 9, 3, 3], K)


@pytest.mark.parametrize(("unstated", "shown"), [(3, False), (8, True)])
def test_a_few_people_who_did_not_state_the_segment_cannot_be_left_out(
    unstated: int, shown: bool
) -> None:
    groups = {
        "level": [0] * (40 + unstated),
        "function": [0] * 20 + [1] * 20 + [-1] * unstated,
        "site": [0] * (40 + unstated),
    }
    answers = [2, 3] * 10 + [4, 3] * 10 + [3] * unstated
    one = Company(groups, {"q": answers, "r": answers})
    population = counts("function", {"Sales": 10, "Operations": 30})
    found = weighted(published(one, population=population))
    assert ("direction" in found.conditions) is shown
    assert found.left_out == (unstated if shown else None)


def test_how_sure_a_weighted_score_is_waits_for_thirty_answers() -> None:
    population = counts("function", {"Sales": 9, "Operations": 1})
    large = weighted(published(HALVES, population=population)).conditions["direction"]
    assert (large.margin, large.design_effect) == (Decimal("0.3"), Decimal("1.6"))
    assert large.effective_n == 25
    few = answering(people({}, {"Sales": 12, "Operations": 12}), [2, 3] * 6 + [4, 3] * 6)
    small = weighted(published(few, population=population)).conditions["direction"]
    assert small.score == Decimal("2.6")
    assert (small.margin, small.design_effect, small.effective_n) == (None, None, None)


def test_a_weighted_score_near_an_end_of_the_scale_is_not_shown() -> None:
    one = answering(people({}, {"Sales": 20, "Operations": 20}), [5] * 20 + [2, 3, 4, 3] * 5)
    population = counts("function", {"Sales": 999, "Operations": 1})
    assert "direction" not in weighted(published(one, population=population)).conditions


def test_in_confidential_mode_nobody_is_told_which_group_is_empty() -> None:
    population = counts("function", {"Sales": 9, "Operations": 1, "HR": 4})
    found = weighted(published(HALVES, population=population))
    assert (found.conditions, found.obstacle) == ({}, None)
    open_mode = {"mode": "team", "agreed": "all, 2026-09-21", "population": population}
    assert weighted(published(HALVES, **open_mode)).obstacle == "category_without_answers"


def test_a_team_sees_weighted_scores_as_they_are() -> None:
    open_mode = {"mode": "team", "agreed": "all, 2026-09-21"}
    population = counts("function", {"Sales": 70, "Operations": 1})
    found = weighted(published(HALVES, population=population, **open_mode))
    figures = found.conditions["direction"]
    assert figures.score == Decimal("2.521127")
    assert figures.margin == Decimal("0.3")
    assert figures.design_effect == Decimal("1.944455")


def test_weighting_by_several_segments_is_raking() -> None:
    one = company(13, skipping=0.0)
    population = {
        segment: {name: 10 + 3 * i for i, name in enumerate(names)}
        for segment, names in SEGMENTS.items()
        if segment != "function"
    }
    found = weighted(published(one, population=population))
    assert (found.by, found.method) == (("level", "site"), "raking")
    assert found.conditions["direction"].effective_n


def test_the_attack_finds_hidden_groups_that_are_weighted_apart() -> None:
    one = people({}, {"Sales": 20, "Operations": 20, "HR": 4, "Legal": 4})
    shown = [{}, {"function": ["Sales"]}, {"function": ["Operations"]}]
    factor = {"Sales": 1000, "Operations": 900, "HR": 1300, "Legal": 700}
    row = [factor[person["function"]] for person in one.roster()]
    assert next(leaks(one.roster(), shown, K), None) is None
    assert len(next(leaks(one.roster(), shown, K, [row]))) == 4


@pytest.mark.exhaustive
@pytest.mark.parametrize("segments", [("function",), ("level", "site"), ("level", "function")])
def test_the_attack_finds_nothing_with_weighted_scores(segments: tuple[str, ...]) -> None:
    shown = 0
    for seed in range(12):
        one = company(seed, unstated=0.03 * (seed % 4 == 0), skipping=0.0)
        rng = np.random.default_rng(seed)
        population = {s: {c: int(rng.integers(20, 200)) for c in SEGMENTS[s]} for s in segments}
        given = survey_of(population=population)
        found = measured(one, given)
        result = publish(found, given)
        cells = [cell for cell in result.cells if isinstance(cell, ShownCell)]
        if "direction" in weighted(result).conditions:
            filters = [c.filters for c in cells if c.conditions["direction"].n is not None]
            rows = [weights(one, found, result, segments)]
            assert next(leaks(one.roster(), filters, K, rows), None) is None, seed
            shown += 1
    assert shown >= 4


def weights(
    one: Company, found: Measures, result: Published, segments: tuple[str, ...]
) -> list[int]:
    """Return how much each person counts, as an attacker knows it: in thousandths of the mean."""
    names = []
    for segment in segments:
        name = dict.fromkeys(SEGMENTS[segment], "")
        for cell in result.cells:
            if isinstance(cell, ShownCell) and cell.id.startswith(f"{segment}="):
                told = cell.conditions["direction"].n is not None
                name |= dict.fromkeys(cell.filters[segment], cell.id) if told else {}
        names.append(name)
    joined = found.weighted["direction"].joined(names)
    assert joined.weights is not None
    assert joined.mean is not None
    average = joined.weights.total / joined.mean.n
    out = []
    for person in one.roster():
        if not set(segments) <= set(person):
            out.append(0)
            continue
        key = tuple(name[person[s]] for s, name in zip(segments, names, strict=True))
        out.append(round(1000 * joined.weights.by_cell[key] / average))
    return out


ONE_TO_FIVE = (1.0, 2.0, 3.0, 4.0, 5.0)


def test_a_weighted_figure_can_bound_a_total_too_closely() -> None:
    sizes, everybody, small = [20, 2], frozenset([0, 1]), [frozenset([1])]
    plain = Figure(everybody, ONE_TO_FIVE, 22 * 2.95, 22 * 3.05)
    group = Figure(frozenset([0]), ONE_TO_FIVE, 20 * 2.95, 20 * 3.05)
    factors = {0: 0.1, 1: 10.0}
    high = 0.1 * 20 * 3 + 10 * 2 * 3
    heavy = Figure(everybody, ONE_TO_FIVE, high - 1.1, high + 1.1, factors)
    assert stays_open([plain, group], small, sizes, ONE_TO_FIVE)
    for quick in (True, False):
        assert not stays_open([plain, group, heavy], small, sizes, ONE_TO_FIVE, quick=quick)


def test_a_figure_in_which_everybody_counts_one_is_a_plain_figure() -> None:
    rng = np.random.default_rng(3)
    for _ in range(30):
        sizes = [int(n) for n in rng.integers(1, 7, 4)]
        bounds = [(float(m) - 0.05, float(m) + 0.05) for m in rng.uniform(2, 4, 2)]
        cells = [frozenset(range(4)), frozenset([0, 1])]
        ns = [sum(sizes[a] for a in cell) for cell in cells]
        plain, counting = (
            [
                Figure(
                    cell, ONE_TO_FIVE, n * low, n * high, dict.fromkeys(cell, 1.0) if own else None
                )
                for cell, n, (low, high) in zip(cells, ns, bounds, strict=True)
            ]
            for own in (False, True)
        )
        small = [frozenset([a]) for a in range(4) if sizes[a] < K]
        assert stays_open(plain, small, sizes, ONE_TO_FIVE) == stays_open(
            counting, small, sizes, ONE_TO_FIVE
        )


def test_the_smallest_weight_still_counts() -> None:
    one = answering(people({}, {"Sales": 200, "Operations": 20}), [2, 3] * 100 + [4, 3] * 10)
    population = counts("function", {"Sales": 1, "Operations": 10 * lcm(7, 11)})
    assert weighted(published(one, population=population)).conditions["direction"].score == 3.5
