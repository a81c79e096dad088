"""The choice of actions as a problem in whole numbers.

What an action is worth: for each critical practice the severity, times the evidence factor of the
best action chosen for it. Before that count, in this order: what every plan holds, one action for a
strength, two quick wins; after it, what the library begins with for a pattern that was found.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from alignscan.model.actions import EFFORT_POINTS, EVIDENCE_FACTOR
from alignscan.planning.candidates import Candidate
from alignscan.planning.needs import Need

QUICK_WINS: Final = 2
WEEKS_OF_QUARTER: Final = 13
UNIT: Final = Decimal("0.0005")
"""A hundredth of a point of severity, times a twentieth of the evidence factor."""
EFFORTS: Final = tuple(EFFORT_POINTS)


class Limits(NamedTuple):
    """What the organization can carry."""

    points: Mapping[str, int]
    """Effort points for each owner role in one quarter."""
    quarters: int = 4
    budget: int | None = None

    def fits(self, chosen: Iterable["Option"]) -> bool:
        """Return whether actions fit into the quarters of their owners, and into the budget."""
        counts: dict[str, list[int]] = {}
        total = 0
        for option in chosen:
            total += option.points
            own = counts.setdefault(option.owner, [0] * len(EFFORTS))
            own[EFFORTS.index(option.effort)] += 1
        if self.budget is not None and total > self.budget:
            return False
        return all(
            packs(tuple(own), self.points.get(role, 0), self.quarters)
            for role, own in counts.items()
        )


class Option(NamedTuple):
    """One action that may be chosen."""

    id: str
    owner: str
    effort: str
    points: int
    worth: Mapping[str, int] = MappingProxyType({})
    """For each practice what this action, if it is the best one chosen, counts."""
    requires: tuple[str, ...] = ()
    gates: tuple[tuple[str, ...], ...] = ()
    """Of each of these, one has to be chosen as well."""


class Wish(NamedTuple):
    """So many of these actions are wanted, each worth so much."""

    of: frozenset[str]
    most: int
    worth: int


class Problem(NamedTuple):
    """Which actions to choose."""

    options: tuple[Option, ...]
    """By id; each with all that it requires."""
    wishes: tuple[Wish, ...]
    limits: Limits
    unit: Decimal = UNIT
    """How much severity, times evidence, one unit of an option's worth is."""

    def value(self, ids: Collection[str]) -> int:
        """Return what a choice is worth: the wishes it fulfills, and its share of severity."""
        wished = sum(w.worth * min(w.most, len(w.of & set(ids))) for w in self.wishes)
        return wished + self.served(ids)

    def served(self, ids: Collection[str]) -> int:
        """Return the severity that a choice works on, times its evidence, in units."""
        best: dict[str, int] = {}
        for option in self.options:
            if option.id in ids:
                for practice, worth in option.worth.items():
                    best[practice] = max(best.get(practice, 0), worth)
        return sum(best.values())

    def allowed(self, ids: Collection[str]) -> bool:
        """Return whether a choice holds all that must come first, and fits the limits."""
        chosen = [option for option in self.options if option.id in ids]
        complete = all(
            set(o.requires) <= set(ids) and all(set(gate) & set(ids) for gate in o.gates)
            for o in chosen
        )
        return complete and self.limits.fits(chosen)


def problem_of(found: Iterable[Candidate], needs: Iterable[Need], limits: Limits) -> Problem:
    """Return the choice among candidates."""
    severity = {need.practice: need.severity for need in needs}
    listed = tuple(found)
    guided = frozenset(c.id for c in listed if c.guided)
    fine = 1 + len(guided)  # all of these together are worth less than any severity
    options = tuple(_option(candidate, severity, fine) for candidate in listed)
    wishes = _wishes(listed, options, fine)
    if guided:
        wishes = (Wish(guided, len(guided), 1), *wishes)
    return Problem(options, wishes, limits, UNIT / fine)


def _option(candidate: Candidate, severity: Mapping[str, Decimal], fine: int) -> Option:
    factor = EVIDENCE_FACTOR[candidate.action.evidence.grade]
    return Option(
        id=candidate.id,
        owner=candidate.owner,
        effort=candidate.action.effort,
        points=candidate.points,
        worth={p: _units(severity[p], factor) * fine for p in candidate.closes},
        requires=candidate.requires,
        gates=tuple(gate.one_of for gate in candidate.gates),
    )


def _units(severity: Decimal, factor: Decimal) -> int:
    rounded = severity.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return int(rounded * factor / UNIT)


def _wishes(
    found: tuple[Candidate, ...], options: tuple[Option, ...], fine: int
) -> tuple[Wish, ...]:
    """Return the wishes before all severity; one of a kind outweighs all earlier ones together."""
    kinds = (
        (frozenset(c.id for c in found if c.quick and c.closes), QUICK_WINS),
        (frozenset(c.id for c in found if c.because("strength")), 1),
        (frozenset(c.id for c in found if c.because("always")), len(found)),
    )
    best: dict[str, int] = {}
    for option in options:
        for practice, worth in option.worth.items():
            best[practice] = max(best.get(practice, 0), worth)
    worth = fine + sum(best.values())
    wishes = []
    for of, most in kinds:
        if of:
            wishes.append(Wish(of, min(most, len(of)), worth))
            worth *= 1 + min(most, len(of))
    return tuple(wishes)


def packs(counts: tuple[int, ...], room: int, quarters: int) -> bool:
    """Return whether so many actions of effort S, M and L fit into quarters of so many points."""
    small, medium, large = counts
    size = EFFORT_POINTS
    if small * size["S"] + medium * size["M"] + large * size["L"] > room * quarters:
        return False
    return _medium_beside(large, room, quarters) >= medium


@cache
def _medium_beside(large: int, room: int, quarters: int) -> int:
    """Return how many M actions fit beside so many L actions; -1 where those do not fit."""
    if quarters == 0:
        return -1 if large else 0
    most = -1
    for here in range(min(large, room // EFFORT_POINTS["L"]) + 1):
        later = _medium_beside(large - here, room, quarters - 1)
        if later >= 0:
            most = max(most, later + (room - here * EFFORT_POINTS["L"]) // EFFORT_POINTS["M"])
    return most
