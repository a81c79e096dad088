"""The best choice of many actions: an integer program, solved exactly with HiGHS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from alignscan.model.actions import EFFORT_POINTS
from alignscan.planning.problem import EFFORTS, Problem

AT_ONCE: Final = 20
"""Ids that one solve decides about; powers of two up to this are exact for the solver."""
Terms = dict[int, float]
Row = Mapping[int, float]


@dataclass(slots=True)
class _Program:
    """Columns with an upper bound each, and rows: a sum of terms between two limits."""

    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[Row, float, float]] = field(default_factory=list)

    def column(self, upper: float, *, whole: bool = True) -> int:
        """Add a column from 0 to a limit; return its number."""
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.upper) - 1

    def at_most(self, terms: Row, limit: float) -> None:
        """Add a row: the terms together are at most a limit."""
        self.rows.append((terms, float("-inf"), limit))

    def at_least(self, terms: Row, limit: float) -> None:
        """Add a row: the terms together are at least a limit."""
        self.rows.append((terms, limit, float("inf")))

    def maximize(self, terms: Row) -> list[float]:
        """Return the columns for which the terms are largest."""
        import numpy

        from alignscan.solving.program import Matrix, Program

        aim = numpy.zeros(len(self.upper))
        for column, factor in terms.items():
            aim[column] = -factor
        matrix = numpy.zeros((len(self.rows), len(self.upper)))
        for place, (row, _, _) in enumerate(self.rows):
            matrix[place, list(row)] = list(row.values())
        program = Program(
            Matrix.of(matrix),
            [low for _, low, _ in self.rows],
            [high for _, _, high in self.rows],
            most=self.upper,
            whole=self.whole,
            mip_rel_gap=0.0,
        )
        found = program.minimize(aim)
        if found.values is None or not found.complete:
            raise ArithmeticError("the solver found no choice")
        return [float(value) for value in found.values]


def solve(problem: Problem) -> frozenset[str]:
    """Return the choice of most worth, then fewest points, then lowest ids."""
    if not problem.options:
        return frozenset()
    program = _Program()
    take = {option.id: program.column(1) for option in problem.options}
    _order(program, problem, take)
    _capacity(program, problem, take)
    served = _served(program, problem, take)
    wished = [_wished(program, w.of, w.most, take) for w in problem.wishes]
    worth = {column: float(w.worth) for column, w in zip(wished, problem.wishes, strict=True)}
    best = program.maximize(served | worth)
    for column in wished:
        program.at_least({column: 1}, round(best[column]))
    program.at_least(served, problem.served(_taken(best, take)) - 0.5)
    points = {take[option.id]: float(option.points) for option in problem.options}
    least = program.maximize({column: -value for column, value in points.items()})
    program.at_most(points, round(sum(least[c] * v for c, v in points.items())) + 0.5)
    return _lowest(program, take)


def _lowest(program: _Program, take: dict[str, int]) -> frozenset[str]:
    """Return the choice of the lowest ids among the equally good ones."""
    ids = sorted(take)
    chosen: frozenset[str] = frozenset()
    for start in range(0, len(ids), AT_ONCE):
        block = ids[start : start + AT_ONCE]
        aim = {take[id]: float(2 ** (AT_ONCE - 1 - i)) for i, id in enumerate(block)}
        chosen = _taken(program.maximize(aim), take)
        for id in block:
            row = program.at_least if id in chosen else program.at_most
            row({take[id]: 1}, float(id in chosen))
    return chosen


def _taken(solution: list[float], take: dict[str, int]) -> frozenset[str]:
    return frozenset(id for id, column in take.items() if solution[column] > 0.5)


def _order(program: _Program, problem: Problem, take: dict[str, int]) -> None:
    """Say that an action takes along what it requires, and one action of each gate."""
    for option in problem.options:
        for before in option.requires:
            program.at_most({take[option.id]: 1, take[before]: -1}, 0)
        for gate in option.gates:
            program.at_most({take[option.id]: 1} | {take[id]: -1 for id in gate}, 0)


def _capacity(program: _Program, problem: Problem, take: dict[str, int]) -> None:
    """Say how many actions of each effort fit into the quarters of each owner."""
    limits = problem.limits
    for owner in sorted({option.owner for option in problem.options}):
        room = limits.points.get(owner, 0)
        counts: dict[str, Terms] = {e: {} for e in EFFORTS}
        for _ in range(limits.quarters):
            parts = {e: program.column(room // EFFORT_POINTS[e]) for e in EFFORTS}
            program.at_most({parts[e]: EFFORT_POINTS[e] for e in EFFORTS}, room)
            for e in EFFORTS:
                counts[e][parts[e]] = -1
        for e in EFFORTS:
            own = [o.id for o in problem.options if o.owner == owner and o.effort == e]
            program.at_most(counts[e] | {take[id]: 1 for id in own}, 0)
    if limits.budget is not None:
        points: Terms = {take[o.id]: o.points for o in problem.options}
        program.at_most(points, limits.budget)


def _served(program: _Program, problem: Problem, take: dict[str, int]) -> Terms:
    """Return the terms of the severity worked on: one best action for each practice."""
    terms: Terms = {}
    best: dict[str, Terms] = {}
    for option in problem.options:
        for practice, worth in option.worth.items():
            column = program.column(1, whole=False)
            program.at_most({column: 1, take[option.id]: -1}, 0)
            best.setdefault(practice, {})[column] = 1
            terms[column] = float(worth)
    for columns in best.values():
        program.at_most(columns, 1)
    return terms


def _wished(program: _Program, of: Iterable[str], most: int, take: dict[str, int]) -> int:
    column = program.column(most)
    program.at_most({column: 1} | {take[id]: -1 for id in of}, 0)
    return column
