"""Companies to attack: skewed sizes, levels that make roles, and everybody's answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from tests.publish.samples import questionnaire, survey

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.codebook import MISSING, codebook
from alignscan.model.survey import Survey
from alignscan.publish.candidates import populations
from alignscan.publish.publish import publish
from alignscan.publish.published import Published
from alignscan.responses.batch import NOT_STATED, Batch

LEVELS = ["employee", "team_leader", "senior_management", "senior_leadership"]
SEGMENTS: Mapping[str, Sequence[str]] = {
    "level": LEVELS,
    "function": ["Sales", "Operations", "Finance", "HR", "Legal", "IT", "Marketing"],
    "site": ["Bern", "Graz", "Oslo", "Rome"],
}
CROSSINGS = [["level", "function"], ["function", "site"]]
ITEMS = ("q", "r")


@dataclass(frozen=True)
class Company:
    """Where people belong (-1: not stated) and what they answer (None: skipped)."""

    groups: Mapping[str, Sequence[int]]
    answers: Mapping[str, Sequence[int | None]]

    @property
    def size(self) -> int:
        return len(next(iter(self.groups.values())))

    def roster(self, item: str | None = None) -> list[dict[str, str]]:
        """Return everybody, or those who answered an item, as an attacker knows them."""
        return [
            {s: names[self.groups[s][i]] for s, names in SEGMENTS.items() if self.groups[s][i] >= 0}
            for i in range(self.size)
            if item is None or self.answers[item][i] is not None
        ]


def company(seed: int, *, unstated: float = 0.0, skipping: float = 0.03) -> Company:
    """Return a company of 12 to 500 people, drawn from a seed."""
    rng = np.random.default_rng(seed)
    n = int(rng.uniform(12**0.5, 500**0.5) ** 2)
    drawn = {
        segment: rng.choice(len(names), n, p=_skewed(rng, len(names))).tolist()
        for segment, names in SEGMENTS.items()
    }
    groups = {
        segment: [NOT_STATED if rng.random() < unstated else category for category in column]
        for segment, column in drawn.items()
    }
    middle = rng.uniform(1.5, 4.5)
    answers = {
        item: [
            None if rng.random() < skipping else int(np.clip(round(rng.normal(middle, 1)), 1, 5))
            for _ in range(n)
        ]
        for item in ITEMS
    }
    return Company(groups, answers)


def _skewed(rng: np.random.Generator, categories: int) -> Any:
    weights = np.sort(rng.gamma(1.0, 1.0, categories))[::-1] + 0.05
    return weights / weights.sum()


def survey_of(*, crossed: bool = False, on_small: str = "withhold", **more: Any) -> Survey:
    """Return a confidential survey with all segments."""
    rules: dict[str, Any] = {"on_small": on_small, **more.pop("confidentiality", {})}
    if crossed:
        rules["crossings"] = CROSSINGS
    segments = {id: {"categories": list(names)} for id, names in SEGMENTS.items()}
    return survey(segments=segments, confidentiality=rules, **more)


def measures(one: Company, given: Survey) -> Measures:
    """Return the measures of a company, the way ``assess`` takes them."""
    counts = tabulated(one, given)
    return measure(counts, populations(counts, given))


def tabulated(one: Company, given: Survey) -> Tabulation:
    """Return the counts of a company's answers to the items of one practice."""
    book = codebook(given, questionnaire(ITEMS))
    answers = {
        id: np.array([MISSING if a is None else a - 1 for a in column], dtype=np.int16)
        for id, column in one.answers.items()
    }
    segments = {s.id: np.array(one.groups[s.id], dtype=np.int16) for s in book.segments}
    return tabulate(book, [Batch(answers=answers, segments=segments, size=one.size)])


def published(one: Company, given: Survey) -> Published:
    """Return what is published of a company, the way ``assess`` does it."""
    return publish(measures(one, given), given)
