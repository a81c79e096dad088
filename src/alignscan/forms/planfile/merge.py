"""A plan into a plan file: suggestions are rewritten, and nothing that people wrote is touched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alignscan.forms.planfile import suggested as say
from alignscan.forms.planfile.suggested import Data, Entry
from alignscan.planning.plan import Plan
from alignscan.source.edit_blocks import Append, Put, edit_blocks
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A plan file after a run."""

    text: str
    added: tuple[str, ...] = ()
    """Actions that were not in it."""
    changed: tuple[str, ...] = ()
    """Actions whose suggestion is another now."""
    closed: tuple[str, ...] = ()
    """Actions that are not suggested any more."""


@dataclass(slots=True)
class _Edits:
    """The edits of one run, found section by section."""

    open: frozenset[str]
    """Practices and conditions whose gap is open."""
    edits: list[Put | Append] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def put(self, loc: Loc, holder: object, new: Data) -> bool:
        """Rewrite a suggestion unless it says the same already."""
        before = holder.get("suggested") if isinstance(holder, Mapping) else None
        if before == new or (not before and not new):
            return False
        self.edits.append(Put((*loc, "suggested"), new))
        return True

    def entries(self, loc: Loc, written: object, wanted: Sequence[Entry]) -> None:
        """Rewrite the suggestions of a list, mark those that are gone, add those that are new."""
        there = written if isinstance(written, list) else []
        known = {entry.id: entry for entry in wanted}
        ids = [item.get("id") if isinstance(item, dict) else None for item in there]
        for i, (id, item) in enumerate(zip(ids, there, strict=True)):
            if id in known:
                self._known((*loc, i), item, known[id])
            elif isinstance(item, dict) and isinstance(item.get("suggested"), dict):
                self._gone((*loc, i), item)
        new = [entry for entry in wanted if entry.id not in ids]
        self.edits.append(Append(loc, [entry.new() for entry in new]))
        if loc == ("actions",):
            self.added += [entry.id for entry in new]

    def _known(self, loc: Loc, item: Data, entry: Entry) -> None:
        if self.put(loc, item, entry.suggested) and loc[0] == "actions":
            self.changed.append(entry.id)
        for key, entries in entry.inside.items():
            self.entries((*loc, key), item.get(key), entries)

    def _gone(self, loc: Loc, item: Data) -> None:
        before: Data = item["suggested"]
        rest = {key: value for key, value in before.items() if key != "closed"}
        why = "gap_closed" if _gaps(rest) and not _gaps(rest) & self.open else "not_chosen"
        self.put(loc, item, {"closed": why, **rest})
        if loc[0] == "actions" and "closed" not in before:
            self.closed.append(str(item["id"]))


def merge(text: str, plan: Plan, language: str) -> Merged:
    """Return a plan file with what is suggested now.

    Every byte outside of ``suggested:`` stays; new entries are added at the end of their list. An
    unchanged plan changes nothing. Raises SourceError if the text cannot be loaded, and
    CannotWriteError where it is written in a way that cannot be merged.
    """
    data: Any = load_yaml(Text("", text.removeprefix("\ufeff"))).data
    edits = _Edits(_open_gaps(plan))
    edits.entries(("actions",), data.get("actions"), say.actions(plan, language))
    _program(edits, data.get("program"), plan, language)
    _communication(edits, data.get("communication"), plan, language)
    edits.entries(("cadence",), data.get("cadence"), say.rhythms(plan, language))
    edits.put((), data, say.whole(plan))
    found = sorted(edits.edits, key=lambda edit: -len(edit.loc))
    merged = edit_blocks(text, found)
    return Merged(merged, tuple(edits.added), tuple(edits.changed), tuple(edits.closed))


def _program(edits: _Edits, written: object, plan: Plan, language: str) -> None:
    if plan.program is None:
        return
    about, tracks = say.about_program(plan.program, language), say.tracks(plan.program, language)
    if not isinstance(written, dict):
        kept: Data = {"owner": None, "notes": None, "suggested": about}
        edits.edits.append(Put(("program",), {**kept, "tracks": [t.new() for t in tracks]}))
        return
    edits.put(("program",), written, about)
    there = written.get("tracks")
    gone = {
        track["id"]: Entry(track["id"], {}, track.get("suggested") or {}, {"modules": ()})
        for track in (there if isinstance(there, list) else [])
        if track.get("id") not in {t.id for t in tracks}
    }
    edits.entries(("program", "tracks"), there, (*tracks, *gone.values()))


def _communication(edits: _Edits, written: object, plan: Plan, language: str) -> None:
    strategy = plan.communication
    if strategy is None:
        return
    about = say.about_communication(strategy, language)
    lists = {
        "audiences": say.audiences(strategy, language),
        "touchpoints": say.touchpoints(strategy, language),
    }
    if not isinstance(written, dict):
        kept: Data = {"owner": None, "notes": None, "suggested": about}
        new = {key: [entry.new() for entry in entries] for key, entries in lists.items()}
        edits.edits.append(Put(("communication",), {**kept, **new}))
        return
    edits.put(("communication",), written, about)
    for key, entries in lists.items():
        edits.entries(("communication", key), written.get(key), entries)


def _gaps(suggested: Mapping[str, Any]) -> set[str]:
    """Return the practices and conditions whose gaps were the reason for a suggestion."""
    reasons = suggested.get("reasons") or ()
    closes = suggested.get("closes") or ()
    named = {r.get("id") for r in reasons if isinstance(r, Mapping) and r.get("kind") == "gap"}
    return {str(id) for id in (*named, *closes) if id}


def _open_gaps(plan: Plan) -> frozenset[str]:
    return frozenset(_each_gap(plan))


def _each_gap(plan: Plan) -> Iterator[str]:
    yield from plan.without_action
    for action in plan.actions:
        yield from (reason.id for reason in action.reasons if reason.kind == "gap")
    if plan.program is not None:
        yield from plan.program.why
