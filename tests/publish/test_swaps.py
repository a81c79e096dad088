"""Fours of people: what they find is open, the linear program finds open as well."""

import numpy as np
import pytest

from alignscan.publish.bounds import Figure, _Problem, stays_open
from alignscan.publish.swaps import Swaps, swapped

VALUES = (1.0, 2.0, 3.0, 4.0, 5.0)
NEED = 2.0
SIZES = (3, 4, 6)


def survey(seed: int, people: int) -> tuple[np.ndarray, np.ndarray, list[frozenset[int]]]:
    """Return answers by atom, cells x atoms, and the cells of three ways to group people."""
    random = np.random.default_rng(seed)
    rows = np.column_stack([random.integers(0, size, people) for size in SIZES])
    kinds, atom = np.unique(rows, axis=0, return_inverse=True)
    held = np.zeros((len(kinds), len(VALUES)))
    np.add.at(held, (atom.ravel(), random.integers(0, len(VALUES), people)), 1)
    groups = [frozenset(range(len(kinds)))]
    for column, size in enumerate(SIZES):
        groups += [frozenset(np.flatnonzero(kinds[:, column] == c).tolist()) for c in range(size)]
    cells = np.array([[a in group for a in range(len(kinds))] for group in groups])
    return held, cells, groups


def exact_figures(held: np.ndarray, groups: list[frozenset[int]]) -> list[Figure]:
    """Return how often each option was chosen in each cell, with nothing left open."""
    out = []
    for group in groups:
        for option in range(len(VALUES)):
            count = float(held[sorted(group), option].sum())
            weights = tuple(float(o == option) for o in range(len(VALUES)))
            out.append(Figure(group, weights, count - 0.1, count + 0.1))
    return out


@pytest.mark.parametrize("seed", range(6))
def test_what_fours_find_open_is_open_for_the_linear_program(seed: int) -> None:
    held, cells, groups = survey(seed, 90)
    people = held.sum(axis=1).astype(int).tolist()
    figures = exact_figures(held, groups)
    problem = _Problem.of(figures, people, VALUES)
    swaps = Swaps.among(cells, [])
    alone = [frozenset([a]) for a in range(len(people))]
    found = swapped(problem, problem.column, swaps, held, alone, NEED)
    assert found.any()
    for atom in np.flatnonzero(found).tolist():
        assert stays_open(figures, [frozenset([atom])], people, VALUES, quick=False)


def test_most_single_people_in_a_survey_are_settled() -> None:
    held, cells, groups = survey(1, 200)
    problem = _Problem.of(
        exact_figures(held, groups), held.sum(axis=1).astype(int).tolist(), VALUES
    )
    alone = [frozenset([a]) for a in range(len(held))]
    found = swapped(problem, problem.column, Swaps.among(cells, []), held, alone, NEED)
    assert found.mean() > 0.9


def test_a_group_that_everybody_else_gives_away_is_not_found_open() -> None:
    """One cell is a single person: its distribution is that person's answer."""
    held, cells, groups = survey(2, 60)
    one = int(np.flatnonzero(held.sum(axis=1) == 1)[0])
    groups = [*groups, frozenset([one])]
    cells = np.vstack([cells, np.arange(len(held)) == one])
    problem = _Problem.of(
        exact_figures(held, groups), held.sum(axis=1).astype(int).tolist(), VALUES
    )
    found = swapped(problem, problem.column, Swaps.among(cells, []), held, [frozenset([one])], NEED)
    assert not found.any()


def test_a_figure_that_the_pairs_do_not_know_is_respected() -> None:
    """Pairs are drawn from the groups; whatever else is published is checked as well."""
    held, cells, groups = survey(3, 90)
    people = held.sum(axis=1).astype(int).tolist()
    one = int(np.flatnonzero(held.sum(axis=1) == 1)[0])
    told = exact_figures(held, [frozenset([one])])
    problem = _Problem.of([*exact_figures(held, groups), *told], people, VALUES)
    swaps = Swaps.among(cells, [])
    assert not swapped(problem, problem.column, swaps, held, [frozenset([one])], NEED).any()


def test_the_order_of_atoms_does_not_matter() -> None:
    held, cells, _ = survey(5, 90)
    order = np.random.default_rng(0).permutation(len(held))
    forth, back = Swaps.among(cells, []), Swaps.among(cells[:, order], [])
    pairs = {(a, b) for a, b in zip(forth.first.tolist(), forth.second.tolist(), strict=True)}
    again = zip(order[back.first].tolist(), order[back.second].tolist(), strict=True)
    assert pairs == set(again)


def test_nobody_moves_back_for_himself() -> None:
    held = [[1, 1], [1, 1], [1, 1]]
    figures = [Figure(frozenset({0}), (0, 1), 1, 1), Figure(frozenset({1, 2}), (0, 1), 2, 2)]
    cells = np.array([[1, 0, 0], [0, 1, 1]])
    group = [frozenset({0})]
    assert not stays_open(
        figures, group, [2] * 3, (1, 5), held=held, swaps=lambda: Swaps.among(cells, [])
    )


def test_answers_that_do_not_fit_are_no_place_to_begin() -> None:
    held = [[0, 0, 0, 0, 1], [2] * 5, [5, 0, 0, 0, 5], [5, 0, 0, 0, 5]]  # the second are gone
    cells = np.array([[1, 1, 0, 0], [1, 0, 1, 0]])
    figures = [
        Figure(frozenset({0, 1}), VALUES, 55, 55),  # all eleven answered 5
        Figure(frozenset({0, 2}), VALUES, 35, 35),
    ]
    group, people = [frozenset({0})], [1, 10, 10, 10]
    assert not stays_open(
        figures, group, people, VALUES, held=held, swaps=lambda: Swaps.among(cells, [])
    )
