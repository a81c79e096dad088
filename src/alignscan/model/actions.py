"""The action library: what can be done about a gap, by whom, and how one will know."""

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import Field

from alignscan.model.base import Language, Line, Prose, Slug, Texts, Whole, Written
from alignscan.model.conditions import Condition, Role
from alignscan.model.questionnaire import PracticeCode

FORMAT = "alignscan/actions/1"
State = Literal["not_apparent", "partly", "apparent"]
Effort = Literal["S", "M", "L"]
Grade = Literal["A", "B", "C"]
METRIC: Final = (
    r"^(C[1-5]\.[1-6]\.(favorable|score)|recall\.enough|participation\.rate"
    r"|apart\.(senior_management|team_leader|project_manager|employee)|units\.(spread|lowest))$"
)
Metric = Annotated[str, Field(strict=True, pattern=METRIC)]
"""A published figure that a KPI can start from: see ``planning.baselines``."""
Figure = Annotated[str, Field(strict=True, pattern=r"^-?\d+(\.\d+)?$")]


class Evidence(Written):
    """What is known from outside that an action works: a finding, its source and its grade."""

    finding: Texts
    source: Prose
    grade: Grade | None = None


class When(Written):
    """In which states and patterns an action fits."""

    bands: tuple[State, ...] = ()
    patterns: tuple[Slug, ...] = ()
    segments: tuple[Slug, ...] = ()
    min_org_size: Whole | None = None


class PracticeState(Written):
    """A practice that scores at least this much."""

    practice: PracticeCode
    min: Figure


class Requirement(Written):
    """An action that comes first, unless a state that makes it unnecessary is reached."""

    action: Slug
    or_state: PracticeState | None = None


class Baseline(Written):
    """Where the first value of a KPI comes from."""

    model_config = Written.model_config | {"populate_by_name": True}
    source: Annotated[Literal["scan", "measure"], Field(alias="from")]
    metric: Metric | None = None


class KpiTarget(Written):
    """A value to reach, or a change from the baseline."""

    value: Figure | None = None
    delta: Figure | None = None


class Kpi(Written):
    """How one will know that an action worked."""

    name: Texts
    unit: Line
    direction: Literal["up", "down"]
    baseline: Baseline
    target: KpiTarget
    due_after_weeks: Whole
    level: Literal["activity", "behavior", "result"]


class Grading(Written):
    """The evidence grade of an action and the findings behind it."""

    grade: Grade
    refs: tuple[Slug, ...] = ()


class Risk(Written):
    """What can go wrong, how one sees it, and what helps."""

    barrier: Slug
    signal: Texts
    mitigation: Texts
    action: Slug | None = None


class Action(Written):
    """One action of the library."""

    id: Slug
    title: Texts
    condition: Condition | Literal["all"]
    practices: tuple[PracticeCode, ...] = ()
    when: When
    owner_role: Role
    owner_function: Literal["hr", "finance", "communications", "it"] | None = None
    participants: tuple[Role, ...] = ()
    support: tuple[Role, ...] = ()
    steps: Annotated[tuple[Texts, ...], Field(min_length=1)]
    effort: Effort
    duration_weeks: Annotated[Whole, Field(gt=0)]
    requires: tuple[Requirement, ...] = ()
    kpi: Kpi
    evidence: Grading
    risks: tuple[Risk, ...] = ()
    feeds: tuple[Slug, ...] = ()
    initiative: bool = False


class Guide(Written):
    """What to begin with where a pattern shows, and what comes after it."""

    first: tuple[Slug, ...] = ()
    then: tuple[Slug, ...] = ()


class ActionLibrary(Written):
    """A set of actions with the evidence they rest on."""

    format: Literal["alignscan/actions/1"]
    id: Slug
    version: Line = "1"
    language: Language = "en"
    evidence: dict[Slug, Evidence] = Field(default_factory=dict)
    guide: dict[Slug, Guide] = Field(default_factory=dict)
    """For each pattern the actions that answer it."""
    actions: tuple[Action, ...]


EFFORT_POINTS: dict[str, int] = {"S": 1, "M": 3, "L": 8}
EVIDENCE_FACTOR: dict[str, Decimal] = {"A": Decimal(1), "B": Decimal("0.85"), "C": Decimal("0.7")}
