"""What is found quickly is what the linear program finds for the whole problem."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from tests.publish.companies import company, measures, published, survey_of

from alignscan.publish import bounds, ladder, programs
from alignscan.publish.bounds import Figure, stays_open
from alignscan.publish.ladder import Rungs, settle
from alignscan.publish.publish import _precision
from alignscan.publish.visible import visible

VALUES = (1.0, 2.0, 3.0, 4.0, 5.0)


def drawn(seed: int, atoms: int) -> tuple[list[Figure], list[frozenset[int]], list[int], Any]:
    """Return rounded figures of random cells over people with random answers."""
    rng = np.random.default_rng(seed)
    people = rng.integers(0, 7, atoms).tolist()
    shape = rng.dirichlet(np.full(5, 0.6))
    held = np.array([rng.multinomial(n, shape) for n in people])
    cells = [frozenset(range(atoms))]
    cells += [frozenset(np.flatnonzero(rng.random(atoms) < 0.5).tolist()) for _ in range(5)]
    step = float(rng.choice([0.1, 0.2, 0.5]))
    figures = [f for cell in cells for f in around(cell, held, step)]
    small = [frozenset([a]) for a, n in enumerate(people) if 0 < n < 5]
    return figures, small, people, held


def around(cell: frozenset[int], held: Any, step: float) -> Iterator[Figure]:
    counts = held[sorted(cell)].sum(axis=0)
    n = counts.sum()
    for weights, width in ((VALUES, step), *(((np.eye(5)[o]), 0.01) for o in range(5) if n >= 10)):
        exact = float(counts @ np.array(weights)) / max(n, 1)
        shown = round(exact / width) * width
        yield Figure(cell, tuple(weights), (shown - width / 2) * n, (shown + width / 2) * n)


def seeds(few: int, many: int) -> list[Any]:
    """Return seeds of which all but the first few take too long for every day."""
    return [*range(few), *(pytest.param(s, marks=pytest.mark.slow) for s in range(few, many))]


@pytest.mark.parametrize("seed", seeds(10, 25))
def test_what_is_found_quickly_is_what_the_linear_program_says(seed: int) -> None:
    figures, small, people, held = drawn(seed, 12)
    for group in small:
        quick = stays_open(figures, [group], people, VALUES, held=held.tolist())
        slow = stays_open(figures, [group], people, VALUES, held=held.tolist(), quick=False)
        assert quick == slow


@pytest.mark.parametrize("seed", seeds(3, 8))
def test_a_part_of_a_large_problem_says_no_more_than_the_whole(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures, small, people, held = drawn(seed, 30)
    monkeypatch.setattr(bounds, "MANY_UNKNOWNS", 0)
    monkeypatch.setattr(bounds, "PART", 12)
    answers = held.tolist()
    problem = bounds._Problem.of(figures, people, VALUES)
    for group in small[:8]:
        near = stays_open(figures, [group], people, VALUES, held=answers)
        assert near == stays_open(figures, [group], people, VALUES, held=answers, quick=False)
        inside = problem.matrix([group])
        part = problem.near(inside, held[problem.atoms].astype(float))
        if programs.all_open(part, inside[:, part.kept], 2.0):
            assert stays_open(figures, [group], people, VALUES, quick=False)


def rungs(seed: int) -> Rungs:
    given = survey_of(crossed=seed % 2 == 1)
    found = measures(company(seed, unstated=0.02 if seed % 5 == 4 else 0.0), given)
    return settle(found, visible(found, given), _precision(found, given, False), None)


def slowly(decide: Callable[..., bool]) -> Callable[..., bool]:
    def alone(*problem: Sequence[Any], **more: Any) -> bool:
        return decide(*problem, **{**more, "quick": False})

    return alone


def compare(seeds: Sequence[int], monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [rungs(seed) for seed in seeds]
    monkeypatch.setattr(ladder, "stays_open", slowly(stays_open))
    assert quick == [rungs(seed) for seed in seeds]


@pytest.mark.parametrize("seed", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_everything_is_shown_as_finely_as_with_the_linear_program_alone(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare((seed,), monkeypatch)


@pytest.mark.exhaustive
def test_the_same_for_thirty_companies(monkeypatch: pytest.MonkeyPatch) -> None:
    compare(range(30), monkeypatch)


def test_few_programs_are_left_to_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    solved: list[object] = []
    extreme = programs._extreme

    def counted(aim: Any, program: Any) -> Any:
        solved.append(program)
        return extreme(aim, program)

    monkeypatch.setattr(programs, "_extreme", counted)
    published(company(20), survey_of())
    assert len(solved) <= 50  # of 37 items and scores, each with dozens of small groups
