"""Linear programs: how far apart the totals of small groups can be, given all figures.

The unknowns are how many people of each atom chose each option, in parts of people.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.slack import Array, Bounded, agrees
from alignscan.solving.program import Matrix, Program

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
    if answers is not None and agrees(room, answers):
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


def figures_of(room: Bounded) -> Array:
    """Return what makes figures of counts of atoms by option (flat)."""
    counted = room.cells[room.owner, :, None] * room.weights[:, None, :]
    return counted.reshape(len(counted), -1)


def _program(room: Bounded) -> Program:
    """Return what answers have to meet, with the counts of each cell as further unknowns behind.

    Figures then speak of a few unknowns each, and the solver has less to look at. The rows are the
    figures, the people of each atom, and what the counts of each cell add up from.
    """
    (figures, options), atoms = room.weights.shape, len(room.people)
    cell, atom = (part[:, None] for part in np.nonzero(room.cells))
    counts, answers = len(room.cells) * options, atoms * options
    option, count = np.arange(options), np.arange(counts)
    shown = Matrix.of(room.weights)
    matrix = Matrix.joined(
        [
            (shown.rows, answers + room.owner[shown.rows] * options + shown.columns, shown.values),
            (figures + np.arange(answers) // options, np.arange(answers), np.ones(answers)),
            (
                (figures + atoms + cell * options + option).ravel(),
                (atom * options + option).ravel(),
                np.repeat(room.cells[cell, atom], options),
            ),
            (figures + atoms + count, answers + count, -np.ones(counts)),
        ],
        unknowns=answers + counts,
    )
    below = np.where((room.cells < 0).any(axis=1), -np.inf, 0)
    return Program(
        matrix,
        np.concatenate([room.low - SLACK, room.people, np.zeros(counts)]),
        np.concatenate([room.high + SLACK, room.people, np.zeros(counts)]),
        least=np.concatenate([np.zeros(answers), np.repeat(below, options)]),
    )


def _extreme(aim: Array, program: Program) -> Array | None:
    """Return answers that add up to most, if the solver finds them."""
    found = program.minimize(np.pad(-aim, (0, program.unknowns - len(aim)))).values
    return None if found is None else found[: len(aim)]


def _patterns(size: int) -> Iterator[NDArray[np.float64]]:
    """Yield signs for groups: all alike, then by the digits of their place."""
    yield np.ones(size)
    for digit in range((size - 1).bit_length()):
        yield np.where(np.arange(size) >> digit & 1, 1.0, -1.0)


def _narrowest(spread: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 for the group that is least open so far, 0 for the others."""
    return np.asarray(np.arange(len(spread)) == np.argmin(spread), dtype=np.float64)
