"""Who belongs to which group or cell, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.slack import Array


@dataclass(frozen=True, slots=True)
class Groups:
    """Who belongs to some groups: groups and atoms side by side, group after group."""

    group: NDArray[np.intp]
    atom: NDArray[np.intp]
    count: int
    """How many groups there are."""

    @staticmethod
    def of(groups: Sequence[frozenset[int]], column: NDArray[np.intp]) -> "Groups":
        """Return groups of atoms; ``column`` is where each atom is, -1 where it is not."""
        sizes = [len(group) for group in groups]
        atoms = np.fromiter(chain.from_iterable(groups), np.intp, sum(sizes))
        rows = np.repeat(np.arange(len(groups)), sizes)
        known = atoms < len(column)
        rows, places = rows[known], column[atoms[known]]
        return Groups(rows[places >= 0], places[places >= 0], len(groups))

    def sums(self, values: Array) -> Array:
        """Return what the atoms of each group add up to."""
        return np.bincount(self.group, values[self.atom], self.count).astype(np.float64)

    def rows(self, values: Array) -> Array:
        """Return the same of values atoms x many; each group has to have atoms."""
        begins = np.flatnonzero(np.diff(self.group, prepend=-1))
        return np.add.reduceat(values[self.atom], begins)

    def some(self, places: NDArray[np.intp]) -> "Groups":
        """Return some of the groups, by ascending places."""
        new = np.full(self.count, -1)
        new[places] = np.arange(len(places))
        group = new[self.group]
        return Groups(group[group >= 0], self.atom[group >= 0], len(places))

    def among(self, atoms: NDArray[np.intp]) -> "Groups":
        """Return what some atoms, by ascending places, make up of the groups."""
        inside = np.isin(self.atom, atoms)
        return Groups(self.group[inside], np.searchsorted(atoms, self.atom[inside]), self.count)


def matrix(groups: Sequence[frozenset[int]], column: NDArray[np.intp]) -> Array:
    """Return groups x atoms of 0 and 1; ``column`` as in ``Groups.of``."""
    return _inside(groups, column).astype(np.float64)


@lru_cache(maxsize=8)
def all_atoms(groups: tuple[frozenset[int], ...], size: int) -> NDArray[np.bool_]:
    """Return groups x the first atoms, whether they belong; kept, as most items have the same."""
    out = _inside(groups, np.arange(size))
    out.flags.writeable = False
    return out


def _inside(groups: Sequence[frozenset[int]], column: NDArray[np.intp]) -> NDArray[np.bool_]:
    found = Groups.of(groups, column)
    out = np.zeros((len(groups), np.count_nonzero(column >= 0)), dtype=np.bool_)
    out[found.group, found.atom] = True
    return out
