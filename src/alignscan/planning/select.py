"""Choosing the actions of a plan: exactly the best choice, however it is found."""

from typing import Final

from alignscan.planning.problem import Problem
from alignscan.planning.search import TooMany, search

FEW: Final = 4000
"""Steps of a search that take less time than loading the solver does."""


def select(problem: Problem, *, steps: int = FEW) -> frozenset[str]:
    """Return the ids of the best choice: most worth, then fewest points, then the lowest ids.

    Few actions are searched through in so many steps; more are solved as an integer program.
    """
    try:
        return search(problem, steps)
    except TooMany:
        from alignscan.planning.solver import solve

        return solve(problem)
