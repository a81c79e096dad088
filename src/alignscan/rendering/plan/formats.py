"""The formats of a plan besides its own file: one table feeds the lookup and the suffixes."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from alignscan.model.planfile import PlanFile
from alignscan.rendering.options import Presentation
from alignscan.rendering.plan.translated import told_in
from alignscan.rendering.words import words_in

Renderer = Callable[[PlanFile, Presentation], bytes]

FORMATS: Final[dict[str, str]] = {
    "csv": "alignscan.rendering.plan.csv",
    "ics": "alignscan.rendering.plan.ics",
    "markdown": "alignscan.rendering.plan.markdown",
}
"""Each format and the module that renders it, imported when it is asked for."""
SUFFIXES: Final[dict[str, str]] = {
    ".csv": "csv",
    ".ics": "ics",
    ".md": "markdown",
    ".markdown": "markdown",
}


def render(written: PlanFile, format: str, presentation: Presentation | None = None) -> bytes:
    """Return a plan file in a format (csv, ics, markdown): what people wrote, else suggestions.

    Raises ValueError for an unknown format, and ImportError where ``ics`` needs a package that is
    not there. The same plan gives the same bytes, on every machine.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; choose one of {', '.join(FORMATS)}")
    renderer: Renderer = import_module(FORMATS[format]).render
    look, plan = presentation or Presentation(), written.in_force()
    return renderer(told_in(plan, words_in(plan.language, look)), look)
