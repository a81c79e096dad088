"""Numbers, dates and units as a reader of a language writes them, by patterns of its labels."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

Labels = Mapping[str, str]
_UNGROUPED: Final = 4
"""Digits that are read without a sign between them."""
_ONE: Final = "1"
_BELOW_TWO: Final = "below 2"
Form = Literal["one", "other"]


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Return a number as it is displayed, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def digits(text: str, labels: Labels) -> str:
    """Return a number that is written with a decimal point and ungrouped, as a language does."""
    whole, _, decimals = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    whole = whole.removeprefix("-")
    if len(whole) > _UNGROUPED:
        whole = f"{int(whole):,}".replace(",", labels["number.group"])
    return sign + labels["number.decimal"].join(part for part in (whole, decimals) if part)


def date(day: dt.date, labels: Labels) -> str:
    """Return a date within a sentence: "October 5, 2026"."""
    return _day(day, labels["date.long"], labels)


def short_date(day: dt.date, labels: Labels) -> str:
    """Return a date where there is little room: "2026-10-05"."""
    return _day(day, labels["date.short"], labels)


def _day(day: dt.date, pattern: str, labels: Labels) -> str:
    return pattern.format(
        day=labels["date.first"] if day.day == 1 else day.day,
        month=labels[f"month.{day.month}"],
        year=f"{day.year:04}",
        dd=f"{day.day:02}",
        mm=f"{day.month:02}",
    )


def in_unit(figure: str, unit: str | None, labels: Labels) -> str:
    """Return a figure, already written, in a unit: "4 points", "52 %"."""
    if unit == "%":
        return labels["percent"].format(n=figure)
    pattern = _pattern(unit, form(figure, labels), labels)
    return f"{figure} {unit or ''}".strip() if pattern is None else pattern.format(n=figure)


def form(figure: str, labels: Labels) -> Form:
    """Return which form of a label a figure, already written, takes; French says "0,7 point"."""
    sign = re.escape(labels["number.decimal"])
    below_two = re.fullmatch(rf"[+-]?[01](?:{sign}\d+)?", figure)
    single = below_two if labels["number.singular"] == _BELOW_TWO else figure == _ONE
    return "one" if single else "other"


def unit_name(unit: str, labels: Labels) -> str:
    """Return the name of a unit by itself; one that has no labels as it is."""
    pattern = _pattern(unit, "other", labels)
    return unit if pattern is None else pattern.format(n="").strip()


def _pattern(unit: str | None, number: str, labels: Labels) -> str | None:
    return labels.get(f"unit.{'_'.join((unit or '').split())}.{number}")
