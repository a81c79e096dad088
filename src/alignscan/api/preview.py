"""Which groups will be visible, before anybody was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from alignscan.api.load import Assessment, InvalidInput
from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import Codebook, codebook
from alignscan.model.survey import Survey
from alignscan.publish.candidates import OTHER, populations
from alignscan.publish.outlook import (
    DRAWS,
    RATES,
    GroupOutlook,
    NobodyInvited,
    Outlook,
    Preview,
)
from alignscan.publish.visible import visible
from alignscan.responses.batch import NOT_STATED, Batch
from alignscan.responses.invited import invited_people
from alignscan.source.finding import SourceError

SEED: Final = 20260921
CERTAIN: Final = 0.9


def preview(assessment: Assessment) -> Preview:
    """Return which groups will be visible; from the population alone, no answer is read.

    Raises NobodyInvited without a population, InvalidInput when its list cannot be read.
    """
    survey = assessment.survey
    book = codebook(survey, assessment.questionnaire)
    people = _people(assessment, book)
    kept = replace(
        book,
        items=(),
        scales=(),
        segments=tuple(s for s in book.segments if s.id in people.segments),
    )
    tries = [[_seen(kept, survey, batch) for batch in _answering(people, rate)] for rate in RATES]
    return Preview(
        invited=people.size,
        min_group=(
            survey.confidentiality.min_group if survey.effective_mode == "confidential" else None
        ),
        groups=tuple(_groups(kept, people, tries)),
        crossings=tuple(_crossings(survey, tries)),
        without_counts=tuple(s.id for s in book.segments if s.id not in people.segments),
        overlap_known=survey.population is not None and survey.population.file is not None,
    )


Seen = Mapping[tuple[tuple[str, tuple[str, ...]], ...], bool]
"""For each group that was looked at, by its filters, whether it is shown."""


def _seen(book: Codebook, survey: Survey, batch: Batch) -> Seen:
    tabulation = tabulate(book, [batch])
    measures = measure(tabulation, populations(tabulation, _fitting(survey, book)))
    if survey.effective_mode != "confidential":
        return {cell.filters: True for cell in measures.cells}
    shown = visible(measures, survey).cells
    return {cell.filters: cell.id in shown for cell in measures.cells}


def _fitting(survey: Survey, book: Codebook) -> Survey:
    """Return the survey without crossings of segments that nothing is known of."""
    known = {s.id for s in book.segments}
    rules = survey.confidentiality
    pairs = tuple(pair for pair in rules.crossings if {*pair} <= known)
    return survey.model_copy(
        update={"confidentiality": rules.model_copy(update={"crossings": pairs})}
    )


def _groups(book: Codebook, people: Batch, tries: list[list[Seen]]) -> Iterator[GroupOutlook]:
    yield GroupOutlook(None, None, people.size, tuple(_outlook(t, ()) for t in tries))
    for segment in book.segments:
        counts = np.bincount(
            people.segments[segment.id][people.segments[segment.id] != NOT_STATED],
            minlength=len(segment.categories),
        ).tolist()
        for category, invited in zip(segment.categories, counts, strict=True):
            filters = ((segment.id, (category,)),)
            outlook = tuple(_outlook(seen, filters) for seen in tries)
            yield GroupOutlook(segment.id, category, invited, outlook)


def _outlook(tries: list[Seen], filters: tuple[tuple[str, tuple[str, ...]], ...]) -> Outlook:
    share = {
        found: sum(_of(seen, filters) == found for seen in tries) / len(tries)
        for found in ("shown", "joined", "withheld")
    }
    if share["shown"] >= CERTAIN:
        return "shown"
    if share["joined"] >= CERTAIN:
        return "joined"
    return "withheld" if share["withheld"] >= CERTAIN else "depends"


def _of(seen: Seen, filters: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    if seen.get(filters):
        return "shown"
    if len(filters) != 1:
        return "withheld"
    (segment, (category, *_)) = filters[0]
    joined = any(
        shown and len(found) == 1 and found[0][0] == segment and _is_other(found[0][1], category)
        for found, shown in seen.items()
    )
    return "joined" if joined else "withheld"


def _is_other(categories: tuple[str, ...], category: str) -> bool:
    return category in categories and (len(categories) > 1 or category == OTHER)


def _crossings(
    survey: Survey, tries: list[list[Seen]]
) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    for pair in survey.confidentiality.crossings:
        found = {f for runs in tries for seen in runs for f in seen if _is_pair(f, pair)}
        if found:
            often = tuple(
                sum(sum(bool(seen.get(f)) for seen in runs) * 2 > len(runs) for f in found)
                for runs in tries
            )
            yield " x ".join(pair), len(found), often


def _is_pair(filters: tuple[tuple[str, tuple[str, ...]], ...], pair: tuple[str, ...]) -> bool:
    return len(filters) == 2 and {name for name, _ in filters} == {*pair}


def _answering(people: Batch, rate: int) -> Iterator[Batch]:
    """Yield who might answer at a rate, several times; everybody once."""
    size = max(1, people.size * rate // 100)
    random = np.random.default_rng(SEED)
    for _ in range(1 if size == people.size else DRAWS):
        chosen = np.sort(random.permutation(people.size)[:size])
        segments = {id: codes[chosen] for id, codes in people.segments.items()}
        yield Batch(answers={}, segments=segments, size=size)


def _people(assessment: Assessment, book: Codebook) -> Batch:
    survey = assessment.survey
    population = survey.population
    if population is None:
        raise NobodyInvited
    if population.file is None:
        return _spread(book, population.total, population.counts)
    shown = str(assessment.path)
    try:
        return invited_people(survey, book, assessment.folder, root=assessment.root, path=shown)
    except SourceError as error:
        raise InvalidInput(error.findings) from None


def _spread(book: Codebook, total: int | None, counts: Mapping[str, Mapping[str, int]]) -> Batch:
    """Return people with the counts of each segment, the segments spread over one another."""
    size = max(total or 0, *(sum(found.values()) for found in counts.values()), 0)
    if not size:
        raise NobodyInvited
    random = np.random.default_rng(SEED)
    segments = {}
    for segment in book.segments:
        if segment.id in counts:
            codes = np.full(size, NOT_STATED, dtype=np.int16)
            sizes = [counts[segment.id].get(category, 0) for category in segment.categories]
            stated = np.repeat(np.arange(len(sizes), dtype=np.int16), sizes)
            codes[: stated.size] = stated
            segments[segment.id] = random.permutation(codes)
    return Batch(answers={}, segments=segments, size=size)
