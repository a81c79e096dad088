"""Microsoft Forms: a workbook; each statement of a Likert question is a heading of its own."""

import re
from collections.abc import Iterator
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Head,
    Heading,
    Profile,
    by_first_row,
    is_date,
    is_whole,
    named,
)

_STARTS: Final = frozenset(
    ("start time", "startzeit", "heure de début", "hora de inicio", "ora di inizio", "begintijd")
)
_ENDS: Final = frozenset(
    (
        *("completion time", "fertigstellungszeit", "heure de fin", "hora de finalización"),
        *("ora di completamento", "tijd van voltooien", "abschlusszeit"),
    )
)
_SUFFIX: Final = re.compile(r"(?<=\D)\d$")


def _evidence(head: Head) -> Iterator[Evidence]:
    first = [cell.casefold() for cell in head.first]
    if not first or first[0] not in ("id", "\ufeffid"):
        return
    if _STARTS & head.names and _ENDS & head.names:
        yield Evidence(6, f"{head.first[0]}, {head.first[1]} and {head.first[2]} come first")
    if head.having("Email", "Name") == 2:
        yield Evidence(1, "Email and Name follow")
    people = head.rows[1:]
    shape = [
        len(row) > 2 and is_whole(row[0]) and is_date(row[1]) and is_date(row[2]) for row in people
    ]
    if people and all(shape) and [row[0] for row in people][:1] == ["1"]:
        yield Evidence(3, "rows are numbered and begin with two times")


def _headings(head: Head, rows: int) -> tuple[Heading, ...]:
    """Return the headings: texts only, since a statement of one word is no id.

    A second statement of the same text ends with a digit.
    """
    return tuple(
        Heading(h.at, (), (*h.texts, *(_SUFFIX.sub("", text) for text in h.texts)))
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
        *("total points", "quiz feedback", r"points - .*", r"feedback - .*", "gesamtpunktzahl"),
    ),
    response=("id",),
)
