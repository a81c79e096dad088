"""Whether small groups stay open when people are whole: nobody gives half of an answer.

A linear program moves parts of people, and may find a total open that only one whole table of
answers agrees with. So what it leaves open is looked at once more: from the answers that were given
whole people move, and where that is not enough an integer program looks for other whole tables.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.slack import Array, Bounded, movable

LARGEST: Final = 200
"""Unknowns (atoms times options) up to which it is always looked."""
WORTH: Final = 10_000
"""Unknowns times cells up to which it is looked where there are more: with more of both, an integer
program takes long."""
NODES: Final = 100
"""Most branches of one integer program: a count and no time, so that the answer never changes."""
TINY: Final = 1e-6


def wholly_open(
    room: Bounded, held: Array, groups: Array, need: float, constraints: Callable[[], list[Any]]
) -> bool:
    """Return whether whole people can move the total of every group by ``need``.

    ``held`` is what each atom answered, in whole people. What is not found within a fixed number
    of branches counts as not open.
    """
    if not are_whole(held) or (held.size > LARGEST and held.size * len(room.cells) > WORTH):
        return True
    left = groups[~movable(room, held, groups, need, whole=True)]
    return not len(left) or _programs_open(room, held, left, need, constraints())


def _programs_open(
    room: Bounded, held: Array, groups: Array, need: float, constraints: list[Any]
) -> bool:
    totals = (groups[:, :, None] * room.values).reshape(len(groups), -1)
    least = most = totals @ held.ravel()
    for aim, alone in _aims(len(groups)):
        wanted = aim * (most - least < need)
        if not wanted.any():
            continue
        for direction in (wanted, -wanted):
            found = _extreme(direction @ totals, constraints)
            if found is not None:
                least = np.minimum(least, totals @ found)
                most = np.maximum(most, totals @ found)
        if alone and (most - least < need)[aim != 0].any():
            return False
    return True


def are_whole(held: Array) -> bool:
    """Return whether answers are counts of people, as those to an item are."""
    return bool(np.abs(held - np.rint(held)).max(initial=0) <= TINY)


def _aims(count: int) -> list[tuple[NDArray[np.float64], bool]]:
    """Return directions: all groups, by the digits of their place, then one group at a time."""
    digits = range(max(count - 1, 0).bit_length())
    together = [np.ones(count)]
    together += [np.where(np.arange(count) >> digit & 1, 1.0, -1.0) for digit in digits]
    return [(aim, False) for aim in together] + [(aim, True) for aim in np.eye(count)]


def _extreme(aim: Array, constraints: list[Any]) -> Array | None:
    """Return a whole table of answers that adds up to much, if the solver finds one."""
    from scipy.optimize import milp

    found = milp(
        -aim,
        integrality=np.ones(len(aim), dtype=np.int64),
        constraints=constraints,
        options={"node_limit": NODES},
    )
    return None if found.x is None else np.rint(found.x)
