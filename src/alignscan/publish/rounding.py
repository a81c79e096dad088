"""From exact fractions to the Decimal that may be printed."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, lru_cache

from alignscan.publish.published import Range


def rounded(value: Fraction | float, step: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Return a value on a step (0.1, 0.01), ties away from zero; ``rounding`` up or down else."""
    (numerator, denominator), (top, bottom, on_step) = value.as_integer_ratio(), _grid(step)
    whole = denominator * top
    units, left = divmod(numerator * bottom, whole)
    if rounding == ROUND_HALF_UP:
        units += 2 * left > whole or (2 * left == whole and units >= 0)
    elif rounding == ROUND_CEILING:
        units += left > 0
    return on_step(units)


@cache
def _grid(step: Decimal) -> tuple[int, int, Callable[[int], Decimal]]:
    """Return the ratio that a step is, and what makes a figure of a number of steps."""

    @lru_cache(maxsize=10_000)
    def on_step(units: int) -> Decimal:
        return (units * step).quantize(step) + 0  # never minus zero

    return *step.as_integer_ratio(), on_step


def share_range(count: Fraction, n: int, step: Decimal) -> Range | None:
    """Return the band of a share that nearly all or nearly none make up, else None.

    A count of at most two, or of all but two, is not published: with n known it would say how
    each of the others answered.
    """
    counted, of = count.as_integer_ratio()
    if counted <= 2 * of:
        return Decimal(0).quantize(step), rounded(Fraction(2, n), step, ROUND_CEILING)
    if counted >= (n - 2) * of:
        return rounded(1 - Fraction(2, n), step, ROUND_FLOOR), Decimal(1).quantize(step)
    return None


def mean_range(
    mean: Fraction, n: int, ends: tuple[Fraction, Fraction], step: Decimal
) -> Range | None:
    """Return the band of a mean near an end of the scale, else None.

    Within two points of the end on a scale from 1 to 5 the total leaves too few ways in which n
    people can have answered; the band leaves open whether nobody, one or two of them differ.
    """
    low, high = ends
    near = min(float(mean) - float(low), float(high) - float(mean))
    if n * near > float(high) - float(low):
        return None  # far from both ends; two points are half of what is asked for here
    slack = 2 * (high - low) / 4
    if (high - mean) * n <= slack:
        edge = rounded(high - slack / n, step, ROUND_FLOOR)
        return max(edge, rounded(low, step)), rounded(high, step)
    if (mean - low) * n <= slack:
        edge = rounded(low + slack / n, step, ROUND_CEILING)
        return rounded(low, step), min(edge, rounded(high, step))
    return None
