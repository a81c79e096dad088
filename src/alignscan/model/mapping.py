"""The mapping file: what a person decided about the columns of an export."""

from typing import Annotated, Any, Literal

from pydantic import Field

from alignscan.model.base import Language, Line, Number, Prose, Slug, Whole, Written

FORMAT = "alignscan/mapping/1"
Use = Literal["item", "segment", "wish", "comment", "personal", "ignored", "undecided"]
ASKED: tuple[Use, ...] = ("item", "segment", "wish", "comment")
"""Uses that need the id of a question or of a segment."""


def full(data: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping file in full form: what cells mean is text, also where it is a number."""
    columns = data.get("columns")
    if not isinstance(columns, list):
        return data
    return {**data, "columns": [_with_texts(column) for column in columns]}


def _with_texts(column: Any) -> Any:
    answers = column.get("answers") if isinstance(column, dict) else None
    if not isinstance(answers, dict):
        return column
    return {**column, "answers": {cell: _text(answer) for cell, answer in answers.items()}}


def _text(answer: Any) -> Any:
    number = isinstance(answer, int | float) and not isinstance(answer, bool)
    return str(answer) if number else answer


class Suggestion(Written):
    """A question that a column is like; it is never applied by itself."""

    id: Slug
    likeness: Number
    """From 0 to 1."""


class Band(Written):
    """A category for numbers below a limit, for the rest where there is no limit."""

    below: Number | None = None
    category: Line


class MappedColumn(Written):
    """One column, and what it is."""

    heading: Prose
    """As it stands in the export: a code of the column or its text."""
    at: Annotated[Whole, Field(ge=1)] | None = None
    """The position of the column, from 1; needed where a heading stands twice."""
    use: Use
    id: Slug | None = None
    """The item or the segment that the column answers."""
    answers: dict[str, str | None] = Field(default_factory=dict)
    """For cells of the column the answer they stand for; null for no answer."""
    bands: tuple[Band, ...] = ()
    suggested: tuple[Suggestion, ...] = ()


class Mapping(Written):
    """What the columns of an export are, as far as headings do not say it."""

    format: Literal["alignscan/mapping/1"]
    language: Language = "en"
    platform: Slug | None = None
    rest: Literal["undecided", "ignored"] = "undecided"
    """What all columns are that nothing matches and that are not listed."""
    columns: tuple[MappedColumn, ...] = ()
