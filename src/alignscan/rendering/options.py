"""What a reader may choose about the look of a report; never what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from alignscan.model.branding import Branding

Detail = Literal["summary", "standard", "full"]
"""The first pages for a board; the report; the report with everything behind its figures."""
Bars = Literal["diverging", "stacked"]
"""Answers around a middle line with the neutral ones apart, or from one end to the other."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """Presentation options; the same report and options give the same bytes."""

    language: str | None = None
    """Language of the report; None for the survey's own."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Labels of the reader's own, instead of the packaged ones."""
    labels_in: str | None = None
    """Their language: they stand in reports of it alone. None for any."""
    brand: Branding | None = None
    """Colors, logo and fonts of the reader's own."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """By name, templates of the reader's own that come before the packaged ones."""
    detail: Detail = "standard"
    """How deep a report in Markdown or HTML goes."""
    items: Bars = "diverging"
    """How the answers to each statement are drawn."""
