"""Qualtrics: three rows of headings, the third one with the ids of questions.

The second row is in the language of the person who exports; the first and the third are not.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Filter,
    Head,
    Heading,
    Profile,
    codes_in,
    equals,
    is_date,
    is_whole,
    named,
)

_OWN: Final = ("ResponseId", "RecordedDate", "Duration (in seconds)", "DistributionChannel")
_USUAL: Final = ("Finished", "Progress", "IPAddress", "UserLanguage")
_LABELS: Final = ("Start Date", "End Date", "Recorded Date", "Response ID", "Response Type")
_LABELS_MORE: Final = ("Recipient Last Name", "Distribution Channel", "User Language", "Progress")
_IMPORT_ID: Final = re.compile(r'^\{\s*"ImportId"')
_CELLS: Final[dict[str, Callable[[str], bool]]] = {
    **dict.fromkeys(("StartDate", "EndDate", "RecordedDate", "Start Date"), is_date),
    **dict.fromkeys(("Progress", "Duration (in seconds)"), is_whole),
    "ResponseId": lambda cell: bool(re.fullmatch("[A-Z]+_[0-9A-Za-z]+", cell)),
}
_STATUS: Final = {
    **dict.fromkeys(("1", "survey preview", "preview"), "preview"),
    **dict.fromkeys(("2", "survey test", "test"), "test"),
    **dict.fromkeys(("8", "spam"), "spam"),
    **dict.fromkeys(("9", "possible spam", "survey preview spam"), "preview"),
}


def _evidence(head: Head) -> Iterator[Evidence]:
    if _ids_at(head) is not None:
        yield Evidence(10, "a row of headings holds import ids")
    dated = {"startdate", "enddate"} <= head.names
    if dated:
        yield Evidence(2, "there are columns StartDate and EndDate")
    own = head.having(*_OWN)
    points = 2 * own + (head.having(*_USUAL) if own or dated else 0)
    if points:
        yield Evidence(min(points, 8), "there are columns that Qualtrics adds")
    if head.having("V1", "V2") == 2 and "ResponseID" in head.row(1):
        yield Evidence(8, "columns V1, V2 above ResponseID, as before 2017")
    if head.having(*_LABELS) >= 4 and head.having(*_LABELS_MORE):
        yield Evidence(6, "the labels of columns that Qualtrics adds; its first row was deleted")


def _ids_at(head: Head) -> int | None:
    for at, row in enumerate(head.rows[:4]):
        filled = [cell for cell in row if cell]
        found = sum(bool(_IMPORT_ID.match(cell)) for cell in filled)
        if found and 2 * found >= len(filled):
            return at
    return None


def _header_rows(head: Head) -> int:
    ids = _ids_at(head)
    if ids is not None:
        return ids + 1
    if "ResponseID" in head.row(1) and "V1" in head.first:
        return 2
    return 2 if any(_is_label(head, name, test) for name, test in _CELLS.items()) else 1


def _is_label(head: Head, name: str, test: Callable[[str], bool]) -> bool:
    """Return whether the cell under a heading is another heading."""
    cells = head.cells(name, 1)
    return bool(cells) and bool(cells[0]) and not test(cells[0])


def _headings(head: Head, rows: int) -> tuple[Heading, ...]:
    ids = _ids_at(head)
    above = [head.row(at) for at in range(rows) if at != ids]
    imported = head.row(ids) if ids is not None else ()
    return tuple(
        Heading(at, (*codes_in(codes[0]), *_import_id(imported, at)), tuple(codes[1:] or codes))
        for at, codes in enumerate(zip(*above, strict=True))
    )


def _import_id(row: Sequence[str], at: int) -> tuple[str, ...]:
    try:
        found = json.loads(row[at]).get("ImportId") if at < len(row) and row[at] else None
    except (ValueError, AttributeError):
        return ()
    return (found,) if isinstance(found, str) else ()


def _filters(headings: Sequence[Heading], _items: Collection[int]) -> Iterable[Filter]:
    for at in equals(headings, "Status", "Response Type"):
        yield Filter(at, lambda cell: _STATUS.get(cell.casefold()))
    for at in equals(headings, "DistributionChannel", "Distribution Channel"):
        yield Filter(at, lambda cell: "preview" if cell.casefold() == "preview" else None)
    finished = [*equals(headings, "Finished")]
    for at in finished:
        yield Filter(at, lambda cell: "unfinished" if cell.casefold() in ("0", "false") else None)
    for at in () if finished else equals(headings, "Progress"):
        yield Filter(at, lambda cell: "unfinished" if cell.isdigit() and int(cell) < 100 else None)


PROFILE: Final = Profile(
    id="qualtrics",
    name="Qualtrics",
    evidence=_evidence,
    header_rows=_header_rows,
    headings=_headings,
    personal=named(
        *("ipaddress", "ip address", "recipient ?(last|first) ?name", "recipient ?email"),
        *(
            "external ?(data ?)?reference",
            "location ?latitude",
            "location ?longitude",
            "location ?accuracy",
            "emailaddress",
        ),
        *("name", "responseset", r".*_(browser|version|operating system|resolution)"),
        *("q_relevantid.*", "q_recaptcha.*", "q_url", "q_ballotboxstuffing", "participant.*"),
        "response ?id",
    ),
    technical=named(
        *("startdate", "start date", "enddate", "end date", "status", "response type", "progress"),
        *(r"duration( \(in seconds\))?", "finished", "recordeddate", "recorded date"),
        *("distribution ?channel", "user ?language", r".+_do_.+", r".* - display order( - .*)?"),
        *(r".*_(first|last) click", r".*_page submit", r".*_click count", r"sc\d+"),
        *("q_totalduration", "q_language", "q_duplicaterespondent", "q_populateresponse"),
        *("q_cookie", "q_jfe.*", "q_eed", "q_chl", "q_dl", "q_lastmodified", "q_statsurveyid"),
    ),
    response=("responseid", "response id"),
    filters=_filters,
)
