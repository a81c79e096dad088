"""Labels, numbers and names as a report prints them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from alignscan.model.base import in_language
from alignscan.model.conditions import CODE_OF
from alignscan.model.content import practice_catalog
from alignscan.model.labels import labels, languages
from alignscan.publish.published import Range
from alignscan.rendering.options import Presentation
from alignscan.report.model import Report


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str
    labels: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a label with its values filled in; KeyError for an unknown key."""
        text = self.labels[key]
        return text.format(**values).strip() if values or "{{" in text else text.strip()

    def count(self, key: str, n: int, **values: object) -> str:
        """Return a label in its singular or plural form."""
        return self.say(f"{key}.{'one' if n == 1 else 'other'}", n=n, **values)

    def text(self, texts: Mapping[str, str]) -> str:
        """Return a text in this language, else in English, else in the first given."""
        return in_language(dict(texts), self.language)

    def listing(self, parts: Iterable[str]) -> str:
        """Return "a, b and c"."""
        *head, last = tuple(parts)
        return self.say("list.and", head=", ".join(head), last=last) if head else last

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
        return self.labels.get(f"role.{label}", label) if segment == "level" else label

    def segment(self, id: str) -> str:
        """Return the name of a breakdown."""
        return self.labels.get(f"segment.{id}", id)


def words_for(report: Report, presentation: Presentation) -> Words:
    """Return the words for a report: its own language unless another is chosen."""
    return words_in(report.heading.language, presentation)


def words_in(own: str, presentation: Presentation) -> Words:
    """Return the words of a language unless another is chosen; English where there are none."""
    language = presentation.language or own
    if language not in languages():
        language = "en"
    return Words(language, {**labels("en"), **labels(language), **presentation.labels})


def number(value: Decimal | None, places: int = 1) -> str:
    """Return a number with a fixed count of decimals; a dash for no number."""
    if value is None:
        return "-"
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def percent(value: Decimal | None) -> str:
    """Return a share as whole percent; a dash for no share."""
    return "-" if value is None else f"{number(value * 100, 0)} %"


def span(value: Range, low: Decimal, high: Decimal, places: int = 1) -> str:
    """Return a range at an end of the scale: "at least 4.8", as a sign."""
    if value[1] >= high:
        return f"≥ {number(value[0], places)}"
    return f"≤ {number(value[1], places)}" if value[0] <= low else "-"
