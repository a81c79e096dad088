"""REDCap: names of variables, or labels; each form ends with a column that says how far it is."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from alignscan.responses.platforms.profile import Evidence, Filter, Head, Heading, Profile, named

_STATES: Final = frozenset(("0", "1", "2", "incomplete", "unverified", "complete"))
_VARIABLE: Final = re.compile(r"[a-z][a-z0-9_]*")
_RECORDS: Final = ("record id", "participant id", "study id", "subject id")
_LABELS: Final = ("Survey Timestamp", "Survey Identifier", "Repeat Instrument", "Event Name")


def _evidence(head: Head) -> Iterator[Evidence]:
    names = [cell for cell in head.first if cell]
    yield from _raw(head, names)
    yield from _labeled(head, names)


def _raw(head: Head, names: list[str]) -> Iterator[Evidence]:
    if any(name.startswith("redcap_") for name in names):
        yield Evidence(5, "there are columns whose names begin with redcap_")
    if any(re.fullmatch(r"[a-z][a-z0-9_]*___[a-z0-9_]+", name) for name in names):
        yield Evidence(2, "check boxes are named variable___code")
    forms = [n for n in names if n.endswith("_complete") and _states(head, n)]
    if not forms:
        return
    yield Evidence(min(2 * len(forms), 4), "forms end with a column that says how far they are")
    if names[-1] in forms:
        yield Evidence(1, "so does the export")
    if names[0].replace("_", " ") in _RECORDS:
        yield Evidence(1, "it begins with the id of a record")
    if all(_VARIABLE.fullmatch(name) for name in names):
        yield Evidence(1, "all headings are names of variables")


def _labeled(head: Head, names: list[str]) -> Iterator[Evidence]:
    if "Complete?" in names and _states(head, "Complete?"):
        yield Evidence(3, "forms end with Complete?")
        if names[-1] == "Complete?":
            yield Evidence(1, "so does the export")
        if names[0].casefold() in _RECORDS:
            yield Evidence(1, "it begins with the id of a record")
    if head.having(*_LABELS):
        yield Evidence(min(2 * head.having(*_LABELS), 4), "labels of columns that REDCap adds")
    if any(re.search(r"\(choice=.*\)$", name) for name in names):
        yield Evidence(3, "check boxes are labeled (choice=...)")


def _states(head: Head, name: str) -> bool:
    return all(cell.casefold() in _STATES | {""} for cell in head.cells(name, 1))


def _filters(headings: Sequence[Heading], items: Collection[int]) -> Iterable[Filter]:
    """Return the states of those forms that hold items."""
    ends = [h.at for h in headings if h.shown.endswith("_complete") or h.shown == "Complete?"]
    wanted = {next((end for end in ends if end > at), None) for at in items}
    for at in sorted(end for end in wanted if end is not None):
        yield Filter(at, lambda cell: "unfinished" if cell.casefold() in _OPEN else None)


_OPEN: Final = frozenset(("0", "1", "incomplete", "unverified", ""))

PROFILE: Final = Profile(
    id="redcap",
    name="REDCap",
    evidence=_evidence,
    personal=named(
        *("record_id", "participant_id", "study_id", "subject_id", "redcap_survey_identifier"),
        *("survey identifier", "identifier", *_RECORDS),
    ),
    technical=named(
        *(r".*_complete", r".*_timestamp", r"redcap_.*", r"complete\?", "survey timestamp"),
        *("repeat instrument", "repeat instance", "event name", "data access group"),
    ),
    response=("record_id", "participant_id", "study_id", "subject_id", *_RECORDS),
    filters=_filters,
)
