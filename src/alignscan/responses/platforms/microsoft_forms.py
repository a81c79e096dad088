"""Microsoft Forms: a workbook; each statement of a Likert question is a heading of its own.

The first columns are named in the language of the form, so that their cells tell them as well.
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
    are_questions,
    by_first_row,
    is_time,
    is_whole,
    named,
)

_STARTS: Final = frozenset(
    (
        *("start time", "startzeit", "heure de début", "hora de inicio", "ora di inizio"),
        *("begintijd", "hora de início", "godzina rozpoczęcia", "starttid", "starttidspunkt"),
        *(
            "aloitusaika",
            "čas zahájení",
            "kezdés időpontja",
            "başlang\u0131ç zaman\u0131",
            "время начала",
        ),
        *("開始時刻", "开始时间", "開始時間", "시작 시간"),
    )
)
_ENDS: Final = frozenset(
    (
        *("completion time", "fertigstellungszeit", "heure de fin", "hora de finalización"),
        *("ora di completamento", "tijd van voltooien", "abschlusszeit", "hora de conclusão"),
        *("godzina ukończenia", "slutförandetid", "slutföringstid", "fuldførelsestidspunkt"),
        *("fullføringstidspunkt", "valmistumisaika", "čas dokončení", "befejezés időpontja"),
        *(
            "tamamlanma zaman\u0131",
            "время выполнения",
            "完了時刻",
            "完成时间",
            "完成時間",
            "완료 시간",
        ),
    )
)
_SUFFIX: Final = re.compile(r"(?<=\D)\d$")
_FIRST: Final = ("id", "start time", "completion time", "email", "name")
_PERSON: Final = re.compile(r"anonymous|[^\s@]+@[^\s@]+", re.IGNORECASE)


def _evidence(head: Head) -> Iterator[Evidence]:
    first = [cell.casefold() for cell in head.first]
    if first[:1] == ["id"] and _STARTS & head.names and _ENDS & head.names:
        yield Evidence(6, f"{head.first[0]}, {head.first[1]} and {head.first[2]} come first")
        if head.having("Email", "Name") == 2:
            yield Evidence(1, "Email and Name follow")
    if not _is_numbered(head):
        return
    yield Evidence(3, "rows are numbered and begin with two times")
    if set(head.column(3)) == {"anonymous"}:
        yield Evidence(3, "`anonymous` follows")
    if first[:1] == ["id"]:
        yield Evidence(1, f"the first column is {head.first[0]}")
    if are_questions(head.first[5:]):
        yield Evidence(1, "the other headings are questions")


def _is_numbered(head: Head) -> bool:
    """Return whether rows begin as they do whatever the language of the form."""
    numbers, starts, ends = (head.column(at) for at in range(3))
    numbered = all_of(numbers, is_whole) and len(set(numbers)) == len(numbers)
    return numbered and all_of(starts, is_time) and all_of(ends, is_time)


def _has_people(head: Head) -> bool:
    return all_of(head.column(3), lambda cell: bool(_PERSON.fullmatch(cell)))


def _headings(head: Head, rows: int) -> tuple[Heading, ...]:
    """Return the headings: texts only, since a statement of one word is no id.

    A second statement of the same text ends with a digit.
    """
    known = _FIRST if _is_numbered(head) and _has_people(head) else ()
    return tuple(
        Heading(
            h.at,
            (),
            (*h.texts, *(_SUFFIX.sub("", text) for text in h.texts)),
            known[h.at] if h.at < len(known) else "",
        )
        for h in by_first_row(head, rows)
    )


PROFILE: Final = Profile(
    id="microsoft-forms",
    name="Microsoft Forms",
    evidence=_evidence,
    headings=_headings,
    personal=named(
        *("e-?mail", "name", "id", "adresse (de messagerie|e-mail)", "nom", "correo electrónico"),
        *("nombre", "posta elettronica", "nome", "naam"),
    ),
    technical=named(
        *map(re.escape, sorted(_STARTS | _ENDS)),
        *("last modified time", "uhrzeit der letzten änderung", "language", "sprache"),
        *("heure de la dernière modification", "hora de la última modificación", "langue"),
        *("ora ultima modifica", "tijdstip van laatste wijziging", "idioma", "lingua", "taal"),
        *("total points", "quiz feedback", r"points - .*", r"feedback - .*", "gesamtpunktzahl"),
    ),
    response=("id",),
)
