from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.measurement.books import Person, batch_of, book_of, rated
from tests.measurement.oracles import answers, oracle, same
from tests.measurement.reference_books import asked, book, measured
from tests.measurement.reference_books import book_of as book_of_oracle

from alignscan.measurement.measure import measure
from alignscan.measurement.reliability import Reliability, band, feldt_interval
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import MISSING, NOT_APPLICABLE, NOT_ASKED

Answers = Sequence[Sequence[int]]


def reliability(rows: Answers, points: int = 5) -> Reliability:
    """Return the reliability of rows of codes."""
    names = [f"q{i}" for i in range(len(rows[0]))]
    people = [Person(dict(zip(names, row, strict=True)), {}) for row in rows]
    book = book_of([rated(name, points) for name in names])
    return measure(tabulate(book, [batch_of(book, people)])).cells[0].reliability["direction"]


@pytest.mark.parametrize(
    ("name", "scale"),
    [
        *(("bfi", scale) for scale in "ACENO"),
        *(("employee_survey", scale) for scale in ("Ben", "Work", "Man", "Car")),
        ("bhr2000", "LEAD"),
        ("cohesion", "COH"),
        ("edge", "S1"),
    ],
)
def test_reliability_equals_r(name: str, scale: str) -> None:
    found = measured(book_of_oracle(name), answers(name)).cells[0].reliability[scale]
    assert_equal(found, values(name, scale))


def values(name: str, scale: str) -> Any:
    data = oracle(name)
    if name == "bhr2000":
        return data["scale_LEAD"]["reliability"]
    if name == "cohesion":
        return data["reliability"]
    if name == "edge":
        return data["reliability"][scale]
    return next(s for s in data["scales"] if s["scale"] == scale)["reliability"]


def assert_equal(found: Reliability, expected: Any, omega: float = 1e-8) -> None:
    """Compare every field; alpha over pairs is another estimate, only its input is compared."""
    assert len(found.names) == expected["k"]
    assert found.n == expected["n_listwise"]
    assert same(found.alpha, expected["alpha_listwise"])
    assert same(found.standardized_alpha, expected["alpha_std_listwise"])
    assert same(found.interval, expected["alpha_ci_feldt"])
    assert same(found.mean_correlation, expected["mean_interitem_r"])
    for item in expected["items"]:
        assert same(found.item_rest[item["item"]], item["r_item_rest"])
        assert same(found.alpha_if_dropped[item["item"]], item["alpha_if_dropped"])
    model = found.omega
    assert model is not None
    assert same(model.value, expected["omega_ml"], omega)
    assert same(model.observed, expected["omega_ml_observed_var"], 10 * omega)
    assert same(model.loadings, expected["omega_loadings"], 1e-7 if omega < 1e-7 else 1e-4)


def test_two_items_equal_r_and_have_no_omega() -> None:
    found = measured(book_of_oracle("edge"), answers("edge")).cells[0].reliability["S2"]
    expected = oracle("edge")["reliability"]["S2"]
    assert (len(found.names), found.n) == (expected["k"], expected["n"])
    assert same(found.alpha, expected["alpha"])
    assert same(found.interval, expected["alpha_ci_feldt"])
    assert found.omega is None
    r = found.mean_correlation
    assert r is not None
    assert found.spearman_brown == pytest.approx(2 * r / (1 + r))
    assert set(found.alpha_if_dropped.values()) == {None}


def test_items_against_their_scale_are_named() -> None:
    found = measured(book_of_oracle("edge"), answers("edge")).cells[0].reliability["S3"]
    expected = oracle("edge")["reliability"]["S3_as_given"]
    assert found.n == expected["n"]
    assert same(found.alpha, expected["alpha"])
    assert same(found.interval, expected["alpha_ci_feldt"])
    assert set(found.against) == {"q10", "q11", "q12"}


def reversal_declared() -> Reliability:
    items = [asked(name, 1, 5, reverse=name != "q10") for name in ("q10", "q11", "q12")]
    scale = book(items, {"S3": [item.id for item in items]})
    return measured(scale, answers("edge")).cells[0].reliability["S3"]


def test_declaring_the_reversal_mends_the_scale() -> None:
    """R's omega stands 2e-7 from the limit: its iterations end before the uniqueness is 0."""
    found = reversal_declared()
    assert_equal(found, oracle("edge")["reliability"]["S3_reversed_q11_q12"], omega=1e-6)
    assert found.against == ()
    assert found.omega is not None
    assert found.omega.heywood


def test_the_edge_is_likelier_than_where_r_stopped() -> None:
    """At the edge the first item is the factor, and the loadings are covariances with it."""
    found, theirs = reversal_declared(), oracle("edge")["reliability"]["S3_reversed_q11_q12"]
    assert found.omega is not None
    assert found.rows.covariances is not None
    table = np.array(found.rows.covariances, dtype=np.float64)
    assert found.omega.uniquenesses[0] == 0
    assert found.omega.loadings == pytest.approx(table[0] / np.sqrt(table[0, 0]), rel=1e-12)
    limit = np.log(np.array(found.omega.uniquenesses[1:])).sum() + np.log(table[0, 0]) + 3
    loadings, unique = (np.array(theirs[f"omega_{x}"]) for x in ("loadings", "uniquenesses"))
    assert limit < misfit(table, loadings, unique) < limit + 1e-5


