"""The report as JSON: the product itself, with every number as text at its published step."""

from alignscan.rendering.options import Presentation
from alignscan.report.model import Report


def render(report: Report, presentation: Presentation) -> str:
    """Return the report as JSON, without what is null; presentation options do not change it."""
    del presentation
    return report.model_dump_json(indent=2, exclude_none=True) + "\n"
