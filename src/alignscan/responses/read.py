"""Reading the answers of a survey, wherever they are, into batches of codes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.model.codebook import MISSING, NOT_ASKED, Codebook
from alignscan.model.questionnaire import RATED
from alignscan.model.survey import Survey
from alignscan.responses.batch import Batch, Codes
from alignscan.responses.columns import Columns, match_columns
from alignscan.responses.csvfile import open_csv
from alignscan.responses.encoder import Encoder
from alignscan.responses.errors import ResponsesError, error, info, unreadable
from alignscan.responses.excel import open_excel
from alignscan.responses.inline import inline_table
from alignscan.responses.kinds import kind_of
from alignscan.responses.parquet import open_parquet
from alignscan.responses.paths import locate
from alignscan.responses.table import Table
from alignscan.source.finding import Finding, Severity

BATCH_ROWS: Final = 250_000
"""Respondents of a batch at most: more are counted faster and take more memory."""
FEW_ROWS: Final = 20_000
"""Respondents that are not worth splitting."""
Progress = Callable[[int, int | None], None]
"""Takes the rows read so far, and about how many there are; None where only reading tells."""


@dataclass(frozen=True, slots=True)
class TableReport:
    """What was read from one table; names of columns, never a cell."""

    path: str
    rows: int
    """Rows with at least one field, the header not counted."""
    empty: int
    """Rows without an answer to any rated item; they are no respondents."""
    used: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read, once all of it has been."""

    tables: tuple[TableReport, ...]
    findings: tuple[Finding, ...]
    """Warnings and notes; errors are raised."""

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def empty(self) -> int:
        """All rows that were no respondents."""
        return sum(table.empty for table in self.tables)


def read(
    survey: Survey,
    book: Codebook,
    folder: Path,
    *,
    root: Path | None = None,
    batch_rows: int = BATCH_ROWS,
) -> Iterator[Batch]:
    """Yield the answers of a survey; the empty batch when there are none.

    ``folder`` is that of the survey file, ``root`` the folder which files may not leave. Raises
    ResponsesError, at the latest after the last batch, with everything wrong in all files.
    """
    return Reading(survey, book, folder, root=root, batch_rows=batch_rows).batches()


