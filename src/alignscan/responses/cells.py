"""What one cell means: the code of an answer, or the category of a segment."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from alignscan.model.codebook import (
    CANNOT_SAY,
    MISSING,
    NOT_APPLICABLE,
    CodedItem,
    CodedSegment,
)
from alignscan.responses.batch import NOT_STATED
from alignscan.responses.errors import shown
from alignscan.source.cells import inert

UNKNOWN: Final = -100
"""The code of a cell that means nothing, the lowest of all; it never leaves this package."""

_NOT_APPLICABLE: Final = ("na", "n/a", "not applicable")
_CANNOT_SAY: Final = ("cs", "cannot say", "can't say", "don't know")
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,12})?")
_WHOLE: Final = re.compile(r"(-?[0-9]+)\.0+")


def text_of(value: object) -> str:
    """Return a cell value as text: stripped, empty for none, whole numbers without decimals."""
    if isinstance(value, str):
        return value.strip()
    if value is None or value != value:  # not a number
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6g}"
    return str(value).strip()


def folded(text: str) -> str:
    """Return text for comparison: case, white space, and the form of apostrophes removed."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u2212", "-")
    return " ".join(plain.split()).casefold()


class ItemCells:
    """The cells of one item: points as numbers, labels in any language, and non-answers."""

    def __init__(self, item: CodedItem, *, decimal_comma: bool = False) -> None:
        self._item = item
        self._decimal_comma = decimal_comma
        self._points = {point: index for index, point in enumerate(item.points)}
        self._words = _words(item)

    def code(self, text: str) -> int:
        """Return the code of a stripped cell, ``UNKNOWN`` when it is no answer to the item."""
        if not text:
            return MISSING
        plain = folded(text)
        number = self._number(plain)
        if number is not None and number in self._points:
            return self._points[number]
        return self._words.get(plain, UNKNOWN)

    def _number(self, plain: str) -> Decimal | None:
        if self._decimal_comma:
            plain = plain.replace(",", ".")
        return Decimal(plain) if _NUMBER.fullmatch(plain) else None

    def hint(self, _unknown: Iterable[str] = ()) -> str:
        """Return which cells are accepted."""
        others = "cs (cannot say), na (not applicable) or an empty cell"
        return f"accepted are {self._accepted()}, {others}"

    def _accepted(self) -> str:
        points = self._item.points
        if self._item.kind == "choice":
            ids = ", ".join(label[0] for label in self._item.labels[:10])
            return f"the options {ids}, their texts or numbers"
        numbers = f"{_plain(points[0])} to {_plain(points[-1])}" if points else "no points"
        if len(points) > 1 and points[1] - points[0] != 1:
            numbers += f" in steps of {_plain(points[1] - points[0])}"
        texts = [label[0] for label in self._item.labels if label]
        few = ", ".join(f'"{shown(text)}"' for text in texts[:7])
        return f"{numbers}, the labels {few}" if few else numbers


class SegmentCells:
    """The cells of one segment: values of its map, and its categories by name.

    One that a spreadsheet would run as a formula may have been made inert.
    """

    def __init__(self, segment: CodedSegment) -> None:
        self._segment = segment
        index = {category: i for i, category in enumerate(segment.categories)}
        mapped = {value: index[to] for value, to in segment.map if to in index}
        exact = {**index, **{k.strip(): v for k, v in mapped.items()}}
        self._exact = {**{inert(text): place for text, place in exact.items()}, **exact}
        self._folded = _unambiguous((folded(k), v) for k, v in self._exact.items())

    def code(self, text: str) -> int:
        """Return the category of a stripped cell, ``UNKNOWN`` when it has none.

        An exact value counts before one that differs in case or white space; ``4.0`` is ``4``.
        """
        if not text:
            return NOT_STATED
        whole = _WHOLE.sub(r"\1", text) if _WHOLE.fullmatch(text) else text
        for candidate in (text, whole):
            if candidate in self._exact:
                return self._exact[candidate]
        return self._folded.get(folded(text), self._folded.get(folded(whole), UNKNOWN))

    def hint(self, unknown: Iterable[str] = ()) -> str:
        """Return what to add to the survey file, with the category a value may stand for."""
        where = f"add them to `map:` or `categories:` of the segment {self._segment.id}"
        guesses = [f"{shown(t)} may stand for {c}" for t in unknown for c in self._close(t)]
        return "; ".join([where, *guesses[:3]])

    def _close(self, text: str) -> list[str]:
        names = {folded(category): category for category in self._segment.categories}
        plain = folded(text)
        found = get_close_matches(plain, names, n=1, cutoff=0.7)
        spelled = {name.replace("_", " "): name for name in names}
        found = found or get_close_matches(plain, spelled, n=1, cutoff=0.7)
        return [names[spelled.get(name, name)] for name in found]


def _plain(number: Decimal) -> str:
    """Return a number without the zeros that end its decimals."""
    return f"{number.normalize():f}"


def _words(item: CodedItem) -> dict[str, int]:
    """Return the texts that mean a code; a label counts before a word for a non-answer."""
    words = dict.fromkeys(_NOT_APPLICABLE, NOT_APPLICABLE) | dict.fromkeys(_CANNOT_SAY, CANNOT_SAY)
    words |= {folded(text): CANNOT_SAY for text in item.cannot_say}
    labels = list(_labels(item))
    taken = {text for text, _ in labels}
    return {k: v for k, v in words.items() if k not in taken} | _unambiguous(labels)


def _labels(item: CodedItem) -> Iterator[tuple[str, int]]:
    for index, texts in enumerate(item.labels):
        for text in texts:
            yield folded(text), index


def _unambiguous(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the pairs whose text means one code only."""
    codes: dict[str, set[int]] = {}
    for text, code in pairs:
        codes.setdefault(text, set()).add(code)
    return {text: next(iter(found)) for text, found in codes.items() if len(found) == 1}
