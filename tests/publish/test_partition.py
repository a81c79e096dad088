"""Groups that do not overlap are decided directly; the answer is that of the elimination."""

import numpy as np
import pytest

from alignscan.publish.protect import decide as module
from alignscan.publish.protect.candidate import Candidate
from alignscan.publish.protect.decide import decide, remains_safe
from alignscan.publish.protect.partition import is_partition

K = 5


def company(seed: int) -> tuple[list[Candidate], list[int]]:
    """Return everybody and groups of one to three atoms that do not overlap."""
    rng = np.random.default_rng(seed)
    people = rng.integers(0, int(rng.choice([4, 9, 15])), int(rng.integers(1, 9))).tolist()
    owner = rng.integers(0, 5, len(people))
    parts = [frozenset(np.flatnonzero(owner == i).tolist()) for i in range(4)]
    found = [Candidate(f"c{i}", 2, part) for i, part in enumerate(parts)]
    return [*found, Candidate("overall", 0, frozenset(range(len(people))))], people


@pytest.mark.parametrize("seed", range(150))
def test_the_direct_answer_is_that_of_the_elimination(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells, people = company(seed)
    assert is_partition(cells)
    direct = decide(cells, people, K)
    kept = [cell for cell in cells if cell.id in direct]
    safe = [remains_safe(some, people, K) for some in (cells, kept)]
    monkeypatch.setattr(module, "is_partition", lambda _: False)
    assert direct == decide(cells, people, K)
    assert safe == [remains_safe(some, people, K) for some in (cells, kept)]


def test_the_smallest_group_hides_the_few_that_are_left_over() -> None:
    cells = [Candidate("overall", 0, frozenset({0, 1, 2}))]
    cells += [Candidate(f"c{i}", 2, frozenset({i})) for i in range(3)]
    assert decide(cells, [9, 6, 4], K) == {"overall", "c0"}
    assert decide(cells, [9, 6, 0], K) == {"overall", "c0", "c1"}


def test_groups_that_overlap_or_weigh_people_are_none() -> None:
    whole, part = Candidate("overall", 0, frozenset({0, 1})), Candidate("a", 2, frozenset({0}))
    assert is_partition([whole, part])
    assert not is_partition([whole, part, Candidate("b", 2, frozenset({0}))])
    assert not is_partition([whole, Candidate("b", 2, frozenset({1, 2}))])
    assert not is_partition([whole, Candidate("w", 5, frozenset({1}), {1: 2})])
