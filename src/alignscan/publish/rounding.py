"""From exact fractions to the Decimal that may be printed."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, lru_cache

from alignscan.publish.published import Range


def rounded(value: Fraction | float, step: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Return a value on a step (0.1, 0.01), ties away from zero; ``rounding`` up or down else."""
    return rounded_ratio(*value.as_integer_ratio(), step, rounding)


def rounded_ratio(
    numerator: int, denominator: int, step: Decimal, rounding: str = ROUND_HALF_UP
) -> Decimal:
    """Return a ratio of whole numbers in the same way; the denominator is positive."""
    top, bottom, on_step = _grid(step)
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
    return share_band(*count.as_integer_ratio(), n, step)


def share_band(counted: int, of: int, n: int, step: Decimal) -> Range | None:
    """Return the same of the count ``counted / of``."""
    if counted <= 2 * of:
        return rounded_ratio(0, 1, step), rounded_ratio(2, n, step, ROUND_CEILING)
    if counted >= (n - 2) * of:
        return rounded_ratio(n - 2, n, step, ROUND_FLOOR), rounded_ratio(1, 1, step)
    return None


def mean_range(
    mean: Fraction, n: int, ends: tuple[Fraction, Fraction], step: Decimal
) -> Range | None:
    """Return the band of a mean near an end of the scale, else None.

    Within two points of the end on a scale from 1 to 5 the total leaves too few ways in which n
    people can have answered; the band leaves open whether nobody, one or two of them differ.
    """
    (bottom, of_bottom), (top, of_top) = ends[0].as_integer_ratio(), ends[1].as_integer_ratio()
    low, high, unit = bottom * of_top, top * of_bottom, of_bottom * of_top
    (total, of), slack, parts = mean.as_integer_ratio(), high - low, 2 * unit * n
    if 2 * n * (high * of - total * unit) <= slack * of:
        edge = rounded_ratio(2 * n * high - slack, parts, step, ROUND_FLOOR)
        return max(edge, rounded_ratio(low, unit, step)), rounded_ratio(high, unit, step)
    if 2 * n * (total * unit - low * of) <= slack * of:
        edge = rounded_ratio(2 * n * low + slack, parts, step, ROUND_CEILING)
        return rounded_ratio(low, unit, step), min(edge, rounded_ratio(high, unit, step))
    return None
