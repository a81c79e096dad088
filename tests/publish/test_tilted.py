"""What even answers show to be open, the linear program finds open as well."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.test_swaps import NEED, VALUES, exact_figures, survey

from alignscan.publish.bounds import Figure, _Problem, stays_open
from alignscan.publish.even import even_answers
from alignscan.publish.members import Groups
from alignscan.publish.tilted import _Cells, _Tilt, tilted

Held = np.ndarray


def problem_of(held: Held, figures: list[Figure]) -> tuple[_Problem, list[int]]:
    people = held.sum(axis=1).astype(int).tolist()
    return _Problem.of(figures, people, VALUES), people


def alone(size: int) -> Groups:
    """Return each atom as a group of its own."""
    return Groups(np.arange(size), np.arange(size), size)


def means_only(held: Held, groups: list[frozenset[int]]) -> Iterator[Figure]:
    """Yield of small groups the mean to a tenth, of others how often each option was chosen."""
    for group in groups:
        counts = held[sorted(group)].sum(axis=0)
        if counts.sum() >= 12:
            yield from exact_figures(held, [group])
        else:
            total, room = float(counts @ np.array(VALUES)), 0.05 * float(counts.sum())
            yield Figure(group, VALUES, total - room, total + room)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), people=st.integers(40, 150), part=st.booleans())
def test_what_is_found_open_is_open_for_the_linear_program(
    seed: int, people: int, part: bool
) -> None:
    held, _, groups = survey(seed, people)
    figures = [*means_only(held, groups)] if part else exact_figures(held, groups)
    problem, sizes = problem_of(held, figures)
    rng = np.random.default_rng(seed)
    small = [frozenset(rng.choice(len(held), n, replace=False).tolist()) for n in (1, 1, 2, 3)]
    small += [frozenset([atom]) for atom in range(len(held))]
    found = tilted(problem, held, problem.members(small), NEED)
    opened = [group for group, is_open in zip(small, found, strict=True) if is_open]
    assert stays_open(figures, opened, sizes, VALUES, quick=False)


@pytest.mark.parametrize("seed", range(8))
def test_what_moves_all_at_once_or_one_by_one_is_open_for_the_linear_program(seed: int) -> None:
    held, _, groups = survey(seed, 200)
    figures = exact_figures(held, groups)
    problem, sizes = problem_of(held, figures)
    single = alone(len(held))
    for even in even_answers(problem, held):
        total = even @ problem.values
        tilt = _Tilt.of(_Cells.of(problem.cells), even, problem.values)
        for way in (tilt.all_at_once, tilt.one_by_one):
            down, up = way(single)
            assert (down >= 0).all()
            assert (up >= 0).all()
            assert (total + up <= held.sum(axis=1) * 5 + 1e-6).all()
            opened = [frozenset([int(a)]) for a in np.flatnonzero(down + up >= NEED)]
            assert stays_open(figures, opened, sizes, VALUES, quick=False)
    assert opened


@pytest.mark.parametrize("seed", range(20))
def test_totals_go_no_further_than_two_atoms_can_trade(seed: int) -> None:
    """Where two atoms are all of a cell with known counts, one gains what the other loses."""
    rng = np.random.default_rng(seed)
    counts, sizes = rng.integers(1, 9, 5), np.array([0, 0])
    sizes[0] = rng.integers(1, counts.sum())
    sizes[1] = counts.sum() - sizes[0]
    even = np.outer(sizes, counts) / counts.sum()
    tilt = _Tilt.of(_Cells.of(np.ones((1, 2))), even, np.array(VALUES))
    scores = np.repeat(VALUES, counts)
    highest, lowest = scores[::-1][: sizes[0]].sum(), scores[: sizes[0]].sum()
    total = float(even[0] @ VALUES)
    for way in (tilt.all_at_once, tilt.one_by_one):
        (down, other_down), (up, other_up) = way(alone(2))
        assert lowest - 1e-9 <= total - down < total < total + up <= highest + 1e-9
        assert (down, up) == pytest.approx((other_up, other_down))
    whole = _Tilt.of(_Cells.of(np.ones((1, 2))), np.full((2, 5), 2.0), np.array(VALUES))
    for way in (whole.all_at_once, whole.one_by_one):
        assert np.allclose(way(alone(2)), 12)  # from 30 to 42: two at 3, all others at 4 and 5


def test_most_single_people_in_a_survey_are_settled() -> None:
    held, _, groups = survey(1, 300)
    problem, _ = problem_of(held, exact_figures(held, groups))
    assert tilted(problem, held, alone(len(held)), NEED).mean() > 0.9


def test_a_group_that_everybody_else_gives_away_is_not_found_open() -> None:
    """One cell is a single person, or everybody but one: their answers are told."""
    held, _, groups = survey(2, 80)
    one = int(np.flatnonzero(held.sum(axis=1) == 1)[0])
    for told in (frozenset([one]), frozenset(range(len(held))) - {one}):
        problem, _ = problem_of(held, exact_figures(held, [*groups, told]))
        assert not tilted(problem, held, problem.members([frozenset([one])]), NEED).any()


@pytest.mark.parametrize("seed", range(6))
def test_even_answers_agree_with_all_that_is_published(seed: int) -> None:
    held, _, groups = survey(seed, 70)
    figures = [*means_only(held, groups)]
    problem, _ = problem_of(held, figures)
    tables = [*even_answers(problem, held)]
    assert tables
    for table in tables:
        assert (table >= 0).all()
        assert np.abs(table.sum(axis=1) - held.sum(axis=1)).max() < 1e-9
        for figure in figures:
            total = float(table[sorted(figure.members)].sum(axis=0) @ np.array(figure.weights))
            assert figure.low - 1e-6 <= total <= figure.high + 1e-6


def test_cells_of_which_less_is_told_become_more_even() -> None:
    held, _, groups = survey(3, 70)
    problem, _ = problem_of(held, [*means_only(held, groups)])
    first, *others = even_answers(problem, held)
    strict = min(others, key=evenness)
    assert all(evenness(table) > evenness(strict) + 1e-3 for table in others if table is not strict)
    assert evenness(first) > evenness(strict) + 1e-3


def evenness(table: Held) -> float:
    """Return the entropy, which is highest where people are spread over all options alike."""
    some = table[table > 0]
    return -float((some * np.log(some)).sum())
