"""Figures of whole answers: a share of 41 % among 46 people is 19 people, and nothing between.

A linear program moves parts of people. Bounds drawn in to the sums that whole answers can make
leave it less room that nobody has.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor
from typing import Final

from alignscan.measurement.measures import CellMeasure
from alignscan.publish.bounds import Figure
from alignscan.publish.drawing import Draw
from alignscan.publish.precision import Precision

ROOM: Final = 0.1
"""How far from a possible sum bounds stay, in units of it, so that solvers have room to move."""
TINY: Final = 1e-9


def whole(draw: Draw) -> Draw:
    """Return a drawing of an item with all bounds drawn in to what whole answers can add up to."""

    def drawn_in(cell: CellMeasure, precision: Precision) -> Iterator[Figure]:
        return map(in_whole_answers, draw(cell, precision))

    return drawn_in


def in_whole_answers(figure: Figure) -> Figure:
    """Return a figure with its bounds next to the lowest and highest sum of whole answers."""
    weights, low, high = figure.weights, figure.low, figure.high
    unit = _unit(weights)
    if unit is None or figure.counting is not None:
        return figure
    least = (ceil(low / unit - TINY) - ROOM) * unit
    most = (floor(high / unit + TINY) + ROOM) * unit
    if least > most:
        return figure
    return Figure(figure.members, weights, max(low, least), min(high, most))


@lru_cache(maxsize=1000)
def _unit(weights: tuple[float, ...]) -> float | None:
    """Return what all weights are whole multiples of: their smallest distance, if it is that."""
    steps = sorted({*weights})
    apart = [high - low for low, high in pairwise(steps)]
    unit = min(apart, default=0.0)
    if unit <= TINY or any(abs(w / unit - round(w / unit)) > TINY for w in steps):
        return None
    return unit
