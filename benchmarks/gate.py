"""How long it takes to decide which groups may be shown, and how finely.

`python benchmarks/gate.py`, with alignscan installed. First the decision on groups (candidate
cells, elimination and audit), in processor seconds and in times of a floor: the sizes of all cells
and one rank of the same matrix in numpy. Then all of `publish` on random answers, by the clock and
in processor seconds, against the same without the audit of small groups' totals.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product
from unittest.mock import patch

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else threads that wait count as work

import numpy as np
from numpy.typing import NDArray

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.model import normalize
from alignscan.model.codebook import MISSING, codebook
from alignscan.model.conditions import PRACTICES
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.publish import ladder
from alignscan.publish.candidates import populations
from alignscan.publish.protect.decide import Candidate, decide
from alignscan.publish.publish import publish
from alignscan.publish.published import ShownCell
from alignscan.responses.batch import Batch

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


@dataclass(frozen=True)
class Wave:
    """Answers to publish, and the seconds that this may take."""

    name: str
    people: int
    categories: tuple[int, ...]
    items: int
    target: float
    crossed: bool = False


WAVES = (
    Wave("2,000 x 3 segments", 2_000, (5, 8, 4), 30, 5.0),
    Wave("2,000 x 3 segments, crossed", 2_000, (5, 8, 4), 30, 40.0, crossed=True),
    Wave("1,000,000 x 3 segments", 1_000_000, (12, 12, 10), 30, 1.0),
    Wave("66,000 in 1,128 groups", 66_000, (1_128,), 70, 10.0),
)


def main() -> None:
    """Print a line for each case and each wave."""
    _print_decisions()
    for wave in WAVES:
        measures, given = _measured(wave)
        started = time.perf_counter()
        took, shown = _timed(partial(_shown, measures, given))
        clock = time.perf_counter() - started
        with patch.object(ladder, "stays_open", return_value=True):
            without, _ = _timed(partial(_shown, measures, given))
        print(
            f"{wave.name} x {wave.items} items: {len(measures.cells)} cells, "
            f"{len(measures.atoms.people)} atoms, {shown} shown: {clock:.2f} s by the clock, "
            f"{took:.2f} s of processors, {took / without:.1f} x that without the audit; "
            f"target {wave.target:.0f} s",
            flush=True,
        )


def _measured(wave: Wave) -> tuple[Measures, Survey]:
    rng = np.random.default_rng(11)
    names = [f"s{i}" for i in range(len(wave.categories))]
    sizes = dict(zip(names, wave.categories, strict=True))
    segments = {s: {"categories": [f"c{j}" for j in range(n)]} for s, n in sizes.items()}
    rules = {"crossings": [list(pair) for pair in combinations(names, 2)]} if wave.crossed else {}
    survey = {
        "format": "alignscan/1",
        "organization": "Example",
        "questionnaire": "standard",
        "mode": "confidential",
        "wave": {"closed": "2026-09-21"},
        "segments": segments,
        "confidentiality": rules,
    }
    given = Survey.model_validate(normalize.survey(survey))
    book = codebook(given, _questionnaire(wave.items))
    groups = _people(Case(wave.name, wave.people, wave.categories, 0))
    columns = {s: groups[:, i].astype(np.int16) for i, s in enumerate(names)}
    answers = {item.id: _answers(rng, len(item.points), wave.people) for item in book.items}
    batch = Batch(answers=answers, segments=columns, size=wave.people)
    counts = tabulate(book, [batch])
    return measure(counts, populations(counts, given)), given


def _questionnaire(items: int) -> Questionnaire:
    practices = sorted(PRACTICES)
    asked = [
        {"id": f"q{i}", "practice": practices[i % len(practices)], "scale": "agree", "text": "?"}
        for i in range(items)
    ]
    data = {
        "format": "alignscan/questionnaire/1",
        "id": "own",
        "title": "Random answers",
        "scales": {"agree": {"low": 1, "high": 5}},
        "items": asked,
    }
    return Questionnaire.model_validate(normalize.questionnaire(data))


def _answers(rng: np.random.Generator, options: int, people: int) -> NDArray[np.int16]:
    drawn = np.rint(rng.normal(rng.uniform(0.3, 0.7) * (options - 1), 1, people))
    codes = np.clip(drawn, 0, options - 1).astype(np.int16)
    codes[rng.random(people) < 0.02] = MISSING
    return codes


def _shown(measures: Measures, given: Survey) -> int:
    return sum(isinstance(cell, ShownCell) for cell in publish(measures, given).cells)


def _print_decisions() -> None:
    for case in CASES:
        codes = _people(case)
        atoms, sizes = np.unique(codes, axis=0, return_counts=True)
        cells = list(_cells(case, atoms))
        people = sizes.tolist()
        took, shown = _timed(partial(_decided, cells, people))
        floor, _ = _timed(partial(_floor, cells, sizes))
        print(
            f"{case.name}: {len(cells)} cells, {len(people)} atoms, {shown} shown: "
            f"{took:.2f} s ({took / floor:.1f} x the floor; target {case.target:.0f} s)",
            flush=True,
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
