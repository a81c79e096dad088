"""Linear programs: how far apart the totals of small groups can be, given all figures.

The unknowns are how many people of each atom chose each option, in parts of people.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.slack import Array, Bounded, reach_of

SLACK: Final = 1e-6
"""By how much sums may miss their bounds, so that rounding closes nothing."""
FEW: Final = 3
"""Most groups that are not looked at together."""
TOGETHER: Final = 2
"""How often groups are looked at together before one is looked at alone."""
Look = Callable[[Array], Array | None]
"""Looks for answers (flat) that add up to much where people count so; None if it finds none."""


def all_open(room: Bounded, groups: Array, need: float, answers: Array | None = None) -> bool:
    """Return whether the totals of all groups (rows of 0 and 1 by atom) are open by ``need``.

    ``answers`` is what the atoms answered, where that is known.
    """
    return all_reach(room, groups, need, answers, partial(_extreme, program=_program(room)))


def all_reach(
    room: Bounded, groups: Array, need: float, answers: Array | None, *looks: Look
) -> bool:
    """Return whether answers are found that are so far apart in the total of each group.

    ``answers`` is where to begin; ``looks`` look for others, the thorough ones last. A few, each
    extreme for about half of the groups, settle nearly all. In between and at the end the group
    that is least open so far is looked at alone: one that is not open ends the search.
    """
    totals = (groups[:, :, None] * room.values).reshape(len(groups), -1)
    least, most = np.full(len(totals), np.inf), np.full(len(totals), -np.inf)
    if answers is not None and reach_of(room, answers) is not None:
        least = most = totals @ answers.ravel()
    patterns, turns = _patterns(len(totals)), count()
    while (left := most - least < need).any():
        turn = next(turns)
        many = np.count_nonzero(left) > FEW and (turn < TOGETHER or turn % 2)
        signs = next(patterns, None) if many else None
        aim = _narrowest(most - least) if signs is None else left * signs
        for look, sign in product(looks[:1] if signs is not None else looks, (1, -1)):
            found = look(sign * aim @ totals)
            if found is not None:
                least = np.minimum(least, totals @ found)
                most = np.maximum(most, totals @ found)
                if (most - least >= need)[aim != 0].all():
                    break
        else:
            if signs is None:
                return False
    return True


def constraints(room: Bounded) -> list[Any]:
    """Return what answers have to meet: the figures, and how many people there are."""
    from scipy.optimize import LinearConstraint

    fit = _counted(room) @ _by_cell(room)
    each = _each(room)
    return [
        LinearConstraint(fit, room.low - SLACK, room.high + SLACK),
        LinearConstraint(each, room.people, room.people),
    ]


def _program(room: Bounded) -> Any:
    """Return the same with the counts of each cell as further unknowns behind the others.

    Figures then speak of a few unknowns each, and the solver has less to look at.
    """
    from scipy.optimize import LinearConstraint
    from scipy.sparse import block_array, eye_array

    adds = _by_cell(room)
    nothing = np.zeros(adds.shape[0])
    matrix = block_array(
        [[None, _counted(room)], [_each(room), None], [adds, -eye_array(len(nothing))]],
        format="csr",
    )
    low = np.concatenate([room.low - SLACK, room.people, nothing])
    high = np.concatenate([room.high + SLACK, room.people, nothing])
    return LinearConstraint(matrix, low, high)


def _by_cell(room: Bounded) -> Any:
    """Return what makes counts of cells by option of counts of atoms by option."""
    from scipy.sparse import csr_array, eye_array, kron

    return kron(csr_array(room.cells), eye_array(len(room.values)), format="csr")


def _counted(room: Bounded) -> Any:
    """Return what makes figures of counts of cells by option."""
    from scipy.sparse import csr_array

    figures, options = room.weights.shape
    columns = room.owner[:, None] * options + np.arange(options)
    rows = np.repeat(np.arange(figures), options)
    shape = (figures, len(room.cells) * options)
    return csr_array((room.weights.ravel(), (rows, columns.ravel())), shape=shape)


def _each(room: Bounded) -> Any:
    """Return what adds up the people of each atom."""
    from scipy.sparse import eye_array, kron

    return kron(eye_array(len(room.people)), np.ones((1, len(room.values))), format="csr")


def _extreme(aim: Array, program: Any) -> Array | None:
    """Return answers that add up to most, if the solver finds them."""
    from scipy.optimize import milp

    unknowns = program.A.shape[1]
    found = milp(-np.pad(aim, (0, unknowns - len(aim))), constraints=program).x
    return None if found is None else np.asarray(found[: len(aim)])


def _patterns(size: int) -> Iterator[NDArray[np.float64]]:
    """Yield signs for groups: all alike, then by the digits of their place."""
    yield np.ones(size)
    for digit in range((size - 1).bit_length()):
        yield np.where(np.arange(size) >> digit & 1, 1.0, -1.0)


def _narrowest(spread: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 for the group that is least open so far, 0 for the others."""
    return np.asarray(np.arange(len(spread)) == np.argmin(spread), dtype=np.float64)
