"""The review of comments: a table in which a person decides what may be shown."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from alignscan.source.cells import inert

COLUMNS: Final = ("question", "group", "comment", "show", "theme")
Decisions = Mapping[tuple[str, str, str], tuple[str, str]]
"""For a question, group and comment what was decided: whether it is shown, and its theme."""


@dataclass(frozen=True, slots=True, order=True)
class ToReview:
    """One comment under its question and group."""

    question: str
    group: str
    comment: str


def review_table(comments: Iterable[ToReview], decided: Decisions) -> str:
    """Return the review as CSV, sorted by text; decisions taken before are kept."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(set(comments)):
        row = (one.question, one.group, one.comment)
        writer.writerow(inert(cell) for cell in (*row, *decided.get(row, ("", ""))))
    return out.getvalue()
