from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product
from math import sqrt
from statistics import fmean, pstdev
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import book_of
from tests.measurement.oracles import answers, oracle
from tests.measurement.published_data import MTCARS, SWISS, matrix_of
from tests.measurement.reference_books import book_of as book_of_oracle
from tests.measurement.reference_books import tabulated
from tests.measurement.reference_scores import driver_sums_of, near, scores

from alignscan.measurement.drivers import (
    MINIMUM,
    DriverAnalysis,
    FloatArray,
    analyze_drivers,
    correlations,
    percentiles,
    resampled,
    shapley,
)
from alignscan.measurement.keys import keys_of
from alignscan.measurement.reading import driver_sums
from alignscan.measurement.tables_drivers import DriverSums

CONDITION_OF = {
    "bfi": {"A": "direction", "C": "commitment", "E": "goals", "O": "capability", "N": "outcome"},
    "employee_survey": {
        "Ben": "direction",
        "Work": "commitment",
        "Man": "goals",
        "Car": "capability",
        "Happiness": "outcome",
    },
}


def counted(name: str) -> DriverSums:
    """Return the sums of a data set whose scales are named as conditions."""
    items = {s: list(names) for s, names in oracle(name)["meta"]["spec"]["scales"].items()}
    items.setdefault("Happiness", ["Happiness"])
    plain = book_of_oracle(name, **({"Happiness": ["Happiness"]} if name != "bfi" else {}))
    scales = {condition: items[scale] for scale, condition in CONDITION_OF[name].items()}
    book = replace(plain, scales=book_of(plain.items, scales).scales)
    counts = tabulated(book, answers(name))
    found = driver_sums(counts, keys_of(book), counts.select({}))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "key"), [("bfi", "drivers"), ("employee_survey", "drivers_scales")]
)
def test_drivers_from_counts_equal_r(name: str, key: str) -> None:
    found = analyze_drivers(counted(name))
    assert found is not None
    assert found.outcome == "outcome"
    assert_drivers_equal(found, oracle(name)[key], CONDITION_OF[name])


def test_ten_drivers_equal_r() -> None:
    expected = oracle("employee_survey")["drivers_items_10"]
    names = (*expected["predictors"], expected["outcome"])
    rows = [[int(row[name]) for name in names] for row in answers("employee_survey")]
    found = analyze_drivers(driver_sums_of(names, np.array(rows)))
    assert found is not None
    assert found.outcome == expected["outcome"]
    assert_drivers_equal(found, expected, {})


def assert_drivers_equal(found: DriverAnalysis, expected: Any, names: dict[str, str]) -> None:
    assert found.n == expected["n"]
    assert near(found.r_squared, expected["R2"])
    assert near(found.adjusted_r_squared, expected["adj_R2"])
    by_name = {driver.name: driver for driver in found.drivers}
    assert len(by_name) == len(expected["drivers"]) == len(expected["predictors"])
    for values in expected["drivers"]:
        driver = by_name[names.get(values["name"], values["name"])]
        assert near(driver.correlation, values["r"])
        assert near(driver.beta, values["std_beta"])
        assert near(driver.slope, values["b"])
        assert near(driver.explained, values["lmg"])
        assert near(driver.share, values["lmg_share"])
        assert_interval_holds(driver.explained_interval, values["lmg"])
        assert_interval_holds(driver.share_interval, values["lmg_share"])


def assert_interval_holds(interval: tuple[float, float] | None, value: float) -> None:
    assert interval is not None
    assert interval[0] < value < interval[1]


@pytest.mark.parametrize(("case", "matrix"), [("lmg_swiss", SWISS), ("johnson_rw_mtcars", MTCARS)])
def test_shares_of_published_data_equal_r(case: str, matrix: FloatArray) -> None:
    values = {c["id"]: c["computed"] for c in oracle("literature")["cases"]}[case]
    found = shapley(matrix[np.newaxis])[0]
    assert near(found, values["lmg"])
    assert near(found.sum(), values.get("R2", values.get("rsquare")))


def test_correlations_equal_r() -> None:
    """R's pairwise correlations of the scores, without anybody who lacks one of all scores."""
    expected = oracle("employee_survey")["scale_correlations"]
    covariances = counted("employee_survey").covariances()
    assert covariances is not None
    found = correlations(covariances)
    assert found is not None
    assert near(found[:-1, :-1].ravel(), [r for row in expected for r in row])


def test_a_covariance_with_itself_is_the_variance_of_the_scores() -> None:
    covariances = counted("employee_survey").covariances()
    assert covariances is not None
    assert covariances[0][0] == scores("employee_survey", "Ben").variance


@st.composite
def samples(draw: st.DrawFn) -> DriverSums:
    p, seed = draw(st.integers(1, 4)), draw(st.integers(0, 2**16))
    rows = np.random.default_rng(seed).integers(1, 6, size=(draw(st.integers(8, 40)), p + 1))
    rows[:, -1] += rows[:, 0]
    return driver_sums_of((*[f"d{i}" for i in range(p)], "outcome"), rows)


