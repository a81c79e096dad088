"""A chapter of the report as plain data, in whatever format it is printed."""

from collections.abc import Iterable, Sequence
from typing import NotRequired, TypedDict

from alignscan.rendering.report.dumbbell import Chart
from alignscan.rendering.report.scatter import Scatter
from alignscan.rendering.report.tables import Table
from alignscan.rendering.words import Words


class Fact(TypedDict):
    """A name and what is said under it."""

    name: str
    texts: list[str]


class Part(TypedDict):
    """A part of a section with a heading of its own."""

    id: str
    heading: str
    intro: list[str]
    table: Table | None
    notes: list[str]
    chart: NotRequired[Chart | Scatter | None]
    facts: NotRequired[list[Fact]]
    """What is said of one thing, point by point."""
    points: NotRequired[list[str]]
    """What stands in a list."""
    fold: NotRequired[str]
    """What stands in place of the table until it is unfolded; empty where it is open."""
    folded: NotRequired[bool]
    """Whether a medium that can fold shows the heading alone at first."""


class Section(TypedDict):
    """A part with a heading that states a finding; ``name`` says what kind of part it is."""

    id: str
    name: str
    heading: str
    intro: list[str]
    chart: Chart | Scatter | None
    table: Table | None
    fold: NotRequired[str]
    """What stands in place of the table until it is unfolded; empty where it is open."""
    notes: list[str]
    parts: list[Part]


def section(id: str, words: Words, notes: Sequence[str] = (), heading: str = "") -> Section:
    """Return a section without figures; ``heading`` is the key of a label."""
    return Section(
        id=id,
        name=words.say(f"nav.{id}"),
        heading=words.say(heading) if heading else "",
        intro=[],
        chart=None,
        table=None,
        notes=list(notes),
        parts=[],
    )


def part(
    id: str,
    heading: str,
    *,
    intro: Iterable[str] = (),
    chart: Chart | Scatter | None = None,
    table: Table | None = None,
    facts: Iterable[Fact] = (),
    points: Iterable[str] = (),
    notes: Iterable[str] = (),
) -> Part:
    """Return a part of a section."""
    return Part(
        id=id,
        heading=heading,
        intro=list(intro),
        chart=chart,
        table=table,
        facts=list(facts),
        points=list(points),
        notes=list(notes),
    )
