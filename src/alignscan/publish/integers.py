"""Whether small groups stay open when people are whole: nobody gives half of an answer.

A linear program moves parts of people, and may find a total open that only one whole table of
answers agrees with. So what it leaves open, and one or two people do not show to be (``slack``), is
looked at once more: an integer program looks for other whole tables.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.programs import SLACK, all_reach, figures_of
from alignscan.publish.slack import Array, Bounded
from alignscan.solving.program import Matrix, Program

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
    tables = _Tables.of(room, held)
    return all_reach(room, groups, need, held, tables.quick, tables.best)


def are_whole(held: Array) -> bool:
    """Return whether answers are counts of people, as those to an item are."""
    return bool(np.abs(held - np.rint(held)).max(initial=0) <= TINY)


@dataclass(frozen=True, slots=True)
class _Tables:
    """Whole tables of answers that agree with all figures, and ways to find them."""

    held: Array
    """What each atom answered, atoms x options."""
    matrix: Array
    """What makes figures and people of answers (flat)."""
    low: Array
    high: Array
    in_parts: Program
    """The same for parts of people."""

    @staticmethod
    def of(room: Bounded, held: Array) -> "_Tables":
        """Draw bounds in to whole numbers where whole people add up to one."""
        figures = figures_of(room)
        torn = (np.abs(figures - np.rint(figures)) > TINY).any(axis=1)
        low, high = room.low - SLACK, room.high + SLACK
        low = np.concatenate([np.where(torn, low, np.ceil(low)), room.people])
        high = np.concatenate([np.where(torn, high, np.floor(high)), room.people])
        people = np.repeat(np.eye(len(held)), held.shape[1], axis=1)
        matrix = np.vstack([figures, people])
        return _Tables(held, matrix, low, high, Program(Matrix.of(matrix), low, high))

    def quick(self, aim: Array) -> Array | None:
        """Return a whole table near the best one in parts of people: who is whole there stays.

        What is gained beside the answers given need not be all that there is to gain.
        """
        gain, held = aim.reshape(self.held.shape), self.held
        gain = gain - ((gain * held).sum(axis=1) / held.sum(axis=1))[:, None]  # nothing, as it is
        parts = self.in_parts.minimize(-gain.ravel()).values
        if parts is None:
            return None
        whole = np.rint(parts)
        torn = (np.abs(parts - whole) > TINY).reshape(held.shape).any(axis=1)
        if not torn.any():
            return whole
        free = np.repeat(torn, held.shape[1])
        # Jumping to values that fit takes longer here than the search itself.
        found = self._most(
            gain.ravel(), free, whole, short=ENOUGH, mip_heuristic_run_feasibility_jump=False
        )
        return self._most(gain.ravel(), short=ENOUGH) if found is None else found

    def best(self, aim: Array) -> Array | None:
        """Return a whole table that adds up to most, if the solver finds one."""
        return self._most(aim)

    def _most(
        self,
        aim: Array,
        free: NDArray[np.bool_] | None = None,
        others: Array | None = None,
        *,
        short: float = 0,
        **options: bool,
    ) -> Array | None:
        """Return a whole table that adds up to much.

        Unknowns that are not ``free`` are what they are in ``others``. ``short`` is by how much of
        its own sum it may fall short of the best.
        """
        out = np.zeros(len(aim)) if others is None else others.copy()
        chosen = np.ones(len(aim), dtype=np.bool_) if free is None else free
        told = self.matrix[:, ~chosen] @ out[~chosen]
        matrix, low, high = Matrix.of(self.matrix[:, chosen]), self.low - told, self.high - told
        program = Program(
            matrix, low, high, whole=True, mip_max_nodes=NODES, mip_rel_gap=short, **options
        )
        found = program.minimize(-aim[chosen]).values
        if found is None:
            return None
        out[chosen] = np.rint(found)
        return out
