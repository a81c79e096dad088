"""The people of a run beside those who are remembered, and what a run is known by."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from alignscan.measurement.joint import everybody, tabulate_before, with_before
from alignscan.measurement.measure import memberships
from alignscan.measurement.saved import save
from alignscan.measurement.saved_book import book_text
from alignscan.measurement.tabulation import Tabulation, distinct_atoms
from alignscan.model.codebook import Codebook
from alignscan.model.survey import Survey
from alignscan.publish.release.ledger import Remembered
from alignscan.publish.release.matching import Match, matched
from alignscan.publish.release.record import Run
from alignscan.responses.batch import NOT_STATED
from alignscan.responses.keys import Gathered, Keys, place_key


def run_of(
    tabulation: Tabulation,
    gathered: Gathered,
    key: bytes,
    remembered: Remembered | None = None,
    releases: int = 0,
) -> Run:
    """Return the people of a run beside those who are remembered."""
    book, keys = tabulation.book, gathered.keys
    rows, flagged = everybody(book, gathered.batches)
    atoms, _, atom = distinct_atoms(book, rows, np.zeros(len(rows), dtype=np.bool_))
    hashes = [place_of(book, row, key) for row in atoms.tolist()]
    places: Keys = np.array(hashes, dtype=np.uint64)[atom] if hashes else np.zeros(0, np.uint64)
    match: Match | None = None
    counted = tabulation
    if remembered is not None:
        match = matched(remembered.universe, keys, places, releases)
        size = len(remembered.universe.sizes)
        book = with_before(book, size)
        rows = np.column_stack([rows, match.atom])
        counted = tabulate_before(tabulation.book, gathered.batches, match.atom, size)
    _, _, joint = distinct_atoms(book, rows, flagged)
    width = len(tabulation.book.segments)
    of = {tuple(row): place for row, place in zip(atoms.tolist(), hashes, strict=True)}
    each = [of[categories[:width]] for categories in memberships(counted).categories]
    return Run(counted, keys, joint, each, match)


def place_of(book: Codebook, row: Sequence[int], key: bytes) -> int:
    """Return a hash of the categories of a row of category indexes."""
    stated = [
        (segment.id, segment.categories[category])
        for segment, category in zip(book.segments, row, strict=True)
        if category != NOT_STATED
    ]
    return place_key(stated, key)


def questions(book: Codebook) -> bytes:
    """Return what is asked and how it is scored; groups may change, and are decided around."""
    return book_text(replace(book, segments=())).encode()


def data_of(key: bytes, tabulation: Tabulation, survey: Survey) -> str:
    """Return a hash of the counts and of all else that decides what is shown."""
    rules, population = survey.confidentiality, survey.population
    deciding = {
        "min_group": rules.min_group,
        "on_small": rules.on_small,
        "crossings": [sorted(pair) for pair in rules.crossings],
        "consented": survey.consented.level if survey.consented else None,
        "weighting": None if survey.weighting is None else list(survey.weighting.by),
        "counts": {} if population is None else population.counts,
    }
    return hashed(key, save(tabulation) + json.dumps(deciding, sort_keys=True).encode())


def hashed(key: bytes, data: bytes) -> str:
    """Return a keyed hash of some bytes, as text."""
    return blake2b(data, key=key, digest_size=32, person=b"release").hexdigest()
