"""The leadership development program, by rule from the gaps; it keeps P01 to P10 by construction.

Sources: Jim Bolt's success factors (AMA Handbook of Leadership, chapter 14); Lacerenza and others
(2017); the four levels of evaluation after Kirkpatrick.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import count, pairwise
from typing import Final, NamedTuple

from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.diagnose.states import width_on_scale
from alignscan.model.conditions import Role
from alignscan.model.people import Answer, ModuleText, ProgramTexts, Track, program_texts
from alignscan.model.questionnaire import ScoreScale
from alignscan.planning.calendar import (
    closed_by,
    condition_behind,
    gaps_of,
    main_gaps,
    monday,
    mondays,
    standing_in,
)
from alignscan.planning.people import Evaluation, Module, Program, ProgramTrack
from alignscan.planning.plan import Plan, PlannedAction
from alignscan.publish.published import DISPLAY_STEP, Published, ShownCell

TOP: Final[Role] = "senior_leadership"
AUDIENCES: Final[dict[Track, tuple[Role, ...]]] = {
    "lead": ("senior_leadership",),
    "bridge": ("senior_leadership", "senior_management"),
    "translate": ("senior_management",),
    "daily": ("team_leader", "project_manager"),
}
"""The tracks in the order in which they begin."""
LEADERSHIP: Final = ("C2.2", "C2.4", "C4.3")
"""Practices that only leaders and managers can change by what they do."""
BETWEEN_LEVELS: Final = frozenset({"leaders_higher", "middle_dip"})
MOST: Final = 6
BEGINS: Final = 3
"""The earliest week: results are told and a sponsor is named before."""
APART: Final = 3
"""Weeks between two sessions of a module, with work on the live task in them."""
PROGRAM: Final = "A402"
"""The action that runs the program, where it is in the plan."""
LEAST_SESSIONS: Final = 3
NINETY_DAYS: Final = 13
NEXT_SCAN: Final = 52
ADJACENT: Final = ("senior_leadership", "senior_management", "team_leader", "employee")
APART_ON_FIVE: Final = Decimal("0.5")


class _Draft(NamedTuple):
    """A module while it is being planned."""

    text: ModuleText
    closes: tuple[str, ...]
    task: PlannedAction
    audience: tuple[Role, ...]
    taught_by: tuple[Role, ...]
    weeks: tuple[int, ...] = ()


def program(
    plan: Plan,
    diagnosis: Diagnosis,
    existing: Collection[Role],
    published: Published | None = None,
    scale: ScoreScale | None = None,
) -> Program:
    """Return the program that a diagnosis calls for, or the reason why not (now).

    ``existing`` are the roles that exist; a role that does not is stood in for by the next higher.
    """
    texts, gaps = program_texts(), gaps_of(diagnosis)
    answer = _answer(diagnosis, published, scale or ScoreScale())
    if answer == "direction_first":
        gaps = {id: size for id, size in gaps.items() if condition_behind(id) == "direction"}
    drafts = _scheduled(_chosen(texts, gaps, plan, existing, answer), plan)
    if not drafts and answer != "direction_first":
        answer = "not_needed"
    last = max((week for draft in drafts for week in draft.weeks), default=0)
    why = tuple(id for id in gaps if not drafts or any(id in d.closes for d in drafts))
    why = tuple(id for id in why if id in main_gaps(diagnosis)) or why
    return Program(
        answer=answer,
        reason=texts.answers[answer],
        why=() if answer == "not_needed" else why,
        outcomes=_outcomes(texts, drafts),
        sponsor_role=TOP,
        sponsor=texts.sponsor,
        everybody=texts.everybody,
        outside=texts.outside,
        horizon_weeks=last,
        tracks=_tracks(texts, drafts, plan.start),
        hours=_hours(drafts),
        evaluation=_evaluation(texts, drafts, last, plan.start, published) if drafts else (),
    )


def _answer(diagnosis: Diagnosis, published: Published | None, scale: ScoreScale) -> Answer:
    states = {s.id: s.state for s in (*diagnosis.conditions, *diagnosis.practices)}
    if states.get("direction") == "not_apparent":
        return "direction_first"
    low = any(states.get(id) in ("not_apparent", "partly") for id in LEADERSHIP)
    between = any(p.id in BETWEEN_LEVELS for p in diagnosis.patterns)
    limit = width_on_scale(APART_ON_FIVE, scale)
    apart = published is not None and _levels_apart(published, limit)
    return "recommended" if low or between or apart else "optional"


def _levels_apart(published: Published, limit: Decimal) -> bool:
    """Return whether two neighboring levels that are shown see a condition differently."""
    cells = [_level(published, level) for level in ADJACENT]
    shown = [cell for cell in cells if cell is not None]
    return any(
        abs(high - low) >= limit
        for above, below in pairwise(shown)
        for id in above.conditions
        if (high := _fine(above, id)) is not None and (low := _fine(below, id)) is not None
    )


def _level(published: Published, level: str) -> ShownCell | None:
    shown = (c for c in published.cells if isinstance(c, ShownCell))
    return next((c for c in shown if c.filters == {"level": (level,)}), None)


def _fine(cell: ShownCell, id: str) -> Decimal | None:
    figures = cell.conditions.get(id)
    return None if figures is None or figures.step > DISPLAY_STEP else figures.displayed


def _chosen(
    texts: ProgramTexts,
    gaps: Mapping[str, Decimal],
    plan: Plan,
    existing: Collection[Role],
    answer: Answer,
) -> list[_Draft]:
    """Return the modules that work on the most, each with something of the plan to work on."""
    found: list[tuple[Decimal, int, _Draft]] = []
    for place, text in enumerate(texts.modules):
        closes = closed_by(text.closes, gaps)
        task = _task(text, plan)
        fits = answer != "direction_first" or text.track == "lead"
        if closes and task is not None and fits:
            audience = standing_in(AUDIENCES[text.track], existing)
            taught_by = standing_in(text.taught_by, existing)
            draft = _Draft(text, closes, task, audience, taught_by)
            found.append((-sum((gaps[id] for id in closes), Decimal()), place, draft))
    best = sorted(found, key=lambda one: one[:2])[:MOST]
    tracks = list(AUDIENCES)
    return [d for _, _, d in sorted(best, key=lambda o: (tracks.index(o[2].text.track), o[1]))]


def _task(text: ModuleText, plan: Plan) -> PlannedAction | None:
    """Return the action that a module is best practiced on; None where the plan has none."""
    known = {action.id: action for action in plan.actions}
    named = [known[id] for id in text.live_tasks if id in known]
    others = (a for a in plan.actions if set(text.closes) & set(a.practices))
    return next(iter((*named, *others)), None)


def _scheduled(drafts: Sequence[_Draft], plan: Plan) -> list[_Draft]:
    """Return the modules with their weeks: no one has two sessions in a week, the top begins."""
    held = next((a.first_week for a in plan.actions if a.id == PROGRAM), BEGINS)
    begins = {d.text.id: max(BEGINS, held, d.task.first_week) for d in drafts}
    taken: set[tuple[Role, int]] = set()
    out = []
    for draft in _top_begins(drafts, begins):
        sessions = max(draft.text.sessions, LEAST_SESSIONS if len(drafts) == 1 else 2)
        weeks = _free(draft, sessions, begins[draft.text.id], taken)
        taken |= {(role, week) for role in draft.audience for week in weeks}
        out.append(draft._replace(weeks=weeks))
    return _executives_teach(out)


def _top_begins(drafts: Sequence[_Draft], begins: Mapping[str, int]) -> list[_Draft]:
    """Return the modules by their earliest week, the first one open to senior leadership."""
    ordered = sorted(drafts, key=lambda d: (begins[d.text.id], TOP not in d.audience))
    if ordered and TOP not in ordered[0].audience:
        ordered[0] = ordered[0]._replace(audience=(TOP, *ordered[0].audience))
    return ordered


def _free(
    draft: _Draft, sessions: int, begins: int, taken: Collection[tuple[Role, int]]
) -> tuple[int, ...]:
    for first in count(begins):
        weeks = tuple(first + APART * i for i in range(sessions))
        if not any((role, week) in taken for role in draft.audience for week in weeks):
            return weeks
    raise AssertionError("there is always a free week")


def _executives_teach(drafts: list[_Draft]) -> list[_Draft]:
    if drafts and not any(TOP in draft.taught_by for draft in drafts):
        drafts[0] = drafts[0]._replace(taught_by=(TOP, *drafts[0].taught_by))
    return drafts


def _tracks(
    texts: ProgramTexts, drafts: Sequence[_Draft], start: dt.date | None
) -> tuple[ProgramTrack, ...]:
    return tuple(
        ProgramTrack(
            id=track,
            title=texts.tracks[track].title,
            aim=texts.tracks[track].aim,
            modules=tuple(_module(draft, start) for draft in own),
        )
        for track in AUDIENCES
        if (own := [draft for draft in drafts if draft.text.track == track])
    )


def _module(draft: _Draft, start: dt.date | None) -> Module:
    text = draft.text
    return Module(
        id=text.id,
        title=text.title,
        audience=draft.audience,
        closes=draft.closes,
        live_task=draft.task.id,
        task=text.task,
        practice=text.practice,
        feedback=text.feedback,
        at_work=text.at_work,
        taught_by=draft.taught_by,
        hours=text.hours,
        weeks=draft.weeks,
        dates=mondays(start, draft.weeks),
    )


def _outcomes(texts: ProgramTexts, drafts: Sequence[_Draft]) -> tuple[dict[str, str], ...]:
    served = {condition_behind(id) for draft in drafts for id in draft.closes}
    return tuple(text for condition, text in texts.outcomes.items() if condition in served)


def _hours(drafts: Sequence[_Draft]) -> dict[Role, int]:
    hours: dict[Role, int] = {}
    for draft in drafts:
        for role in draft.audience:
            hours[role] = hours.get(role, 0) + draft.text.hours * len(draft.weeks)
    return hours


def _evaluation(
    texts: ProgramTexts,
    drafts: Sequence[_Draft],
    last: int,
    start: dt.date | None,
    published: Published | None,
) -> tuple[Evaluation, ...]:
    weeks = {1: last, 2: last, 3: last + NINETY_DAYS, 4: max(NEXT_SCAN, last + NINETY_DAYS)}
    overall = None if published is None else published.overall
    figures = {} if overall is None else {**overall.practices, **overall.conditions}
    scores = {
        id: shown
        for draft in drafts
        for id in draft.closes
        if id in figures and (shown := figures[id].displayed) is not None
    }
    return tuple(
        Evaluation(
            level=one.level,
            measure=one.measure,
            when=one.when,
            week=weeks[one.level],
            date=monday(start, weeks[one.level]),
            baseline_from="scan" if one.level == 4 else None,
            baseline=dict(sorted(scores.items())) if one.level == 4 else {},
        )
        for one in texts.evaluation
    )