class Reading:
    """One pass over the answers of a survey, and what there was to say about it."""

    def __init__(
        self,
        survey: Survey,
        book: Codebook,
        folder: Path,
        *,
        root: Path | None = None,
        batch_rows: int = BATCH_ROWS,
        path: str = "",
        progress: Progress | None = None,
        tables: Sequence[Table] = (),
    ) -> None:
        """Prepare; ``path`` is the survey file as shown to the user.

        ``progress`` is told how many rows are read, and about how many there are in all. Given
        ``tables``, they hold the answers, and those that the survey file names are not read.
        """
        self._tables_given = tables
        self._survey = survey
        self._book = book
        self._folder = folder
        self._root = root
        self._batch_rows = max(1, batch_rows)
        self._path = path
        self._progress = progress
        self._findings: list[Finding] = []
        self._tables: list[TableReport] = []
        self._rated = [i.id for i in book.items if i.kind in RATED] or [i.id for i in book.items]

    @property
    def report(self) -> ReadReport:
        """What was read so far; complete after the last batch."""
        return ReadReport(tuple(self._tables), tuple(self._findings))

    def batches(self) -> Iterator[Batch]:
        """Yield batches of at most ``batch_rows`` respondents; see ``read`` for the errors."""
        self._findings.clear()
        self._tables.clear()
        some = False
        for opening in self._openings():
            for batch in _joined(self._collected(opening), self._batch_rows):
                some = True
                yield batch
        if self._failed:
            raise ResponsesError(self._findings)
        if not some:
            yield self._nobody()

    @property
    def _failed(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self._findings)

    def _openings(self) -> Iterator[Callable[[], Table]]:
        if self._tables_given:
            yield from (partial(_given, table) for table in self._tables_given)
            return
        answers = self._survey.answers
        if answers is not None:
            yield partial(inline_table, answers, self._book, self._path)
        seen: dict[Path, str] = {}
        for at, source in enumerate(self._survey.responses):
            yield partial(self._open, at, source.file, seen)

    def _open(self, at: int, file: str, seen: dict[Path, str]) -> Table:
        place = f"responses[{at}].file"
        path = locate(file, self._folder, self._root, survey=self._path, data_path=place)
        resolved = path.resolve()
        if resolved in seen:
            message = "a responses file is named twice; its answers would count twice"
            raise ResponsesError([error("AS813", message, self._path or file, data_path=place)])
        seen[resolved] = file
        return open_table(path, str(path))

    def _collected(self, opening: Callable[[], Table]) -> Iterator[Batch]:
        """Yield the batches of a table as long as nothing is wrong; keep what is."""
        try:
            table = opening()
            for batch in self._of_table(table):
                if not self._failed:
                    yield batch
        except ResponsesError as problem:
            self._findings.extend(problem.findings)

    def _of_table(self, table: Table) -> Iterator[Batch]:
        self._findings.extend(table.findings)
        if not table.names:
            self._note_empty(table)
            return
        columns = match_columns(self._book, table.names, table.path, table.spans)
        self._findings.extend(columns.findings)
        encoder = Encoder(self._book, columns, table)
        rows = kept = 0
        try:
            for frame in table.frames(encoder.wanted):
                rows += len(frame.rows)
                self._tell(rows, table)
                batch = self._without_empty(encoder.batch(frame))
                kept += batch.size
                if not encoder.failed:
                    yield from _split(batch, self._batch_rows)
        finally:
            self._findings.extend(encoder.findings())
            self._tables.append(_report(table, columns, rows, rows - kept))
        if not rows:
            self._note_empty(table)

    def _tell(self, rows: int, table: Table) -> None:
        if self._progress is not None:
            only = self._survey.answers is None and len(self._survey.responses) == 1
            self._progress(self.report.rows + rows, table.about if only else None)

    def _note_empty(self, table: Table) -> None:
        note = "there are no answers yet"
        self._findings.append(info("AS810", note, table.path))

    def _without_empty(self, batch: Batch) -> Batch:
        if not self._rated or not batch.size:
            return batch
        keep = np.zeros(batch.size, dtype=np.bool_)
        for item in self._rated:
            codes = batch.answers[item]
            keep |= (codes != MISSING) & (codes != NOT_ASKED)
            if keep.all():
                return batch
        return _part(batch, keep, int(keep.sum()))

    def _nobody(self) -> Batch:
        none = np.empty(0, dtype=np.int16)
        answers = {item.id: none for item in self._book.items}
        return Batch(answers, {segment.id: none for segment in self._book.segments}, 0)


def _given(table: Table) -> Table:
    return table


def open_table(path: Path, shown: str) -> Table:
    """Return a file as a table; ResponsesError with AS806 to AS809 when it is none."""
    openers = {"csv": open_csv, "excel": open_excel, "parquet": open_parquet}
    try:
        return openers[kind_of(path)](path, shown)
    except OSError:
        raise unreadable(shown) from None


def _report(table: Table, columns: Columns, rows: int, empty: int) -> TableReport:
    used = {*columns.items.values(), *columns.segments.values()}
    names = tuple(table.names[at] for at in sorted(used))
    return TableReport(table.path, rows, empty, names, columns.ignored)


def _joined(batches: Iterable[Batch], most: int) -> Iterator[Batch]:
    """Yield batches put together, as many respondents at a time as there may be.

    What is left in the end is split evenly, so that no thread that counts waits long for another.
    """
    full: list[Batch] = []
    waiting: list[Batch] = []
    for batch in batches:
        if waiting and sum(one.size for one in waiting) + batch.size > most:
            yield from full
            full, waiting = [_whole(waiting)], []
        waiting.append(batch)
    if waiting:
        last = _whole([*full, *waiting])
        pieces = max(2, -(-2 * last.size // most))
        yield from _split(last, max(-(-last.size // pieces), min(most, FEW_ROWS)))


def _whole(batches: Sequence[Batch]) -> Batch:
    if len(batches) == 1:
        return batches[0]

    def columns(tables: Sequence[Mapping[str, Codes]]) -> dict[str, Codes]:
        return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}

    return Batch(
        columns([batch.answers for batch in batches]),
        columns([batch.segments for batch in batches]),
        sum(batch.size for batch in batches),
    )


def _split(batch: Batch, most: int) -> Iterator[Batch]:
    for start in range(0, batch.size, most):
        stop = min(start + most, batch.size)
        yield _part(batch, slice(start, stop), stop - start)


def _part(batch: Batch, part: slice | NDArray[np.bool_], size: int) -> Batch:
    answers = {item: codes[part] for item, codes in batch.answers.items()}
    return Batch(answers, {name: codes[part] for name, codes in batch.segments.items()}, size)