@pytest.mark.slow
def test_r_stopped_after_200000_steps() -> None:
    """EM from one half of every variance, with as many steps as R took, gives R's numbers."""
    found, theirs = reversal_declared(), oracle("edge")["reliability"]["S3_reversed_q11_q12"]
    table = np.array(found.rows.covariances, dtype=np.float64)
    unique = np.diag(table) / 2
    loadings = np.sqrt(unique)
    for _ in range(200_000):
        weights = loadings / unique
        weights /= 1 + loadings @ weights
        shared = table @ weights
        loadings = shared / (1 - weights @ loadings + weights @ shared)
        unique = np.diag(table) - loadings * shared
    value = loadings.sum() ** 2 / (loadings.sum() ** 2 + unique.sum())
    assert value == pytest.approx(theirs["omega_ml"], rel=1e-10)
    assert unique[0] == pytest.approx(theirs["omega_uniquenesses"][0], rel=1e-4)
    assert loadings == pytest.approx(theirs["omega_loadings"], rel=1e-9)


def misfit(
    table: NDArray[np.float64], loadings: NDArray[np.float64], unique: NDArray[np.float64]
) -> float:
    """Return minus twice the log-likelihood per person, but for a constant."""
    implied = np.outer(loadings, loadings) + np.diag(unique)
    return float(np.linalg.slogdet(implied)[1] + np.trace(np.linalg.solve(implied, table)))


@pytest.mark.parametrize("seed", range(12))
def test_no_peak_of_em_is_missed(seed: int) -> None:
    random = np.random.default_rng(seed)
    factor, loads = random.normal(size=60), random.uniform(0.1, 1, 5)
    raw = 2 + np.outer(factor, loads) + random.normal(size=(60, 5)) * random.uniform(0.2, 1.2, 5)
    found = reliability(np.clip(np.round(raw), 0, 4).astype(int).tolist())
    assert found.omega is not None
    table = np.array(found.rows.covariances, dtype=np.float64)
    unique = np.diag(table) / 2
    loadings = np.sqrt(unique)
    for _ in range(3000):
        weights = loadings / unique
        weights /= 1 + loadings @ weights
        shared = table @ weights
        loadings = shared / (1 - weights @ loadings + weights @ shared)
        unique = np.diag(table) - loadings * shared
    ours = np.maximum(np.array(found.omega.uniquenesses), 1e-9)
    theirs = misfit(table, loadings, unique)
    assert misfit(table, np.array(found.omega.loadings), ours) <= theirs + 1e-7


def test_the_interval_of_published_examples() -> None:
    case = next(c for c in oracle("literature")["cases"] if c["id"] == "feldt_ci_variants")
    interval = feldt_interval(case["input"]["alpha"], case["input"]["n"], case["input"]["k"])
    assert any(same(interval, computed) for computed in case["computed"].values())


def test_the_interval_is_exact_at_a_million_people() -> None:
    """R's qf() takes a chi-square approximation there; the beta distribution does not."""
    interval = feldt_interval(0.8, 10**6, 6)
    assert interval is not None
    assert interval[0] < 0.8 < interval[1]
    assert interval[1] - interval[0] == pytest.approx(0.00121445, rel=1e-4)


def test_what_cannot_be_computed_is_none() -> None:
    one = reliability([[0, 1, 2]])
    assert (one.n, one.alpha, one.interval, one.mean_correlation, one.omega) == (1, *(None,) * 4)
    same_answer = reliability([[1, 1, 1]] * 5)
    assert (same_answer.alpha, same_answer.omega, same_answer.band) == (None, None, None)
    constant = reliability([[3, a, b] for a in range(3) for b in range(3)])
    assert constant.item_rest["q0"] is None
    assert constant.mean_correlation is None
    assert constant.omega is None


def test_repeated_items_have_no_omega_of_their_own_variance() -> None:
    found = reliability([[a, a, a, a] for a in (0, 1, 2, 3, 4, 4)])
    assert found.alpha == 1
    assert found.band == "redundant"


@pytest.mark.parametrize("code", [NOT_APPLICABLE, NOT_ASKED])
def test_an_item_that_applies_to_nobody_drops_out(code: int) -> None:
    asked_of_all = [[4, 3, 1], [2, 2, 1], [1, 2, 0], [3, 3, MISSING], [0, 1, 0]]
    with_extra = [[*row, code] for row in asked_of_all]
    found, expected = reliability(with_extra), reliability(asked_of_all)
    assert found.names == ("q0", "q1", "q2")
    assert (found.n, found.alpha) == (expected.n, expected.alpha) == (4, found.alpha)
    applies_once = [*with_extra, [4, 4, 4, 4]]
    assert reliability(applies_once).n == 1


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=2, max_size=30),
    st.integers(0, 6),
)
def test_adding_a_constant_changes_nothing(rows: list[list[int]], more: int) -> None:
    before = reliability(rows, points=11)
    after = reliability([[code + more for code in row] for row in rows], points=11)
    assert (before.alpha, before.item_rest) == (after.alpha, after.item_rest)
    assert before.alpha_if_dropped == after.alpha_if_dropped


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=6, max_size=40))
def test_omega_is_a_share_whenever_there_is_one(rows: list[list[int]]) -> None:
    model = reliability(rows).omega
    if model is not None:
        assert 0 <= model.value <= 1
        assert min(model.uniquenesses) >= 0


def test_bands_rise_with_alpha() -> None:
    words = [band(Fraction(a, 100)) for a in (-50, 59, 60, 70, 80, 90, 95)]
    assert words[0] == words[1]
    assert all(a != b for a, b in pairwise(words[1:]))
