"""The formats of findings: one table feeds the lookup, the choices and the suffixes."""

from importlib import import_module
from typing import Final

from alignscan.rendering.findings.run import Run

FORMATS: Final[dict[str, str]] = {
    name: f"alignscan.rendering.findings.{name}"
    for name in ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")
}
"""Each format and the module that renders it, imported when it is asked for."""

SUFFIXES: Final[dict[str, str]] = {
    ".txt": "text",
    ".json": "json",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".xml": "junit",
    ".md": "markdown",
    ".markdown": "markdown",
}


def render(run: Run, format: str) -> str:
    """Return the findings of a run in a format; ValueError for an unknown one.

    The same run gives the same text, on every machine.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; choose one of {', '.join(FORMATS)}")
    document: str = import_module(FORMATS[format]).document(run)
    return document
