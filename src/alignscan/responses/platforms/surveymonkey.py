"""SurveyMonkey: the question in the first row, its row or option in the second.

A question that takes several columns stands above the first of them only.
"""

import re
from collections.abc import Iterator
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Head,
    Heading,
    Profile,
    all_of,
    is_time,
    named,
)

_UNDER: Final = frozenset(
    (
        *("response", "open-ended response", "other (please specify)"),
        *("antwort", "offene antwort", "réponse", "réponse ouverte", "respuesta"),
        *("respuesta abierta", "resposta", "resposta aberta", "risposta", "risposta aperta"),
        *("antwoord", "open antwoord"),
    )
)
_FIRST: Final = ("respondent id", "respondentid")
_OWN: Final = (
    *("respondent id", "collector id", "start date", "end date", "ip address"),
    *("email address", "first name", "last name", "custom data 1"),
)
_ID: Final = re.compile(r"\d{9,13}")
_COLLECTOR: Final = re.compile(r"\d{6,12}")


def _evidence(head: Head) -> Iterator[Evidence]:
    first = head.first[0].casefold() if head.first else ""
    if first in _FIRST:
        yield Evidence(3, "the first column is the respondent's id")
        if all_of(head.column(0, _header_rows(head)), lambda cell: bool(_ID.fullmatch(cell))):
            yield Evidence(2, "its ids are as long as those of SurveyMonkey")
    if head.having("Collector ID"):
        yield Evidence(4, "there is a column Collector ID")
    if head.having("Respondent ID") and head.having("Custom Data 1", "IP Address") == 2:
        yield Evidence(2, "columns that SurveyMonkey adds")
    below = sum(cell.casefold() in _UNDER for cell in head.row(1))
    if below >= 2:
        yield Evidence(5, "the second row says under which question there is one response")
    if first in _FIRST and _two_rows(head):
        yield Evidence(3, "the second row holds rows and options")
    if _begins_as_own(head):
        yield Evidence(5, "rows begin with two long numbers and two times, below empty cells")


def _begins_as_own(head: Head) -> bool:
    """Return whether rows begin as they do whatever language the headings are in."""
    if not _two_rows(head) or any(head.row(1)[:4]):
        return False
    ids, collectors, starts, ends = (head.column(at, 2) for at in range(4))
    return (
        all_of(ids, lambda cell: bool(_ID.fullmatch(cell)))
        and all_of(collectors, lambda cell: bool(_COLLECTOR.fullmatch(cell)))
        and all_of(starts, is_time)
        and all_of(ends, is_time)
    )


def _two_rows(head: Head) -> bool:
    second = head.row(1)
    if any(cell.casefold() in _UNDER for cell in second):
        return True
    return bool(second) and not second[0] and any(second)


def _header_rows(head: Head) -> int:
    return 2 if _two_rows(head) else 1


def _headings(head: Head, rows: int) -> tuple[Heading, ...]:
    first = head.row(0)
    second = head.row(1) if rows == 2 else tuple("" for _ in first)
    own = _own(head)
    out, question = [], ""
    for at, (above, below) in enumerate(zip(first, second, strict=True)):
        question = above or question
        single = not below or below.casefold() in _UNDER
        alone = bool(above) and (at + 1 == len(first) or bool(first[at + 1]))
        texts = (question,) if single else (below, f"{question} [{below}]")
        texts = (question, *texts) if alone and not single else texts
        meta = own[at] if at < len(own) else ""
        out.append(Heading(at, (above,) if single else (), texts, meta))
    return tuple(out)


def _own(head: Head) -> tuple[str, ...]:
    """Return the names of the first columns where their place tells them."""
    if not _begins_as_own(head):
        return ()
    empty = next((at for at, cell in enumerate(head.row(1)) if cell), 0)
    return _OWN[: min(empty, len(_OWN))]


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
