"""What the chapters about people share: roles, weeks and dates, and simple tables."""

import datetime as dt
from collections.abc import Iterable, Sequence

from alignscan.rendering.report.sections import Part
from alignscan.rendering.report.sections import part as made
from alignscan.rendering.report.tables import Cell, Column, Row, Table, cell
from alignscan.rendering.words import Words

Line = Sequence[str | Cell]


def roles(names: Iterable[str], words: Words) -> str:
    """Return roles as people call them; a dash for none."""
    return words.series(words.say(f"role.{name}") for name in names) or "-"


def when(weeks: Sequence[int], dates: Sequence[dt.date], words: Words) -> str:
    """Return dates, or the weeks of the plan where it has no start."""
    if dates:
        return words.series(map(words.day, dates))
    if not weeks:
        return "-"
    return words.count("plan.week", len(weeks), weeks=words.listing(str(week) for week in weeks))


def day(week: int, date: dt.date | None, words: Words) -> str:
    """Return a date, or the week of the plan where it has no start."""
    return when((week,), () if date is None else (date,), words)


def in_sentence(week: int, date: dt.date | None, words: Words) -> str:
    """Return a date, or the week of the plan, as it stands within a sentence."""
    return day(week, None, words) if date is None else words.date(date)


def table(id: str, heads: Iterable[str], lines: Iterable[Line], words: Words) -> Table:
    """Return a table of texts; ``heads`` are keys of its columns, ``id`` that of its caption."""
    return Table(
        id=f"table-{id}",
        caption=words.say(f"caption.{id}"),
        columns=[Column(kind="text", text=words.say(f"column.{head}")) for head in heads],
        rows=[
            Row(id="", tone="", cells=[cell(c) if isinstance(c, str) else c for c in line])
            for line in lines
        ],
    )


def part(
    id: str,
    words: Words,
    table: Table | None = None,
    points: Iterable[str] = (),
) -> Part:
    """Return a part of a chapter; its heading is the label of its id."""
    return made(id, words.say(f"heading.{id}"), points=points, table=table)
