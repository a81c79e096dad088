"""Reports that were written, and reports to write."""

import json
from pathlib import Path

from pydantic import ValidationError

from alignscan.api.load import InvalidInput
from alignscan.rendering.findings.schema import findings_schema
from alignscan.rendering.formats import render as render_format
from alignscan.rendering.options import Presentation
from alignscan.report.consistent import inconsistency
from alignscan.report.model import Report
from alignscan.report.schema import SCHEMAS as WRITTEN
from alignscan.report.schema import schema_of
from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.text import read_text

__all__ = ["SCHEMAS", "load_report", "not_a_report", "render", "schema"]

SCHEMAS = (*WRITTEN, "findings")


def load_report(path: str | Path) -> Report:
    """Return a report from the JSON that ``assess`` wrote; InvalidInput when it is none."""
    try:
        text = read_text(Path(path))
    except SourceError as error:
        raise InvalidInput(error.findings) from None
    try:
        report = Report.model_validate_json(text.content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise not_a_report(text.path, where) from None
    wrong = inconsistency(report)
    if wrong is not None:
        raise not_a_report(text.path, wrong)
    return report


def render(report: Report, format: str, presentation: Presentation | None = None) -> str:
    """Return a report as ``json``, ``markdown`` or ``html``; ValueError for another format."""
    return render_format(report, format, presentation)


def schema(name: str) -> str:
    """Return the JSON Schema of one of SCHEMAS: ``survey``, ``plan``, ``report`` ..."""
    made = findings_schema() if name == "findings" else schema_of(name)
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def not_a_report(path: str, where: str = "") -> InvalidInput:
    """Return the error for a file that no ``assess`` wrote, at the place that shows it."""
    message = "this is not a report"
    finding = Finding(
        "AS107",
        Severity.ERROR,
        f"{message} of this version, or it was edited (at `{where}`)" if where else message,
        path,
        None,
        where,
        "give the results.json that `alignscan assess -o results.json` wrote",
    )
    return InvalidInput((finding,))
