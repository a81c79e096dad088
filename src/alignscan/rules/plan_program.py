"""AS511 to AS520 (P01 to P10): what makes a development program change work.

Sources: Lacerenza and others (2017) on training that transfers; Jim Bolt's success factors (AMA
Handbook of Leadership, chapter 14); the four levels of evaluation after Kirkpatrick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from alignscan.model.plan import WrittenModule, WrittenPlan, WrittenProgram
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.words import count, quoted

TOP: Final = "senior_leadership"
CONSULTANT: Final = "external_consultant"
HOURS: Final = 8
SESSIONS: Final = 3
DATED: Final = (3, 4)


def _program(plan: WrittenPlan) -> WrittenProgram:
    return plan.program or WrittenProgram()


def _modules(plan: WrittenPlan) -> list[tuple[Loc, WrittenModule]]:
    return [
        (("program", "tracks", t, "modules", m), module)
        for t, track in enumerate(_program(plan).tracks)
        for m, module in enumerate(track.modules)
    ]


def closes_nothing(plan: WrittenPlan) -> Iterator[Problem]:
    """AS511 (P01): a module that closes no gap."""
    for loc, module in _modules(plan):
        if not module.closes:
            what = f"the module {quoted(module.id)} closes no gap"
            yield Problem("AS511", loc, what, "name the practices under `closes:`, or drop it")


def no_practice(plan: WrittenPlan) -> Iterator[Problem]:
    """AS512 (P02): a module without practice or without feedback."""
    for loc, module in _modules(plan):
        missing = [key for key in ("practice", "feedback") if not getattr(module, key)]
        if missing:
            what = f"the module {quoted(module.id)} has no {' and no '.join(missing)}"
            yield Problem("AS512", loc, what, "say what is tried out, and who says how it went")


def not_spaced(plan: WrittenPlan) -> Iterator[Problem]:
    """AS513 (P03): sessions too long, too close for one person, or too few."""
    modules = _modules(plan)
    for loc, module in modules:
        if module.hours > HOURS:
            what = f"a session of {module.hours} hours is longer than a day"
            yield Problem("AS513", (*loc, "hours"), what, f"plan sessions of at most {HOURS} hours")
    sat: Counter[tuple[str, int]] = Counter()
    for loc, module in modules:
        for i, week in enumerate(module.weeks):
            crowded = [role for role in module.audience if sat[role, week]]
            sat.update((role, week) for role in module.audience)
            if crowded:
                what = f"there are two sessions for {crowded[0].replace('_', ' ')} in week {week}"
                yield Problem("AS513", (*loc, "weeks", i), what, "leave a week between sessions")
    if modules and sum(len(module.weeks) for _, module in modules) < SESSIONS:
        what = "the program has fewer than three sessions"
        hint = "spread it over at least three, with work in between"
        yield Problem("AS513", ("program", "tracks"), what, hint, at_key=True)


def no_live_task(plan: WrittenPlan) -> Iterator[Problem]:
    """AS514 (P04): a module without an action of the plan, with a KPI, to work on."""
    actions = {action.id: action for action in plan.actions}
    for loc, module in _modules(plan):
        action = actions.get(module.live_task or "")
        if action is None:
            what = f"the module {quoted(module.id)} has no action of the plan to work on"
            yield Problem("AS514", loc, what, "name one under `live_task:`")
        elif not action.kpi:
            what = f"{action.id}, the live task of {quoted(module.id)}, has no KPI"
            yield Problem("AS514", (*loc, "live_task"), what, "give the action a KPI")


def not_dated(plan: WrittenPlan) -> Iterator[Problem]:
    """AS515 (P05): behavior and results are not looked at on a date."""
    if not _modules(plan):
        return
    dated = {e.level for e in _program(plan).evaluation if e.week is not None or e.date is not None}
    missing = [str(level) for level in DATED if level not in dated]
    if missing:
        what = f"{count(len(missing), 'level')} of evaluation without a date: {', '.join(missing)}"
        hint = "add a week or a date for levels 3 (behavior) and 4 (results)"
        yield Problem("AS515", ("program", "evaluation"), what, hint, at_key=True)


def top_not_first(plan: WrittenPlan) -> Iterator[Problem]:
    """AS516 (P06): others begin before senior leadership."""
    held = [(min(module.weeks), loc, module) for loc, module in _modules(plan) if module.weeks]
    if not held:
        return
    first, loc, module = min(held, key=lambda one: one[0])
    top = min((week for week, _, m in held if TOP in m.audience), default=None)
    if top is None or top > first:
        what = f"{quoted(module.id)} begins in week {first}, before senior leadership takes part"
        hint = "open the first module to senior leadership, or begin with one of theirs"
        yield Problem("AS516", loc, what, hint)


def executives_absent(plan: WrittenPlan) -> Iterator[Problem]:
    """AS517 (P07): no module is taught by executives."""
    modules = _modules(plan)
    if modules and not any(TOP in module.taught_by for _, module in modules):
        what = "senior leadership teaches no module"
        hint = f"add `{TOP}` under `taught_by:` of at least one"
        yield Problem("AS517", ("program", "tracks"), what, hint, at_key=True)


def consultant_alone(plan: WrittenPlan) -> Iterator[Problem]:
    """AS518 (P08): nobody from inside teaches."""
    for loc, module in _modules(plan):
        if not set(module.taught_by) - {CONSULTANT}:
            what = f"nobody from inside teaches {quoted(module.id)}"
            yield Problem("AS518", loc, what, "name someone inside under `taught_by:` as well")


def time_not_shown(plan: WrittenPlan) -> Iterator[Problem]:
    """AS519 (P09): it is not said, or said wrongly, how much time the program takes a person."""
    hours: Counter[str] = Counter()
    for _, module in _modules(plan):
        hours.update({role: module.hours * len(module.weeks) for role in module.audience})
    told = _program(plan).hours
    for role, total in hours.items():
        if told.get(role) != total:
            name = role.replace("_", " ")
            what = f"the sessions take {count(total, 'hour')} of the time of {name}"
            hint = f"write `{role}: {total}` under `hours:`"
            yield Problem("AS519", ("program", "hours"), what, hint, at_key=True)


def no_baseline(plan: WrittenPlan) -> Iterator[Problem]:
    """AS520 (P10): results are not held against the present scan."""
    results = [e for e in _program(plan).evaluation if e.level == 4]
    if _modules(plan) and not any(e.baseline_from == "scan" for e in results):
        what = "the results of the program are not held against the present scan"
        hint = "write `baseline_from: scan` at level 4"
        yield Problem("AS520", ("program", "evaluation"), what, hint, at_key=True)


CHECKS: Final[tuple[Check[WrittenPlan], ...]] = tuple(
    check(rule, "program")
    for rule in (
        closes_nothing,
        no_practice,
        not_spaced,
        no_live_task,
        not_dated,
        top_not_first,
        executives_absent,
        consultant_alone,
        time_not_shown,
        no_baseline,
    )
)
