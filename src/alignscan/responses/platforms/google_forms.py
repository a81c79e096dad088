"""Google Forms, from the form itself or from the sheet that is linked to it.

Questions are headings as they were asked; those of a grid end with their row in brackets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Head,
    Heading,
    Profile,
    all_of,
    are_questions,
    by_first_row,
    have_rows_in_brackets,
    is_date,
    named,
)

_TIMESTAMPS: Final = frozenset(
    (
        *("timestamp", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora"),
        *("informazioni cronologiche", "tijdstempel", "sygnatura czasowa", "tidsstämpel"),
        *("tidsstempel", "tidsmerke", "aikaleima", "časová značka", "časová pečiatka"),
        *("időbélyeg", "marcaj de timp", "marcă temporală", "vremenska oznaka", "časovni žig"),
        *("laiko žyma", "laika zīmogs", "ajatempel", "marca de temps", "marca de tempo"),
        *("zaman damgas\u0131", "dấu thời gian", "stempel waktu", "cap masa", "χρονική σήμανση"),
        *("отметка времени", "позначка часу", "клеймо за време", "временска ознака"),
        *("タイムスタンプ", "时间戳记", "时间戳", "時間戳記", "타임스탬프", "ประทับเวลา"),
        *("خاتمة زمنية", "طابع زمني", "الطابع الزمني", "חותמת זמן", "टाइमस्टैम्प"),
    )
)
_CLOCK: Final = r"\d{1,2}[:.]\d{2}[:.]\d{2}"
_OWN: Final = re.compile(
    rf"\d{{4}}/\d{{1,2}}/\d{{1,2}} {_CLOCK} [ap]\.?\s?m\.?( \S+.*)?", re.IGNORECASE
)
_SHEET: Final = re.compile(
    r"(\d{1,2}[/.\-] ?\d{1,2}[/.\-] ?\d{2,4}|\d{4}[/.\-] ?\d{1,2}[/.\-] ?\d{1,2})\.?"
    rf",? (klo |kl\. |오전 |오후 |上午 ?|下午 ?)?{_CLOCK}(\.\d+)?( [AP]M)?",
    re.IGNORECASE,
)


def _evidence(head: Head) -> Iterator[Evidence]:
    first = head.first[0].casefold() if head.first else ""
    own = all_of(head.column(0), lambda cell: bool(_OWN.fullmatch(cell)))
    if not (own or first in _TIMESTAMPS):
        return
    if first in _TIMESTAMPS:
        yield Evidence(2, f"the first column is {head.first[0]}")
        if first != "timestamp":
            yield Evidence(1, "in a language that Google Forms speaks")
    yield from _times(head.column(0), own)
    if are_questions(head.first[1:]):
        yield Evidence(1, "the other headings are questions")
    if have_rows_in_brackets(head.first[1:]):
        yield Evidence(2, "headings end with a row in brackets")


def _times(times: Sequence[str], own: bool) -> Iterator[Evidence]:
    if own:
        yield Evidence(3, "its times are written as Google Forms does")
    elif all_of(times, lambda cell: bool(_SHEET.fullmatch(cell))):
        yield Evidence(2, "its times are written as Google Sheets does")
    elif all_of(times, is_date):
        yield Evidence(1, "it holds times")


def _headings(head: Head, rows: int) -> tuple[Heading, ...]:
    first, *others = by_first_row(head, rows)
    return (replace(first, meta="timestamp"), *others)


PROFILE: Final = Profile(
    id="google-forms",
    name="Google Forms",
    evidence=_evidence,
    headings=_headings,
    personal=named(
        *("user ?name", "e-?mail( address)?", "e-mail-adresse", "nutzername", "nom d'utilisateur"),
        *("adresse e-mail", "dirección de correo electrónico", "nombre de usuario"),
        *("endereço de e-mail", "nome de usuário", "indirizzo email", "nome utente"),
        *("e-mailadres", "gebruikersnaam", "adres e-mail", "nazwa użytkownika"),
    ),
    technical=named(
        *("timestamp", "score", "punkte", "punktzahl", "puntuación", "pontuação", "punteggio"),
        *("wynik", "resultaat"),
    ),
)
