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
WORTH: Final = 24_000
"""Unknowns times cells up to which it is looked where there are more: with more of both, an integer
program takes long."""
NODES: Final = 100
"""Most branches of one integer program: a count and no time, so that the answer never changes."""
ENOUGH: Final = 0.3
"""By how much of its gain a table that is looked for quickly may fall short of the best."""
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
    quick = partial(_quick, constraints=program, held=held)
    return all_reach(room, groups, need, held, quick, partial(_extreme, constraints=program))


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


def _quick(aim: Array, constraints: list[Any], held: Array) -> Array | None:
    """Return the same near the best table in parts of people: who is whole there stays as is.

    ``held`` is atoms x options; what is gained beside it need not be all that there is to gain.
    """
    from scipy.optimize import Bounds, milp

    gain = aim.reshape(held.shape)
    gain = gain - ((gain * held).sum(axis=1) / held.sum(axis=1))[:, None]  # nothing, as it is
    parts = milp(-gain.ravel(), constraints=constraints, options={"presolve": False}).x
    if parts is None:
        return None
    whole = np.rint(parts)
    torn = (np.abs(parts - whole) > TINY).reshape(held.shape).any(axis=1)
    if not torn.any():
        return whole
    free = np.repeat(torn, held.shape[1])
    bounds = Bounds(np.where(free, 0, whole), np.where(free, np.inf, whole))
    found = _extreme(gain.ravel(), constraints, bounds, ENOUGH)
    return _extreme(gain.ravel(), constraints, None, ENOUGH) if found is None else found


def _extreme(
    aim: Array, constraints: list[Any], bounds: Any = None, short: float = 0
) -> Array | None:
    """Return a whole table of answers that adds up to much, if the solver finds one.

    ``short`` is by how much of its own sum it may fall short of the best.
    """
    from scipy.optimize import milp

    found = milp(
        -aim,
        integrality=np.ones(len(aim), dtype=np.int64),
        constraints=constraints,
        bounds=bounds,
        options={"node_limit": NODES, "mip_rel_gap": short},
    )
    return None if found.x is None else np.rint(found.x)
