"""What the cells of one column mean: labels in any language, labels with numbers, codes.

Each distinct cell is looked up once. Nothing is guessed: what fits no rule is unknown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from alignscan.model.form import CANNOT_SAY, NOT_APPLICABLE
from alignscan.responses.importing.companion import Variable
from alignscan.responses.importing.personal import redacted
from alignscan.responses.importing.targets import Target
from alignscan.responses.importing.texts import plain

_NUMBER: Final = re.compile(r"-?\d{1,9}([.,]\d{1,9})?")
_NUMBERED: Final = (
    re.compile(r"(?P<number>-?\d{1,4}(?:[.,]\d+)?)\s*[-.):=]?\s*(?P<rest>\D.*)"),
    re.compile(r"(?P<rest>.*\D)\s*\((?P<number>-?\d{1,4}(?:[.,]\d+)?)\)"),
    re.compile(r"(?P<rest>.*\D)\s+(?P<number>-?\d{1,4}(?:[.,]\d+)?)"),
)
_NO_ANSWER_CODES: Final = frozenset(("-99", "-98", "-9", "-1", "99", "999"))
_NOT_APPLICABLE: Final = frozenset(
    (
        *("na", "n/a", "n.a.", "n. a.", "not applicable", "does not apply", "nicht zutreffend"),
        *(
            "trifft nicht zu",
            "nicht anwendbar",
            "sans objet",
            "non applicable",
            "ne s'applique pas",
        ),
        *("no aplica", "no procede", "niet van toepassing", "n.v.t.", "nvt", "non applicabile"),
    )
)
_CANNOT_SAY: Final = frozenset(
    (
        *("cs", "cannot say", "can't say", "don't know", "do not know", "not sure", "no opinion"),
        *("weiß nicht", "weiss nicht", "kann ich nicht sagen", "keine angabe", "k.a.", "k. a."),
        *("ne sait pas", "je ne sais pas", "sans opinion", "no sé", "no sabe", "no lo sé", "ns/nc"),
        *("weet niet", "weet ik niet", "geen mening", "weet niet / n.v.t.", "non so"),
        *("don't know / not applicable", "don't know/not applicable", "unfamiliar (n/a)"),
    )
)
_OR: Final = re.compile(r"\s*[/,]\s+|\s+(?:or|oder|ou|of|o)\s+")
_PREFERS_NOT: Final = frozenset(
    (
        *("prefer not to say", "prefer not to answer", "prefer not to disclose", "no answer"),
        *("keine antwort", "möchte ich nicht sagen", "préfère ne pas répondre", "sans réponse"),
        *("prefiero no decirlo", "sin respuesta", "no contesta", "zeg ik liever niet"),
    )
)


@dataclass
class Read:
    """What the cells of a column were read as."""

    cells: dict[str, str] = field(default_factory=dict)
    """For each distinct cell what the responses file holds; unknown ones are left out."""
    unknown: dict[str, int] = field(default_factory=dict)
    """Cells that mean nothing, with how often."""
    none: dict[str, int] = field(default_factory=dict)
    """Codes and words for no answer, with how often."""
    removed: int = 0
    """How many addresses and numbers of people were taken out of texts."""
    numbers_only: bool = False
    """Whether all answers are bare numbers, so that nothing shows which end is which."""


@dataclass(frozen=True)
class Reading:
    """How a column is to be read."""

    target: Target
    own: bool
    """Whether the column carries the id of a form of this survey."""
    numbers: bool
    """Whether answers may be the whole numbers that forms give them beside their ids."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Further texts that mean an answer, such as the map of a segment."""
    blank: frozenset[str] = frozenset()
    variable: Variable | None = None
    written: Mapping[str, str | None] = field(default_factory=dict)
    """What a person wrote about single cells: the answer, or None for no answer."""
    bands: Sequence[tuple[Decimal | None, str]] = ()
    """Upper ends, exclusive, and categories, for a segment asked as a number."""


def read_answers(counts: Mapping[str, int], reading: Reading) -> Read:
    """Return what the cells of a column mean."""
    if reading.target.question.kind == "text":
        return _texts(counts, reading)
    return _Closed(reading).read(counts)


def _texts(counts: Mapping[str, int], reading: Reading) -> Read:
    out = Read()
    for text, count in counts.items():
        if plain(text) not in reading.blank:
            out.cells[text], found = redacted(text)
            out.removed += found * count
    return out


