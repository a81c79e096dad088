"""LimeSurvey: headings as codes, as texts, or as both.

A row of an array is ``code[row]``, ``Question [Row]`` or ``code[row]. Question [Row]``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Filter,
    Head,
    Heading,
    Profile,
    all_of,
    have_rows_in_brackets,
    is_time,
    is_whole,
    named,
)

_CODE: Final = r"[A-Za-z][A-Za-z0-9]{0,19}"
_SUB: Final = re.compile(rf"({_CODE})\[(\w+)\](\[\w+\])*")
_BOTH: Final = re.compile(rf"(?P<code>{_CODE}(?:\[\w+\])*)(?:\._\.|\. )\s*(?P<text>.*)", re.DOTALL)
_TEXTS: Final = (
    (
        *("response id", "antwort id", "antwort-id", "id de la réponse", "id de respuesta"),
        *("antwoord id", "antwoord-id", "id risposta", "id da resposta", "id odpowiedzi"),
    ),
    (
        *("date submitted", "datum abgeschickt", "date de soumission", "fecha de envío"),
        *("datum ingestuurd", "datum verzonden", "data invio", "data di invio"),
        *("data de envio", "data wysłania"),
    ),
    (
        *("last page", "letzte seite", "dernière page", "última página", "laatste pagina"),
        *("ultima pagina", "ostatnia strona"),
    ),
    (
        *("start language", "start-sprache", "startsprache", "langue de départ", "starttaal"),
        *("langue initiale", "lenguaje inicial", "idioma inicial", "lingua iniziale"),
        *("língua inicial", "język początkowy"),
    ),
)
_FIRST: Final = ("id", "submitdate", "lastpage", "startlanguage", "seed")
_LITERAL: Final = re.compile('"([^"]{3,})"')
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*")
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
    yield from _shape(head)
    rows = sum(bool(_SUB.fullmatch(cell)) for cell in cells)
    if rows >= 2 and 10 * rows >= 3 * len(cells):
        yield Evidence(3, "headings such as code[row]")
    both = [found for cell in cells if (found := _BOTH.fullmatch(cell))]
    if len(both) >= 2 and 10 * len(both) >= 6 * len(cells):
        yield Evidence(3, "headings such as code. text")
        if sum("[" in found["code"] for found in both) >= 2:
            yield Evidence(3, "with rows in brackets")


def _shape(head: Head) -> Iterator[Evidence]:
    if not _begins_as_own(head):
        return
    yield Evidence(3, "rows begin with a number, a time, a page and a language")
    if _has_seeds(head):
        yield Evidence(1, "a seed of chance follows")
    if have_rows_in_brackets(head.first):
        yield Evidence(2, "headings end with a row in brackets")


def _has_seeds(head: Head) -> bool:
    return all_of(head.column(4), lambda cell: is_whole(cell) and len(cell) > 4)


def _begins_as_own(head: Head) -> bool:
    """Return whether rows begin as they do whatever language the headings are in."""
    ids, days, pages, languages = (head.column(at) for at in range(4))
    return (
        all_of(ids, is_whole)
        and len(set(ids)) == len(ids)
        and all_of(days, lambda cell: not cell or is_time(cell))
        and all_of(pages, lambda cell: not cell or is_whole(cell))
        and all_of(languages, lambda cell: bool(_LANGUAGE.fullmatch(cell)))
    )


def _code(cell: str) -> str:
    found = _BOTH.fullmatch(cell)
    return found["code"] if found else cell


def _headings(head: Head, _rows: int) -> tuple[Heading, ...]:
    cells = head.row(0)
    if any(cell.replace("_", " ").casefold() in _TEXTS[0] for cell in cells if "_" in cell):
        cells = tuple(cell.replace("_", " ") for cell in cells)
    found = _with_timings(tuple(_heading(at, cell) for at, cell in enumerate(cells)))
    if not _begins_as_own(head):
        return found
    own = _FIRST if _has_seeds(head) else _FIRST[:4]
    first = (replace(h, meta=name) for h, name in zip(found, own, strict=False))
    return (*first, *found[len(own) :])


def _with_timings(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return headings of which those of times that questions took say so: ``q1Time`` for q1."""
    codes = {heading.codes[0].casefold().partition("[")[0] for heading in headings}
    if "interviewtime" not in codes:
        return headings
    timed = {f"{code}time" for code in codes}
    return tuple(
        replace(h, meta="question time") if h.codes[0].casefold() in timed else h for h in headings
    )


def _heading(at: int, cell: str) -> Heading:
    both = _BOTH.fullmatch(cell)
    code, text = (both["code"], both["text"]) if both else (cell, cell)
    found = _SUB.fullmatch(code)
    sub = (found[2],) if found and found[2] not in _NOT_ROWS else ()
    flat = code.rsplit("_", 1)[-1:] if "_" in code and " " not in code else []
    texts = (text,) if both or " " in cell else ()
    chosen = _LITERAL.findall(text) if "{if(" in text else ()  # a text for each level
    return Heading(at, (code, *sub, *flat), (*texts, *chosen))


def _filters(headings: Sequence[Heading], _items: Collection[int]) -> Iterable[Filter]:
    for heading in headings:
        if any(name.casefold() in _SUBMITTED for name in (*heading.names, *heading.codes)):
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
            *("zufallsstartwert", "semilla", "graine", "seme", "semente"),
            *(re.escape(t) for names in _TEXTS[1:] for t in names),
        ),
    ),
    response=("id", *_TEXTS[0]),
    filters=_filters,
    blank=frozenset(("n/a",)),
)
