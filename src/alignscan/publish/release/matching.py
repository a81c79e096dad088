"""Who of the people of a run was there in earlier releases."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.publish.release.ledger import Universe
from alignscan.responses.keys import Keys

Whole = NDArray[np.int64]
MIX: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Match:
    """For each person of a run the earlier atom, and which earlier people are gone."""

    atom: Whole
    """-1 where nobody answered like this before."""
    left: NDArray[np.bool_]
    """For each key of the universe whether its person is not in the run."""


def matched(universe: Universe, keys: Keys, places: Keys, releases: int) -> Match:
    """Return who was there before, in the first so many releases.

    People with the same answers are told apart by where they belong, as far as that is known; among
    those who are alike in all it makes no difference who is who.
    """
    belonged = np.array(universe.places, dtype=np.uint64).reshape(len(universe.sizes), -1)
    belonged = belonged[:, :releases]
    last = _last(belonged)
    atom_of_key = universe.atom_of_key
    rank = _preference(belonged)[atom_of_key]
    atom = np.full(len(keys), -1, dtype=np.int64)
    left = np.ones(len(universe.keys), dtype=np.bool_)
    usable = np.flatnonzero(last[atom_of_key] != 0)
    for exact in (True, False):
        here, before = np.flatnonzero(atom < 0), usable[left[usable]]
        there = last[atom_of_key[before]]
        old = universe.keys[before] ^ (there * MIX) if exact else universe.keys[before]
        new = keys[here] ^ (places[here] * MIX) if exact else keys[here]
        old_order = np.lexsort((there, rank[before], old))
        new_order = np.lexsort((places[here], new))
        found, which = _paired(old[old_order], new[new_order])
        taken = before[old_order[which]]
        atom[here[new_order[found]]] = atom_of_key[taken]
        left[taken] = False
    return Match(atom, left)


def _paired(old: Keys, new: Keys) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the places of equal values in two sorted lists, the n-th with the n-th."""
    occurrence = np.arange(len(new)) - np.searchsorted(new, new, "left")
    place = np.searchsorted(old, new, "left") + occurrence
    found = np.flatnonzero(place < np.searchsorted(old, new, "right"))
    return found, place[found]


def _last(belonged: Keys) -> Keys:
    """Return where the people of each atom belonged when they were last there; 0 for nowhere."""
    last = np.zeros(len(belonged), dtype=np.uint64)
    for column in belonged.T:
        last = np.where(column != 0, column, last)
    return last


def _preference(belonged: Keys) -> Whole:
    """Return the rank of each atom: those that were there most lately come first."""
    columns = [column == 0 for column in belonged.T]
    order = np.lexsort((np.arange(len(belonged)), *columns))
    rank = np.empty(len(belonged), dtype=np.int64)
    rank[order] = np.arange(len(belonged))
    return rank
