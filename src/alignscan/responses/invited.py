"""How many people were invited: counted from a list with one row for each of them.

Only the columns of segments are read; names and addresses in such a list are never looked at.
"""

from pathlib import Path

import numpy as np

from alignscan.model.codebook import Codebook
from alignscan.model.survey import Population, Survey
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
    file = locate_list(population.file, folder, root, survey=path)
    table = open_table(file, str(file))
    names = {name.casefold(): at for at, name in reversed(list(enumerate(table.names)))}
    found = {s.id: at for s in book.segments if (at := names.get(s.column.casefold())) is not None}
    encoder = Encoder(book, Columns({}, found, (), ()), table)
    total = 0
    counts = {id: np.zeros(len(_categories(book, id)), dtype=np.int64) for id in found}
    for frame in table.frames(encoder.wanted or (0,)):
        batch = encoder.batch(frame)
        total += batch.size
        for id, column in counts.items():
            codes = batch.segments[id]
            counts[id] = column + np.bincount(codes[codes >= 0], minlength=len(column))
    findings = encoder.findings()
    if encoder.failed:
        raise ResponsesError(findings)
    return Population(
        total=total or None,
        counts={
            id: dict(zip(_categories(book, id), map(int, column), strict=True))
            for id, column in counts.items()
        },
    )


def _categories(book: Codebook, id: str) -> tuple[str, ...]:
    return next(s.categories for s in book.segments if s.id == id)