class _Closed:
    """The answers of a closed question."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        question = reading.target.question
        self._scale = question.kind == "scale"
        self._labels = _unambiguous(
            (
                *reading.more.items(),
                *(
                    (text, answer.cell)
                    for answer in question.answers
                    for text in (*answer.texts.values(), *(() if self._scale else (answer.cell,)))
                ),
            )
        )
        self._points = {
            Decimal(answer.cell): answer.cell
            for answer in question.answers
            if self._scale and _NUMBER.fullmatch(answer.cell)
        }
        self._codes = self._codes_of() if reading.own else {}
        self._numbered: dict[Decimal, set[str]] = {}

    def _codes_of(self) -> dict[str, str]:
        answers = self._reading.target.question.answers
        if self._reading.numbers:
            return _unambiguous((answer.codes.number, answer.cell) for answer in answers)
        pairs = [
            (code, answer.cell)
            for answer in answers
            for code in (answer.codes.plain, answer.codes.short, answer.codes.word)
        ]
        return _unambiguous(pairs)

    def read(self, counts: Mapping[str, int]) -> Read:
        out, bare = Read(), 0
        for text in counts:
            self._note_number(text)
        for text, count in counts.items():
            cell = self._meaning(text)
            if cell is None:
                out.unknown[text] = count
            else:
                out.cells[text] = cell
                out.none |= {text: count} if text and not cell else {}
                bare += bool(_NUMBER.fullmatch(text) and cell in self._points.values())
        answered = [cell for cell in out.cells.values() if cell in self._points.values()]
        told = self._reading.variable is not None and bool(self._reading.variable.answers)
        out.numbers_only = bool(answered) and bare == len(answered) and not told
        return out

    def _note_number(self, text: str) -> None:
        """Remember which number stands beside which label."""
        for pattern in _NUMBERED if self._scale else ():
            found = pattern.fullmatch(plain(text))
            cell = self._labels.get(found["rest"].strip(" -:")) if found else None
            if found and cell is not None:
                self._numbered.setdefault(_decimal(found["number"]), set()).add(cell)

    def _meaning(self, text: str) -> str | None:
        reading, key = self._reading, plain(text)
        if text in reading.written:
            return reading.written[text] or ""
        if not key or key in reading.blank:
            return ""
        if reading.bands:
            return self._banded(key)
        told = self._told(text)
        return told if told is not None else self._said(key)

    def _told(self, text: str) -> str | None:
        """Return what a companion says that a code means."""
        variable = self._reading.variable
        labels = variable.answers.get(_code(text), ()) if variable else ()
        found = {cell for label in labels if (cell := self._labeled(plain(label))) is not None}
        return found.pop() if len(found) == 1 else None

    def _labeled(self, key: str) -> str | None:
        """Return what a label of a companion means; points without a label are numbers."""
        if self._scale and _NUMBER.fullmatch(key):
            return self._points.get(_decimal(key))
        return self._said(key)

    def _said(self, key: str) -> str | None:
        number = _NUMBER.fullmatch(key)
        if number and self._scale:
            return self._point(_decimal(key), key)
        for table in (self._labels, self._codes):
            for spelled in (key, key.replace("_", " ")):
                if spelled in table:
                    return table[spelled]
        return self._with_number(key) if self._scale else self._none(key)

    def _point(self, number: Decimal, key: str) -> str | None:
        """Return the point that a number is, unless labels in the column say otherwise."""
        told = self._told_otherwise()
        if number in self._points and not told:
            return self._points[number]
        if number in self._numbered and len(self._numbered[number]) == 1:
            return next(iter(self._numbered[number]))
        beside = self._codes.get(key)
        if beside is not None and beside not in self._points.values():
            return beside
        variable = self._reading.variable
        open_code = variable is None or not variable.answers
        return "" if open_code and key in _NO_ANSWER_CODES and number not in self._points else None

    def _told_otherwise(self) -> bool:
        """Return whether some label stands beside a number that is not its point."""
        variable = self._reading.variable
        if variable is not None and variable.answers:
            return True
        return any(
            cells != {self._points.get(number, "")} for number, cells in self._numbered.items()
        )

    def _with_number(self, key: str) -> str | None:
        for pattern in _NUMBERED:
            found = pattern.fullmatch(key)
            cell = self._labels.get(found["rest"].strip(" -:")) if found else None
            if cell is not None:
                return cell
        return self._none(key)

    def _none(self, key: str) -> str | None:
        """Return what words for no answer mean: for people in groups, that they state nothing."""
        if key in _PREFERS_NOT:
            return ""
        if self._reading.target.is_segment:
            return None
        if key in _NOT_APPLICABLE or key.endswith("(n/a)"):
            return NOT_APPLICABLE
        parts = {part for part in _OR.split(key) if part}
        known = key in _CANNOT_SAY or parts <= _CANNOT_SAY | _NOT_APPLICABLE
        return CANNOT_SAY if known else None

    def _banded(self, key: str) -> str | None:
        if not _NUMBER.fullmatch(key):
            return None
        number = _decimal(key)
        for end, category in self._reading.bands:
            if end is None or number < end:
                return category
        return None


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the texts that mean one answer only."""
    found: dict[str, set[str]] = {}
    for text, cell in pairs:
        found.setdefault(plain(text), set()).add(cell)
    return {text: next(iter(cells)) for text, cells in found.items() if len(cells) == 1}


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _code(text: str) -> str:
    """Return a code as companions write it: whole numbers without decimals, lower case."""
    if _NUMBER.fullmatch(text):
        number = _decimal(text)
        return str(int(number)) if number == int(number) else str(number)
    return text.casefold()
