"""The communication strategy, by rule from the findings; it keeps M01 to M10 by construction.

Reasons come from the top and what they mean from one's own manager (Prosci's benchmarking);
managers hear before their teams (Ates and others 2020); what the whole aims for is said in meetings
of the company, what each person does in meetings of the team (Boswell).
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from alignscan.diagnose.diagnosis import Diagnosis, Standing, State
from alignscan.diagnose.states import on_scale
from alignscan.model.conditions import LEVELS, Role
from alignscan.model.people import Channel, MessageKind, communication_texts
from alignscan.model.questionnaire import ScoreScale
from alignscan.model.survey import Survey
from alignscan.planning.calendar import condition_behind, gaps_of, monday, mondays, standing_in
from alignscan.planning.messages import ANSWER_DAYS, messages
from alignscan.planning.owners import owner_of
from alignscan.planning.people import (
    Audience,
    Communication,
    Feedback,
    Measure,
    Recognition,
    Step,
    Touchpoint,
)
from alignscan.planning.plan import Plan
from alignscan.planning.size import people_in
from alignscan.publish.published import Published, ShownCell

TOP: Final[Role] = "senior_leadership"
HEARS: Final[dict[str, int]] = {
    "senior_leadership": 0,
    "managers": 0,
    "senior_management": 1,
    "team_leader": 2,
}
"""So many weeks after the launch; managers before those they lead."""
HEARS_LAST: Final = 3
LED_BY: Final[dict[str, Role]] = {
    "senior_leadership": "senior_leadership",
    "senior_management": "senior_leadership",
    "managers": "senior_leadership",
    "team_leader": "senior_management",
    "project_manager": "senior_management",
}
"""Who leads those who lead others; everybody else is led by team leaders."""
LOWEST_MANAGER: Final[Role] = "team_leader"
LINE_OF_SIGHT: Final = ("C2.1", "C2.3")
SMALL: Final = 50
"""An organization of fewer people is small: three times is enough there."""
RECOGNIZED_EVERY: Final = 4
TARGETS: Final = (60, 80, 90, 100)
"""Percent of people; the first that is above where an audience stands."""
MEASURED: Final = 13


@dataclass(frozen=True, slots=True)
class _Told:
    """One channel: what is said in it, in which weeks after an audience first hears."""

    messages: tuple[MessageKind, ...]
    channel: Channel
    weeks: tuple[int, ...]
    few: tuple[int, ...]
    """The weeks in a small organization."""
    by_manager: bool = False

    @property
    def two_way(self) -> bool:
        """Whether people can answer at once."""
        return self.channel != "written_update"


@dataclass(frozen=True, slots=True)
class _View:
    """What audiences are seen with."""

    diagnosis: Diagnosis
    start: dt.date | None
    existing: Collection[Role]
    limits: tuple[Decimal, Decimal]
    """Where the states partly and apparent begin."""


TOLD: Final = (
    _Told(("results",), "results_meeting", (0,), (0,)),
    _Told(("why", "why_now"), "company_meeting", (1, 9, 17, 21), (1, 9)),
    _Told(("why", "why_now"), "written_update", (4, 13), (4,)),
    _Told(("what_changes", "for_me"), "team_meeting", (2, 6, 10, 18), (2, 6), by_manager=True),
    _Told(("what_changes", "for_me"), "personal_talk", (7, 15), (7,), by_manager=True),
    _Told(("what_stays",), "company_meeting", (3, 11, 19), (3, 11)),
    _Told(("what_stays",), "written_update", (5, 14), (5,)),
)
"""No week occurs twice, so that nobody hears more than two messages in a week."""


def communication(
    plan: Plan,
    diagnosis: Diagnosis,
    survey: Survey,
    existing: Collection[Role],
    published: Published | None = None,
    scale: ScoreScale | None = None,
) -> Communication:
    """Return who is told what, by whom, how and when, with how people answer back.

    ``existing`` are the roles that exist; a role that does not is stood in for by the next higher.
    """
    texts = communication_texts()
    small = _is_small(survey)
    view = _View(diagnosis, plan.start, existing, _limits(survey, scale or ScoreScale()))
    audiences = tuple(_audiences(view, survey, published, small=small))
    touchpoints = tuple(
        touchpoint
        for place, audience in enumerate(audiences)
        for touchpoint in _touchpoints(audience, view, small=small, alone=not place)
    )
    weeks = max(week for touchpoint in touchpoints for week in touchpoint.weeks)
    event = survey.wave.trigger
    used = {t.channel for t in touchpoints} | {t.feedback.channel for t in touchpoints}
    return Communication(
        launch=plan.start,
        weeks=weeks,
        owner_role=TOP,
        closes=tuple(id for id in gaps_of(diagnosis) if condition_behind(id) == "commitment"),
        low=tuple(s.id for s in diagnosis.practices if s.id in LINE_OF_SIGHT and _is_low(s)),
        small=small,
        messages=messages(plan, diagnosis, survey, published),
        audiences=audiences,
        channels={name: text for name, text in texts.channels.items() if name in used},
        touchpoints=touchpoints,
        recognition=_recognition(weeks, plan.start, existing),
        do_not_say=texts.do_not_say,
        event=event,
        recascade=_recascade(plan.start, existing) if event else (),
    )


def _is_low(standing: Standing) -> bool:
    return standing.state in ("not_apparent", "partly")


def _is_small(survey: Survey) -> bool:
    """Return whether few people are concerned: by the head count, else by who was asked.

    Where neither is said it goes by the mode: a confidential survey is rarely of a small group.
    """
    count = people_in(survey)
    return count < SMALL if count is not None else survey.effective_mode != "confidential"


def _limits(survey: Survey, scale: ScoreScale) -> tuple[Decimal, Decimal]:
    wanted = survey.thresholds
    return on_scale(wanted.partly, scale), on_scale(wanted.apparent, scale)


def _audiences(
    view: _View, survey: Survey, published: Published | None, *, small: bool
) -> Iterator[Audience]:
    """Yield one audience for each level that is shown, and one for all others.

    Nothing is said about a level that is not shown. Where no level of managers is shown, managers
    are an audience without figures, unless the organization is small.
    """
    cells = {} if published is None else _levels(published)
    if not small and not any(level in cells for level in LED_BY):
        yield _audience("managers", (), None, view)
    for level in LEVELS:
        if level in cells:
            yield _audience(level, (level,), cells[level], view)
    if not cells:
        yield _audience("everybody", (), None if published is None else published.overall, view)
    elif _asked_levels(survey) - set(cells):
        yield _audience("others", (), None, view)


def _levels(published: Published) -> dict[str, ShownCell]:
    shown = (c for c in published.cells if isinstance(c, ShownCell))
    alone = ((c.filters["level"], c) for c in shown if list(c.filters) == ["level"])
    return {names[0]: c for names, c in alone if len(names) == 1}


def _asked_levels(survey: Survey) -> set[str]:
    level = survey.segments.get("level")
    return set() if level is None else {*(level.categories or level.map.values())}


def _audience(id: str, levels: tuple[Role, ...], cell: ShownCell | None, view: _View) -> Audience:
    texts = communication_texts().audiences[id]
    parts = {} if cell is None else {k: f.displayed for k, f in cell.parts.items()}
    return Audience(
        id=id,
        levels=levels,
        cell=None if cell is None else cell.id,
        state=_state(cell, view.limits),
        understanding=parts.get("understanding"),
        commitment=parts.get("commitment"),
        manager=owner_of(LED_BY.get(id, LOWEST_MANAGER), view.existing),
        know=texts.know,
        feel=texts.feel,
        do=texts.do,
        measure=_measure(cell, view),
    )


def _state(cell: ShownCell | None, limits: tuple[Decimal, Decimal]) -> State | None:
    figures = None if cell is None else cell.conditions.get("commitment")
    score = None if figures is None else figures.displayed
    if score is None:
        return None
    if score < limits[0]:
        return "not_apparent"
    return "partly" if score < limits[1] else "apparent"


def _measure(cell: ShownCell | None, view: _View) -> Measure:
    """Return the share of people who can name enough priorities, from the recall question."""
    recall = view.diagnosis.recall
    found = () if recall is None or cell is None else recall.cells
    enough = next((one.enough for one in found if cell and one.cell == cell.id), None)
    return Measure(
        name=communication_texts().measure,
        unit="%",
        baseline=None if enough is None else enough * 100,
        target=_target(enough),
        week=MEASURED,
        date=monday(view.start, MEASURED),
    )


def _target(share: Decimal | None) -> Decimal:
    above = (target for target in TARGETS if share is None or target > share * 100)
    return Decimal(next(above, TARGETS[-1]))


def _touchpoints(
    audience: Audience, view: _View, *, small: bool, alone: bool
) -> Iterator[Touchpoint]:
    begins = 1 if alone else 1 + HEARS.get(audience.id, HEARS_LAST)
    for told in TOLD:
        weeks = tuple(begins + week for week in (told.few if small else told.weeks))
        yield Touchpoint(
            audience=audience.id,
            messages=told.messages,
            sender=audience.manager if told.by_manager else TOP,
            channel=told.channel,
            mode="two_way" if told.two_way else "one_way",
            weeks=weeks,
            dates=mondays(view.start, weeks),
            feedback=_feedback(told, audience, view.existing),
        )


def _feedback(told: _Told, audience: Audience, existing: Collection[Role]) -> Feedback:
    channel: Channel = "team_questions" if told.by_manager else "question_channel"
    owner = audience.manager if told.by_manager else owner_of("senior_management", existing)
    return Feedback(channel=channel, owner=owner, answer_days=ANSWER_DAYS)


def _recognition(
    weeks: int, start: dt.date | None, existing: Collection[Role]
) -> tuple[Recognition, ...]:
    occasions: Sequence[dict[str, str]] = communication_texts().recognition
    slots = range(RECOGNIZED_EVERY, weeks + RECOGNIZED_EVERY, RECOGNIZED_EVERY)
    return tuple(
        Recognition(
            week=week,
            date=monday(start, week),
            occasion=occasions[i % len(occasions)],
            by=owner_of("senior_management", existing) if i % 2 == 0 else TOP,
        )
        for i, week in enumerate(slots)
    )


def _recascade(start: dt.date | None, existing: Collection[Role]) -> tuple[Step, ...]:
    return tuple(
        Step(
            week=step.week,
            date=monday(start, step.week),
            owner_role=standing_in((step.owner,), existing)[0],
            what=step.what,
        )
        for step in communication_texts().recascade
    )
