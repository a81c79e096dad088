"""The plan of an assessment, and what another capacity would make of it."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from alignscan.api.assess import assess
from alignscan.api.library import library_of
from alignscan.api.load import Assessment, load
from alignscan.planning.build import plan as build
from alignscan.planning.plan import Plan
from alignscan.report.model import Report


def plan(
    survey: str | Path | Assessment,
    *,
    start: dt.date | None = None,
    capacity: Mapping[str, int] | None = None,
    budget: int | None = None,
    root: str | Path | None = None,
    report: Report | None = None,
) -> Plan:
    """Return the plan of a survey file: what to do, by whom and when.

    ``start``, ``capacity`` (effort points of a role in one quarter) and ``budget`` (effort points
    of the whole plan) stand for what the survey file says. With a ``report`` of the survey no
    answer is read again. Raises InvalidInput as ``assess`` does.
    """
    ready = survey if isinstance(survey, Assessment) else load(survey, root=root)
    found = report if report is not None else assess(ready)
    wish = ready.survey.plan
    asked = {
        "start": start or wish.start,
        "capacity": {**wish.capacity, **(capacity or {})},
        "budget": wish.budget if budget is None else budget,
    }
    wished = ready.survey.model_copy(update={"plan": wish.model_copy(update=asked)})
    scale = ready.questionnaire.score_scale
    return build(found.diagnosis, wished, library_of(ready), scale, found.published)
