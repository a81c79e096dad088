"""Companies whose groups are compared: five conditions of one item each, wishes and an outcome."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from tests.model.samples import questionnaire, survey

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import MISSING, codebook
from alignscan.model.conditions import CONDITIONS
from alignscan.model.survey import Survey
from alignscan.publish.candidates import populations
from alignscan.publish.publish import publish
from alignscan.publish.published import Published
from alignscan.responses.batch import Batch

SITES = ["North", "South", "East"]
ITEMS = [
    *(
        {"id": f"q{i}", "kind": "anchor", "condition": c, "scale": "agree", "text": f"Is {c}?"}
        for i, c in enumerate(CONDITIONS, start=1)
    ),
    {"id": "w1", "kind": "wish", "condition": "direction", "scale": "agree", "text": "Wish?"},
    {"id": "o", "kind": "outcome", "scale": "agree", "text": "Outcome?"},
]
Answers = Mapping[str, Sequence[int | None]]


def given(sites: Sequence[str] = SITES, **more: Any) -> Survey:
    """Return a confidential survey by site."""
    rules = {"on_small": "withhold", **more.pop("confidentiality", {})}
    return survey(segments={"site": {"categories": list(sites)}}, confidentiality=rules, **more)


def measured(answers: Answers, sites: Sequence[str], asked: Survey) -> Measures:
    """Return the measures of answers from 1 up, and where each person works."""
    book = codebook(asked, questionnaire(["q"], items=ITEMS))
    names = list(asked.segments["site"].categories)
    columns = {
        item.id: np.array(
            [MISSING if a is None else a - 1 for a in answers.get(item.id, [None] * len(sites))],
            dtype=np.int16,
        )
        for item in book.items
    }
    where = {"site": np.array([names.index(s) if s else -1 for s in sites], dtype=np.int16)}
    counts = tabulate(book, [Batch(answers=columns, segments=where, size=len(sites))])
    return measure(counts, populations(counts, asked))


def published(answers: Answers, sites: Sequence[str], asked: Survey | None = None) -> Published:
    """Return what is published of them."""
    asked = asked or given()
    return publish(measured(answers, sites, asked), asked)


def people(sizes: Mapping[str, int]) -> list[str]:
    """Return the site of each person, given how many each site has."""
    return [site for site, n in sizes.items() for _ in range(n)]


def around(sites: Sequence[str], middles: Mapping[str, int]) -> list[int]:
    """Return answers that spread by a point around the middle of each site."""
    seen: dict[str, int] = {}
    out = []
    for site in sites:
        seen[site] = seen.get(site, -1) + 1
        out.append(middles[site] + seen[site] % 3 - 1)
    return out
