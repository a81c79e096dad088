"""The figures that a pattern or barrier rests on, in words."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from alignscan.diagnose.diagnosis import Evidence
from alignscan.model.conditions import CODE_OF, PRACTICES
from alignscan.publish.published import Cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report

SHARES: Final = frozenset({"favorable", "unfavorable", "recall", "cannot_say", "response_rate"})
ROLE: Final = "role="


def sentence(one: Evidence, report: Report, words: Words, about: str = "") -> str:
    """Return a figure with the group it is from and the limit it is beyond.

    What it is about is left out where that is ``about``, which the reader knows.
    """
    key, here = _key(one), f"{_key(one)}.here"
    return words.say(
        here if about and one.subject == about and here in words.labels else key,
        subject=subject(one.subject, words),
        cell=group(one.cell, report, words),
        against=group(one.against or "", report, words),
        value=figure(one, words),
        must=words.say(f"must.{_must(one)}"),
        limit=_limit(one, words),
    )


def sentences(evidence: Iterable[Evidence], report: Report, words: Words, about: str = "") -> str:
    """Return all figures that something rests on."""
    return words.clauses(sentence(one, report, words, about) for one in evidence)


def figure(one: Evidence, words: Words) -> str:
    """Return the figure: a share in percent, a score or a distance as a number."""
    if one.value is None:
        return "-"
    if one.figure in SHARES:
        return words.percent(one.value)
    return words.number(abs(one.value), 2 if one.figure == "agreement" else 1)


def subject(id: str, words: Words) -> str:
    """Return the name of a condition, part, practice or item."""
    if id.startswith("commitment."):
        return words.say(f"part.{id.removeprefix('commitment.')}")
    return words.subject(id) if id in CODE_OF or id in PRACTICES else id


def title(id: str, words: Words) -> str:
    """Return the name of a condition or practice without its code."""
    if id in CODE_OF:
        return words.condition_title(id)
    return words.practice_title(id) if id in PRACTICES else subject(id, words)


def group(id: str, report: Report, words: Words) -> str:
    """Return the name of a shown group; the middle is a role that is made of two levels."""
    if id == "rest":
        return words.say("group.rest")
    found = next((c for c in report.published.cells if c.id == id), None)
    if found is None or not found.filters:
        return words.say("group.everybody")
    return _named(found, words)


def _named(cell: Cell, words: Words) -> str:
    segment = next(iter(cell.filters))
    label = cell.id.partition("=")[2]
    if cell.id.startswith(ROLE) and segment != "role":
        return words.labels.get(f"group.{label}", label)
    return words.category(segment, label)


def _key(one: Evidence) -> str:
    if one.figure == "agreement" and one.value is None:
        return "evidence.agreement.word"
    if one.figure == "difference" and one.value is not None and one.value < 0:
        return "evidence.difference.below"
    return f"evidence.{one.figure}"


def _must(one: Evidence) -> str:
    """Return how a figure stands to its limit; distances are told without their sign."""
    return "at_least" if one.figure == "difference" else one.must


def _limit(one: Evidence, words: Words) -> str:
    if one.limit is None:
        return "-"
    if one.figure in SHARES:
        return words.percent(one.limit)
    return plain(abs(one.limit), words)


def plain(value: Decimal, words: Words) -> str:
    """Return a number with up to two decimals, and at least one."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return words.number(rounded, 1 if rounded == rounded.quantize(Decimal("0.1")) else 2)
