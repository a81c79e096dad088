"""Programs have the solutions that another solver finds, also when asked again."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from alignscan.solving.program import Array, Matrix, Program

FREE = np.inf


def drawn(seed: int) -> tuple[Array, Array, Array]:
    """Return rows and limits around what some values of the unknowns add up to."""
    rng = np.random.default_rng(seed)
    dense = rng.integers(-2, 4, (8, 12)).astype(float) * (rng.random((8, 12)) < 0.6)
    sums = dense @ rng.integers(0, 6, 12)
    room = rng.integers(0, 3, (2, 8)).astype(float)
    return dense, sums - room[0], sums + room[1]


@pytest.mark.parametrize("seed", range(12))
def test_a_program_that_is_asked_again_costs_as_little_as_a_new_one(seed: int) -> None:
    dense, low, high = drawn(seed)
    program = Program(Matrix.of(dense), low, high, most=9.0)
    rng = np.random.default_rng(seed)
    for _ in range(6):
        costs = rng.normal(size=12)
        found = program.minimize(costs)
        both = np.vstack([dense, -dense]), np.concatenate([high, -low])
        other = linprog(costs, A_ub=both[0], b_ub=both[1], bounds=(0, 9))
        assert found.complete
        assert found.values is not None
        assert costs @ found.values == pytest.approx(other.fun, abs=1e-7)
        assert (dense @ found.values <= high + 1e-6).all()
        assert (dense @ found.values >= low - 1e-6).all()


@pytest.mark.parametrize("seed", range(12))
def test_some_unknowns_are_whole(seed: int) -> None:
    dense, low, high = drawn(seed)
    whole = np.arange(12) % 3 > 0
    program = Program(Matrix.of(dense), low, high, most=9.0, whole=whole, mip_rel_gap=0.0)
    costs = np.random.default_rng(seed).normal(size=12)
    found = program.minimize(costs)
    rows, limits = LinearConstraint(dense, low, high), Bounds(0, 9)
    other = milp(costs, constraints=rows, bounds=limits, integrality=whole.astype(int))
    assert found.values is not None
    assert costs @ found.values == pytest.approx(other.fun, abs=1e-6)
    assert np.abs(found.values - np.rint(found.values))[whole].max() < 1e-6


def test_limits_that_contradict_each_other_leave_nothing() -> None:
    program = Program(Matrix.of(np.ones((2, 3))), [0.0, 5.0], [4.0, FREE])
    assert program.minimize(np.ones(3)).values is None
    assert program.minimize(np.zeros(3)).complete


def test_costs_without_end_are_no_complete_answer() -> None:
    program = Program(Matrix.of(np.ones((1, 2))), 1.0, FREE)
    assert not program.minimize(-np.ones(2)).complete
    assert program.minimize(np.ones(2)).complete


def test_a_search_that_may_not_branch_says_that_it_did_not_end() -> None:
    """Sums that are to be split into equal halves: hard to find (Cornuéjols & Dawande, 1999)."""
    rows = np.random.default_rng(1).integers(0, 100, (4, 30)).astype(float)
    half = np.floor(rows.sum(axis=1) / 2)
    program = Program(Matrix.of(rows), half, half, most=1.0, whole=True, mip_max_nodes=1)
    assert not program.minimize(np.ones(30)).complete


def test_parts_of_a_matrix_are_joined() -> None:
    one, other = np.array([[0.0, 2.0], [1.0, 0.0]]), np.array([[3.0, 0.0]])
    parts = [(part.rows, part.columns, part.values) for part in map(Matrix.of, (one, other))]
    rows, columns, values = parts[1]
    matrix = Matrix.joined([parts[0], (rows + 2, columns, values)], unknowns=2)
    out = np.zeros((3, 2))
    out[matrix.rows, matrix.columns] = matrix.values
    assert (out == np.vstack([one, other])).all()
    assert matrix.unknowns == 2