@settings(max_examples=25)
@given(samples())
def test_shares_are_averages_over_all_orders(sums: DriverSums) -> None:
    covariances = sums.covariances()
    assert covariances is not None
    matrix = correlations(covariances)
    found = analyze_drivers(sums)
    if matrix is None or found is None:
        return
    p = len(sums.names) - 1
    gains = [
        [
            r_squared(matrix, order[: order.index(j) + 1])
            - r_squared(matrix, order[: order.index(j)])
            for order in permutations(range(p))
        ]
        for j in range(p)
    ]
    assert [d.explained for d in found.drivers] == pytest.approx(list(map(fmean, gains)), abs=1e-9)
    assert found.r_squared == pytest.approx(r_squared(matrix, tuple(range(p))))
    by_beta = sum(d.beta * d.correlation for d in found.drivers)
    assert found.r_squared == pytest.approx(by_beta)


def r_squared(matrix: FloatArray, drivers: tuple[int, ...]) -> float:
    if not drivers:
        return 0.0
    chosen = list(drivers)
    r = matrix[chosen, -1]
    return float(r @ np.linalg.solve(matrix[np.ix_(chosen, chosen)], r))


@settings(max_examples=25)
@given(samples(), st.integers(1, 9))
def test_units_change_only_the_slopes(sums: DriverSums, unit: int) -> None:
    other = replace(sums, widths=(Fraction(1, unit), *sums.widths[1:]))
    one, two = analyze_drivers(sums), analyze_drivers(other)
    if one is None or two is None:
        return
    assert two.drivers[0].slope == pytest.approx(unit * one.drivers[0].slope)
    assert two.drivers[0]._replace(slope=0.0) == one.drivers[0]._replace(slope=0.0)


def test_one_driver_explains_the_squared_correlation() -> None:
    rows = np.array([[1, 2], [2, 2], [3, 5], [4, 3], [5, 5]])
    found = analyze_drivers(driver_sums_of(("goals", "outcome"), rows))
    assert found is not None
    (driver,) = found.drivers
    assert driver.share == pytest.approx(1)
    assert driver.explained == pytest.approx(driver.correlation**2)
    assert driver.beta == pytest.approx(driver.correlation)
    assert (driver.explained_interval, driver.share_interval) == (None, None)


def test_the_same_answers_give_the_same_interval() -> None:
    sums = counted("employee_survey")
    assert analyze_drivers(sums) == analyze_drivers(sums)


def test_intervals_are_those_of_resampled_people() -> None:
    """Against resampling normal people themselves: the same spread within simulation error."""
    rng = np.random.default_rng(1)
    matrix = matrix_of([[1.0, 0.4], [0.0, 1.0]], [0.5, 0.3])
    factor = np.linalg.cholesky(matrix)
    people = rng.standard_normal((2000, 150, 3)) @ factor.T
    centered = people - people.mean(axis=1, keepdims=True)
    slow = shapley(np.einsum("rni,rnj->rij", centered, centered))
    fast = shapley(resampled(matrix, 150, 2000, 2))
    for j in range(2):
        assert percentiles(fast[:, j]) == pytest.approx(percentiles(slow[:, j]), abs=0.03)


def test_what_cannot_be_analyzed_is_none() -> None:
    names = ("a", "b", "outcome")
    rows = np.array([[1, 2, 3], [2, 4, 1], [3, 6, 4], [4, 8, 2], [5, 10, 3]])
    assert analyze_drivers(driver_sums_of(names, rows)) is None  # b is twice a
    rows[:, 1] = 3
    assert analyze_drivers(driver_sums_of(names, rows)) is None  # b does not vary
    rows[:, 1] = [3, 1, 4, 1, 5]
    assert analyze_drivers(driver_sums_of(names, rows[:3])) is None  # too few people
    assert analyze_drivers(driver_sums_of(names, rows[:0])) is None


def test_an_outcome_without_relation_has_no_shares() -> None:
    rows = np.array(list(product([1, 2], [1, 2])) * (MINIMUM // 4))
    found = analyze_drivers(driver_sums_of(("goals", "outcome"), rows))
    assert found is not None
    assert (found.r_squared, found.drivers[0].share) == (0, None)
    assert found.drivers[0].explained_interval is not None


def test_an_outcome_that_is_a_driver_has_no_interval() -> None:
    rows = np.array([[i % 5, i % 5] for i in range(MINIMUM)])
    found = analyze_drivers(driver_sums_of(("goals", "outcome"), rows))
    assert found is not None
    assert found.r_squared == pytest.approx(1)
    assert found.drivers[0].share_interval is None


@pytest.mark.parametrize("count", [0, 16])
def test_too_many_or_no_drivers_are_refused(count: int) -> None:
    names = (*[f"d{i}" for i in range(count)], "outcome")
    with pytest.raises(ValueError, match="1 to 15 drivers"):
        analyze_drivers(driver_sums_of(names, np.ones((3, count + 1), dtype=np.int64)))


def test_percentiles_of_all_resamples_equal_r() -> None:
    expected = oracle("edge")["bootstrap_all_resamples"]
    x = expected["x"]
    means = [fmean(sample) for sample in product(x, repeat=len(x))]
    assert len(means) == expected["n_resamples_all"]
    assert near(percentiles(np.array(means)), expected["percentile_ci_type7"])
    assert near(fmean(means), expected["mean"])
    assert near(pstdev(means), expected["se_exact"])
    assert near(pstdev(x) / sqrt(len(x)), expected["se_formula_sqrt_n_minus_1"])
