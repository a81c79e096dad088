"""All other respondents: everybody but one group. Their mean is a published figure of its own.

They are a combination of two shown groups, so whether they may be shown is decided already. How
finely is not: their mean goes through the same audit as every other (``ladder``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from alignscan.measurement.contrast import Contrast
from alignscan.measurement.measures import CellMeasure, Measures
from alignscan.measurement.tabulation import OVERALL
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.bounds import Figure
from alignscan.publish.precision import Precision
from alignscan.publish.published import Range
from alignscan.publish.rounding import mean_range, rounded

Draw = Callable[[CellMeasure, Precision], Iterable[Figure]]


class Rest(NamedTuple):
    """The scores of all other respondents on one scale, as published."""

    n: int
    mean: Decimal | None
    range: Range | None
    """Stands for the mean where it lies near an end of the scale."""


def is_compared(cell: CellMeasure) -> bool:
    """Return whether a group is compared with all others: a category of a breakdown, or a role."""
    return len(cell.filters) == 1 and not cell.unflagged


def rest_of(contrast: Contrast, precision: Precision) -> Rest | None:
    """Return what is published of all others; None where they are nobody, or too few."""
    n, mean = contrast.rest_n, contrast.rest_mean
    if mean is None or n < (1 if precision.open else precision.min_group):
        return None
    step = precision.step("ScoreMeasure.mean")
    band = None if precision.open else mean_range(mean, n, precision.ends, step)
    return Rest(n, None if band else rounded(mean, step), band)


def has_rest(scale: str) -> bool:
    """Return whether scores of all others are shown beside those of groups."""
    return scale in CONDITIONS


def with_rest(
    draw: Draw,
    scale: str,
    weights: Sequence[float],
    measures: Measures,
    members: Mapping[str, frozenset[int]],
) -> Draw:
    """Return a drawing of a score that draws all others beside each group that is compared.

    ``weights`` are what a person who chose an option adds to the total, for each option.
    """
    if not has_rest(scale):
        return draw

    def both(cell: CellMeasure, precision: Precision) -> Iterator[Figure]:
        yield from draw(cell, precision)
        if is_compared(cell) and cell.id in measures.differences:
            rest = rest_of(measures.differences[cell.id].scales[scale], precision)
            if rest is not None:
                others = members[OVERALL] - members[cell.id]
                yield _total(rest, others, tuple(weights), precision.mean_step)

    return both


def _total(rest: Rest, group: frozenset[int], weights: tuple[float, ...], step: Decimal) -> Figure:
    if rest.mean is not None:
        low, high = rest.mean - step / 2, rest.mean + step / 2
    else:
        low, high = rest.range or (Decimal("-Infinity"), Decimal("Infinity"))
    return Figure(group, weights, float(low * rest.n), float(high * rest.n))
