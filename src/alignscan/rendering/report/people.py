"""The chapters about people that come after the action plan, in their order."""

from alignscan.rendering.report import cadence, communication, guide, program, scorecard
from alignscan.rendering.report.sections import Section
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def chapters(report: Report, words: Words) -> list[Section]:
    """Return program, communication, KPIs, cadence, roles and interviews, as far as planned."""
    made = (program.chapter, communication.chapter, scorecard.chapter, cadence.chapter)
    found = [chapter for make in made if (chapter := make(report, words)) is not None]
    return [*found, *guide.chapters(report, words)]
