"""Where one or two people may answer otherwise, a linear program says that the group is open."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.publish.test_quick import VALUES, drawn

from alignscan.publish import bounds
from alignscan.publish.bounds import Figure, moves_freely, stays_open
from alignscan.publish.programs import SLACK
from alignscan.publish.slack import movable

NEED = 2.0 + SLACK


def scaled(figures: Sequence[Figure], wider: float) -> list[Figure]:
    """Return figures with wider bounds, as they are where groups are larger."""
    return [
        Figure(f.members, f.weights, f.low - wider, f.high + wider, f.counting) for f in figures
    ]


@pytest.mark.parametrize("wider", [0.0, 0.3, 1.0])
def test_whoever_may_move_is_open_to_the_linear_program(wider: float) -> None:
    certain = 0
    for seed in range(12):
        found, small, people, held = drawn(seed, 12)
        figures, answers = scaled(found, wider), held.astype(float)
        problem = bounds._Problem.of(figures, people, VALUES)
        inside = problem.matrix(small)
        free_to_move = movable(problem, answers[problem.atoms], inside, NEED)
        certain += int(free_to_move.sum())
        for group, free in zip(small, free_to_move, strict=True):
            if free:
                assert stays_open(figures, [group], people, VALUES, quick=False)
    assert certain > 0 or not wider


def test_an_exchange_finds_what_nobody_could_do_alone() -> None:
    cells = [frozenset({0, 1}), frozenset({1, 2})]
    held = np.array([[1, 0, 0, 0, 1], [4, 4, 4, 4, 4], [5, 5, 5, 5, 5]], dtype=float)
    exact = [0.0, 25.0]
    figures = [
        Figure(
            cell,
            tuple(np.eye(5)[option]),
            float(held[sorted(cell)].sum(axis=0)[option]) - room,
            float(held[sorted(cell)].sum(axis=0)[option]) + room,
        )
        for cell, room in zip(cells, exact, strict=True)
        for option in range(5)
    ]
    people = held.sum(axis=1).astype(int).tolist()
    assert not moves_freely(figures, [frozenset({0})], people, VALUES, held.tolist())
    problem = bounds._Problem.of(figures, people, VALUES)
    groups = problem.matrix([frozenset({0}), frozenset({2})])
    assert movable(problem, held, groups, NEED).all()
    nobody = np.zeros(3, dtype=np.bool_)
    assert not movable(problem, held, groups, NEED, among=nobody)[0]
    assert stays_open(figures, [frozenset({0})], people, VALUES, quick=False)


def test_two_of_one_group_who_change_places_leave_its_total_as_it_is() -> None:
    held = np.array([[1, 0, 0, 0, 1], [1, 0, 0, 0, 1], [9, 9, 9, 9, 9]], dtype=float)
    group = frozenset({0, 1})
    told = held[:2].sum(axis=0).tolist()
    figures = [Figure(group, tuple(np.eye(5)[o]), n, n) for o, n in enumerate(told)]
    people = held.sum(axis=1).astype(int).tolist()
    problem = bounds._Problem.of(figures, people, VALUES)
    groups = problem.matrix([group, frozenset({0}), frozenset({2})])
    assert movable(problem, held, groups, NEED).tolist() == [False, True, True]
    assert not stays_open(figures, [group], people, VALUES, held=held.tolist(), quick=False)
    assert not stays_open(figures, [group], people, VALUES, held=held.tolist())


@pytest.mark.parametrize("seed", range(12))
def test_people_who_count_differently_move_the_figures_as_much_as_they_count(seed: int) -> None:
    found, small, people, held = drawn(seed, 12)
    rng = np.random.default_rng(seed)
    figures = scaled(found, 0.5)
    for cell in (frozenset(range(12)), frozenset(range(6))):
        counting = {a: float(rng.uniform(0.2, 4)) for a in cell}
        total = sum(counting[a] * float(held[a] @ np.array(VALUES)) for a in cell)
        figures.append(Figure(cell, VALUES, total - 1, total + 1, counting))
    for group in small:
        if moves_freely(figures, [group], people, VALUES, held.tolist()):
            assert stays_open(figures, [group], people, VALUES, quick=False)


def test_answers_that_do_not_fit_are_no_help() -> None:
    figures, small, people, held = drawn(3, 12)
    figures = scaled(figures, 50.0)
    assert moves_freely(figures, small, people, VALUES, held.tolist())
    fewer = held.copy()
    fewer[:, 0] += 1
    assert not moves_freely(figures, small, people, VALUES, fewer.tolist())
    assert not moves_freely(figures, small, people, VALUES, held[:-1].tolist())
    moved = [Figure(f.members, f.weights, f.low + 900, f.high + 900) for f in figures]
    assert not moves_freely(moved, small, people, VALUES, held.tolist())
