"""A chapter of the report as plain data, in whatever format it is printed."""

from collections.abc import Sequence
from typing import TypedDict

from alignscan.rendering.report.dumbbell import Chart
from alignscan.rendering.report.tables import Table
from alignscan.rendering.words import Words


class Part(TypedDict):
    """A part of a section with a heading of its own."""

    id: str
    heading: str
    intro: list[str]
    table: Table | None
    notes: list[str]


class Section(TypedDict):
    """A part with a heading that states a finding; ``name`` says what kind of part it is."""

    id: str
    name: str
    heading: str
    intro: list[str]
    chart: Chart | None
    table: Table | None
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
