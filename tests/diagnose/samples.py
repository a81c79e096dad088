"""Published figures to diagnose, as the gate would give them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tests.model.samples import questionnaire, survey

from alignscan.diagnose.diagnose import diagnose
from alignscan.diagnose.diagnosis import Diagnosis, Standing
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.published import (
    Basis,
    Participation,
    Published,
    ScoreFigures,
    ShownCell,
)

Scores = Mapping[str, str | ScoreFigures]


def figures(score: str | None, **more: Any) -> ScoreFigures:
    """Return the figures of a score that 20 people have."""
    base: dict[str, Any] = {
        "n": 20,
        "score": None if score is None else Decimal(score),
        "step": Decimal("0.000001"),
        "range": None,
        "margin": None,
        "agreement": None,
        "favorable": None,
    }
    return ScoreFigures(**(base | more))


def banded(low: str, high: str) -> ScoreFigures:
    """Return the figures of a score that stands as a range."""
    return figures(None, range=(Decimal(low), Decimal(high)))


def cell(
    conditions: Scores, practices: Scores | None = None, wishes: Scores | None = None, **more: Any
) -> ShownCell:
    """Return a shown cell, that of everybody by default."""
    base: dict[str, Any] = {"id": "overall", "filters": {}, "wave": None, "n": 20}
    groups = {"conditions": conditions, "practices": practices or {}, "wishes": wishes or {}}
    scored = {
        name: {id: figures(s) if isinstance(s, str) else s for id, s in group.items()}
        for name, group in groups.items()
    }
    return ShownCell(**(base | {"items": {}, "parts": {}, "outcomes": {}} | scored | more))


def publication(*cells: ShownCell, **more: Any) -> Published:
    """Return what is published of a team, not all of whom answered."""
    base: dict[str, Any] = {
        "basis": Basis(mode="team"),
        "stage": "results",
        "participation": Participation(responded=20, invited=30, rate=None),
        "cells": cells,
        "scorable": dict.fromkeys(CONDITIONS, True),
    }
    return Published(**(base | more))


def five(direction: str | ScoreFigures = "4.0", **others: str | ScoreFigures) -> Scores:
    """Return scores of the five conditions, 4.0 where nothing is said."""
    return {**dict.fromkeys(CONDITIONS, "4.0"), "direction": direction, **others}


def diagnosed(
    conditions: Scores,
    practices: Scores | None = None,
    wishes: Scores | None = None,
    scale: tuple[int, int] = (1, 5),
    published: Mapping[str, Any] | None = None,
    **written: Any,
) -> Diagnosis:
    """Return the diagnosis of some scores; ``written`` is what the survey file says."""
    asked = questionnaire(["q"], score_scale={"low": scale[0], "high": scale[1]})
    result = publication(cell(conditions, practices, wishes), **(published or {}))
    return diagnose(result, survey(mode="team", agreed="today", **written), asked)


def standing(diagnosis: Diagnosis, id: str) -> Standing:
    """Return where a condition or practice stands."""
    return next(s for s in (*diagnosis.conditions, *diagnosis.practices) if s.id == id)
