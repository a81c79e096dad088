"""The formats of a report: one table feeds the lookup, the choices and the suffixes."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from alignscan.rendering.options import Presentation
from alignscan.report.model import Report

Renderer = Callable[[Report, Presentation], str]

FORMATS: Final[dict[str, str]] = {
    "json": "alignscan.rendering.report.json",
    "markdown": "alignscan.rendering.report.markdown",
    "html": "alignscan.rendering.report.html",
}
"""Each format and the module that renders it, imported when it is asked for."""

PDF: Final = "pdf"
"""A format of files, printed from HTML by a program that is installed for it."""

SUFFIXES: Final[dict[str, str]] = {
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}


def render(report: Report, format: str, presentation: Presentation | None = None) -> str:
    """Return the report in a format (json, markdown, html); ValueError for an unknown one.

    The same report and presentation give the same text, on every machine.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; choose one of {', '.join(FORMATS)}")
    renderer: Renderer = import_module(FORMATS[format]).render
    return renderer(report, presentation or Presentation())
