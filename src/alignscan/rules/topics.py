"""What can be explained besides the rules: words of the field, and statistics."""

import re
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from alignscan.model.base import Line, Prose, Written
from alignscan.source.text import decode_text
from alignscan.source.yaml import load_yaml

Group = Literal[
    "scores",
    "certainty",
    "agreement",
    "reliability",
    "differences",
    "drivers",
    "weighting",
    "quality",
    "confidentiality",
]
File = TypeVar("File", bound=Written)


class Term(Written):
    """A word of the field, explained."""

    names: tuple[Line, ...] = ()
    """Other names that it is found under."""
    summary: Line
    text: Prose
    formula: str
    source: Line


class Statistic(Written):
    """A figure of the report, or what stands behind one."""

    group: Group
    names: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Other names that it is found under."""
    fields: tuple[Line, ...]
    """Fields of Measures that it explains: everything that may be published has an explanation."""
    summary: Line
    """What it means, in one plain sentence."""
    text: Prose | None = None
    formula: Prose
    """As computed; its lines are kept."""
    bands: tuple[Line, ...] = ()
    published: Prose
    """From how many answers on it is shown, and how finely."""
    edges: Prose
    """What happens where the formula does not reach."""
    example: Line
    source: Prose
    """Author and year."""


class TermFile(Written):
    """The explained terms."""

    format: Literal["alignscan/terms/1"]
    terms: dict[str, Term]


class StatisticFile(Written):
    """The explained statistics."""

    format: Literal["alignscan/statistics/1"]
    statistics: dict[str, Statistic]


@cache
def terms() -> dict[str, Term]:
    """Return the explained terms by name."""
    return _content("terms.yaml", TermFile).terms


@cache
def statistics() -> dict[str, Statistic]:
    """Return the explained statistics by name."""
    return _content("statistics.yaml", StatisticFile).statistics


@cache
def names() -> dict[str, str]:
    """Return for every name, as it is looked up, the topic that it means."""
    topics: dict[str, Term | Statistic] = {**terms(), **statistics()}
    return {looked_up(name): key for key, topic in topics.items() for name in (key, *topic.names)}


def looked_up(name: str) -> str:
    """Return a name without capitals, spaces and signs: ``Cliff's delta`` is ``cliffsdelta``."""
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("*", "star"))


def _content(name: str, model: type[File]) -> File:
    source = files("alignscan") / "content" / name
    data = load_yaml(decode_text(source.read_bytes(), source.name)).data
    return model.model_validate(data)
