"""Google Forms, from the form itself or from the sheet that is linked to it.

Questions are headings as they were asked; those of a grid end with their row in brackets.
"""

import re
from collections.abc import Iterator
from typing import Final

from alignscan.responses.platforms.profile import Evidence, Head, Profile, is_date, named

_TIMESTAMPS: Final = frozenset(
    (
        *("timestamp", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora"),
        *("informazioni cronologiche", "tijdstempel", "sygnatura czasowa", "tidsstämpel"),
        *("tidsstempel", "aikaleima", "časová značka", "отметка времени", "zaman damgas\u0131"),
        *("タイムスタンプ", "时间戳记", "타임스탬프"),
    )
)
_OWN: Final = re.compile(
    r"\d{4}/\d{1,2}/\d{1,2} \d{1,2}:\d{2}:\d{2} [ap]\.?\s?m\.?( \S+.*)?", re.IGNORECASE
)
_SHEET: Final = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}:\d{2}( [AP]M)?", re.IGNORECASE
)
_QUESTION: Final = re.compile(r"\S+ \S+ \S+.*|.*\?\s*", re.DOTALL)
_GRID: Final = re.compile(r"\S.* \[[^\[\]]+\]", re.DOTALL)


def _evidence(head: Head) -> Iterator[Evidence]:
    first = head.first[0].casefold() if head.first else ""
    if first not in _TIMESTAMPS:
        return
    yield Evidence(2, f"the first column is {head.first[0]}")
    if first != "timestamp":
        yield Evidence(1, "in a language that Google Forms speaks")
    times = [row[0] for row in head.rows[1:] if row and row[0]]
    if times and all(_OWN.fullmatch(cell) for cell in times):
        yield Evidence(3, "its times are written as Google Forms does")
    elif times and all(_SHEET.fullmatch(cell) for cell in times):
        yield Evidence(2, "its times are written as Google Sheets does")
    elif times and all(is_date(cell) for cell in times):
        yield Evidence(1, "it holds times")
    asked = [cell for cell in head.first[1:] if cell]
    if asked and 2 * sum(bool(_QUESTION.fullmatch(cell)) for cell in asked) >= len(asked):
        yield Evidence(1, "the other headings are questions")
    if sum(bool(_GRID.fullmatch(cell)) for cell in asked) >= 2:
        yield Evidence(2, "headings end with a row in brackets")


PROFILE: Final = Profile(
    id="google-forms",
    name="Google Forms",
    evidence=_evidence,
    personal=named(
        *("user ?name", "e-?mail( address)?", "e-mail-adresse", "nutzername", "nom d'utilisateur"),
        *("adresse e-mail", "dirección de correo electrónico", "nombre de usuario"),
    ),
    technical=named(*map(re.escape, sorted(_TIMESTAMPS)), "score", "punkte", "puntuación"),
)
