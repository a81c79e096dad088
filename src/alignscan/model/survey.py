"""The survey file: who was asked what, where the answers are, and what is aimed for."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from alignscan.model.base import Day, Language, Line, Number, Prose, Slug, Texts, Whole, Written

FORMAT = "alignscan/1"
Mode = Literal["self", "team", "confidential"]
Scope = Literal["company", "business_unit", "function", "team"]
Trigger = Literal["pivot", "merger", "new_leader"]
OnSmall = Literal["merge", "withhold"]
Gate = Literal["not-aligned", "critical-gap", "low-response"]
Crossing = Annotated[tuple[Slug, ...], Field(min_length=2, max_length=2)]
Category = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=120)]


Share = Annotated[Number, Field(gt=0, le=1)]
WaveId = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=60)
]


class Organization(Written):
    """Whom the survey is about."""

    name: Line
    headcount: Annotated[Whole, Field(gt=0)] | None = None
    scope: Scope = "company"


class Wave(Written):
    """One round of asking; a confidential survey shows participation only until it is closed."""

    id: WaveId | None = None
    closed: Day | None = None
    trigger: Trigger | None = None


class QuestionnaireRef(Written):
    """A packaged questionnaire or a path, or one written in the survey file."""

    use: Line | None = None
    inline: dict[str, Any] | None = None


class Target(Written):
    """The desired state: a score on the questionnaire's scale, by when and why."""

    score: Number
    by: Day | None = None
    why: Prose | None = None


class Targets(Written):
    """Targets by condition or practice, for everybody or for one segment category."""

    default: Target | None = None
    of: dict[str, Target] = Field(default_factory=dict)
    segments: dict[str, dict[str, Target]] = Field(default_factory=dict)
    """For a cell such as ``level=team_leader``: targets by condition, practice or ``default``."""


class Priority(Written):
    """A published priority, with the words by which an unaided mention is recognized."""

    id: Slug
    name: Line
    keywords: tuple[Line, ...] = ()


class Segment(Written):
    """A way to group respondents; its categories are declared, never taken from the data."""

    column: Line | None = None
    map: dict[str, Category] = Field(default_factory=dict)
    categories: tuple[Category, ...] = ()


class Population(Written):
    """Who was invited: a number, counts for each category, or a list of people."""

    total: Annotated[Whole, Field(gt=0)] | None = None
    counts: dict[str, dict[str, Annotated[Whole, Field(ge=0)]]] = Field(default_factory=dict)
    file: Line | None = None


class Weighting(Written):
    """Which head counts the answers are weighted to."""

    by: tuple[Slug, ...] = ()
    """Segments with counts for every category; none of them: no weighted figures."""


class Confidentiality(Written):
    """Which groups are shown, and the smallest of them."""

    min_group: Annotated[Whole, Field(ge=3)] = 5
    min_comments: Annotated[Whole, Field(ge=5)] = 10
    on_small: OnSmall = "merge"
    """Whether small categories are put together as "Other" first, or withheld as they are."""
    crossings: tuple[Crossing, ...] = ()
    """Pairs of segments whose combinations are groups of their own."""
    readers: Line | None = None
    """Who may read the answers themselves; part of the promise to those who are asked."""
    retention: Line | None = None
    """How long the answers are kept; part of the promise."""


class Confidence(Written):
    """How the uncertainty of figures is stated."""

    finite_population: Annotated[bool, Field(strict=True)] = False
    """Whether margins allow for how many of the people invited answered."""


class CommentsShown(Written):
    """That comments are shown, after a person has approved each of them."""

    file: Line = "comments-review.csv"
    """The review: a table in which a person says which comments may be shown."""
    by: Slug | None = None
    """The one segment under which they are listed; left out: everybody together."""
    names: Line | None = None
    """A table whose words are taken for names and left out of comments."""


class Consented(Written):
    """One small group that agreed to be shown."""

    level: Line
    reason: Prose


