"""Brand files, and folders of templates, ready for reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from alignscan.api.load import InvalidInput, has_errors
from alignscan.model.brand import FILE_NAMES, FORMAT
from alignscan.model.branding import Branding
from alignscan.rendering.options import Presentation
from alignscan.rendering.templates import TemplateFault
from alignscan.rendering.templates_check import file_findings, finding_of, page_findings
from alignscan.report.model import Report
from alignscan.rules.check import check_file
from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.text import read_text

MOST_TEMPLATES: Final = 200
SAMPLE: Final = "mid-sized"
PATTERNS: Final = ("*.j2", "*.css")


@dataclass(frozen=True, slots=True)
class Templates:
    """A folder of templates."""

    folder: Path
    sources: dict[str, str]
    findings: tuple[Finding, ...] = ()
    """Warnings; errors are raised."""


def brand_beside(path: Path) -> Path | None:
    """Return the brand file in the folder of a survey or results file, if there is one."""
    found = (path.parent / name for name in FILE_NAMES)
    return next((file for file in found if file.is_file()), None)


def load_brand(path: str | Path) -> tuple[Branding, tuple[Finding, ...]]:
    """Return a brand, and what was corrected in it; InvalidInput when it cannot be used."""
    checked = check_file(Path(path))
    if checked.branding is None or has_errors(checked.findings):
        raise InvalidInput(checked.findings or (_not_a_brand(Path(path)),))
    return checked.branding, checked.findings


def load_templates(folder: str | Path) -> Templates:
    """Return the templates of a folder; InvalidInput where one cannot be used."""
    place = Path(folder)
    sources, findings = read_templates(place)
    found = (*findings, *file_findings(sources, place))
    if has_errors(found):
        raise InvalidInput(found)
    return Templates(place, sources, found)


def read_templates(folder: Path) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the files of a folder by their names, and what makes some unreadable."""
    files = sorted({file for pattern in PATTERNS for file in folder.glob(pattern)})
    if not files or len(files) > MOST_TEMPLATES:
        raise InvalidInput((_no_templates(folder),))
    sources: dict[str, str] = {}
    findings: list[Finding] = []
    for file in files:
        try:
            content = read_text(file, str(file)).content
            sources[file.name] = content.replace("\r\n", "\n")
        except SourceError as error:
            findings += error.findings
    return sources, tuple(findings)


def check_templates(folder: str | Path, report: Report) -> tuple[Finding, ...]:
    """Return everything that is wrong with a folder of templates; tried out with a report.

    InvalidInput where the folder holds no template.
    """
    from alignscan.rendering.report.html import render as render_html

    place = Path(folder)
    sources, findings = read_templates(place)
    found = (*findings, *file_findings(sources, place))
    if has_errors(found):
        return found
    try:
        page = render_html(report, Presentation(templates=sources))
    except TemplateFault as fault:
        return (*found, finding_of(fault, place))
    return (*found, *page_findings(page, sources, place))


def sample_report() -> Report:
    """Return the report of a packaged example that has every kind of chapter."""
    from alignscan.api.assess import assess

    with as_file(files("alignscan.assessments") / SAMPLE) as folder:
        return assess(folder / "survey.yaml")


def template_error(fault: TemplateFault, folder: Path | None) -> InvalidInput:
    """Return the error for a template that failed while a report was made."""
    return InvalidInput((finding_of(fault, folder),))


def loud(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that somebody who makes a report should hear of."""
    return tuple(f for f in findings if f.severity is not Severity.INFO)


def _not_a_brand(path: Path) -> Finding:
    hint = f"begin it with `format: {FORMAT}`, or call it {FILE_NAMES[0]}"
    return Finding(
        "AS107", Severity.ERROR, "this is not a brand file", str(path), None, "format", hint
    )


def _no_templates(folder: Path) -> Finding:
    hint = f"`alignscan template eject report.html.j2 -o {folder}` writes one to begin with"
    what = "there are no templates in this folder"
    return Finding("AS001", Severity.ERROR, what, str(folder), None, hint=hint)
