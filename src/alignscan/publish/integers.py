"""Whether small groups stay open when people are whole: nobody gives half of an answer.

A linear program moves parts of people, and may find a total open that only one whole table of
answers agrees with. So what it leaves open, and one or two people do not show to be (``slack``), is
looked at once more: an integer program looks for other whole tables.
"""

from functools import partial
from typing import Any, Final

import numpy as np

from alignscan.publish.programs import all_reach, constraints
from alignscan.publish.slack import Array, Bounded

LARGEST: Final = 200
"""Unknowns (atoms times options) up to which it is always looked."""
WORTH: Final = 30_000
"""Unknowns times cells up to which it is looked where there are more: with more of both, an integer
program takes long."""
NODES: Final = 100
"""Most branches of one integer program: a count and no time, so that the answer never changes."""
TINY: Final = 1e-6


def is_looked_at(room: Bounded, held: Array) -> bool:
    """Return whether answers are those of whole people, few enough to be looked at as such."""
    few = held.size <= LARGEST or held.size * len(room.cells) <= WORTH
    return few and are_whole(held)


def wholly_open(room: Bounded, held: Array, groups: Array, need: float) -> bool:
    """Return whether whole people can move the total of every group by ``need``.

    ``held`` is what each atom answered, in whole people. What is not found within a fixed number
    of branches counts as not open.
    """
    program = _of_whole(constraints(room))
    quick, thorough = partial(_quick, constraints=program), partial(_extreme, constraints=program)
    return all_reach(room, groups, need, held, quick, thorough)


def _of_whole(constraints: list[Any]) -> list[Any]:
    """Return the same, with bounds drawn in to whole numbers where whole people add up to one."""
    from scipy.optimize import LinearConstraint

    figures, *others = constraints
    torn = abs(figures.A - figures.A.rint()) > TINY
    whole = np.asarray(torn.sum(axis=1)).ravel() == 0
    low = np.where(whole, np.ceil(figures.lb), figures.lb)
    high = np.where(whole, np.floor(figures.ub), figures.ub)
    return [LinearConstraint(figures.A, low, high), *others]


def are_whole(held: Array) -> bool:
    """Return whether answers are counts of people, as those to an item are."""
    return bool(np.abs(held - np.rint(held)).max(initial=0) <= TINY)


def _quick(aim: Array, constraints: list[Any]) -> Array | None:
    """Return the same near the best table in parts of people: who is whole there stays as is."""
    from scipy.optimize import Bounds, milp

    parts = milp(-aim, constraints=constraints, options={"presolve": False}).x
    if parts is None:
        return None
    whole, per_atom = np.rint(parts), len(aim) // constraints[1].A.shape[0]
    torn = (np.abs(parts - whole) > TINY).reshape(-1, per_atom).any(axis=1)
    if not torn.any():
        return whole
    free = np.repeat(torn, per_atom)
    bounds = Bounds(np.where(free, 0, whole), np.where(free, np.inf, whole))
    found = _extreme(aim, constraints, bounds)
    return _extreme(aim, constraints) if found is None else found


def _extreme(aim: Array, constraints: list[Any], bounds: Any = None) -> Array | None:
    """Return a whole table of answers that adds up to much, if the solver finds one."""
    from scipy.optimize import milp

    found = milp(
        -aim,
        integrality=np.ones(len(aim), dtype=np.int64),
        constraints=constraints,
        bounds=bounds,
        options={"node_limit": NODES},
    )
    return None if found.x is None else np.rint(found.x)