class Thresholds(Written):
    """Where states and patterns begin, on a scale from 1 to 5; other scales are rescaled."""

    partly: Number = Decimal("2.75")
    apparent: Number = Decimal("3.50")
    agreement: Annotated[Number, Field(gt=0)] | None = None
    """The largest average deviation that counts as agreement; default: options / 6."""
    min_gap: Annotated[Number, Field(ge=0)] = Decimal("0.3")
    """Gaps smaller than this are not ranked."""
    polarized: Share = Decimal("0.25")
    """So many at the lower end and as many at the upper end: people are divided."""
    level_difference: Annotated[Number, Field(gt=0)] = Decimal("0.5")
    """From here on the top and the front line see it differently."""
    middle_dip: Annotated[Number, Field(gt=0)] = Decimal("0.3")
    """So far below both neighbors the middle is a dip."""
    unit_difference: Annotated[Number, Field(gt=0)] = Decimal("0.5")
    """So far from all others a unit is an island."""
    strong: Number = Decimal("3.50")
    """From here on one side of a pattern of two scores is strong ..."""
    weak: Number = Decimal("3.00")
    """... and below this the other is weak."""
    recall: Share = Decimal("0.50")
    """If fewer people can name enough priorities, they are not known."""
    recall_least: Annotated[Whole, Field(ge=1)] | None = None
    """How many priorities are enough; three where left out, or all where there are fewer."""


class PlanWish(Written):
    """What a plan may take: from when on, how much at once, and from which actions."""

    start: Day | None = None
    """The first day; two weeks after the wave closed where it is left out."""
    capacity: dict[Slug, Annotated[Whole, Field(ge=0)]] = Field(default_factory=dict)
    """Effort points (S 1, M 3, L 8) for each owner role in one quarter; 12 where left out."""
    budget: Annotated[Whole, Field(ge=0)] | None = None
    """Effort points of the whole plan, over all roles."""
    running: Annotated[Whole, Field(ge=1, le=20)] = 3
    """How many actions may run at once for each owner role."""
    horizon_weeks: Annotated[Whole, Field(ge=13, le=260)] = 52
    library: Line | None = None
    """A file with actions that are added to the packaged ones, or stand for those of their id."""


class Gates(Written):
    """What makes a run of ``assess`` or ``report`` fail, for jobs that watch over an alignment."""

    fail_under: Number | None = None
    """The lowest displayed score that every condition has to reach."""
    fail_on: tuple[Gate, ...] = ()
    response_rate: Share = Decimal("0.5")
    """Below this share of those invited the response counts as low."""


class ResponsesFile(Written):
    """A file with one row for each respondent."""

    file: Line


class Survey(Written):
    """One assessment: the organization, the questionnaire, the answers and the targets."""

    format: Literal["alignscan/1"]
    title: Line | None = None
    organization: Organization
    language: Language = "en"
    labels: Line | None = None
    """A file with labels of one's own, which stand for those of their names in reports."""
    wave: Wave = Field(default_factory=Wave)
    questionnaire: QuestionnaireRef
    variables: dict[Slug, Texts] = Field(default_factory=dict)
    mode: Mode | None = None
    agreed: Line | None = None
    consented: Consented | None = None
    targets: Targets = Field(default_factory=Targets)
    weights: dict[str, Annotated[Number, Field(gt=0)]] = Field(default_factory=dict)
    """How much a condition or practice counts when gaps are put in order; 1 where left out."""
    priorities: tuple[Priority, ...] = ()
    segments: dict[Slug, Segment] = Field(default_factory=dict)
    population: Population | None = None
    weighting: Weighting | None = None
    """Left out, answers are weighted by every segment with counts for all its categories."""
    confidentiality: Confidentiality = Field(default_factory=Confidentiality)
    confidence: Confidence = Field(default_factory=Confidence)
    comments: CommentsShown | None = None
    thresholds: Thresholds = Field(default_factory=Thresholds)
    plan: PlanWish = Field(default_factory=PlanWish)
    gates: Gates = Field(default_factory=Gates)
    responses: tuple[ResponsesFile, ...] = ()
    answers: dict[str, tuple[str, ...]] | None = None
    """For each item one answer for each person, as text; empty for a missing answer."""
    notes: Prose | None = None

    @property
    def respondents_inline(self) -> int:
        """How many people's answers stand in the survey file itself."""
        return max((len(column) for column in (self.answers or {}).values()), default=0)

    @property
    def effective_mode(self) -> Mode:
        """The declared mode, else confidential for a responses file, else self."""
        if self.mode is not None:
            return self.mode
        return "confidential" if self.responses else "self"

    @property
    def heading(self) -> str:
        """The title of the survey, else the name of the organization."""
        return self.title or self.organization.name
