"""One entry of the table of codes."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from alignscan.source.finding import Severity


class Area(StrEnum):
    """What a rule is about; the first digit of its code follows from it."""

    READING = "reading"
    SHAPE = "shape"
    SURVEY = "survey"
    QUESTIONNAIRE = "questionnaire"
    QUALITY = "quality"
    ROLES = "roles"
    PLAN = "plan"
    ACTIONS = "actions"
    RESPONSES = "responses"
    BRAND = "brand"


class Rule(NamedTuple):
    """A rule: what it asks for and why, with an example that breaks it and one that keeps it."""

    code: str
    name: str
    severity: Severity
    area: Area
    summary: str
    """What is wrong, in one sentence."""
    why: str
    """Why it matters to the person who wrote the file."""
    bad: str
    """A short example that breaks the rule: a whole file if it starts with ``format:``."""
    good: str
    """The same example as it should be."""


class Rules:
    """Builds the rules of one area."""

    def __init__(self, area: Area, severity: Severity = Severity.ERROR) -> None:
        self._area, self._severity = area, severity

    def __call__(
        self,
        code: str,
        name: str,
        summary: str,
        why: str,
        *,
        bad: str,
        good: str,
        severity: Severity | None = None,
    ) -> Rule:
        """Return a rule of this area; the severity is that of the area unless given."""
        bad, good = bad.strip("\n") + "\n", good.strip("\n") + "\n"
        return Rule(code, name, severity or self._severity, self._area, summary, why, bad, good)
