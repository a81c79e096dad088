"""How long it takes to decide which groups may be shown: candidate cells, elimination and audit.

`python benchmarks/gate.py`, with alignscan installed. Prints processor seconds and how many times
that is of a floor: the sizes of all cells and one rank of the same matrix in numpy.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.protect.decide import Candidate, decide

Codes = NDArray[np.int64]
K = 5


@dataclass(frozen=True)
class Case:
    """A company and the seconds that it may take."""

    name: str
    people: int
    categories: tuple[int, ...]
    target: float


CASES = (
    Case("2,000 x 3 segments, crossed", 2_000, (5, 8, 4), 3.0),
    Case("50,000 x 4 segments, crossed", 50_000, (5, 8, 4, 6), 20.0),
)


def main() -> None:
    """Print a line for each case."""
    for case in CASES:
        codes = _people(case)
        atoms, sizes = np.unique(codes, axis=0, return_counts=True)
        cells = list(_cells(case, atoms))
        people = sizes.tolist()
        took, shown = _timed(partial(_decided, cells, people))
        floor, _ = _timed(partial(_floor, cells, sizes))
        print(
            f"{case.name}: {len(cells)} cells, {len(people)} atoms, {shown} shown: "
            f"{took:.2f} s ({took / floor:.1f} x the floor; target {case.target:.0f} s)"
        )


def _people(case: Case) -> Codes:
    rng = np.random.default_rng(11)
    columns = []
    for count in case.categories:
        weights = np.sort(rng.gamma(1.0, 1.0, count))[::-1] + 0.02
        columns.append(rng.choice(count, case.people, p=weights / weights.sum()))
    return np.stack(columns, axis=1).astype(np.int64)


def _cells(case: Case, atoms: Codes) -> Iterator[Candidate]:
    """Yield everybody, two roles of the first segment, every breakdown and every crossing."""
    yield Candidate("overall", 0, frozenset(range(len(atoms))))
    for role, levels in (("top", (3, 4)), ("front", (0, 1))):
        yield Candidate(f"role={role}", 1, _members(atoms, {0: levels}))
    for order in (1, 2):
        for segments in combinations(range(len(case.categories)), order):
            for chosen in product(*(range(case.categories[s]) for s in segments)):
                found = dict(zip(segments, ((c,) for c in chosen), strict=True))
                yield Candidate(f"{segments}={chosen}", 1 + order, _members(atoms, found))


def _members(atoms: Codes, chosen: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    inside = np.ones(len(atoms), dtype=np.bool_)
    for segment, categories in chosen.items():
        inside &= np.isin(atoms[:, segment], categories)
    return frozenset(np.flatnonzero(inside).tolist())


def _decided(cells: Sequence[Candidate], people: Sequence[int]) -> int:
    return len(decide(cells, people, K))


def _floor(cells: Sequence[Candidate], sizes: Codes) -> int:
    matrix = np.zeros((len(cells), len(sizes)))
    for row, cell in enumerate(cells):
        matrix[row, list(cell.members)] = 1
    return int(np.linalg.matrix_rank(matrix)) + int((matrix @ sizes).sum() > 0)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


if __name__ == "__main__":
    main()
