"""What a reader who knows everybody invited can tell of who answered.

That somebody answered is personal as well. The reader knows who belongs where, and reads how many
answered of each shown group, and the response rates. Where everybody of
a group answered, its number of answers says so, but never about fewer people than five.
"""

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog
from tests.publish.attack import Person, among, memberships
from tests.publish.bounding import kinds_of
from tests.publish.companies import SEGMENTS, Company, company, published, survey_of

from alignscan.publish.published import Published, ShownCell

K = 5
CASES = (0, 3, 4, 11)
"""With and without crossings, merged and withheld."""
MORE = (2, 6, 10)
TINY = 1e-6


@dataclass(frozen=True)
class Case:
    """Who was invited, who of them answered, and what is published."""

    invited: list[dict[str, str]]
    answered: np.ndarray[Any, np.dtype[np.bool_]]
    published: Published

    @property
    def shown(self) -> list[ShownCell]:
        return [cell for cell in self.published.cells if isinstance(cell, ShownCell)]

    def kinds(self) -> np.ndarray[Any, np.dtype[np.intp]]:
        """Return for each person a number that people share who are alike in everything."""
        return kinds_of([tuple(sorted(person.items())) for person in self.invited])


def drawn(seed: int) -> Case:
    """Return a company in which some functions answer nearly all, and some hardly at all."""
    rng = np.random.default_rng(seed)
    everybody = company(seed, skipping=0.0)
    functions = np.array(everybody.groups["function"])
    willing = rng.choice([0.0, 0.4, 0.7, 0.9, 1.0], len(SEGMENTS["function"]))
    answered = rng.random(everybody.size) < willing[functions]
    answered[: 2 * K] = True
    places: list[int] = np.flatnonzero(answered).tolist()
    kept = Company(
        {s: [column[i] for i in places] for s, column in everybody.groups.items()},
        {item: [column[i] for i in places] for item, column in everybody.answers.items()},
    )
    counts = {
        s: {name: everybody.groups[s].count(at) for at, name in enumerate(names)}
        for s, names in SEGMENTS.items()
    }
    survey = survey_of(
        crossed=seed % 2 == 1,
        on_small="merge" if seed % 3 == 0 else "withhold",
        population={"total": everybody.size, "counts": counts},
    )
    return Case(everybody.roster(), answered, published(kept, survey))


@pytest.fixture(
    scope="module",
    params=[*CASES, *(pytest.param(seed, marks=pytest.mark.slow) for seed in MORE)],
)
def case(request: pytest.FixtureRequest) -> Case:
    return drawn(request.param)


def test_no_number_of_answers_rests_on_a_few(case: Case) -> None:
    people: list[Person] = [p for p, a in zip(case.invited, case.answered, strict=True) if a]
    rows = memberships(people, [cell.filters for cell in case.shown])
    assert rows.sum(axis=1).tolist() == [cell.n for cell in case.shown]
    assert next(among(rows, K), None) is None


def test_nobody_is_known_to_have_answered_alone(case: Case) -> None:
    known, kinds = 0, case.kinds()
    for kind in range(kinds.max() + 1):
        group = kinds == kind
        low, high = answers_of(case, group)
        assert low <= case.answered[group].sum() <= high
        known += low if low == high else 0
    assert known == 0 or known >= K


def test_rates_stand_beside_shown_groups_and_rest_on_nobody_or_enough(case: Case) -> None:
    shown = {cell.id: cell for cell in case.shown}
    rates = case.published.nonresponse
    assert rates.keys() <= shown.keys()
    for segment in SEGMENTS:
        own = [id for id in rates if set(shown[id].filters) <= {segment}]
        rows = memberships(case.invited, [shown[id].filters for id in own])
        assert next(among(rows, K), None) is None if own else True
    for id, found in rates.items():
        size = int(memberships(case.invited, [shown[id].filters]).sum())
        assert found.invited in (None, size)
        assert (found.invited is None) == (id != "overall" and not id.startswith("role="))
        if found.invited is None and found.rate is not None:
            assert found.rate % 1 * 20 % 1 == 0
            assert 0 < found.rate < 1


def answers_of(case: Case, group: Any) -> tuple[int, int]:
    """Return how many people of a group answered at least and at most, as a reader can tell."""
    columns = np.vstack([memberships(case.invited, [c.filters for c in case.shown]), group])
    kinds, place = np.unique(columns, axis=1, return_inverse=True)
    sizes = np.bincount(place.ravel())
    inside = kinds[-1].astype(float)
    ends = []
    for sign in (1, -1):
        found: Any = linprog(
            sign * inside,
            A_eq=kinds[:-1],
            b_eq=[cell.n for cell in case.shown],
            bounds=[(0, n) for n in sizes],
            method="highs",
        )
        ends.append(sign * found.fun)
    return ceil(ends[0] - TINY), floor(ends[1] + TINY)
