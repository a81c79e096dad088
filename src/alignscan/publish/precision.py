"""What decides how finely the figures of one cell are published."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import Final

from alignscan.model.survey import Mode
from alignscan.publish.policy import ALLOWED, EXACT, TENTH

STEPS: Final = {field: rule.step or EXACT for field, rule in ALLOWED.items()}
FROM_N: Final = {field: rule.from_n for field, rule in ALLOWED.items()}
MEANS: Final = frozenset(field for field in ALLOWED if field.endswith(".mean"))


@dataclass(frozen=True)
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

    @cached_property
    def coarse(self) -> bool:
        """Whether means are shown more coarsely than usual, and shares therefore not at all."""
        return not self.open and self.mean_step > TENTH

    @cached_property
    def k(self) -> int:
        """The smallest number of answers that a figure may rest on."""
        return 1 if self.consented else self.min_group

    @cached_property
    def open(self) -> bool:
        """Whether the people concerned agreed to exact figures."""
        return self.mode != "confidential"

    def step(self, field: str) -> Decimal:
        """Return the rounding step of a field of Measures."""
        if self.open:
            return EXACT
        return self.mean_step if field in MEANS else STEPS[field]

    def allows(self, field: str, n: int) -> bool:
        """Return whether n answers are enough for a field of Measures."""
        return self.open or (n >= self.k and n >= FROM_N[field])

    def deviation_limit(self, options: int) -> Fraction:
        """Return the largest average deviation that counts as agreement on a scale."""
        if self.agreement_limit is not None:
            return self.agreement_limit
        return _sixth(options, *self._width)

    def agree(self, deviation: Fraction, options: int) -> bool:
        """Return whether an average deviation counts as agreement on a scale."""
        apart, of = deviation.as_integer_ratio()
        most, parts = self.deviation_limit(options).as_integer_ratio()
        return apart * parts <= most * of

    def is_sample(self, n: int) -> bool:
        """Return whether n answers stand for more people, so that chance has a part in them."""
        everybody = self.complete or (self.population is not None and n >= self.population)
        return n > 1 and self.mode != "self" and not everybody

    @cached_property
    def _width(self) -> tuple[int, int]:
        low, high = self.ends
        return (high - low).as_integer_ratio()


@cache
def _sixth(options: int, width: int, of: int) -> Fraction:
    """Return a sixth of the points of a scale that is ``width / of`` wide, in scores."""
    return Fraction(options * width, 6 * of * max(options - 1, 1))
