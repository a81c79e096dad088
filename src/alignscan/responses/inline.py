"""Answers that stand in the survey file itself: a column for each item, a cell for each person."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from alignscan.model.codebook import Codebook
from alignscan.model.conditions import canonical
from alignscan.responses.errors import ResponsesError, error, shown
from alignscan.responses.table import Frame, Table, distinct


def inline_table(answers: Mapping[str, tuple[str, ...]], book: Codebook, path: str) -> Table:
    """Return the answers of a survey file as a table; ``path`` is that file as shown.

    A condition stands for its anchored item where there is exactly one. Raises ResponsesError
    with AS805 when the columns are not equally long.
    """
    keys = tuple(answers)
    length = max((len(column) for column in answers.values()), default=0)
    _refuse_unequal(answers, length, path)
    names = tuple(_item(key, book) for key in keys)
    written = dict(zip(names, keys, strict=True))

    def frames(columns: Sequence[int]) -> Iterator[Frame]:
        cells = {at: distinct(cell.strip() for cell in answers[keys[at]]) for at in columns}
        yield Frame(cells, np.arange(1, length + 1, dtype=np.int64))

    return Table(
        path=path,
        names=names,
        spans=(),
        decimal_comma=False,
        row="answer",
        frames=frames,
        data_path=lambda name: f"answers.{written.get(name, name)}",
    )


def _item(key: str, book: Codebook) -> str:
    """Return the item that a key of ``answers`` stands for, or the key itself."""
    if any(item.id == key for item in book.items):
        return key
    condition = canonical(key)
    anchors = [i.id for i in book.items if i.kind == "anchor" and i.condition == condition]
    return anchors[0] if condition and len(anchors) == 1 else key


def _refuse_unequal(answers: Mapping[str, tuple[str, ...]], length: int, path: str) -> None:
    findings = [
        error(
            "AS805",
            f"{shown(key)} has {len(column)} answers where others have {length}",
            path,
            data_path=f"answers.{key}",
            hint="give one answer for each person, in the same order; null where one is missing",
        )
        for key, column in answers.items()
        if len(column) != length
    ]
    if findings:
        raise ResponsesError(findings)
