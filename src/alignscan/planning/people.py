"""The models of the program, the communication strategy, the cadence and the role guide.

Texts are given by language. Weeks are those of the plan, from 1; dates are there where the plan has
a start, and fall on the Monday of their week.
"""

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import Field

from alignscan.diagnose.diagnosis import State
from alignscan.model.conditions import Condition, Role
from alignscan.model.people import Answer, Channel, Duty, Every, MessageKind, Track
from alignscan.model.survey import Trigger
from alignscan.publish.frozen import Frozen

ByLanguage = dict[str, str]


class Module(Frozen):
    """One module of the program: a piece of the plan to practice on, with feedback."""

    id: str
    title: ByLanguage
    audience: tuple[Role, ...]
    closes: tuple[str, ...]
    """The practices with a gap that it works on."""
    live_task: str
    """The action of the plan that is worked on."""
    task: ByLanguage
    practice: ByLanguage
    feedback: ByLanguage
    at_work: ByLanguage
    """What each participant does between the sessions."""
    taught_by: tuple[Role, ...]
    hours: int
    """Of one session."""
    weeks: tuple[int, ...]
    """One session in each."""
    dates: tuple[dt.date, ...] = ()


class ProgramTrack(Frozen):
    """The modules for some of the roles."""

    id: Track
    title: ByLanguage
    aim: ByLanguage
    modules: tuple[Module, ...]


class Evaluation(Frozen):
    """How one will know what the program led to, at one of four levels."""

    level: Literal[1, 2, 3, 4]
    measure: ByLanguage
    when: ByLanguage
    week: int
    date: dt.date | None = None
    baseline_from: Literal["scan"] | None = None
    """``scan``: the baseline is what this scan found."""
    baseline: dict[str, Decimal] = Field(default_factory=dict)
    """By practice the score of this scan, as far as it is shown."""


class Program(Frozen):
    """The executive and leadership development program, or the reason for none."""

    answer: Answer
    reason: ByLanguage
    why: tuple[str, ...]
    """The practices whose gaps it is for; for ``direction_first`` those to settle first."""
    outcomes: tuple[ByLanguage, ...]
    sponsor_role: Role
    sponsor: ByLanguage
    everybody: ByLanguage
    """How those take part who attend no module."""
    outside: ByLanguage
    horizon_weeks: int
    """The week of its last session; 0 without modules."""
    tracks: tuple[ProgramTrack, ...]
    hours: dict[Role, int]
    """Hours of sessions for one person of each role."""
    evaluation: tuple[Evaluation, ...]

    @property
    def modules(self) -> tuple[Module, ...]:
        """The modules of all tracks."""
        return tuple(module for track in self.tracks for module in track.modules)


class Message(Frozen):
    """One core message, with what this scan says about it."""

    id: MessageKind
    title: ByLanguage
    text: ByLanguage


class Measure(Frozen):
    """How one will know whether an audience was reached."""

    name: ByLanguage
    unit: str
    baseline: Decimal | None
    """Null where it was not asked, or is not shown: it is measured first."""
    target: Decimal
    """What the owner aims at; no forecast."""
    week: int
    date: dt.date | None = None


class Audience(Frozen):
    """Those who are told the same in the same way."""

    id: str
    """A level, ``others`` or ``everybody``."""
    levels: tuple[Role, ...]
    cell: str | None
    """The shown cell that the figures are from."""
    state: State | None
    """The state of condition 2 in that cell."""
    understanding: Decimal | None
    commitment: Decimal | None
    manager: Role
    """Who tells them what it means for them."""
    know: ByLanguage
    feel: ByLanguage
    do: ByLanguage
    measure: Measure


class Feedback(Frozen):
    """How an audience answers back."""

    channel: Channel
    owner: Role
    answer_days: int
    """Working days until an answer."""


class Touchpoint(Frozen):
    """Who tells whom what, by which channel and when."""

    audience: str
    messages: tuple[MessageKind, ...]
    sender: Role
    channel: Channel
    mode: Literal["one_way", "two_way"]
    weeks: tuple[int, ...]
    dates: tuple[dt.date, ...] = ()
    feedback: Feedback


class Recognition(Frozen):
    """A time to recognize good work on the priorities."""

    week: int
    date: dt.date | None = None
    occasion: ByLanguage
    by: Role


class Step(Frozen):
    """One step of passing a changed direction on."""

    week: int
    date: dt.date | None = None
    owner_role: Role
    what: ByLanguage


class Communication(Frozen):
    """The communication strategy."""

    launch: dt.date | None = None
    weeks: int
    """How many weeks it covers."""
    owner_role: Role
    closes: tuple[str, ...]
    """The practices of condition 2 with a gap, or the condition."""
    low: tuple[str, ...]
    """Of C2.1 (knows the priorities) and C2.3 (knows the own part) those that are not apparent."""
    small: bool
    """A small organization, where each message three times is enough."""
    messages: tuple[Message, ...]
    audiences: tuple[Audience, ...]
    channels: dict[Channel, ByLanguage]
    """The names of the channels."""
    touchpoints: tuple[Touchpoint, ...]
    recognition: tuple[Recognition, ...]
    do_not_say: tuple[ByLanguage, ...]
    event: Trigger | None = None
    """What happened that makes the direction be passed on anew."""
    recascade: tuple[Step, ...] = ()


class Rhythm(Frozen):
    """One meeting or check that comes again and again."""

    id: str
    every: Every
    what: ByLanguage
    agenda: ByLanguage
    owner_role: Role
    takes_part: tuple[Role, ...] = ()
    every_weeks: int | None = None
    first_week: int | None = None
    """Null for what happens on an event."""
    dates: tuple[dt.date, ...] = ()
    """The first ones, at most four."""


class Subject(Frozen):
    """Something to own, and what each role that exists has to do with it."""

    id: str
    name: ByLanguage
    condition: Condition | Literal["all"]
    duties: dict[Role, Duty]


class RoleCard(Frozen):
    """What a role looks at, what it owns, and what the plan asks of it now."""

    role: Role
    stands_in_for: tuple[Role, ...]
    """Roles that do not exist here, whose part it takes."""
    focus: ByLanguage
    own: ByLanguage
    actions: tuple[str, ...]
    """The actions of the plan that it owns."""


class Cost(Frozen):
    """What a gap costs as long as it stays open."""

    id: str
    """A practice, or a condition whose practices were not asked one by one."""
    text: ByLanguage


class Question(Frozen):
    """One question for an interview that checks what the scan found."""

    id: str
    roles: tuple[Role, ...]
    about: str
    """The condition or pattern that it follows from; empty for one that is asked everywhere."""
    text: ByLanguage


class Guide(Frozen):
    """Who owns what, what the gaps cost, and what to ask in interviews."""

    roles: tuple[RoleCard, ...]
    subjects: tuple[Subject, ...]
    costs: tuple[Cost, ...]
    questions: tuple[Question, ...]
