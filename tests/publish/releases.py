"""Several releases of one wave: people who come, go, move and change their minds between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from tests.publish.attack import Leak, leaks
from tests.publish.companies import SEGMENTS, Company, company
from tests.publish.samples import questionnaire

from alignscan.api.load import Assessment
from alignscan.api.releases import Keeping, Kept, People, decide_release
from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import MISSING, Codebook, codebook
from alignscan.model.survey import Survey
from alignscan.publish.candidates import populations
from alignscan.publish.published import Published, ShownCell
from alignscan.publish.release.ledger import Ledger, from_bytes, to_bytes
from alignscan.responses.batch import Batch
from alignscan.responses.keys import Gathered

KEY = bytes(range(32))


@dataclass(frozen=True)
class Somebody:
    """A person as an attacker knows them; ``version`` counts how often answers were changed."""

    name: int
    groups: Mapping[str, int]
    answers: Mapping[str, int | None]
    version: int = 0


@dataclass
class Wave:
    """A wave that is released again and again; ``keeps`` says whether there is a ledger."""

    survey: Survey
    items: Sequence[str]
    keeps: bool = True
    ledger: Ledger | None = None
    seen: list[tuple[Published, list[Somebody]]] = field(default_factory=list)

    def release(self, people: Sequence[Somebody], survey: Survey | None = None, **how: Any) -> Kept:
        """Release what stays safe beside all that was released."""
        given = survey or self.survey
        keeping = Keeping(self.ledger, KEY, release=True, withhold_changed=True, **how)
        kept = decided_beside(people, given, self.items, keeping)
        if kept.ledger is not None and self.keeps:
            self.ledger = from_bytes(to_bytes(kept.ledger))
        self.seen.append((kept.decided.published, list(people)))
        return kept

    def leaks(self, k: int, item: str | None = None) -> Iterator[Leak]:
        """Yield people, fewer than k, that the union of all releases tells something about."""
        everybody = {
            (p.name, p.version): p
            for _, people in self.seen
            for p in people
            if item is None or p.answers[item] is not None
        }
        place = {who: at for at, who in enumerate(everybody)}
        rows = {row for p, people in self.seen for row in _rows(p, people, place, item)}
        changed = len(everybody) - len({name for name, _ in everybody})
        names = [name for name, _ in everybody]
        roster: list[dict[str, str]] = [{} for _ in everybody]
        for found in leaks(roster, [], k + changed, sorted(rows)):
            if len({names[at] for at in found}) < k:
                yield found


def decided_beside(
    people: Sequence[Somebody], survey: Survey, items: Sequence[str], keeping: Keeping
) -> Kept:
    """Return what may be shown of people beside what a ledger remembers."""
    asked = questionnaire(tuple(items))
    book = codebook(survey, asked)
    batch = batch_of(people, book)
    counts = tabulate(book, [batch])
    gathered = Gathered([item.id for item in book.items], (keeping.ledger or Ledger(KEY)).key)
    list(gathered.passing([batch]))
    measured = measure(counts, populations(counts, survey))
    loaded = Assessment(Path("survey.yaml"), survey, asked, ())
    return decide_release(loaded, survey, measured, counts, People(gathered), keeping, None)


def batch_of(people: Sequence[Somebody], book: Codebook) -> Batch:
    def codes(item: str) -> Any:
        given = [p.answers[item] for p in people]
        return np.array([MISSING if a is None else a - 1 for a in given], dtype=np.int16)

    return Batch(
        answers={item.id: codes(item.id) for item in book.items},
        segments={
            s.id: np.array([p.groups[s.id] for p in people], dtype=np.int16) for s in book.segments
        },
        size=len(people),
    )


def crowd(
    seed: int, items: Sequence[str], *, most: int = 10**6, skipping: float = 0.0
) -> list[Somebody]:
    """Return a company drawn at random, with answers of its own to many items."""
    one, rng = company(seed, skipping=0), np.random.default_rng([seed, 1])
    return [
        Somebody(name, {s: column[name] for s, column in one.groups.items()}, drawn)
        for name, drawn in enumerate(
            _answers(rng, items, skipping) for _ in range(min(one.size, most))
        )
    ]


def changed(people: Sequence[Somebody], rng: np.random.Generator) -> list[Somebody]:
    """Return the people of a later run: some came, left, moved, or answered otherwise."""
    out, names = list(people), max(p.name for p in people) + 1
    items = tuple(people[0].answers)
    kind = rng.integers(5)
    if kind in (0, 4):
        for new in range(int(rng.integers(1, 4))):
            groups = {s: int(rng.integers(len(c))) for s, c in SEGMENTS.items()}
            out.append(Somebody(names + new, groups, _answers(rng, items, 0.0)))
    if kind in (1, 4):
        for _ in range(int(rng.integers(1, 3))):
            out.pop(int(rng.integers(len(out))))
    if kind in (2, 4):
        at, segment = int(rng.integers(len(out))), str(rng.choice(list(SEGMENTS)))
        moved = int(rng.integers(len(SEGMENTS[segment])))
        out[at] = replace(out[at], groups={**out[at].groups, segment: moved})
    if kind == 3:
        at = int(rng.integers(len(out)))
        one = out[at]
        out[at] = replace(one, answers=_answers(rng, items, 0.0), version=one.version + 1)
    return [out[int(i)] for i in rng.permutation(len(out))]


def as_company(people: Sequence[Somebody]) -> Company:
    """Return people as the companies of other tests."""
    return Company(
        {s: [p.groups[s] for p in people] for s in SEGMENTS},
        {i: [p.answers[i] for p in people] for i in people[0].answers},
    )


def _answers(
    rng: np.random.Generator, items: Sequence[str], skipping: float
) -> dict[str, int | None]:
    given = rng.integers(1, 6, len(items))
    skipped = rng.random(len(items)) < skipping
    return {i: None if s else int(a) for i, a, s in zip(items, given, skipped, strict=True)}


def _rows(
    published: Published,
    people: Sequence[Somebody],
    place: Mapping[tuple[int, int], int],
    item: str | None,
) -> Iterator[tuple[int, ...]]:
    names = {s: list(c) for s, c in SEGMENTS.items()}
    for cell in published.cells:
        if not isinstance(cell, ShownCell):
            continue
        if item is not None:
            figures = cell.items[item]
            if figures.mean is None and figures.range is None:
                continue
        row = [0] * len(place)
        for p in people:
            inside = all(
                p.groups[s] >= 0 and names[s][p.groups[s]] in wanted
                for s, wanted in cell.filters.items()
            )
            if inside and (p.name, p.version) in place:
                row[place[p.name, p.version]] = 1
        yield tuple(row)
