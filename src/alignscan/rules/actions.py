"""AS4 and AS7: rules for libraries of actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from alignscan.model.actions import ActionLibrary
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.survey_alone import repeats
from alignscan.rules.words import quoted, suggestion


def consultant_accountable(library: ActionLibrary) -> Iterator[Problem]:
    """AS401: an action whose owner leaves again."""
    for i, action in enumerate(library.actions):
        if action.owner_role == "external_consultant":
            what = f"the action {quoted(action.id)} is owned by an external consultant"
            hint = "name a role inside, and `support: [external_consultant]`"
            yield Problem("AS401", ("actions", i, "owner_role"), what, hint)


def duplicate_action(library: ActionLibrary) -> Iterator[Problem]:
    """AS701: an id that stands earlier as well."""
    ids = [action.id for action in library.actions]
    for i in repeats(ids):
        what = f"the action {quoted(ids[i])} stands here for the second time"
        yield Problem("AS701", ("actions", i, "id"), what, "give each action its own id")


def requires_unknown(library: ActionLibrary) -> Iterator[Problem]:
    """AS702: a reference to an action that is not there."""
    ids = {action.id: None for action in library.actions}
    for loc, name in _references(library):
        if name not in ids:
            what = f"there is no action {quoted(name)}"
            yield Problem("AS702", loc, what, suggestion(name, ids))


def _references(library: ActionLibrary) -> Iterator[tuple[Loc, str]]:
    for i, action in enumerate(library.actions):
        for j, requirement in enumerate(action.requires):
            yield ("actions", i, "requires", j, "action"), requirement.action
        for j, risk in enumerate(action.risks):
            if risk.action is not None:
                yield ("actions", i, "risks", j, "action"), risk.action


def requires_cycle(library: ActionLibrary) -> Iterator[Problem]:
    """AS703: actions that wait for each other."""
    needs = {action.id: [r.action for r in action.requires] for action in library.actions}
    reported: set[str] = set()
    for i, action in enumerate(library.actions):
        found = circle(needs, action.id)
        if found and not reported & set(found):
            reported |= set(found)
            what = " requires ".join(map(quoted, (*found, found[0])))
            hint = "remove one of these requirements"
            yield Problem("AS703", ("actions", i, "requires"), what, hint)


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
    """AS704: a reference to evidence that is not there."""
    for i, action in enumerate(library.actions):
        for j, name in enumerate(action.evidence.refs):
            if name not in library.evidence:
                what = f"there is no evidence {quoted(name)}"
                known = library.evidence
                hint = suggestion(name, known) if known else "declare it under `evidence:`"
                yield Problem("AS704", ("actions", i, "evidence", "refs", j), what, hint)


CHECKS: Final[tuple[Check[ActionLibrary], ...]] = (
    check(consultant_accountable),
    check(duplicate_action),
    check(requires_unknown, "actions"),
    check(requires_cycle),
    check(unknown_evidence, "evidence"),
)
