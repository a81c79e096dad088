"""Open answers as people wrote them, for the person who reviews them; nothing else reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignscan.model.codebook import Codebook
from alignscan.model.survey import Survey
from alignscan.responses.batch import NOT_STATED, Codes
from alignscan.responses.columns import Columns
from alignscan.responses.encoder import Encoder
from alignscan.responses.errors import ResponsesError
from alignscan.responses.inline import inline_table
from alignscan.responses.paths import locate
from alignscan.responses.read import open_table
from alignscan.responses.table import Cells, Table


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """What one person wrote to one open question."""

    item: str
    category: str | None
    """The person's category of the segment that was asked for; None where it is not known."""
    text: str


def open_answers(
    survey: Survey,
    book: Codebook,
    items: Sequence[str],
    segment: str | None,
    folder: Path,
    *,
    root: Path | None = None,
    path: str = "",
) -> Iterator[OpenAnswer]:
    """Yield the answers to some open items, each with its category of a segment.

    Raises ResponsesError when a file cannot be read or a category is not declared.
    """
    for table in _tables(survey, book, folder, root, path):
        yield from _of_table(table, book, items, segment)


def _tables(
    survey: Survey, book: Codebook, folder: Path, root: Path | None, path: str
) -> Iterator[Table]:
    if survey.answers is not None:
        yield inline_table(survey.answers, book, path)
    for at, source in enumerate(survey.responses):
        place = f"responses[{at}].file"
        file = locate(source.file, folder, root, survey=path, data_path=place)
        yield open_table(file, str(file))


def _of_table(
    table: Table, book: Codebook, items: Sequence[str], segment: str | None
) -> Iterator[OpenAnswer]:
    asked = {id: at for id in items if (at := column_of(table.names, id)) is not None}
    names = {s.id: s.column for s in book.segments if s.id == segment}
    found = {
        id: at for id, name in names.items() if (at := column_of(table.names, name)) is not None
    }
    encoder = Encoder(book, Columns({}, found, (), ()), table)
    wanted = sorted({*asked.values(), *found.values()})
    if not asked:
        return
    for frame in table.frames(wanted):
        categories = _categories(encoder.batch(frame).segments, book, segment, len(frame.rows))
        for id, at in asked.items():
            for row, text in _texts(frame.columns[at]):
                yield OpenAnswer(id, categories[row], text)
    if encoder.failed:
        raise ResponsesError(encoder.findings())


def column_of(names: Sequence[str], name: str) -> int | None:
    """Return the index of the first column with a name, in any case; None when there is none."""
    folded = [one.casefold() for one in names]
    wanted = name.strip().casefold()
    return folded.index(wanted) if wanted in folded else None


def _categories(
    segments: Mapping[str, Codes], book: Codebook, segment: str | None, size: int
) -> list[str | None]:
    if segment is None:
        return [None] * size
    known = next(s.categories for s in book.segments if s.id == segment)
    codes = segments[segment].tolist()
    return [None if code == NOT_STATED else known[code] for code in codes]


def _texts(cells: Cells) -> Iterator[tuple[int, str]]:
    for row, index in enumerate(cells.index.tolist()):
        value = cells.values[index]
        if isinstance(value, str) and value.strip():
            yield row, value.strip()
