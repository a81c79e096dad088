"""LimeSurvey: headings as codes, as texts, or as both.

A row of an array is ``code[row]``, ``Question [Row]`` or ``code[row]. Question [Row]``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Filter,
    Head,
    Heading,
    Profile,
    named,
)

_CODE: Final = r"[A-Za-z][A-Za-z0-9]{0,19}"
_SUB: Final = re.compile(rf"({_CODE})\[(\w+)\](\[\w+\])*")
_BOTH: Final = re.compile(rf"(?P<code>{_CODE}(?:\[\w+\])*)(?:\._\.|\. )\s*(?P<text>.*)", re.DOTALL)
_TEXTS: Final = (
    ("response id", "antwort id", "id de la réponse", "id de respuesta", "antwoord id"),
    ("date submitted", "datum abgeschickt", "date de soumission", "fecha de envío"),
    ("last page", "letzte seite", "dernière page", "última página", "laatste pagina"),
    ("start language", "start-sprache", "langue de départ", "lenguaje inicial", "starttaal"),
)
_SUBMITTED: Final = ("submitdate", *_TEXTS[1])
_NOT_ROWS: Final = frozenset(("other", "comment"))


def _evidence(head: Head) -> Iterator[Evidence]:
    cells = [cell for cell in head.first if cell]
    codes = {_code(cell).casefold() for cell in cells}
    if {"id", "submitdate"} <= codes:
        yield Evidence(4, "id and submitdate come first")
    more = len(codes & {"lastpage", "startlanguage", "seed", "refurl", "ipaddr"})
    if more:
        yield Evidence(min(2 * more, 4), "further columns that LimeSurvey adds")
    texts = sum(any(name in head.names for name in names) for names in _TEXTS)
    if texts >= 2:
        yield Evidence(2 * texts, "the texts of columns that LimeSurvey adds")
    rows = sum(bool(_SUB.fullmatch(cell)) for cell in cells)
    if rows >= 2 and 10 * rows >= 3 * len(cells):
        yield Evidence(3, "headings such as code[row]")
    both = [found for cell in cells if (found := _BOTH.fullmatch(cell))]
    if len(both) >= 2 and 10 * len(both) >= 6 * len(cells):
        yield Evidence(3, "headings such as code. text")
        if sum("[" in found["code"] for found in both) >= 2:
            yield Evidence(3, "with rows in brackets")


def _code(cell: str) -> str:
    found = _BOTH.fullmatch(cell)
    return found["code"] if found else cell


def _headings(head: Head, _rows: int) -> tuple[Heading, ...]:
    return tuple(_heading(at, cell) for at, cell in enumerate(head.row(0)))


def _heading(at: int, cell: str) -> Heading:
    both = _BOTH.fullmatch(cell)
    code, text = (both["code"], both["text"]) if both else (cell, cell)
    found = _SUB.fullmatch(code)
    sub = (found[2],) if found and found[2] not in _NOT_ROWS else ()
    flat = code.rsplit("_", 1)[-1:] if "_" in code and " " not in code else []
    texts = (text,) if both or " " in cell else ()
    return Heading(at, (code, *sub, *flat), texts)


def _filters(headings: Sequence[Heading], _items: Collection[int]) -> Iterable[Filter]:
    for heading in headings:
        if any(name.casefold() in _SUBMITTED for name in (*heading.codes, *heading.texts)):
            yield Filter(heading.at, lambda cell: None if _stated(cell) else "unfinished")


def _stated(cell: str) -> bool:
    return bool(cell) and cell.casefold() not in ("n/a", "na")


PROFILE: Final = Profile(
    id="limesurvey",
    name="LimeSurvey",
    evidence=_evidence,
    headings=_headings,
    personal=named(
        *("token", "ipaddr", "ip address", "ip-adresse", "refurl", "referrer url", "firstname"),
        *("lastname", "email", r"attribute_\d+", "access code", "zugangscode", "id"),
        *("vorname", "nachname", *map(re.escape, _TEXTS[0])),
    ),
    technical=named(
        *("submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"),
        *("date started", "date last action", "datum gestartet", "datum letzte aktivität"),
        *(r"interviewtime", r"grouptime\d+", "total time", r"group time.*"),
        *(
            r"question time.*",
            r"gesamtzeit",
            *(re.escape(t) for names in _TEXTS[1:] for t in names),
        ),
    ),
    response=("id", *_TEXTS[0]),
    filters=_filters,
    blank=frozenset(("n/a",)),
)
