"""Statistics of one item: pure functions of how many people gave each answer."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from alignscan.measurement.measures import ItemMeasure
from alignscan.measurement.moments import moments
from alignscan.measurement.units import FIRST_CODE, in_units
from alignscan.model.codebook import (
    CANNOT_SAY,
    MISSING,
    NOT_APPLICABLE,
    NOT_ASKED,
    CodedItem,
)


def measure_items(item: CodedItem, groups: Iterable[Sequence[int]]) -> list[ItemMeasure]:
    """Return the measures of an item in each of several groups of people.

    Each is the people at each code, ``FIRST_CODE`` first.
    """
    whole, unit = in_units(item.values)
    named = {*item.favorable, *item.unfavorable}
    neutral = [code for code in range(len(item.points)) if code not in named]

    def measured(counts: Sequence[int]) -> ItemMeasure:
        points = tuple(counts[-FIRST_CODE:])
        n = sum(points)
        found = moments(whole, unit, points)

        def share(codes: Iterable[int]) -> Fraction | None:
            return Fraction(sum([points[code] for code in codes]), n) if whole and n else None

        return ItemMeasure(
            n=n,
            missing=counts[MISSING - FIRST_CODE],
            cannot_say=counts[CANNOT_SAY - FIRST_CODE],
            not_applicable=counts[NOT_APPLICABLE - FIRST_CODE],
            not_asked=counts[NOT_ASKED - FIRST_CODE],
            distribution=points,
            mean=found.mean,
            variance=found.variance,
            favorable=share(item.favorable),
            neutral=share(neutral) if item.has_neutral else None,
            unfavorable=share(item.unfavorable),
            average_deviation=found.average_deviation,
            options=len(item.points),
        )

    return [measured(counts) for counts in groups]
