"""The chapters about people that come after the action plan, in their order."""

from alignscan.rendering.report import cadence, communication, guide, program
from alignscan.rendering.report.sections import Section
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def chapters(report: Report, words: Words) -> list[Section]:
    """Return program, communication, cadence, role guide and interview guide, as far as planned."""
    made = (program.chapter, communication.chapter, cadence.chapter)
    found = [chapter for make in made if (chapter := make(report, words)) is not None]
    return [*found, *guide.chapters(report, words)]
