"""What a plan has to answer to: the critical gaps, the patterns and the strengths.

All of it comes from the diagnosis, so from published figures only.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from alignscan.diagnose.diagnosis import Diagnosis, Pattern, Standing
from alignscan.diagnose.states import on_scale
from alignscan.model.conditions import Condition, condition_of
from alignscan.model.questionnaire import ScoreScale

ONE_TO_FIVE: Final = ScoreScale()
EVERYBODY: Final = "overall"
OF_ONE_SCORE: Final = frozenset({"shared_low", "shared_high", "divided"})
"""Patterns that every practice of its own shows one of."""
GATES: Final[tuple[Condition, ...]] = ("direction", "commitment")
"""Conditions that hold actions for later conditions back where they are not apparent."""


class Need(NamedTuple):
    """One critical gap."""

    practice: str
    gap: Decimal
    severity: Decimal
    band: str
    """The state of the practice."""
    patterns: frozenset[str] = frozenset()
    cells: tuple[str, ...] = ()
    """The shown cells that the evidence is in."""
    borrowed: bool = False
    """The gap is that of the condition, whose practices were not asked one by one."""


class Situation(NamedTuple):
    """All that decides which actions fit."""

    needs: tuple[Need, ...] = ()
    """Most severe first."""
    patterns: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Patterns between groups or scores, those of critical gaps first, each with its cells."""
    strengths: tuple[str, ...] = ()
    """Practices that are apparent and on which people agree, highest first."""
    bands: Mapping[str, str] = MappingProxyType({})
    """The state of each condition that has a score."""
    levels: Mapping[str, Decimal] = MappingProxyType({})
    """The score of each practice that was measured."""
    scale: ScoreScale = ONE_TO_FIVE
    """The scale that scores are on."""

    def reached(self, practice: str, least: Decimal) -> bool:
        """Return whether a practice was measured and reaches a score given on 1 to 5."""
        level = self.levels.get(practice)
        return level is not None and level >= on_scale(least, self.scale)


def situation_of(diagnosis: Diagnosis, scale: ScoreScale = ONE_TO_FIVE) -> Situation:
    """Return what a plan has to answer to; ``scale`` is the one that scores are on."""
    needs = _needs(diagnosis)
    return Situation(
        needs=needs,
        patterns=_patterns(diagnosis.patterns, needs),
        strengths=_strengths(diagnosis.practices),
        bands={s.id: s.state for s in diagnosis.conditions if s.gap is not None},
        levels={
            s.id: s.level for s in diagnosis.practices if s.level is not None and not s.borrowed
        },
        scale=scale,
    )


def _needs(diagnosis: Diagnosis) -> tuple[Need, ...]:
    standing = {s.id: s for s in diagnosis.practices}
    critical = [
        _need(standing[id], one.severity, diagnosis.patterns)
        for one in diagnosis.critical
        for id in one.practices
    ]
    return (*critical, *_gates(critical, diagnosis))


def _gates(critical: Iterable[Need], diagnosis: Diagnosis) -> Iterator[Need]:
    """Yield the widest gap of each condition that holds others back and has no critical gap.

    Direction and commitment come first where they are not apparent, even if other gaps are wider.
    """
    standing = {s.id: s for s in diagnosis.practices}
    low = {s.id for s in diagnosis.conditions if s.state == "not_apparent"}
    served = {condition_of(need.practice) for need in critical}
    for condition in GATES:
        own = [gap for gap in diagnosis.practice_gaps if condition_of(gap.id) == condition]
        if condition in low - served and own:
            yield _need(standing[own[0].id], own[0].gap, diagnosis.patterns)


def _need(standing: Standing, severity: Decimal, patterns: Iterable[Pattern]) -> Need:
    about = {standing.id, condition_of(standing.id), ""}
    own = [p for p in patterns if p.subject in about and p.id not in OF_ONE_SCORE]
    cells = dict.fromkeys((EVERYBODY, *(cell for p in own for cell in p.cells)))
    return Need(
        practice=standing.id,
        gap=standing.gap or Decimal(0),
        severity=severity,
        band=standing.state,
        patterns=frozenset({_of_one_score(standing, patterns), *(p.id for p in own)}),
        cells=tuple(cells),
        borrowed=standing.borrowed,
    )


def _of_one_score(standing: Standing, patterns: Iterable[Pattern]) -> str:
    about = {p.id for p in patterns if p.subject == standing.id} & OF_ONE_SCORE
    if "divided" in about or standing.agreement == "divided":
        return "divided"
    return "shared_high" if standing.state == "apparent" else "shared_low"


def _patterns(found: Iterable[Pattern], needs: Iterable[Need]) -> dict[str, tuple[str, ...]]:
    critical = {pattern for need in needs for pattern in need.patterns}
    cells: dict[str, list[str]] = {}
    for pattern in found:
        if pattern.id not in OF_ONE_SCORE:
            cells.setdefault(pattern.id, []).extend(pattern.cells)
    first = sorted(cells, key=lambda id: id not in critical)
    return {id: tuple(dict.fromkeys(cells[id])) for id in first}


def _strengths(practices: tuple[Standing, ...]) -> tuple[str, ...]:
    found = [
        (s.level, s.id)
        for s in practices
        if s.state == "apparent" and s.agreement != "divided" and s.level and not s.borrowed
    ]
    return tuple(id for _, id in sorted(found, key=lambda one: (-one[0], one[1])))
