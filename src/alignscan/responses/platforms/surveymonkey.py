"""SurveyMonkey: the question in the first row, its row or option in the second.

A question that takes several columns stands above the first of them only.
"""

from collections.abc import Iterator
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Head,
    Heading,
    Profile,
    named,
)

_UNDER: Final = ("response", "open-ended response", "other (please specify)")
_FIRST: Final = ("respondent id", "respondentid")


def _evidence(head: Head) -> Iterator[Evidence]:
    first = head.first[0].casefold() if head.first else ""
    if first in _FIRST:
        yield Evidence(3, "the first column is the respondent's id")
    if head.having("Collector ID"):
        yield Evidence(4, "there is a column Collector ID")
    if head.having("Respondent ID") and head.having("Custom Data 1", "IP Address") == 2:
        yield Evidence(2, "columns that SurveyMonkey adds")
    below = sum(cell.casefold() in _UNDER for cell in head.row(1))
    if below >= 2:
        yield Evidence(5, "the second row says under which question there is one response")
    if first in _FIRST and _two_rows(head):
        yield Evidence(3, "the second row holds rows and options")


def _two_rows(head: Head) -> bool:
    second = head.row(1)
    if any(cell.casefold() in _UNDER for cell in second):
        return True
    return bool(second) and not second[0] and any(second)


def _header_rows(head: Head) -> int:
    return 2 if _two_rows(head) else 1


def _headings(head: Head, rows: int) -> tuple[Heading, ...]:
    second = head.row(1) if rows == 2 else tuple("" for _ in head.row(0))
    out, question = [], ""
    for at, (above, below) in enumerate(zip(head.row(0), second, strict=True)):
        question = above or question
        single = not below or below.casefold() in _UNDER
        texts = (question,) if single else (below, f"{question} [{below}]")
        out.append(Heading(at, (above,) if single else (), texts))
    return tuple(out)


PROFILE: Final = Profile(
    id="surveymonkey",
    name="SurveyMonkey",
    evidence=_evidence,
    header_rows=_header_rows,
    headings=_headings,
    personal=named(
        *("respondent ?id", "ip address", "email address", "first name", "last name"),
        r"custom data( \d+)?",
    ),
    technical=named("collector ?id", "start date", "end date", "date created", "date modified"),
    response=("respondent id", "respondentid"),
)
