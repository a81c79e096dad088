"""What a reader may choose about the look of a report; never what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Presentation:
    """Presentation options; the same report and options give the same bytes."""

    language: str | None = None
    """Language of the report; None for the survey's own."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Labels of the reader's own, instead of the packaged ones."""
