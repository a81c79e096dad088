"""AS501 to AS510 (M01 to M10): how a communication strategy reaches people and hears them.

Sources: Prosci's benchmarking on senders and repetition; Boswell on channels; Ates and others
(2020) on managers first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from alignscan.model.plan import (
    WrittenAudience,
    WrittenCommunication,
    WrittenPlan,
    WrittenTouchpoint,
)
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.words import count, quoted

TOP: Final = "senior_leadership"
REASONS: Final = ("why", "why_now")
CORE: Final = (*REASONS, "what_changes", "what_stays", "for_me")
MANAGERS: Final = frozenset({"senior_leadership", "senior_management", "team_leader"})
LED_BY_THE_TOP: Final = frozenset({"senior_leadership", "senior_management", "managers"})
TIMES, TIMES_SMALL = 5, 3
CHANNELS: Final = 2
MONTH: Final = 5
"""Weeks that a month reaches into."""
MOST_A_WEEK: Final = 2
MEETINGS: Final = {"C2.1": "company_meeting", "C2.3": "team_meeting"}


def _strategy(plan: WrittenPlan) -> WrittenCommunication:
    return plan.communication or WrittenCommunication()


def _touchpoints(plan: WrittenPlan) -> Iterator[tuple[Loc, WrittenTouchpoint]]:
    for i, touchpoint in enumerate(_strategy(plan).touchpoints):
        yield ("communication", "touchpoints", i), touchpoint


def _audiences(plan: WrittenPlan) -> Iterator[tuple[Loc, WrittenAudience, list[WrittenTouchpoint]]]:
    strategy = _strategy(plan)
    for i, audience in enumerate(strategy.audiences):
        told = [t for t in strategy.touchpoints if t.audience == audience.id]
        yield ("communication", "audiences", i), audience, told


def not_heard(plan: WrittenPlan) -> Iterator[Problem]:
    """AS501 (M01): an audience that is far from commitment is only talked at."""
    for loc, audience, told in _audiences(plan):
        if audience.state == "not_apparent" and all(t.mode != "two_way" for t in told):
            what = f"{quoted(audience.id)} is far from commitment and cannot answer back anywhere"
            yield Problem("AS501", loc, what, "give it a touchpoint with `mode: two_way`")


def wrong_sender(plan: WrittenPlan) -> Iterator[Problem]:
    """AS502 (M02): reasons not from the top, or one's own part not from one's manager."""
    led = {a.id: a for a in _strategy(plan).audiences}
    for loc, touchpoint in _touchpoints(plan):
        audience = led.get(touchpoint.audience)
        if set(REASONS) & set(touchpoint.messages) and touchpoint.sender != TOP:
            what = "the reasons are not told by senior leadership"
            yield Problem("AS502", (*loc, "sender"), what, f"write `sender: {TOP}`")
        if "for_me" in touchpoint.messages and not _is_manager(touchpoint, audience):
            what = "what it means for people is not told by their own manager"
            yield Problem("AS502", (*loc, "sender"), what, "let their direct manager tell it")


def _is_manager(touchpoint: WrittenTouchpoint, audience: WrittenAudience | None) -> bool:
    if audience is not None and audience.manager is not None:
        return touchpoint.sender == audience.manager
    led_by_the_top = touchpoint.audience in LED_BY_THE_TOP
    return touchpoint.sender in MANAGERS and (touchpoint.sender != TOP or led_by_the_top)


def managers_too_late(plan: WrittenPlan) -> Iterator[Problem]:
    """AS503 (M03): managers do not hear a week before those they lead."""
    kinds = {a.id: a for a in _strategy(plan).audiences}
    managers: dict[str, int] = {}
    others: dict[str, tuple[int, Loc]] = {}
    for (audience, message), (first, loc) in _first_heard(plan).items():
        if _leads(audience, kinds.get(audience)):
            managers[message] = max(first, managers.get(message, first))
        elif message not in others or first < others[message][0]:
            others[message] = first, loc
    for message, (first, loc) in others.items():
        told = managers.get(message)
        if told is not None and told >= first:
            what = f"people hear {quoted(message)} in week {first}, their managers in week {told}"
            yield Problem("AS503", (*loc, "weeks"), what, "tell managers at least a week earlier")


def _first_heard(plan: WrittenPlan) -> dict[tuple[str, str], tuple[int, Loc]]:
    """Return for each audience and message the first week, and where that is planned."""
    heard: dict[tuple[str, str], tuple[int, Loc]] = {}
    for loc, touchpoint in _touchpoints(plan):
        for message in touchpoint.messages if touchpoint.weeks else ():
            key, first = (touchpoint.audience, message), min(touchpoint.weeks)
            if key not in heard or first < heard[key][0]:
                heard[key] = first, loc
    return heard


def _leads(id: str, audience: WrittenAudience | None) -> bool:
    levels = {id} if audience is None or not audience.levels else set(audience.levels)
    return levels <= MANAGERS | {"managers"}


def too_seldom(plan: WrittenPlan) -> Iterator[Problem]:
    """AS504 (M04): a core message reaches an audience too seldom, or over one channel."""
    least = TIMES_SMALL if _strategy(plan).small else TIMES
    for loc, audience, told in _audiences(plan):
        for message in CORE:
            saying = [t for t in told if message in t.messages]
            times = sum(len(t.weeks) for t in saying)
            channels = len({t.channel for t in saying})
            if times < least or channels < CHANNELS:
                what = (
                    f"{quoted(audience.id)} hears {quoted(message)} {count(times, 'time')} over "
                    f"{count(channels, 'channel')}"
                )
                hint = f"plan it at least {least} times over {CHANNELS} channels"
                yield Problem("AS504", loc, what, hint)


def no_feedback(plan: WrittenPlan) -> Iterator[Problem]:
    """AS505 (M05): nobody answers, or nobody says by when."""
    for loc, touchpoint in _touchpoints(plan):
        feedback = touchpoint.feedback
        if feedback is None or feedback.owner is None or feedback.answer_days is None:
            what = "it is not said who answers questions, and by when"
            hint = "add `feedback: {owner: senior_management, answer_days: 5}`"
            yield Problem("AS505", loc, what, hint)


def no_measure(plan: WrittenPlan) -> Iterator[Problem]:
    """AS506 (M06): no measure of whether an audience was reached."""
    for loc, audience, _ in _audiences(plan):
        if not audience.measure:
            what = f"nothing tells whether {quoted(audience.id)} was reached"
            yield Problem("AS506", loc, what, "add a measure, such as the recall question")


def wrong_meeting(plan: WrittenPlan) -> Iterator[Problem]:
    """AS507 (M07): no company meeting, or no team meeting, where that is what helps."""
    used = {t.channel for t in _strategy(plan).touchpoints}
    for practice in _strategy(plan).low:
        meeting = MEETINGS.get(practice)
        if meeting is not None and meeting not in used:
            what = f"{practice} is low, and there is no {meeting.replace('_', ' ')}"
            hint = f"add a touchpoint with `channel: {meeting}`"
            yield Problem("AS507", ("communication", "touchpoints"), what, hint, at_key=True)


def results_not_first(plan: WrittenPlan) -> Iterator[Problem]:
    """AS508 (M08): an audience hears something before the results, or never hears them."""
    for loc, audience, told in _audiences(plan):
        results = [w for t in told if "results" in t.messages for w in t.weeks]
        first = min((w for t in told for w in t.weeks), default=0)
        if not results or min(results) > first:
            what = f"{quoted(audience.id)} is not told the results of the scan first"
            yield Problem(
                "AS508", loc, what, "begin with the message `results`: thanks, findings, next"
            )


def no_recognition(plan: WrittenPlan) -> Iterator[Problem]:
    """AS509 (M09): a month without a time to recognize good work."""
    strategy = plan.communication
    if strategy is None:
        return
    weeks = [0, *sorted(slot.week for slot in strategy.recognition), strategy.weeks + 1]
    for before, after in pairwise(weeks):
        if after - before > MONTH:
            what = f"between week {before} and week {after} nobody is recognized"
            hint = "plan a time for recognition at least monthly"
            loc = ("communication", "recognition")
            yield Problem("AS509", loc, what, hint, at_key=True)
            return


def too_much(plan: WrittenPlan) -> Iterator[Problem]:
    """AS510 (M10): more messages in a week than people take in."""
    planned: Counter[tuple[str, int]] = Counter()
    for loc, touchpoint in _touchpoints(plan):
        for i, week in enumerate(touchpoint.weeks):
            before = planned[touchpoint.audience, week]
            planned[touchpoint.audience, week] += len(touchpoint.messages)
            if before <= MOST_A_WEEK < planned[touchpoint.audience, week]:
                what = f"{quoted(touchpoint.audience)} gets more than two messages in week {week}"
                yield Problem("AS510", (*loc, "weeks", i), what, "move one of them to another week")


CHECKS: Final[tuple[Check[WrittenPlan], ...]] = tuple(
    check(rule, "communication")
    for rule in (
        not_heard,
        wrong_sender,
        managers_too_late,
        too_seldom,
        no_feedback,
        no_measure,
        wrong_meeting,
        results_not_first,
        no_recognition,
        too_much,
    )
)
