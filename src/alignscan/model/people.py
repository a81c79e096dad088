"""The packaged texts about people: program, communication, role guide, interviews and cadence."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from alignscan.model.base import Slug, Texts, Whole, Written
from alignscan.model.conditions import Condition, Role
from alignscan.model.content import load_content
from alignscan.model.questionnaire import PracticeCode
from alignscan.model.survey import Trigger

Track = Literal["lead", "bridge", "translate", "daily"]
Answer = Literal["recommended", "optional", "direction_first", "not_needed"]
MessageKind = Literal["results", "why", "why_now", "what_changes", "what_stays", "for_me"]
Channel = Literal[
    "results_meeting",
    "company_meeting",
    "written_update",
    "team_meeting",
    "personal_talk",
    "question_channel",
    "team_questions",
]
Duty = Literal[
    "accountable",
    "responsible",
    "approves",
    "sponsors",
    "models",
    "consulted",
    "contributes",
    "supports",
    "heard",
    "informed",
]
"""What a role has to do with a subject, the strongest first."""
Every = Literal["week", "month", "quarter", "days_90", "year", "event"]
Positive = Annotated[Whole, Field(gt=0)]


class TrackText(Written):
    """One track of the program."""

    title: Texts
    aim: Texts


class ModuleText(Written):
    """One module of the program."""

    id: Slug
    title: Texts
    track: Track
    closes: Annotated[tuple[PracticeCode, ...], Field(min_length=1)]
    live_tasks: tuple[Slug, ...]
    """Actions to practice on, the best first."""
    task: Texts
    practice: Texts
    feedback: Texts
    at_work: Texts
    taught_by: Annotated[tuple[Role, ...], Field(min_length=1)]
    hours: Positive
    """Of one session."""
    sessions: Positive


class EvaluationText(Written):
    """One level of evaluation."""

    level: Literal[1, 2, 3, 4]
    measure: Texts
    when: Texts


class ProgramTexts(Written):
    """What a program is made of."""

    format: Literal["alignscan/program/1"]
    answers: dict[Answer, Texts]
    sponsor: Texts
    outside: Texts
    everybody: Texts
    tracks: dict[Track, TrackText]
    outcomes: dict[Condition, Texts]
    modules: tuple[ModuleText, ...]
    evaluation: tuple[EvaluationText, ...]


class Sentence(Written):
    """A sentence that is said where all in braces is known, and in one situation only."""

    text: Texts
    when: Trigger | Literal["asked", "self"] | None = None


class MessageText(Written):
    """One core message, sentence by sentence."""

    kind: MessageKind
    title: Texts
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=1)]


class AudienceText(Written):
    """What an audience should know, feel and do."""

    know: Texts
    feel: Texts
    do: Texts


class StepText(Written):
    """One step of passing a changed direction on."""

    week: Positive
    owner: Role
    what: Texts


class CommunicationTexts(Written):
    """What a communication strategy is made of."""

    format: Literal["alignscan/communication/1"]
    messages: tuple[MessageText, ...]
    audiences: dict[Slug, AudienceText]
    """By level; ``others`` and ``everybody`` besides."""
    measure: Texts
    channels: dict[Channel, Texts]
    recognition: Annotated[tuple[Texts, ...], Field(min_length=1)]
    do_not_say: tuple[Texts, ...]
    recascade: tuple[StepText, ...]


class RoleText(Written):
    """What a role looks at, and what it owns."""

    focus: Texts
    own: Texts


class SubjectText(Written):
    """Something to own, and what each role has to do with it."""

    id: Slug
    name: Texts
    condition: Condition | Literal["all"]
    duties: dict[Role, Duty]


class QuestionText(Written):
    """One question of the interview guide, for some roles and findings."""

    id: Slug
    roles: tuple[Role, ...]
    conditions: tuple[Condition, ...] = ()
    patterns: tuple[Slug, ...] = ()
    text: Texts


class RhythmText(Written):
    """Something that comes again and again."""

    model_config = Written.model_config | {"populate_by_name": True}
    id: Slug
    every: Every
    weeks: Positive | None = None
    first_week: Positive | None = None
    program: Annotated[bool, Field(strict=True)] = False
    """Whether there has to be a program for it."""
    what: Texts
    agenda: Texts
    owner: Role
    takes_part: Annotated[tuple[Role, ...], Field(alias="with")] = ()


class GuideTexts(Written):
    """Who owns what, what gaps cost, what to ask, and how to keep it going."""

    format: Literal["alignscan/guide/1"]
    roles: dict[Role, RoleText]
    subjects: tuple[SubjectText, ...]
    costs: dict[PracticeCode, Texts]
    questions: tuple[QuestionText, ...]
    rhythms: tuple[RhythmText, ...]


@cache
def program_texts() -> ProgramTexts:
    """Return what a program is made of."""
    return load_content("program.yaml", ProgramTexts)


@cache
def communication_texts() -> CommunicationTexts:
    """Return what a communication strategy is made of."""
    return load_content("communication.yaml", CommunicationTexts)


@cache
def guide_texts() -> GuideTexts:
    """Return who owns what, what gaps cost, what to ask, and how to keep it going."""
    return load_content("guide.yaml", GuideTexts)
