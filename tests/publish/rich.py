"""Companies that use everything: conditions of one to three items, wishes, an outcome, careless
answers, groups of one mind, head counts and skipped items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import stdev
from typing import Any, Final

import numpy as np
from tests.model.samples import questionnaire
from tests.publish.companies import SEGMENTS, Company, survey_of

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.weighted import head_counts
from alignscan.model.codebook import MISSING, codebook
from alignscan.model.survey import Survey
from alignscan.publish.candidates import populations
from alignscan.publish.publish import publish
from alignscan.publish.published import Published
from alignscan.responses.batch import NOT_STATED, Batch

SCALES: Final[Mapping[str, tuple[str, ...]]] = {
    "direction": ("a1", "a2", "a3"),
    "commitment": ("b1", "b2"),
    "goals": ("g",),
    "capability": ("c",),
    "systems": ("s",),
    "wish.direction": ("w",),
    "outcome": ("o",),
}
"""Conditions, wishes and outcomes, and the items they are the mean of."""
PRACTICES: Final = {"a1": "C1.1", "a2": "C1.2", "a3": "C1.3", "b1": "C2.1", "b2": "C2.4"}
ITEMS: Final = tuple(item for items in SCALES.values() for item in items)
LOOKED_AT: Final = tuple(item for item in ITEMS if item != "w")
"""Items in which straight lines are looked for."""


@dataclass(frozen=True)
class Rich:
    """A company, and what can be counted about it from outside the package."""

    company: Company

    @property
    def flagged(self) -> list[bool]:
        """Who shows a sign of careless answers, counted here once more."""
        columns = [self.company.answers[item] for item in LOOKED_AT]
        return [_is_flagged(row) for row in zip(*columns, strict=True)]

    def roster(self) -> list[dict[str, str]]:
        return self.company.roster()

    def answered(self, item: str) -> list[bool]:
        return [a is not None for a in self.company.answers[item]]

    def scored(self, scale: str) -> list[bool]:
        """Return who answered at least half of the items of a scale."""
        rows = [self.answered(item) for item in SCALES[scale]]
        return [2 * sum(row) >= len(row) for row in zip(*rows, strict=True)]


def rich(
    seed: int,
    *,
    uniform: bool = False,
    skipping: float = 0.0,
    careless: float = 0.0,
    extreme: bool = False,
    crowded: float = 1.0,
) -> Rich:
    """Return a company of 12 to 500 people: sizes uniform in their root or in their logarithm.

    With ``extreme``, the smallest functions answer at the ends of the scale.
    """
    rng = np.random.default_rng(1000 + seed)
    root, log = rng.uniform(12**0.5, 500**0.5) ** 2, np.exp(rng.uniform(np.log(12), np.log(500)))
    size = int((root if uniform else log) * crowded)
    groups = {
        segment: _drawn(rng, size, len(names), 0.02 if seed % 5 == 4 else 0.0)
        for segment, names in SEGMENTS.items()
    }
    lines = rng.random(size) < careless
    rows = np.array([_row(rng, bool(line)) for line in lines])
    if extreme:
        _of_one_mind(rng, rows, np.array(groups["function"]), lines)
    skipped = rng.random(rows.shape) < skipping
    skipped[lines] = False
    answers = {
        item: [None if gone else int(a) for a, gone in zip(rows[:, i], skipped[:, i], strict=True)]
        for i, item in enumerate(ITEMS)
    }
    return Rich(Company(groups, answers))


def _is_flagged(row: Sequence[int | None]) -> bool:
    given = [a for a in row if a is not None]
    if len(given) < 8:
        return False
    runs = [len(list(same)) for answer, same in groupby(row) if answer is not None]
    return 2 * max(runs) >= len(row) or stdev(given) <= 0.25


def _drawn(rng: np.random.Generator, size: int, categories: int, unstated: float) -> list[int]:
    weights = np.sort(rng.gamma(1.0, 1.0, categories))[::-1] + 0.05
    found = rng.choice(categories, size, p=weights / weights.sum())
    return [NOT_STATED if rng.random() < unstated else int(c) for c in found]


def _row(rng: np.random.Generator, line: bool) -> list[int]:
    if line:
        return [int(rng.integers(2, 6))] * len(ITEMS)
    middle = rng.normal(3.3, 0.6)
    row = np.clip(np.rint(rng.normal(middle, 0.9, len(ITEMS))), 1, 5).astype(int)
    for at in range(0, len(ITEMS) - 1, 2):  # never a straight line
        if row[at] == row[at + 1]:
            row[at + 1] += 1 if row[at] < 5 else -1
    return [int(a) for a in row]


def _of_one_mind(rng: np.random.Generator, rows: Any, functions: Any, lines: Any) -> None:
    sizes = np.bincount(functions[functions >= 0], minlength=len(SEGMENTS["function"]))
    for small in np.flatnonzero((sizes > 0) & (sizes < 9)):
        people = np.flatnonzero((functions == small) & ~lines)
        end, items = int(rng.choice([1, 5])), rng.random(len(ITEMS)) < 0.6
        for at in np.flatnonzero(items):
            rows[people, at] = end


def asked(*, crossed: bool, on_small: str, **more: Any) -> Survey:
    """Return a confidential survey of these companies."""
    return survey_of(crossed=crossed, on_small=on_small, **more)


def measured(one: Rich, given: Survey) -> Measures:
    """Return the measures of a company, as ``assess`` takes them."""
    items = [
        {"id": id, "practice": code, "scale": "agree", "text": f"Is {id}?"}
        for id, code in PRACTICES.items()
    ]
    items += [
        {"id": SCALES[c][0], "kind": "anchor", "condition": c, "scale": "agree", "text": f"{c}?"}
        for c in ("goals", "capability", "systems")
    ]
    items += [
        {"id": "w", "kind": "wish", "condition": "direction", "scale": "agree", "text": "Wish?"},
        {"id": "o", "kind": "outcome", "scale": "agree", "text": "Outcome?"},
    ]
    book = codebook(given, questionnaire((), items=items))
    answers = {
        id: np.array([MISSING if a is None else a - 1 for a in column], dtype=np.int16)
        for id, column in one.company.answers.items()
    }
    segments = {s.id: np.array(one.company.groups[s.id], dtype=np.int16) for s in book.segments}
    counts = tabulate(book, [Batch(answers=answers, segments=segments, size=one.company.size)])
    return measure(counts, populations(counts, given), head_counts(book, given))


def published(one: Rich, given: Survey) -> Published:
    """Return what is published of a company, as ``assess`` does it."""
    return publish(measured(one, given), given)


def head_count(one: Rich, seed: int) -> dict[str, dict[str, int]]:
    """Return how many of each function were invited: everybody who answered, and some more."""
    rng = np.random.default_rng(seed)
    column: Sequence[int] = one.company.groups["function"]
    return {
        "function": {
            name: column.count(i) + int(rng.integers(0, 2 + column.count(i) // 2))
            for i, name in enumerate(SEGMENTS["function"])
        }
    }
