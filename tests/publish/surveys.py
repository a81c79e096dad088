"""Surveys drawn at random, with all that is needed to say how sure their figures are."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from tests.publish.samples import questionnaire, survey

from alignscan.measurement.measure import measure
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import CANNOT_SAY, MISSING, codebook
from alignscan.model.survey import Survey
from alignscan.publish.candidates import populations
from alignscan.publish.publish import publish
from alignscan.publish.published import Published, ShownCell
from alignscan.responses.batch import Batch

SITES = ("Bern", "Graz", "Oslo")
PRACTICES = ("C1.1", "C1.2", "C1.3", "C2.1", "C2.2", "C2.3", "C2.4", "C2.5")
ITEMS = tuple(f"q{i}" for i in range(len(PRACTICES)))


@dataclass(frozen=True)
class Drawn:
    """A survey, what is measured, and what is published of it."""

    survey: Survey
    measures: Measures
    published: Published

    def cell(self, id: str) -> ShownCell:
        found = next(c for c in self.published.cells if c.id == id)
        assert isinstance(found, ShownCell)
        return found


def drawn(
    seed: int,
    sizes: tuple[int, ...] = (60, 45, 35),
    *,
    skipping: float = 0.0,
    unable: float = 0.0,
    turned: bool = False,
    **more: Any,
) -> Drawn:
    """Return a survey of two conditions; ``turned`` words its last item the other way round."""
    rng = np.random.default_rng(seed)
    sites = np.repeat(np.arange(len(sizes)), sizes)
    people = rng.normal(3.2, 0.7, sites.size) + rng.normal(0, 0.4, len(sizes))[sites]
    answers = {}
    for item in ITEMS:
        wish = people + rng.normal(0, 0.9, sites.size)
        points = np.clip(np.rint(6 - wish if turned and item == ITEMS[-1] else wish), 1, 5)
        codes = (points - 1).astype(np.int16)
        codes[rng.random(sites.size) < skipping] = MISSING
        codes[rng.random(sites.size) < unable] = CANNOT_SAY
        answers[item] = codes
    return published_of(answers, sites, **more)


def published_of(answers: dict[str, Any], sites: Any, **more: Any) -> Drawn:
    """Return a survey of codes by item and the site of each person."""
    asked = questionnaire(
        (),
        items=[
            {"id": id, "practice": practice, "scale": "agree", "text": f"Is {id}?"}
            for id, practice in zip(ITEMS, PRACTICES, strict=True)
        ],
    )
    given = survey(**({"segments": {"site": {"categories": list(SITES)}}} | more))
    book = codebook(given, asked)
    segments = {s.id: np.asarray(sites, dtype=np.int16) for s in book.segments}
    batch = Batch(answers=answers, segments=segments, size=len(sites))
    counts = tabulate(book, [batch])
    found = measure(counts, populations(counts, given))
    return Drawn(given, found, publish(found, given))
