"""Statistics of one item: pure functions of how many people gave each answer."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from alignscan.measurement.measures import ItemMeasure
from alignscan.measurement.moments import average_deviation, mean, variance
from alignscan.measurement.units import FIRST_CODE
from alignscan.model.codebook import (
    CANNOT_SAY,
    MISSING,
    NOT_APPLICABLE,
    NOT_ASKED,
    CodedItem,
)


def measure_item(item: CodedItem, counts: Sequence[int]) -> ItemMeasure:
    """Return the measures of an item from the people at each code, ``FIRST_CODE`` first."""
    points = tuple(counts[-FIRST_CODE:])
    return ItemMeasure(
        n=sum(points),
        missing=counts[MISSING - FIRST_CODE],
        cannot_say=counts[CANNOT_SAY - FIRST_CODE],
        not_applicable=counts[NOT_APPLICABLE - FIRST_CODE],
        not_asked=counts[NOT_ASKED - FIRST_CODE],
        distribution=points,
        mean=mean(item.values, points),
        variance=variance(item.values, points),
        favorable=_share(item, item.favorable, points),
        neutral=_share(item, _neutral(item), points) if item.has_neutral else None,
        unfavorable=_share(item, item.unfavorable, points),
        average_deviation=average_deviation(item.values, points),
        options=len(item.points),
    )


def _neutral(item: CodedItem) -> tuple[int, ...]:
    named = {*item.favorable, *item.unfavorable}
    return tuple(code for code in range(len(item.points)) if code not in named)


def _share(item: CodedItem, codes: Iterable[int], counts: Sequence[int]) -> Fraction | None:
    n = sum(counts)
    if not item.values or n == 0:
        return None
    return Fraction(sum(counts[code] for code in codes), n)
