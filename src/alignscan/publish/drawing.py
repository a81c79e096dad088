"""What is published of a cell, as bounds on sums: the audit looks at just what readers see."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from alignscan.measurement.measures import CellMeasure
from alignscan.measurement.units import in_units
from alignscan.model.codebook import CodedItem
from alignscan.publish.bounds import Figure
from alignscan.publish.figures import Told, ToldScore, apart, squares, told, told_score
from alignscan.publish.policy import PERCENT
from alignscan.publish.precision import Precision
from alignscan.publish.published import Range

Draw = Callable[[CellMeasure, Precision], Iterable[Figure]]


def item_drawing(item: CodedItem, members: Mapping[str, frozenset[int]]) -> Draw:
    """Return what draws all that is published of an item; ``members`` are atoms by cell."""
    values = tuple(float(v) for v in item.values)
    codes = range(len(values))
    middle = {*codes} - {*item.favorable, *item.unfavorable}

    def counting(chosen: Iterable[int]) -> tuple[float, ...]:
        some = {*chosen}
        return tuple(float(code in some) for code in codes)

    favorable, neutral, unfavorable = map(counting, (item.favorable, middle, item.unfavorable))
    options = [counting((code,)) for code in codes]

    def draw(cell: CellMeasure, precision: Precision) -> Iterator[Figure]:
        shown, group = told(cell.items[item.id], precision), members[cell.id]
        n = shown.n or 0
        yield from _of_mean(shown.mean, shown, n, group, values)
        shares = [
            (shown.favorable, favorable),
            (shown.neutral, neutral),
            (shown.unfavorable, unfavorable),
            *zip(shown.distribution or (), options, strict=False),
        ]
        for share, weights in shares:
            if share is not None:
                yield _around(share, PERCENT, n, group, weights)
        if shown.favorable_range is not None:
            yield _between(shown.favorable_range, n, group, favorable)
        if shown.agreement is not None and shown.mean is not None:
            yield Figure(group, *apart(shown, shown.mean, values, precision))
        if shown.sd is not None and shown.mean is not None:
            yield Figure(group, *squares(shown, shown.mean, shown.sd, values, precision))

    return draw


def score_drawing(id: str, members: Mapping[str, frozenset[int]]) -> Draw:
    """Return the same of a score."""

    def draw(cell: CellMeasure, precision: Precision) -> Iterator[Figure]:
        shown = told_score(cell.scales[id], precision)
        ends = tuple(float(end) for end in precision.ends)
        yield from _of_mean(shown.score, shown, shown.n or 0, members[cell.id], ends)

    return draw


def _of_mean(
    mean: Decimal | None,
    shown: Told | ToldScore,
    n: int,
    group: frozenset[int],
    values: tuple[float, ...],
) -> Iterator[Figure]:
    if shown.range is not None:
        yield _between(shown.range, n, group, values)
    elif mean is not None:
        yield _around(mean, shown.step, n, group, values)


def _around(
    value: Decimal, step: Decimal, n: int, group: frozenset[int], weights: tuple[float, ...]
) -> Figure:
    low, high, unit = _ends(value, step)
    return Figure(group, weights, low * n / unit, high * n / unit)


@lru_cache(maxsize=10_000)
def _ends(value: Decimal, step: Decimal) -> tuple[int, int, int]:
    """Return half a step below and above a value as whole numbers of ``1 / unit``, and the unit."""
    (low, high), unit = in_units((Fraction(value - step / 2), Fraction(value + step / 2)))
    return low, high, unit


def _between(bounds: Range, n: int, group: frozenset[int], weights: tuple[float, ...]) -> Figure:
    return Figure(group, weights, float(bounds[0] * n), float(bounds[1] * n))
