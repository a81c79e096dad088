"""Labels, numbers, dates and names as a reader of a language writes them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from alignscan.model import notation
from alignscan.model.base import in_language
from alignscan.model.conditions import CODE_OF
from alignscan.model.content import practice_catalog
from alignscan.model.labels import OWN, fits, known_language, labels
from alignscan.publish.candidates import OTHER
from alignscan.publish.published import Range
from alignscan.rendering.options import Presentation
from alignscan.report.model import Report

NONE: Final = "-"
"""What stands for no figure."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str
    """As it was chosen, such as ``de-AT``."""
    labels: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a label with its values filled in; KeyError for an unknown key.

        Whole numbers and dates are written as the language does; other numbers are given as texts.
        """
        text = self.labels[key]
        if not values and "{{" not in text:
            return text.strip()
        return text.format(**{name: self._shown(value) for name, value in values.items()}).strip()

    def _shown(self, value: object) -> object:
        if isinstance(value, dt.date):
            return self.date(value)
        return self.whole(value) if isinstance(value, int) else value

    def number(self, value: Decimal | None, places: int = 1) -> str:
        """Return a number with a fixed count of decimals; a dash for no number."""
        return NONE if value is None else self._digits(f"{notation.rounded(value, places):f}")

    def exact(self, value: Decimal) -> str:
        """Return a number with all its decimals, without zeros that say nothing."""
        return self._digits(f"{value.normalize():f}")

    def written(self, value: Decimal | None) -> str:
        """Return a number with the decimals that it was written with; empty for none."""
        return "" if value is None else self._digits(f"{value:f}")

    def whole(self, value: int | None) -> str:
        """Return a whole number; a dash for none."""
        return NONE if value is None else self._digits(str(value))

    def percent(self, value: Decimal | None) -> str:
        """Return a share as whole percent; a dash for no share."""
        return NONE if value is None else self.say("percent", n=self.number(value * 100, 0))

    def at_least(self, text: str) -> str:
        """Return a figure, already written, as the lowest there can be: "≥ 4.8"."""
        return self.say("range.at_least", n=text)

    def at_most(self, text: str) -> str:
        """Return a figure, already written, as the highest there can be: "≤ 1.2"."""
        return self.say("range.at_most", n=text)

    def span(self, value: Range, low: Decimal, high: Decimal, places: int = 1) -> str:
        """Return a range at an end of the scale: "at least 4.8", as a sign."""
        if value[1] >= high:
            return self.at_least(self.number(value[0], places))
        return self.at_most(self.number(value[1], places)) if value[0] <= low else NONE

    def margin(self, value: Decimal | None) -> str:
        """Return half the width of an interval: "± 0.2"; a dash for none."""
        return NONE if value is None else self.say("margin", n=self.number(value))

    def date(self, day: dt.date) -> str:
        """Return a date within a sentence: "October 5, 2026"."""
        return notation.date(day, self.labels)

    def day(self, day: dt.date) -> str:
        """Return a date in a table or a list, where there is little room: "2026-10-05"."""
        return notation.short_date(day, self.labels)

    def in_unit(self, figure: str, unit: str | None) -> str:
        """Return a figure, already written, in the unit of a KPI: "4 days", "52 %"."""
        return notation.in_unit(figure, unit, self.labels)

    def change(self, figure: str, unit: str | None) -> str:
        """Return a change, already written; what is counted in % changes by percentage points."""
        return self.in_unit(figure, "percentage points" if unit == "%" else unit)

    def _digits(self, text: str) -> str:
        return notation.digits(text, self.labels)

    def count(self, key: str, n: int, **values: object) -> str:
        """Return a label in its singular or plural form."""
        return self.say(f"{key}.{notation.form(str(n), self.labels)}", n=n, **values)

    def text(self, texts: Mapping[str, str]) -> str:
        """Return a text in this language, else in English, else in the first given."""
        return in_language(dict(texts), self.language)

    def listing(self, parts: Iterable[str]) -> str:
        """Return "a, b and c"."""
        *head, last = tuple(parts)
        return self.say("list.and", head=self.series(head), last=last) if head else last

    def series(self, parts: Iterable[str]) -> str:
        """Return "a, b, c"."""
        return self.labels["list.comma"].join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Return "a; b; c", for parts that may hold a comma."""
        return self.labels["list.semicolon"].join(parts)

    def pair(self, name: str, value: str) -> str:
        """Return a name with what it is: "Owner: Ana"."""
        return self.say("pair", name=name, value=value)

    def ahead(self, name: str) -> str:
        """Return a name as it stands ahead of what it names: "Owner:"."""
        return self.pair(name, "")

    def condition(self, id: str) -> str:
        """Return the number and title of a condition: "5 Systems and processes"."""
        return f"{CODE_OF[id][1:]} {self.condition_title(id)}"

    def condition_title(self, id: str) -> str:
        """Return the title of a condition: "Systems and processes"."""
        own = self.labels.get(f"condition.{id}")
        return own or self.text(practice_catalog().condition(id).title)

    def practice(self, code: str) -> str:
        """Return the code and title of a practice."""
        return f"{code} {self.practice_title(code)}"

    def practice_title(self, code: str) -> str:
        """Return the title of a practice."""
        own = self.labels.get(f"practice.{code}")
        return own or self.text(practice_catalog().practice(code).title)

    def subject(self, id: str) -> str:
        """Return the name of a condition or practice."""
        return self.condition(id) if id in CODE_OF else self.practice(id)

    def category(self, segment: str, label: str) -> str:
        """Return the name of a category; levels have names of their own."""
        if label == OTHER:
            return self.say("category.other")
        return self.labels.get(f"role.{label}", label) if segment == "level" else label

    def segment(self, id: str) -> str:
        """Return the name of a breakdown."""
        return self.labels.get(f"segment.{id}", id)


def words_for(report: Report, presentation: Presentation) -> Words:
    """Return the words for a report: its own language unless another is chosen."""
    return words_in(report.heading.language, presentation, report.heading.own_labels)


def words_in(
    own: str, presentation: Presentation, given: Mapping[str, Mapping[str, str]] | None = None
) -> Words:
    """Return the words of a language unless another is chosen; English where there are none.

    A regional language such as ``de-AT`` has the labels of its base language. ``given`` are labels
    by language that come before the packaged ones, and those of the presentation before them.
    """
    chosen = presentation.language or own
    base = known_language(chosen)
    language = OWN if base is None else chosen
    found = {**labels(OWN), **labels(base or OWN)}
    for of, texts in (given or {}).items():
        if _same(of, language):
            found |= {key: text for key, text in texts.items() if fits(key, text)}
    if presentation.labels_in is None or _same(presentation.labels_in, language):
        found |= presentation.labels
    return Words(language, found)


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]
