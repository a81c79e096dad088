"""What the outcome is associated with: a chapter that never says what causes what."""

from decimal import Decimal

from alignscan.model.notation import rounded
from alignscan.publish.compared import DriverFigures, OutcomeDrivers
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.tables import Cell, Column, Row, Table, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter on the outcome; None where nothing of it is published."""
    found = report.published.drivers
    if found is None:
        return None
    return section("drivers", words, [words.say("drivers.caution")]) | {
        "heading": heading(found, words),
        "intro": [words.say("drivers.intro", n=found.n, share=words.percent(found.r_squared))],
        "table": _table(found, words),
    }


def heading(found: OutcomeDrivers, words: Words) -> str:
    """Return the finding: the condition that stands out, if its interval clears all others."""
    ranked = _ranked(found)
    first, *others = ranked
    top = found.conditions[first]
    rivals = [found.conditions[id] for id in others]
    if others and top.low is not None and all(_is_below(rival, top.low) for rival in rivals):
        return words.say("heading.drivers.first", condition=words.condition_title(first))
    return words.say("heading.drivers.even")


def _is_below(figures: DriverFigures, low: Decimal) -> bool:
    return figures.high is not None and figures.high < low


def _ranked(found: OutcomeDrivers) -> list[str]:
    return sorted(found.conditions, key=lambda id: -(found.conditions[id].share or Decimal()))


def _table(found: OutcomeDrivers, words: Words) -> Table:
    keys = ("condition", "associated", "correlation", "sign")
    return Table(
        id="table-drivers",
        caption=words.say("caption.drivers"),
        columns=[
            Column(
                kind="text" if key in ("condition", "sign") else "number",
                text=words.say(f"column.{key}"),
            )
            for key in keys
        ],
        rows=[
            Row(id="", tone="", cells=_cells(id, found.conditions[id], words))
            for id in _ranked(found)
        ],
    )


def _cells(id: str, figures: DriverFigures, words: Words) -> list[Cell]:
    ends = (figures.low, figures.high)
    interval = [words.say("interval", low=words.percent(ends[0]), high=words.percent(ends[1]))]
    return [
        cell(words.condition(id)),
        cell(
            words.percent(figures.share), "number", "strong", interval if None not in ends else []
        ),
        cell(words.number(figures.correlation, 2), "number"),
        cell(words.say(f"sign.{_sign(figures.correlation)}")),
    ]


def _sign(correlation: Decimal) -> str:
    shown = rounded(correlation, 2)
    if not shown:
        return "none"
    return "together" if shown > 0 else "opposite"
