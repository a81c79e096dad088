"""AS55: rules for plan files: ids, dates, and what waits for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from alignscan.model.plan import WrittenPlan
from alignscan.model.planfile import ActionEntry, PlanFile, in_force
from alignscan.rules.actions import circle
from alignscan.rules.place import value_at
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.words import quoted, suggestion

SETTLED: Final = ("done", "dropped")
_LISTS: Final[tuple[Loc, ...]] = (
    ("actions",),
    ("cadence",),
    ("communication", "audiences"),
    ("communication", "touchpoints"),
)


@dataclass(frozen=True)
class PlanText:
    """A plan file as it is written, and as it counts."""

    written: PlanFile
    data: Mapping[str, Any]

    @cached_property
    def plan(self) -> PlanFile:
        """The plan with each suggestion taken where nothing stands beside it."""
        return self.written.in_force()

    @cached_property
    def by_id(self) -> dict[str, ActionEntry]:
        """The actions that count, by id."""
        return {action.id: action for action in self.plan.actions}

    def unsettled(self) -> Iterator[tuple[int, ActionEntry]]:
        """Yield the actions that are neither done nor dropped, each with its position."""
        for i, action in enumerate(self.plan.actions):
            if action.status not in SETTLED:
                yield i, action


def place_of(data: object, loc: Loc) -> Loc:
    """Return where something that counts is written: beside ``suggested`` or under it."""
    out: Loc = ()
    for segment in loc:
        if isinstance(data, dict) and data.get(str(segment)) is None:
            under = data.get("suggested")
            if isinstance(under, dict) and segment in under:
                data, out = under, (*out, "suggested")
        inside = isinstance(data, list) and isinstance(segment, int) and segment < len(data)
        known: Any = data
        data = known[segment] if inside or (isinstance(data, dict) and segment in data) else None
        out = (*out, segment)
    return out


def duplicate_entry(file: PlanText) -> Iterator[Problem]:
    """AS551: an id that stands earlier in the same list."""
    for loc in (*_LISTS, *_module_lists(file.data)):
        entries = value_at(file.data, loc)
        seen: Counter[str] = Counter()
        for i, entry in enumerate(entries if isinstance(entries, list) else ()):
            id = str(entry.get("id") or "")
            seen[id] += 1
            if id and seen[id] == 2:
                what = f"{quoted(id)} stands here for the second time"
                yield Problem("AS551", (*loc, i, "id"), what, "give each entry its own id")


def _module_lists(data: Mapping[str, Any]) -> Iterator[Loc]:
    tracks = value_at(data, ("program", "tracks"))
    for i, _ in enumerate(tracks if isinstance(tracks, list) else ()):
        yield ("program", "tracks", i, "modules")


def renamed_action(file: PlanText) -> Iterator[Problem]:
    """AS552: a suggestion under an id that no library has."""
    if file.written.library is not None:
        return  # ids of a library of one's own
    from alignscan.model.content import action_library

    known = {action.id: None for action in action_library().actions}
    for i, action in enumerate(file.written.actions):
        if action.suggested is not None and action.id not in known:
            what = f"there is no action {quoted(action.id)} in the library"
            hint = f"{suggestion(action.id, known)}; the next run adds it once more"
            if len(hint) > 100:
                hint = "give it the id back that it had; else the next run adds it once more"
            yield Problem("AS552", ("actions", i, "id"), what, hint)


def unknown_prerequisite(file: PlanText) -> Iterator[Problem]:
    """AS553: an action waits for one that is not in the plan."""
    for i, action in file.unsettled():
        for j, name in enumerate(action.requires or ()):
            if name not in file.by_id:
                what = f"{quoted(action.id)} waits for {quoted(name)}, which is not in this plan"
                hint = "add it, or write `requires:` without it beside `suggested`"
                yield Problem("AS553", ("actions", i, "requires", j), what, hint)


def waiting_in_a_circle(file: PlanText) -> Iterator[Problem]:
    """AS554: actions that wait for each other."""
    needs = {a.id: list(a.requires or ()) for a in file.plan.actions}
    reported: set[str] = set()
    for i, action in enumerate(file.plan.actions):
        found = circle(needs, action.id)
        if found and not reported & set(found):
            reported |= set(found)
            what = " waits for ".join(map(quoted, (*found, found[0])))
            hint = "write `requires:` without one of them"
            yield Problem("AS554", ("actions", i, "requires"), what, hint)


def ends_before_it_starts(file: PlanText) -> Iterator[Problem]:
    """AS555: an action that is due before it starts."""
    for i, action in enumerate(file.plan.actions):
        if action.start is not None and action.due is not None and action.due < action.start:
            what = f"{quoted(action.id)} starts on {action.start} and is due on {action.due}"
            key = "due" if file.written.actions[i].due is not None else "start"
            hint = "write a later `due:`, or an earlier `start:`"
            yield Problem("AS555", ("actions", i, key), what, hint)


def starts_too_early(file: PlanText) -> Iterator[Problem]:
    """AS556: an action that starts before what it waits for has ended."""
    for i, action in file.unsettled():
        for other in _unfinished(file, action.requires or ()):
            if action.start is not None and other.due is not None and action.start <= other.due:
                what = (
                    f"{quoted(action.id)} starts on {action.start}, and waits for "
                    f"{quoted(other.id)}, which is due on {other.due}"
                )
                hint = "move one of them, or write `requires:` without it"
                yield Problem("AS556", ("actions", i, "start"), what, hint)


def _unfinished(file: PlanText, names: Sequence[str]) -> Iterator[ActionEntry]:
    for name in names:
        action = file.by_id.get(name)
        if action is not None and action.status not in SETTLED:
            yield action


CHECKS: Final[tuple[Check[PlanText], ...]] = (
    check(duplicate_entry),
    check(renamed_action, "actions"),
    check(unknown_prerequisite, "actions"),
    check(waiting_in_a_circle, "actions"),
    check(ends_before_it_starts, "actions"),
    check(starts_too_early, "actions"),
)


@dataclass(frozen=True)
class Readable:
    """A plan as the rules on roles, program and communication read it."""

    plan: WrittenPlan
    kept: Mapping[Loc, Sequence[int]]
    """For a list of which entries are left out, the positions of the others."""

    def written(self, loc: Loc) -> Loc:
        """Return the place in the file of a place in the plan."""
        for prefix, positions in self.kept.items():
            end = len(prefix)
            if loc[:end] == prefix and len(loc) > end and isinstance(loc[end], int):
                return (*prefix, positions[int(loc[end])], *loc[end + 1 :])
        return loc


def readable(data: Mapping[str, Any]) -> Readable:
    """Return what counts in a plan file and is complete enough for the rules on its parts."""
    plan: dict[str, Any] = in_force(dict(data))
    kept: dict[Loc, Sequence[int]] = {}
    plan["actions"] = _complete(plan.get("actions"), ("owner_role",), ("actions",), kept)
    strategy = plan.get("communication")
    if isinstance(strategy, dict):
        needed = ("audience", "messages", "sender", "channel")
        loc = ("communication", "touchpoints")
        strategy["touchpoints"] = _complete(strategy.get("touchpoints"), needed, loc, kept)
    return Readable(WrittenPlan.model_validate(plan), kept)


def _complete(
    entries: object, needed: Sequence[str], loc: Loc, kept: dict[Loc, Sequence[int]]
) -> list[Any]:
    every = entries if isinstance(entries, list) else []
    kept[loc] = [i for i, e in enumerate(every) if all(key in e for key in needed) and _counts(e)]
    return [every[i] for i in kept[loc]]


def _counts(entry: Mapping[str, Any]) -> bool:
    begun = entry.get("status") in ("started", "done")
    return entry.get("status") != "dropped" and ("closed" not in entry or begun)
