"""The allow-list: every field of Measures has a publication rule here, or is not published."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

TENTH: Final = Decimal("0.1")
PERCENT: Final = Decimal("0.01")
EXACT: Final = Decimal("0.000001")
"""The step of figures that need no protection (one rater, or a team that agreed)."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field of Measures is published in confidential mode."""

    step: Decimal | None
    """The rounding step; None for counts and words."""
    from_n: int = 0
    """Smallest number of answers, on top of the minimum group size."""


ALLOWED: Final[dict[str, FieldRule]] = {
    "ItemMeasure.n": FieldRule(None),
    "ItemMeasure.mean": FieldRule(TENTH),
    "ItemMeasure.favorable": FieldRule(PERCENT),
    "ItemMeasure.neutral": FieldRule(PERCENT),
    "ItemMeasure.unfavorable": FieldRule(PERCENT),
    "ItemMeasure.cannot_say": FieldRule(PERCENT, from_n=10),
    "ItemMeasure.distribution": FieldRule(PERCENT, from_n=10),
    "ItemMeasure.average_deviation": FieldRule(None, from_n=10),
    "ScoreMeasure.n": FieldRule(None),
    "ScoreMeasure.mean": FieldRule(TENTH),
    "ScoreMeasure.variance": FieldRule(TENTH, from_n=30),
    "ScoreMeasure.average_deviation": FieldRule(None, from_n=10),
    "ScoreMeasure.favorable_persons": FieldRule(PERCENT),
    "CellMeasure.id": FieldRule(None),
    "CellMeasure.filters": FieldRule(None),
    "CellMeasure.respondents": FieldRule(None),
    "CellMeasure.items": FieldRule(None),
    "CellMeasure.scales": FieldRule(None),
    "CellMeasure.agreement": FieldRule(PERCENT, from_n=30),
    "CellMeasure.reliability": FieldRule(PERCENT, from_n=30),
    "Measures.cells": FieldRule(None),
    "Measures.scorable": FieldRule(None),
}

NOT_PUBLISHED: Final[dict[str, str]] = {
    "ItemMeasure.variance": "two figures of a small group give its answers back",
    "ItemMeasure.missing": "tells who skipped an item",
    "ItemMeasure.not_applicable": "tells who skipped an item",
    "ItemMeasure.not_asked": "tells who skipped an item",
    "ItemMeasure.options": "stands in the questionnaire",
    "ScoreMeasure.prorated": "tells who skipped an item",
    "ScoreMeasure.not_scored": "tells who skipped items",
    "ScoreMeasure.not_applicable": "tells who skipped items",
    "ScoreMeasure.favorable_pooled": "one favorable share is enough",
    "Measures.segments": "not in any report yet",
    "Measures.book": "stands in the questionnaire",
    "Measures.atoms": "says who belongs to which small group; the gate decides from it",
}
