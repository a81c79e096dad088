"""The report model. JSON is the product; every other format is a pure function of it."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from alignscan.diagnose.diagnosis import Diagnosis, Standing
from alignscan.model.questionnaire import Kind
from alignscan.model.survey import Gate, Scope, Trigger
from alignscan.planning.plan import Plan
from alignscan.publish.comments import Comments
from alignscan.publish.published import Frozen, Published
from alignscan.report.promise import Promise

FORMAT = "alignscan/report/1"


class Heading(Frozen):
    """Whom and what the report is about."""

    title: str
    organization: str
    scope: Scope
    headcount: int | None
    wave: str | None
    closed: dt.date | None
    trigger: Trigger | None
    language: str
    own_labels: dict[str, dict[str, str]] = Field(default_factory=dict)
    """By language, labels of the organization's own, by the names of the packaged ones."""
    answers_in: Literal["survey", "file"]
    """Where answers are given: in the survey file itself, or in responses files."""
    notes: str | None


class ScaleEnds(Frozen):
    """The ends of the scale on which scores are given."""

    low: Decimal
    high: Decimal


class Thresholds(Frozen):
    """Where the states begin, on the score scale, and the smallest gap that is ranked."""

    partly: Decimal
    apparent: Decimal
    min_gap: Decimal


class AskedItem(Frozen):
    """One item as it was asked, with what a reader needs to read its figures."""

    id: str
    kind: Kind
    condition: str | None
    practice: str | None
    text: dict[str, str]
    labels: tuple[dict[str, str], ...]
    """For each point of the scale its label by language; the point itself where unlabeled."""
    reverse: bool
    weight: Decimal = Decimal(1)
    """How much the item counts in a person's score, against the others."""


class Asked(Frozen):
    """The questionnaire, as far as figures rest on it."""

    id: str
    version: str
    title: dict[str, str]
    attribution: str | None
    score_scale: ScaleEnds
    items: tuple[AskedItem, ...]


class Category(Frozen):
    """One category of a breakdown and where its conditions stand; withheld ones hold no figure."""

    cell: str
    label: str
    n: int | None
    conditions: tuple[Standing, ...]
    index: Decimal | None = None
    """The mean of its five condition scores from 0 to 100; null unless all are displayed."""


class Breakdown(Frozen):
    """One way of grouping respondents."""

    segment: str
    categories: tuple[Category, ...]


class Gates(Frozen):
    """What makes a run fail, as the survey file says; on the score scale and as a share."""

    fail_under: Decimal | None = None
    fail_on: tuple[Gate, ...] = ()
    response_rate: Decimal = Decimal("0.5")


class Report(BaseModel):
    """One assessment, ready to be rendered.

    Scores are on ``questionnaire.score_scale``; shares lie in 0 to 1; all numbers are text.
    """

    model_config = Frozen.model_config | {"title": "alignscan report"}

    format: Literal["alignscan/report/1"]
    generator: str
    heading: Heading
    questionnaire: Asked
    thresholds: Thresholds
    published: Published
    diagnosis: Diagnosis
    breakdowns: tuple[Breakdown, ...]
    plan: Plan
    promise: Promise
    gates: Gates = Gates()
    comments: Comments | None = None
    """What people wrote, as far as a person approved it; null where it is not shown."""
