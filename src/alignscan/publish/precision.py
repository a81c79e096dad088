"""What decides how finely the figures of one cell are published."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from alignscan.model.survey import Mode
from alignscan.publish.policy import ALLOWED, EXACT, TENTH


@dataclass(frozen=True, slots=True)
class Precision:
    """What decides how finely a cell is published."""

    mode: Mode
    min_group: int
    ends: tuple[Fraction, Fraction]
    """Lowest and highest value of the score scale."""
    agreement_limit: Fraction | None
    """Largest average deviation that counts as agreement; None for options / 6."""
    complete: bool
    """Everybody answered: no sampling error."""
    mean_step: Decimal = TENTH
    """The step of means in confidential mode; coarser where small groups would be too narrow."""
    consented: bool = False
    """The cell is small, and its people agreed to be shown."""
    population: int | None = None
    """How many were invited, where margins are to take it into account."""

    @property
    def coarse(self) -> bool:
        """Whether means are shown more coarsely than usual, and shares therefore not at all."""
        return not self.open and self.mean_step > TENTH

    @property
    def k(self) -> int:
        """The smallest number of answers that a figure may rest on."""
        return 1 if self.consented else self.min_group

    @property
    def open(self) -> bool:
        """Whether the people concerned agreed to exact figures."""
        return self.mode != "confidential"

    def step(self, field: str) -> Decimal:
        """Return the rounding step of a field of Measures."""
        if self.open:
            return EXACT
        mean = field.endswith(".mean")
        return self.mean_step if mean else ALLOWED[field].step or EXACT

    def allows(self, field: str, n: int) -> bool:
        """Return whether n answers are enough for a field of Measures."""
        return self.open or n >= max(self.k, ALLOWED[field].from_n)

    def deviation_limit(self, options: int) -> Fraction:
        """Return the largest average deviation that counts as agreement on a scale."""
        if self.agreement_limit is not None:
            return self.agreement_limit
        return _sixth(options, self.ends)

    def is_sample(self, n: int) -> bool:
        """Return whether n answers stand for more people, so that chance has a part in them."""
        everybody = self.complete or (self.population is not None and n >= self.population)
        return n > 1 and self.mode != "self" and not everybody


@cache
def _sixth(options: int, ends: tuple[Fraction, Fraction]) -> Fraction:
    """Return a sixth of the points of a scale, in scores."""
    low, high = ends
    return Fraction(options, 6) * (high - low) / max(options - 1, 1)
