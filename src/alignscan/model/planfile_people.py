"""The parts of a plan file about people: program, communication and cadence.

Every key that may stand under ``suggested:`` may also stand beside it; then it counts instead.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from alignscan.model.base import Day, Line, Number, Prose, Slug, Whole, Written
from alignscan.model.conditions import Role
from alignscan.model.people import Answer, Channel, Every, MessageKind, Track
from alignscan.model.survey import Trigger

Status = Literal["planned", "started", "done", "dropped"]
Week = Annotated[Whole, Field(ge=1)]
Count = Annotated[Whole, Field(ge=0)]
Length = Annotated[Whole, Field(ge=1)]
Flag = Annotated[bool, Field(strict=True)]


class Kept(Written):
    """What people keep about something; no run of the tool ever changes it."""

    owner: Line | None = None
    """A name."""
    status: Status | None = None
    notes: Prose | None = None
    own: dict[str, Any] | None = None
    """Whatever else is to be kept here."""


class ModuleFields(Written):
    """What is suggested for a module, or decided instead."""

    closed: Literal["gap_closed", "not_chosen"] | None = None
    audience: tuple[Role, ...] | None = None
    closes: tuple[Slug, ...] | None = None
    live_task: Slug | None = None
    task: Prose | None = None
    practice: Prose | None = None
    feedback: Prose | None = None
    at_work: Prose | None = None
    taught_by: tuple[Role, ...] | None = None
    hours: Count | None = None
    """Of one session."""
    weeks: tuple[Week, ...] | None = None
    dates: tuple[Day, ...] | None = None


class ModuleEntry(ModuleFields, Kept):
    """One module of the program."""

    id: Slug
    title: Prose | None = None
    suggested: ModuleFields | None = None


class TrackFields(Written):
    """What is suggested for a track."""

    title: Prose | None = None
    aim: Prose | None = None


class TrackEntry(TrackFields):
    """The modules for some of the roles."""

    id: Track
    suggested: TrackFields | None = None
    modules: tuple[ModuleEntry, ...] = ()


class PlanEvaluation(Written):
    """How one will know what the program led to."""

    level: Annotated[Whole, Field(ge=1, le=4)]
    measure: Prose | None = None
    when: Prose | None = None
    week: Week | None = None
    date: Day | None = None
    baseline_from: Line | None = None
    baseline: dict[str, Number] | None = None


class ProgramFields(Written):
    """What is suggested for the program as a whole."""

    answer: Answer | None = None
    reason: Prose | None = None
    why: tuple[Slug, ...] | None = None
    outcomes: tuple[Prose, ...] | None = None
    sponsor_role: Role | None = None
    sponsor: Prose | None = None
    everybody: Prose | None = None
    outside: Prose | None = None
    horizon_weeks: Count | None = None
    hours: dict[str, Count] | None = None
    """Of sessions, for one person of each role."""
    evaluation: tuple[PlanEvaluation, ...] | None = None


class ProgramEntry(ProgramFields, Kept):
    """The executive and leadership development program."""

    suggested: ProgramFields | None = None
    tracks: tuple[TrackEntry, ...] = ()


class PlanMessage(Written):
    """One core message."""

    id: MessageKind
    title: Prose | None = None
    text: Prose | None = None


class PlanMeasure(Written):
    """How one will know whether an audience was reached."""

    name: Prose
    unit: Line | None = None
    baseline: Number | None = None
    target: Number | None = None
    week: Week | None = None
    date: Day | None = None


class PlanFeedback(Written):
    """How an audience answers back."""

    channel: Channel | None = None
    owner: Role | None = None
    answer_days: Length | None = None


class AudienceFields(Written):
    """What is suggested for an audience, or decided instead."""

    closed: Literal["gap_closed", "not_chosen"] | None = None
    levels: tuple[Role, ...] | None = None
    cell: Line | None = None
    state: Line | None = None
    understanding: Number | None = None
    commitment: Number | None = None
    manager: Role | None = None
    know: Prose | None = None
    feel: Prose | None = None
    do: Prose | None = None
    measure: PlanMeasure | None = None


class AudienceEntry(AudienceFields, Kept):
    """Those who are told the same in the same way."""

    id: Slug
    suggested: AudienceFields | None = None


class TouchpointFields(Written):
    """What is suggested for a touchpoint, or decided instead."""

    closed: Literal["gap_closed", "not_chosen"] | None = None
    audience: Slug | None = None
    messages: tuple[MessageKind, ...] | None = None
    sender: Role | None = None
    channel: Channel | None = None
    mode: Literal["one_way", "two_way"] | None = None
    weeks: tuple[Week, ...] | None = None
    dates: tuple[Day, ...] | None = None
    feedback: PlanFeedback | None = None


class TouchpointEntry(TouchpointFields, Kept):
    """Who tells whom what, by which channel and when."""

    id: Slug | None = None
    suggested: TouchpointFields | None = None


class PlanRecognition(Written):
    """A time to recognize good work on the priorities."""

    week: Week
    date: Day | None = None
    occasion: Prose | None = None
    by: Role | None = None


class PlanStep(Written):
    """One step of passing a changed direction on."""

    week: Week
    date: Day | None = None
    owner_role: Role | None = None
    what: Prose


class CommunicationFields(Written):
    """What is suggested for the communication as a whole."""

    launch: Day | None = None
    weeks: Length | None = None
    owner_role: Role | None = None
    closes: tuple[Slug, ...] | None = None
    low: tuple[Slug, ...] | None = None
    small: Flag | None = None
    messages: tuple[PlanMessage, ...] | None = None
    channels: dict[Channel, Prose] | None = None
    recognition: tuple[PlanRecognition, ...] | None = None
    do_not_say: tuple[Prose, ...] | None = None
    event: Trigger | None = None
    recascade: tuple[PlanStep, ...] | None = None


class CommunicationEntry(CommunicationFields, Kept):
    """The communication strategy."""

    suggested: CommunicationFields | None = None
    audiences: tuple[AudienceEntry, ...] = ()
    touchpoints: tuple[TouchpointEntry, ...] = ()


class RhythmFields(Written):
    """What is suggested for a meeting or check that comes again."""

    closed: Literal["gap_closed", "not_chosen"] | None = None
    every: Every | None = None
    what: Prose | None = None
    agenda: Prose | None = None
    owner_role: Role | None = None
    takes_part: tuple[Role, ...] | None = None
    every_weeks: Count | None = None
    first_week: Count | None = None
    dates: tuple[Day, ...] | None = None


class RhythmEntry(RhythmFields, Kept):
    """One meeting or check that comes again and again."""

    id: Slug
    suggested: RhythmFields | None = None
