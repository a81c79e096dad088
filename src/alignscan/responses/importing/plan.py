"""What becomes of each column of an export, before any row is kept."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from alignscan.model.mapping import MappedColumn, Mapping
from alignscan.responses.errors import error
from alignscan.responses.importing.matching import Match, match
from alignscan.responses.importing.personal import about_somebody, redacted
from alignscan.responses.importing.targets import Target, Targets
from alignscan.responses.importing.texts import plain, shortened
from alignscan.responses.platforms.profile import Heading, Profile
from alignscan.source.finding import Finding

FINGERPRINT: Final = "alignscan_questionnaire"
NOTHING: Final = Match()
NO_HEADING: Final = "(no heading)"


@dataclass(frozen=True)
class Planned:
    """One column: what it answers, or why it is left out."""

    heading: Heading
    match: Match = NOTHING
    personal: str = ""
    ignored: str = ""
    mapped: MappedColumn | None = None
    undecided: bool = False

    @property
    def open(self) -> bool:
        """Whether only its cells can tell what it is."""
        return not (self.match.target or self.personal or self.ignored)


def planned(
    headings: Sequence[Heading],
    profile: Profile,
    targets: Targets,
    mapping: Mapping | None,
    personal: Map[int, bool],
) -> tuple[Planned, ...]:
    """Return what each column is by its headings; a mapping counts before everything else.

    ``personal`` are columns that a companion marks as such.
    """
    listed = _listed(headings, mapping)
    rest = mapping is not None and mapping.rest == "ignored"
    out = []
    for heading in headings:
        one = _by_mapping(heading, listed.get(heading.at), targets)
        if one is None:
            one = _by_headings(heading, profile, targets, personal.get(heading.at, False))
        if one.open and rest and not one.match.problem:
            one = replace(one, ignored="mapping: rest")
        out.append(one)
    return tuple(out)


def misfits(
    headings: Sequence[Heading], mapping: Mapping, targets: Targets, path: str
) -> list[Finding]:
    """Return what a mapping says that does not fit the export or the survey (AS863)."""
    out = []
    listed = {id(column) for column in _listed(headings, mapping).values()}
    for column in mapping.columns:
        name = shortened(column.heading)
        if id(column) not in listed:
            fitting = sum(_fits(heading, column) for heading in headings)
            what = "is not in the export" if not fitting else f"is there {fitting} times"
            hint = "give the heading and, with `at:`, the position as the export has them"
            out.append(error("AS863", f"the column {name} {what}", path, hint=hint))
        elif column.id is not None and _target(column, targets) is None:
            what = f"the column {name} is mapped to {column.id}, which the survey does not ask"
            out.append(error("AS863", what, path, hint="use the id of an item or a segment"))
    return out


def _listed(headings: Sequence[Heading], mapping: Mapping | None) -> dict[int, MappedColumn]:
    out = {}
    for column in mapping.columns if mapping else ():
        found = [heading.at for heading in headings if _fits(heading, column)]
        if len(found) == 1:
            out[found[0]] = column
    return out


def _fits(heading: Heading, column: MappedColumn) -> bool:
    if column.at is not None and column.at != heading.at + 1:
        return False
    wanted = plain("" if column.heading == NO_HEADING else column.heading)
    names = (*heading.codes, *heading.texts)
    return any(wanted in (plain(name), plain(redacted(name)[0])) for name in names)


def _target(column: MappedColumn, targets: Targets) -> Target | None:
    return targets.of(column.id or "", segment=column.use == "segment")


def _by_mapping(heading: Heading, column: MappedColumn | None, targets: Targets) -> Planned | None:
    if column is None:
        return None
    if column.use == "personal":
        return Planned(heading, personal="mapping", mapped=column)
    if column.use == "ignored":
        return Planned(heading, ignored="mapping", mapped=column)
    if column.use == "undecided":
        return Planned(heading, Match(problem="the mapping leaves it undecided"), mapped=column)
    target = _target(column, targets)
    own = target is not None and match(heading, targets).own
    return Planned(heading, Match(target, "mapping", own=own), mapped=column)


def _by_headings(
    heading: Heading, profile: Profile, targets: Targets, told_personal: bool
) -> Planned:
    names = heading.names
    found = match(heading, targets)
    if told_personal:
        return Planned(heading, personal="the data dictionary marks it as identifying")
    if not found.own and any(map(profile.personal, names)):
        return Planned(heading, personal=f"{profile.name}: who somebody is")
    technical = _technical(names, profile)
    if (found.target is not None or found.problem) and (found.own or not technical):
        return Planned(heading, found)
    return Planned(heading, personal=_personal(names), ignored=technical)


def _personal(names: Sequence[str]) -> str:
    return "its heading asks who somebody is" if any(map(about_somebody, names)) else ""


def _technical(names: Sequence[str], profile: Profile) -> str:
    if any(name.startswith("alignscan_") for name in names):
        return "added by alignscan"
    return f"{profile.name}: no answer" if any(map(profile.technical, names)) else ""
