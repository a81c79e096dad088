"""Which actions of a library fit a situation, and why."""

from collections.abc import Iterator, Mapping
from typing import Final

from alignscan.model.actions import Action, ActionLibrary
from alignscan.planning.needs import Need, Situation
from alignscan.planning.plan import Reason

ALWAYS: Final = "always"
STRENGTH: Final = "shared_high"
BETWEEN_GROUPS: Final = frozenset(
    {"leaders_higher", "frontline_higher", "middle_dip", "unit_island"}
)
"""Patterns between groups: actions for these alone wait until one of them was found."""
PATTERNS_MET: Final = 3
"""Patterns between groups or conditions that a plan begins with, at most."""


def reasons_of(
    library: ActionLibrary, situation: Situation, guided: Mapping[str, frozenset[str]]
) -> dict[str, tuple[Reason, ...]]:
    """Return for each action why it fits; nothing for one that does not.

    An action fits a critical practice when it is meant for its band and for its patterns; where no
    action is, one that is meant for either of the two.
    """
    best = {
        need: max((_fit(a, need) for a in library.actions), default=0) for need in situation.needs
    }
    found = {}
    for action in library.actions:
        fits = [n for n in situation.needs if best[n] and _fit(action, n) == best[n]]
        found[action.id] = (
            *map(_gap, fits),
            *_patterns(action, fits, situation, guided.get(action.id, frozenset())),
            *_always(action, situation),
            *_strength(action, situation),
        )
    return found


def guided_by(library: ActionLibrary, situation: Situation) -> dict[str, frozenset[str]]:
    """Return the actions to begin with for the patterns that were found, each with those patterns.

    The library names them in its guide.
    """
    found: dict[str, frozenset[str]] = {}
    for action in library.actions:
        patterns = {
            pattern
            for pattern, guide in library.guide.items()
            if action.id in guide.first and _calls_for(action, pattern, situation)
        }
        if patterns:
            found[action.id] = frozenset(patterns)
    return found


def _calls_for(action: Action, pattern: str, situation: Situation) -> bool:
    if pattern in tuple(situation.patterns)[:PATTERNS_MET]:
        return True
    if pattern == STRENGTH and not situation.needs:
        return bool(set(situation.strengths) & set(action.practices))
    return any(pattern in need.patterns and _fit(action, need) == 2 for need in situation.needs)


def _fit(action: Action, need: Need) -> int:
    """Return 2 for an action of the right band and pattern, 1 for one of the two, 0 for neither.

    What an action does not name is not asked for.
    """
    if need.practice not in action.practices or not _seen_there(action, need):
        return 0
    bands, patterns = set(action.when.bands), set(action.when.patterns)
    right = [need.band in bands] if bands else []
    right += [bool(need.patterns & patterns)] if patterns else []
    if patterns and not need.patterns & patterns and BETWEEN_GROUPS.issuperset(patterns):
        return 0
    return 2 if all(right) else int(any(right))


def _seen_there(action: Action, need: Need) -> bool:
    """Return whether a need shows in one of the groups that an action is for, if it names any."""
    wanted = set(action.when.segments)
    return not wanted or any(cell.partition("=")[2] in wanted for cell in need.cells)


def _gap(need: Need) -> Reason:
    return Reason(
        kind="gap", id=need.practice, gap=need.gap, severity=need.severity, cells=need.cells
    )


def _patterns(
    action: Action, fits: list[Need], situation: Situation, guided: frozenset[str]
) -> Iterator[Reason]:
    of_needs = {pattern for need in fits for pattern in need.patterns}
    for pattern in sorted(guided | of_needs & set(action.when.patterns)):
        yield Reason(kind="pattern", id=pattern, cells=situation.patterns.get(pattern, ()))


def _always(action: Action, situation: Situation) -> Iterator[Reason]:
    wanted = ALWAYS in action.when.patterns and action.condition == "all"
    if wanted and set(situation.bands.values()) & set(action.when.bands):
        yield Reason(kind="always", id="")


def _strength(action: Action, situation: Situation) -> Iterator[Reason]:
    if STRENGTH in action.when.patterns and "apparent" in action.when.bands:
        for practice in situation.strengths:
            if practice in action.practices:
                yield Reason(kind="strength", id=practice)
