"""How many people were invited: counted from a list with one row for each of them.

Only the columns of segments are read; names and addresses in such a list are never looked at.
"""

from pathlib import Path

import numpy as np

from alignscan.model.codebook import Codebook
from alignscan.model.survey import Population, Survey
from alignscan.responses.batch import Batch, Codes
from alignscan.responses.columns import Columns
from alignscan.responses.encoder import Encoder
from alignscan.responses.errors import ResponsesError
from alignscan.responses.paths import locate_list
from alignscan.responses.read import open_table


def invited(
    survey: Survey, book: Codebook, folder: Path, *, root: Path | None = None, path: str = ""
) -> Population | None:
    """Return the population in numbers, counted where the survey file names a list.

    Raises ResponsesError when the list cannot be read, or holds a category that is not declared.
    """
    population = survey.population
    if population is None or population.file is None:
        return population
    people = invited_people(survey, book, folder, root=root, path=path)
    return Population(
        total=people.size or None,
        counts={
            id: dict(zip(_categories(book, id), _counted(codes, book, id), strict=True))
            for id, codes in people.segments.items()
        },
    )


def invited_people(
    survey: Survey, book: Codebook, folder: Path, *, root: Path | None = None, path: str = ""
) -> Batch:
    """Return the invited of the list that a survey file names, with the segments that it tells.

    Raises ResponsesError as ``invited``, and ValueError where no list is named.
    """
    if survey.population is None or survey.population.file is None:
        raise ValueError("the survey file names no list of the invited")
    file = locate_list(survey.population.file, folder, root, survey=path)
    table = open_table(file, str(file))
    names = {name.casefold(): at for at, name in reversed(list(enumerate(table.names)))}
    found = {s.id: at for s in book.segments if (at := names.get(s.column.casefold())) is not None}
    encoder = Encoder(book, Columns({}, found, (), ()), table)
    batches = [encoder.batch(frame) for frame in table.frames(encoder.wanted or (0,))]
    findings = encoder.findings()
    if encoder.failed:
        raise ResponsesError(findings)
    none = np.empty(0, dtype=np.int16)
    segments = {id: np.concatenate([none, *(b.segments[id] for b in batches)]) for id in found}
    return Batch(answers={}, segments=segments, size=sum(batch.size for batch in batches))


def _counted(codes: Codes, book: Codebook, id: str) -> list[int]:
    counts: list[int] = np.bincount(
        codes[codes >= 0], minlength=len(_categories(book, id))
    ).tolist()
    return counts


def _categories(book: Codebook, id: str) -> tuple[str, ...]:
    return next(s.categories for s in book.segments if s.id == id)
