"""What the rules read of a written plan: who owns what, the program and the communication.

These are the inputs of ``rules.plan_rules``. A plan file keeps more than that (texts, dates,
notes): its own models hold it, and pass their data on to ``WrittenPlan``, which ignores the rest.
Field names are those of ``planning.plan`` and ``planning.people``, so that a generated plan fits
as it is dumped.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from alignscan.model.base import Day, Whole
from alignscan.model.conditions import Role
from alignscan.model.people import MessageKind

Week = Annotated[Whole, Field(ge=1)]


class Read(BaseModel):
    """A frozen model that leaves out what no rule reads; its errors never quote what is written."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True
    )


class WrittenAction(Read):
    """An action as far as the rules on roles read it."""

    id: str
    condition: str = "all"
    practices: tuple[str, ...] = ()
    owner_role: Role
    points: Annotated[Whole, Field(ge=0)] = 0
    quarter: Week = 1
    initiative: bool = False
    kpi: dict[str, Any] | None = None


class WrittenCapacity(Read):
    """Effort points of each role in one quarter; a role without an entry is not limited."""

    points: dict[str, Whole] = Field(default_factory=dict)


class WrittenModule(Read):
    """A module of the program."""

    id: str
    audience: tuple[Role, ...] = ()
    closes: tuple[str, ...] = ()
    live_task: str | None = None
    practice: Any = None
    feedback: Any = None
    taught_by: tuple[Role, ...] = ()
    hours: Annotated[Whole, Field(ge=0)] = 0
    weeks: tuple[Week, ...] = ()


class WrittenTrack(Read):
    """A track of the program."""

    id: str = ""
    modules: tuple[WrittenModule, ...] = ()


class WrittenEvaluation(Read):
    """One level of evaluation: when, and against what."""

    level: Annotated[Whole, Field(ge=1, le=4)]
    week: Week | None = None
    date: Day | None = None
    baseline_from: str | None = None


class WrittenProgram(Read):
    """The leadership development program."""

    tracks: tuple[WrittenTrack, ...] = ()
    hours: dict[str, Whole] = Field(default_factory=dict)
    """For one person of each role."""
    evaluation: tuple[WrittenEvaluation, ...] = ()


class WrittenMessage(Read):
    """A core message."""

    id: str
    text: Any = None


class WrittenAudience(Read):
    """An audience; its state and shares say what it needs."""

    id: str
    levels: tuple[Role, ...] = ()
    state: str | None = None
    """The state of condition 2."""
    manager: Role | None = None
    measure: Any = None


class WrittenFeedback(Read):
    """How an audience answers back."""

    owner: Role | None = None
    answer_days: Annotated[Whole, Field(ge=1)] | None = None


class WrittenTouchpoint(Read):
    """Who tells whom what, by which channel and when."""

    audience: str
    messages: tuple[MessageKind, ...]
    sender: Role
    channel: str
    mode: Literal["one_way", "two_way"] = "one_way"
    weeks: tuple[Week, ...] = ()
    feedback: WrittenFeedback | None = None


class WrittenRecognition(Read):
    """A time to recognize good work."""

    week: Week


class WrittenCommunication(Read):
    """The communication strategy."""

    weeks: Week = 1
    small: bool = False
    messages: tuple[WrittenMessage, ...] = ()
    audiences: tuple[WrittenAudience, ...] = ()
    touchpoints: tuple[WrittenTouchpoint, ...] = ()
    recognition: tuple[WrittenRecognition, ...] = ()
    low: tuple[str, ...] = ()
    """Of C2.1 and C2.3 those that are not apparent: what the channels have to serve."""


class WrittenPlan(Read):
    """A plan as far as its rules read it."""

    actions: tuple[WrittenAction, ...] = ()
    capacity: WrittenCapacity = Field(default_factory=WrittenCapacity)
    program: WrittenProgram | None = None
    communication: WrittenCommunication | None = None
