"""The chapter on the meetings and checks that keep a plan going."""

from alignscan.planning.people import Rhythm
from alignscan.rendering.report.planned import Line, roles, table, when
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.tables import cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter on the cadence; None where the plan holds none."""
    found = report.plan.cadence
    if not found:
        return None
    heads = ("rhythm", "what", "owner", "participants", "first_dates")
    return section("cadence", words, heading="heading.cadence") | {
        "table": table("cadence", heads, (_line(one, words) for one in found), words),
    }


def _line(one: Rhythm, words: Words) -> Line:
    first = () if one.first_week is None else (one.first_week,)
    return (
        words.say(f"cadence.{one.every}"),
        cell(words.text(one.what), details=[words.text(one.agenda)]),
        words.say(f"role.{one.owner_role}"),
        roles(one.takes_part, words),
        cell(when(first, one.dates, words), tone="dates"),
    )
