"""Texts of exports, made equal where they only look different."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_INVISIBLE: Final = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "\u2026": "...",
    }
)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_ROW: Final = re.compile(
    r"^(?P<question>.*\S)?\s*\[(?P<row>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]$", re.DOTALL
)
_CODED: Final = re.compile(r"^[A-Za-z][\w\[\]]{0,60}(?:\.|\._\.|:)\s+(?P<text>\S.*)$", re.DOTALL)


def clean(cell: str) -> str:
    """Return a cell without invisible characters and blanks around it."""
    if cell.isascii():
        return cell.strip()
    return cell.translate(_INVISIBLE).strip()


def plain(text: str) -> str:
    """Return a text without markup, case, and differences of blanks, quotes and dashes."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE).translate(_ALIKE))
        text = text.translate(_ALIKE)
    return " ".join(text.replace("`", "'").split()).casefold()


def parts_of(text: str) -> Iterator[str]:
    """Yield a heading and what may be the statement in it, the whole first.

    The parts are those that platforms make of a question and its row: ``question [row]``,
    ``question - row``, ``code. text``, ``group/label``.
    """
    text = _without_markup(text)
    yield text
    coded = _CODED.match(text)
    if coded:
        yield from parts_of(coded["text"])
    row = _ROW.match(text)
    if row:
        yield row["row"].strip()
    for mark in (" - ", "/", " > "):
        at = text.find(mark)
        while at >= 0:
            yield text[at + len(mark) :].strip()
            at = text.find(mark, at + 1)


def _without_markup(text: str) -> str:
    return clean(_TAG.sub(" ", text) if "<" in text else text)


def shortened(text: str, most: int = 70) -> str:
    """Return a heading on one line, as reports show it."""
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "\u2026"
