import time
from itertools import combinations
from random import Random

import pytest

from alignscan.model.actions import EFFORT_POINTS
from alignscan.planning.greedy import greedy
from alignscan.planning.problem import Limits, Option, Problem, Wish, packs
from alignscan.planning.search import TooMany, search
from alignscan.planning.select import select
from alignscan.planning.solver import solve

OWNERS = ("a", "b", "c", "d")
NO_LIMIT = 10**9


def drawn(random: Random, count: int) -> Problem:
    """Return a problem with every kind of difficulty."""
    ids = [f"A{i:03}" for i in range(count)]
    severity = {f"P{i}": random.randint(20, 400) for i in range(5)}
    options = tuple(_option(random, i, ids, severity) for i in range(count))
    worth, wishes = 1 + 20 * sum(severity.values()), []
    for most in (2, 1, 4, 3):
        of = frozenset(random.sample(ids, min(count, most + 1)))
        wishes.append(Wish(of, most, worth))
        worth *= 1 + most
    room = {owner: random.choice([0, 3, 6, 9, 12]) for owner in OWNERS}
    limits = Limits(room, random.choice([1, 2, 4]), random.choice([None, None, 10, 20]))
    return Problem(options, tuple(wishes), limits)


def _option(random: Random, i: int, ids: list[str], severity: dict[str, int]) -> Option:
    effort = random.choice("SSMMML")
    practices = random.sample(sorted(severity), random.choice([0, 1, 1, 2]))
    factor = random.choice([20, 17, 14])
    gated = i > 3 and random.random() < 0.2
    return Option(
        id=ids[i],
        owner=random.choice(OWNERS),
        effort=effort,
        points=EFFORT_POINTS[effort],
        worth={p: severity[p] * factor for p in practices},
        requires=tuple(random.sample(ids[:i], min(i, random.choice([0, 0, 1, 1, 2])))),
        gates=(tuple(random.sample(ids[:i], 2)),) if gated else (),
    )


def best_of_all(problem: Problem) -> frozenset[str]:
    """Return the best choice by trying each."""
    ids = [option.id for option in problem.options]
    sets = (frozenset(c) for k in range(len(ids) + 1) for c in combinations(ids, k))
    return max(filter(problem.allowed, sets), key=lambda chosen: rank(problem, chosen))


def rank(problem: Problem, chosen: frozenset[str]) -> tuple[int, int, tuple[bool, ...]]:
    points = sum(option.points for option in problem.options if option.id in chosen)
    return problem.value(chosen), -points, tuple(o.id in chosen for o in problem.options)


@pytest.mark.parametrize("seed", range(30))
def test_search_and_solver_find_the_choice_that_trying_all_finds(seed: int) -> None:
    random = Random(seed)
    problem = drawn(random, random.randint(1, 8))
    best = best_of_all(problem)
    assert search(problem, NO_LIMIT) == best
    assert solve(problem) == best
    assert problem.allowed(greedy(problem))
    assert problem.value(greedy(problem)) <= problem.value(best)


@pytest.mark.parametrize("seed", range(6))
def test_search_and_solver_agree_where_not_all_can_be_tried(seed: int) -> None:
    problem = drawn(Random(100 + seed), 22)
    assert search(problem, NO_LIMIT) == solve(problem)


@pytest.mark.parametrize("seed", range(3))
def test_sixty_candidates_take_less_than_two_seconds(seed: int) -> None:
    problem = drawn(Random(200 + seed), 60)
    start = time.process_time()
    chosen = select(problem)
    assert time.process_time() - start < 2
    assert problem.allowed(chosen)
    assert problem.value(chosen) >= problem.value(greedy(problem))


def test_a_search_that_takes_too_long_gives_up() -> None:
    with pytest.raises(TooMany):
        search(drawn(Random(200), 60), 100)


def test_nothing_to_choose_from_is_nothing_chosen() -> None:
    problem = Problem((), (), Limits({}))
    assert select(problem) == solve(problem) == greedy(problem) == frozenset()


def fits(sizes: list[int], room: list[int]) -> bool:
    """Return whether sizes fit into rooms, by trying."""
    if not sizes:
        return True
    return any(
        fits(sizes[1:], [*room[:i], left - sizes[0], *room[i + 1 :]])
        for i, left in enumerate(room)
        if left >= sizes[0] and left not in room[:i]
    )


@pytest.mark.parametrize("room", [0, 1, 3, 7, 8, 9, 11, 12, 16])
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_actions_fit_into_quarters_as_trying_says(room: int, quarters: int) -> None:
    for small in range(5):
        for medium in range(6):
            for large in range(4):
                sizes = [8] * large + [3] * medium + [1] * small
                found = packs((small, medium, large), room, quarters)
                assert found == fits(sizes, [room] * quarters), (small, medium, large)


def option(id: str, effort: str = "S", **worth: int) -> Option:
    return Option(id, "a", effort, EFFORT_POINTS[effort], worth)


def among(*options: Option, points: int = 12) -> frozenset[str]:
    listed = tuple(sorted(options, key=lambda o: o.id))
    problem = Problem(listed, (), Limits({"a": points}, 1))
    assert solve(problem) == search(problem, NO_LIMIT)
    return select(problem)


def test_only_the_best_evidence_for_a_practice_counts() -> None:
    assert among(option("A1", P=85), option("A2", P=100), option("A3", P=70)) == {"A2"}


def test_fewer_points_win_and_then_the_lower_id() -> None:
    assert among(option("A1", "M", P=100), option("A3", P=100), option("A2", P=100)) == {"A2"}


def test_two_small_actions_beat_a_large_one_that_fills_the_quarter() -> None:
    both = option("A1", "L", P=100, Q=10)
    assert among(both, option("A2", P=60), option("A3", Q=60), points=8) == {"A2", "A3"}
