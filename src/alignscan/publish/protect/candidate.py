"""A group as the gate sees it: who is in it, and how much it is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that somebody would like to see."""

    id: str
    order: int
    """How much it is wanted: 0 everybody, 1 roles, 2 breakdowns, 3 crossings, 4 the unflagged."""
    members: frozenset[int]
    """The atoms it is made of, as indices into the list of their sizes."""
    coefficients: Mapping[int, int] | None = field(default=None, hash=False)
    """How much a person of each atom counts, against the others; None where everybody counts 1."""

    def entry(self, atom: int) -> int:
        """Return how much a person of an atom counts; 0 for those who are no members."""
        if atom not in self.members:
            return 0
        return 1 if self.coefficients is None else self.coefficients[atom]
