"""How many priorities people name: an attacker finds no small group whose number is too narrow."""

from typing import Any

import numpy as np
import pytest
from tests.model.samples import questionnaire
from tests.publish.attack import among, memberships
from tests.publish.bounding import HALF_PERCENT, Bound, Subject, inside, kinds_of
from tests.publish.companies import Company, company, survey_of
from tests.publish.inside import VALUES

from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import MISSING, codebook
from alignscan.publish.candidates import populations
from alignscan.publish.publish import publish
from alignscan.responses.batch import Batch

K = 5
PRIORITIES = [{"id": id, "name": id} for id in ("quality", "safety", "growth", "people")]
ENOUGH = np.array([0.0, 0.0, 0.0, 1.0, 1.0])
"""Three of four: the standard."""
EVERY = np.array([0.0, 0.0, 0.0, 0.0, 1.0])


def drawn(seed: int) -> tuple[Company, dict[str, Any]]:
    """Return a company in which few people know the priorities, and what is published of it."""
    one, rng = company(seed, skipping=0.05), np.random.default_rng(seed)
    named = rng.choice(5, one.size, p=rng.dirichlet(np.full(5, 0.6)))
    items = [
        {"id": "named", "kind": "recall", "text": "Which priorities do you recall?"},
        {"id": "q", "practice": "C1.1", "scale": "agree", "text": "Is q?"},
    ]
    given = survey_of(crossed=seed % 2 == 1, priorities=PRIORITIES)
    book = codebook(given, questionnaire((), items=items))
    wrote = [MISSING if a is None else int(n) for n, a in zip(named, one.answers["r"], strict=True)]
    asked = [MISSING if a is None else a - 1 for a in one.answers["q"]]
    answers = {
        "named": np.array(wrote, dtype=np.int16),
        "q": np.array(asked, dtype=np.int16),
    }
    segments = {s.id: np.array(one.groups[s.id], dtype=np.int16) for s in book.segments}
    counts = tabulate(book, [Batch(answers=answers, segments=segments, size=one.size)])
    found = publish(measure(counts, populations(counts, given)), given)
    known = {**one.answers, "named": [None if w == MISSING else w for w in wrote]}
    return Company(one.groups, known), found.model_dump(mode="json")


def subject(one: Company, json: dict[str, Any]) -> Subject:
    """Return all that is published of how many are named, as bounds; 0 named counts as 1."""
    named, roster = one.answers["named"], one.roster()
    answered = np.array([n is not None for n in named])
    truth = np.zeros((one.size, len(VALUES)))
    for person, number in enumerate(named):
        if number is not None:
            truth[person, number] = 1
    kinds = kinds_of([tuple(sorted(person.items())) for person in roster])
    found = Subject("named", answered, kinds, truth)
    for cell in json["cells"]:
        figures = cell.get("recall")
        if figures and figures["n"]:
            assert figures["n"] == inside(roster, cell["filters"])[answered].sum()
            found.bounds += bounds(figures, inside(roster, cell["filters"]).astype(float))
    return found


def bounds(figures: dict[str, Any], who: Any) -> list[Bound]:
    n, out = figures["n"], []
    if figures["named"] is not None:
        mean, half = float(figures["named"]), float(figures["step"]) / 2
        out.append(Bound(who, VALUES - 1, n * (mean - half), n * (mean + half)))
    if figures["enough_range"] is not None:
        low, high = map(float, figures["enough_range"])
        out.append(Bound(who, ENOUGH, n * low, n * high))
    for name, weights in (("enough", ENOUGH), ("all", EVERY)):
        if figures[name] is not None:
            share = float(figures[name])
            out.append(Bound(who, weights, n * (share - HALF_PERCENT), n * (share + HALF_PERCENT)))
    return out


SLOW = pytest.mark.slow


@pytest.mark.parametrize("seed", [8, *(pytest.param(seed, marks=SLOW) for seed in (2, 3, 5, 11))])
def test_what_a_few_people_name_is_not_worked_out(seed: int) -> None:
    one, json = drawn(seed)
    found = subject(one, json)
    assert found.violated() == []
    groups = [inside(one.roster(), cell["filters"]) for cell in json["cells"]]
    for whole in (False, found.sizes.size <= 40):
        assert list(found.narrow(groups, K, 2.0, whole=whole)) == []
    found.values = ENOUGH
    assert list(found.narrow(groups, K, 0.5)) == []
    shown = [c["filters"] for c in json["cells"] if c.get("recall") and c["recall"]["n"]]
    people = memberships(one.roster("named"), shown)
    assert next(among(people, K), None) is None if people.size else True
