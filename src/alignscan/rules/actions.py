"""AS4 and AS7: rules for libraries of actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from alignscan.model import content
from alignscan.model.actions import Action, ActionLibrary
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.survey_alone import repeats
from alignscan.rules.words import did_you_mean, quoted, suggestion


def consultant_accountable(library: ActionLibrary) -> Iterator[Problem]:
    """AS401: an action whose owner leaves again."""
    for i, action in enumerate(library.actions):
        if action.owner_role == "external_consultant":
            what = f"the action {quoted(action.id)} is owned by an external consultant"
            hint = "name a role inside, and `support: [external_consultant]`"
            yield Problem("AS401", ("actions", i, "owner_role"), what, hint)


def owner_too_low(library: ActionLibrary) -> Iterator[Problem]:
    """AS402 to AS404: an owner that the plan would be blamed for."""
    from alignscan.model.plan import WrittenAction, WrittenPlan
    from alignscan.rules import plan_rules

    read = (
        WrittenAction(
            id=action.id,
            condition=action.condition,
            practices=action.practices,
            owner_role=action.owner_role,
            initiative=action.initiative,
        )
        for action in library.actions
    )
    plan = WrittenPlan(actions=tuple(read))
    yield from plan_rules.direction_below_the_top(plan)
    yield from plan_rules.project_manager_beyond(plan)
    yield from plan_rules.team_owns_the_whole(plan)


def duplicate_action(library: ActionLibrary) -> Iterator[Problem]:
    """AS701: an id that stands earlier as well."""
    ids = [action.id for action in library.actions]
    for i in repeats(ids):
        what = f"the action {quoted(ids[i])} stands here for the second time"
        yield Problem("AS701", ("actions", i, "id"), what, "give each action its own id")


def requires_unknown(library: ActionLibrary) -> Iterator[Problem]:
    """AS702: a reference to an action that is neither here nor among the packaged ones."""
    own = {action.id: None for action in library.actions}
    for loc, name in _references(library):
        if name not in own and name not in content.action_ids():
            what = f"there is no action {quoted(name)}, neither here nor among the packaged ones"
            close = did_you_mean(name, (*own, *content.action_ids()))
            hint = "write the id of an action here, or of a packaged one such as `A101`"
            yield Problem("AS702", loc, what, f"did you mean `{close}`?" if close else hint)


def _references(library: ActionLibrary) -> Iterator[tuple[Loc, str]]:
    for i, action in enumerate(library.actions):
        for j, requirement in enumerate(action.requires):
            yield ("actions", i, "requires", j, "action"), requirement.action
        for j, risk in enumerate(action.risks):
            if risk.action is not None:
                yield ("actions", i, "risks", j, "action"), risk.action
    for pattern, guide in library.guide.items():
        for key, names in (("first", guide.first), ("then", guide.then)):
            for j, name in enumerate(names):
                yield ("guide", pattern, key, j), name


def requires_cycle(library: ActionLibrary) -> Iterator[Problem]:
    """AS703: actions that wait for each other, also by way of packaged ones."""
    needs = {**_packaged_needs(library), **_needs(library)}
    reported: set[str] = set()
    for i, action in enumerate(library.actions):
        found = circle(needs, action.id)
        if found and not reported & set(found):
            reported |= set(found)
            what = " requires ".join(map(quoted, (*found, found[0])))
            hint = "remove one of these requirements"
            yield Problem("AS703", ("actions", i, "requires"), what, hint)


def _needs(library: ActionLibrary) -> dict[str, list[str]]:
    return {action.id: [r.action for r in action.requires] for action in library.actions}


def _packaged_needs(library: ActionLibrary) -> dict[str, list[str]]:
    """Return what packaged actions require, if this library leads to one of them."""
    own = {action.id for action in library.actions}
    leads = any(r.action not in own for action in library.actions for r in action.requires)
    return _needs(content.action_library()) if leads else {}


def circle(needs: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    """Return the shortest way from an action back to itself, empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for name in needs.get(way[-1], ()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def unknown_evidence(library: ActionLibrary) -> Iterator[Problem]:
    """AS704: a reference to evidence that is neither here nor in the packaged library."""
    for loc, name in _refs(library):
        if name not in library.evidence and name not in content.action_library().evidence:
            what = f"there is no evidence {quoted(name)}"
            known = library.evidence
            hint = suggestion(name, known) if known else "declare it under `evidence:`"
            yield Problem("AS704", loc, what, hint)


def _refs(library: ActionLibrary) -> Iterator[tuple[Loc, str]]:
    for i, action in enumerate(library.actions):
        for j, name in enumerate(action.evidence.refs):
            yield ("actions", i, "evidence", "refs", j), name


def grade_beyond_evidence(library: ActionLibrary) -> Iterator[Problem]:
    """AS705: the best grade, though no finding behind it has that grade."""
    for i, action in enumerate(library.actions):
        if action.evidence.grade == "A" and not _has_grade_a(library, action.evidence.refs):
            what = f"the action {quoted(action.id)} has grade A, and no finding behind it has"
            hint = "write `grade: B` or `C`, or name a finding of grade A under `refs:`"
            yield Problem("AS705", ("actions", i, "evidence", "grade"), what, hint)


def _has_grade_a(library: ActionLibrary, refs: Sequence[str]) -> bool:
    for name in refs:
        found = library.evidence.get(name) or content.action_library().evidence.get(name)
        if found is not None and found.grade == "A":
            return True
    return False


def never_owns(library: ActionLibrary) -> Iterator[Problem]:
    """AS706: an owner to whom no plan gives anything to do."""
    for i, action in enumerate(library.actions):
        if action.owner_role == "employee":
            what = f"the action {quoted(action.id)} is owned by a role that owns nothing in a plan"
            hint = "write `owner_role: team_leader`, and `participants: [employee]`"
            yield Problem("AS706", ("actions", i, "owner_role"), what, hint)


def left_alone(library: ActionLibrary) -> Iterator[Problem]:
    """AS707: what only the packaged action answered that an action here takes the place of."""
    own = {action.id: action for action in library.actions}
    if own.keys().isdisjoint(content.action_ids()):
        return
    packaged = {action.id: action for action in content.action_library().actions}
    answered = set().union(*map(_answers, {**packaged, **own}.values()))
    for i, action in enumerate(library.actions):
        replaced = packaged.get(action.id)
        lost = sorted(_answers(replaced) - answered) if replaced is not None else []
        if lost:
            what = f"with {quoted(action.id)} as written here, nothing answers {', '.join(lost)}"
            hint = "answer it here too, or give this action an id of its own"
            yield Problem("AS707", ("actions", i, "id"), what, hint)


def _answers(action: Action) -> set[str]:
    """Return the practices, each with a state, and the patterns that an action is for."""
    states = [state for state in action.when.bands if state != "apparent"]
    gaps = (f"{p} where it is {_STATE[s]}" for p in action.practices for s in states)
    return {*gaps, *(f"the pattern `{pattern}`" for pattern in action.when.patterns)}


_STATE: Final = {"not_apparent": "not apparent", "partly": "partly apparent"}

CHECKS: Final[tuple[Check[ActionLibrary], ...]] = (
    check(consultant_accountable),
    check(owner_too_low, "actions"),
    check(duplicate_action),
    check(requires_unknown, "actions", "guide"),
    check(requires_cycle),
    check(unknown_evidence, "evidence"),
    check(grade_beyond_evidence, "evidence"),
    check(never_owns),
    check(left_alone, "actions"),
)
